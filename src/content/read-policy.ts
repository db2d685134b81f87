import type { PolicyText } from '../messaging/protocol.ts';
import { send } from '../platform/content.ts';
import { firstElement, startOf, textIn, walk } from './page-dom.ts';
import { isLinkedHereAs } from './page-links.ts';

const MOST_BLOCKS = 2000;
const LONGEST_BLOCK = 10_000;
/** As many characters as are compared. */
const MOST_CHARACTERS = 300_000;
const MOST_NODES = 100_000;
const LONGEST_TITLE = 300;
const FEWEST_BLOCKS = 3;

const POLICY_PATH = /^\/(?:legal\/)?(?:privacy|cookie)/i;
const POLICY_WORDS = /privacy|cookie/i;
const SILENT = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'TEXTAREA', 'SELECT', 'BUTTON', 'SVG', 'HEAD']);
/** Elements that run within a sentence. All others end one. */
const INLINE = new Set(
  'A ABBR B BDI BDO CITE CODE DATA DFN EM FONT I KBD MARK Q S SAMP SMALL SPAN STRONG SUB SUP TIME U VAR WBR'.split(' '),
);

/** Tells the background the words of this page, where it may be a privacy or cookie policy; the background decides. */
export function readPolicy(): void {
  if (!POLICY_PATH.test(location.pathname) && !isLinkedHereAs(POLICY_WORDS)) return;
  const blocks = readBlocks();
  if (blocks.length < FEWEST_BLOCKS) return;
  const text = { title: wordsOf('title'), heading: wordsOf('h1') || wordsOf('h2'), blocks };
  send({ type: 'policy:read', body: text satisfies PolicyText }).catch(() => {
    // the extension was updated or switched off under this page: nobody is there to tell
  });
}

function wordsOf(selector: string): string {
  const element = firstElement(selector);
  return element === null ? '' : textIn(element, LONGEST_TITLE);
}

/** The document's text, a block of it each: what stands together in a heading, a paragraph, an item of a list. */
function readBlocks(): string[] {
  const blocks: string[] = [];
  let left = MOST_CHARACTERS;
  let block: Element | null = null;
  let words = '';
  const end = () => {
    const text = words.replace(/\s+/g, ' ').trim().slice(0, left);
    if (text !== '') blocks.push(text);
    left -= text.length;
    words = '';
  };
  // From the document itself: a picture, a set of frames or plain XML has no body.
  const walker = walk(document, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && SILENT.has(nameOf(node)) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let nodes = 0; nodes < MOST_NODES && left > 0 && blocks.length < MOST_BLOCKS && walker.nextNode(); nodes += 1) {
    const node = walker.currentNode;
    if (node instanceof Element) {
      if (nameOf(node) === 'BR') words += ' ';
      continue;
    }
    const around = blockOf(node);
    if (around !== block) {
      end();
      block = around;
    }
    if (words.length < LONGEST_BLOCK) words += startOf(node, LONGEST_BLOCK - words.length);
  }
  if (left > 0 && blocks.length < MOST_BLOCKS) end();
  return blocks;
}

function blockOf(node: Node): Element | null {
  let element = node.parentElement;
  while (element !== null && INLINE.has(nameOf(element))) element = element.parentElement;
  return element;
}

/** In capitals, as HTML writes it; a form's may be one of its fields, by that name. */
function nameOf(element: Element): string {
  return String(element.nodeName).toUpperCase();
}
