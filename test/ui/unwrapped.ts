/** Data rather than text: what a page or the policy wrote, and what the formatters of the language give. */
const DATA = 'bdi, .name, blockquote, .clause-start, time, .moment-when, .company-count, .clause-number, dd > a';

/** Nothing to translate: numbers and marks, and a span as the language's own formatter writes it (`13 months`). */
const NO_WORDS = /^(\P{Letter}*|\d+ \p{Letter}+)$/u;

/**
 * The texts and labels of a page shown with the pseudo-locale that do not come from `_locales`: those outside ⟦…⟧.
 * Formatted times stand where the formatters put them, so a unit's name alone is let pass.
 */
export function unwrappedTexts(root: Element): readonly string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let depthText = '';
  let container: Element | null = null;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || parent.closest(DATA) !== null) continue;
    const block = parent.closest('p, dt, dd, h1, h2, button, summary, cite, span, li, label, legend') ?? parent;
    // A sentence with nodes in it is several texts: the brackets open in the first and close in the last.
    depthText = block === container ? depthText + node.textContent : (node.textContent ?? '');
    container = block;
    if (!NO_WORDS.test(outsideBrackets(depthText))) found.push(depthText);
  }
  for (const element of root.querySelectorAll('[aria-label], [title], [placeholder]')) {
    for (const name of ['aria-label', 'title', 'placeholder']) {
      const label = element.getAttribute(name);
      if (label !== null && element.closest('.group') !== element && !NO_WORDS.test(outsideBrackets(label)))
        found.push(label);
    }
  }
  return found;
}

/** What is left of a text without everything that stands in ⟦…⟧, however deep, and without what is still open. */
function outsideBrackets(text: string): string {
  let depth = 0;
  let left = '';
  for (const letter of text) {
    if (letter === '⟦') depth += 1;
    else if (letter === '⟧') depth = Math.max(0, depth - 1);
    else if (depth === 0) left += letter;
  }
  return left;
}
