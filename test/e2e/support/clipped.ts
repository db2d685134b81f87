/**
 * What does not fit: elements whose own text is wider than they are, and the page, if all of it is asked about, where it is wider than its window.
 * Long names may end in an ellipsis; they are whole in the opened row. It closes over nothing, so that a browser can run
 * its source.
 */
export function clippedTexts(root: Element = document.body): readonly string[] {
  const mayBeCut = '.row-head .name, .name-link .name, .clause-start, .heard, input';
  const found: string[] = [];
  // Rows off the screen are not laid out, and Firefox tells their old places.
  for (const row of root.querySelectorAll<HTMLElement>('.row, .moment')) row.style.contentVisibility = 'visible';
  for (const element of root.querySelectorAll('*')) {
    const ownText = [...element.childNodes].some(({ nodeType, nodeValue }) => nodeType === 3 && nodeValue?.trim());
    if (!ownText || element.closest(mayBeCut) !== null || !element.checkVisibility()) continue;
    const inner = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
    const { left, right } = element.getBoundingClientRect();
    const outer = left < -1 || right > innerWidth + 1;
    if (inner || outer) found.push(`${inner ? 'clipped' : 'outside'}: ${element.outerHTML.slice(0, 160)}`);
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  if (root === document.body && scrollWidth > clientWidth)
    found.push(`the page is ${scrollWidth} wide in ${clientWidth}`);
  return found;
}
