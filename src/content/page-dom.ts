/**
 * Reading a hostile page. Named elements stand in front of a document's own properties, in our world too: beside
 * `<img name="title">`, `document.title` is the picture. So a document is asked by the methods of its prototype, which
 * no page reaches. And text is cut before it is put together, for a page may have any amount of it.
 */
const asked = Document.prototype;

/** Of one node no more than this is read, and no more nodes than that: in between there may be nothing but space. */
const LONGEST_NODE = 1000;
const MOST_NODES = 100;

export function firstElement(selector: string): Element | null {
  return asked.querySelector.call(document, selector);
}

/** Live, as `document.links` is, which a form may hide. */
export function allAnchors(): HTMLCollectionOf<Element> {
  return asked.getElementsByTagName.call(document, 'a');
}

export function walk(root: Node, show: number, filter?: (node: Node) => number): TreeWalker {
  return asked.createTreeWalker.call(document, root, show, filter ?? null);
}

/** The words in an element, on one line, at most `longest` characters of them. */
export function textIn(root: Node, longest: number): string {
  const texts = walk(root, NodeFilter.SHOW_TEXT);
  let text = '';
  for (let nodes = 0; nodes < MOST_NODES && text.length < longest && texts.nextNode(); nodes += 1) {
    text = (text + startOf(texts.currentNode, LONGEST_NODE)).replace(/\s+/g, ' ').trimStart();
  }
  return text.slice(0, longest).trimEnd();
}

/** The first characters of a text node, of which the rest is not even copied. */
export function startOf(node: Node, longest: number): string {
  return node instanceof CharacterData ? node.substringData(0, longest) : '';
}
