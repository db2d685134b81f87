export const XHTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';

/** An element of ours in the page, with a closed shadow root, and how to take all of it out again. */
export interface Host {
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  readonly remove: () => void;
}

/**
 * Puts our host element under the document's root. An SVG document shows HTML only inside a `foreignObject`.
 *
 * @throws where the document has no root element
 */
export function createHost(): Host {
  const element = document.createElementNS(XHTML, 'cookie-clause-notice') as HTMLElement; // the namespace makes it that class
  const root = element.attachShadow({ mode: 'closed' });
  const top = document.documentElement;
  if (top.namespaceURI !== SVG) {
    top.append(element);
    return { element, root, remove: () => element.remove() };
  }
  const frame = document.createElementNS(SVG, 'foreignObject');
  frame.setAttribute('width', '100%');
  frame.setAttribute('height', '100%');
  frame.append(element);
  top.append(frame);
  return {
    element,
    root,
    remove: () => {
      element.remove();
      frame.remove();
    },
  };
}
