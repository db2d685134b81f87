/**
 * The texts and labels of a page shown with the pseudo-locale that do not come from `_locales`: those outside ⟦…⟧.
 *
 * Let pass are data (what a page or the policy wrote), and numbers and spans where the language's own formatters put them.
 * It closes over nothing, so that a browser can run its source.
 */
export function unwrappedTexts(root: Element = document.body): readonly string[] {
  const data =
    'bdi, code, .name, .host, blockquote, .clause-start, .sentence, time, .moment-when, .company-count, .clause-number, dd > a';
  // Nothing to translate: numbers and marks, and a span as the language's own formatter writes it (`13 months`).
  const noWords = /^(\P{Letter}*|\d+ \p{Letter}+)$/u;
  /** What is left of a text without everything that stands in ⟦…⟧, however deep, and without what is still open. */
  const outsideBrackets = (text: string) => {
    let depth = 0;
    let left = '';
    for (const letter of text) {
      if (letter === '⟦') depth += 1;
      else if (letter === '⟧') depth = Math.max(0, depth - 1);
      else if (depth === 0) left += letter;
    }
    return left;
  };
  const found: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let text = '';
  let container: Element | null = null;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || parent.closest(data) !== null) continue;
    const block = parent.closest('p, dt, dd, h1, h2, button, summary, cite, span, li, label, legend') ?? parent;
    // A sentence with nodes in it is several texts: the brackets open in the first and close in the last.
    text = block === container ? text + node.textContent : (node.textContent ?? '');
    container = block;
    if (!noWords.test(outsideBrackets(text))) found.push(text);
  }
  for (const element of root.querySelectorAll('[aria-label], [title], [placeholder]')) {
    for (const name of ['aria-label', 'title', 'placeholder']) {
      const label = element.getAttribute(name);
      if (label !== null && element.closest('.group') !== element && !noWords.test(outsideBrackets(label)))
        found.push(label);
    }
  }
  return found;
}
