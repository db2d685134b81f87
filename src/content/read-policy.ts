import type { PolicyText } from '../messaging/protocol.ts';
import { send } from '../platform/content.ts';
import { findPrivacyLink } from './page-links.ts';

const MOST_BLOCKS = 2000;
const LONGEST_BLOCK = 10_000;
const LONGEST_TITLE = 300;
const FEWEST_BLOCKS = 3;

const POLICY_PATH = /privacy|cookie/i;
const POLICY_WORDS = /privacy|cookie/i;
const SILENT = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'TEXTAREA', 'SELECT', 'BUTTON', 'SVG']);
/** Elements that run within a sentence. All others end one. */
const INLINE = new Set(
  'A ABBR B BDI BDO CITE CODE DATA DFN EM FONT I KBD MARK Q S SAMP SMALL SPAN STRONG SUB SUP TIME U VAR WBR'.split(' '),
);

/** Tells the background the words of this page, if it presents itself as a privacy or cookie policy. */
export function readPolicy(): void {
  if (!isPolicyPage()) return;
  const text = { title: document.title.slice(0, LONGEST_TITLE), blocks: readBlocks() };
  if (text.blocks.length < FEWEST_BLOCKS) return;
  send({ type: 'policy:read', body: text satisfies PolicyText }).catch(() => {
    // the extension was updated or switched off under this page: nobody is there to tell
  });
}

/** By its address, or because a link on it that says "privacy" or "cookies" leads to this very page. */
function isPolicyPage(): boolean {
  if (POLICY_PATH.test(location.pathname)) return true;
  const link = findPrivacyLink(POLICY_WORDS);
  return link !== null && link !== undefined && withoutTail(link.url) === withoutTail(location.href);
}

function withoutTail(url: string): string {
  return url.replace(/[?#].*$/, '').replace(/\/$/, '');
}

/** The document's text, a block of it each: what stands together in a heading, a paragraph, an item of a list. */
function readBlocks(): string[] {
  const blocks: string[] = [];
  let block: Element | null = null;
  let words = '';
  const end = () => {
    const text = words.replace(/\s+/g, ' ').trim();
    if (text !== '') blocks.push(text.slice(0, LONGEST_BLOCK));
    words = '';
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && SILENT.has(node.nodeName.toUpperCase())
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode() && blocks.length < MOST_BLOCKS) {
    const node = walker.currentNode;
    if (node instanceof Element) {
      if (node.nodeName === 'BR') words += ' ';
      continue;
    }
    const around = blockOf(node);
    if (around !== block) {
      end();
      block = around;
    }
    if (words.length < LONGEST_BLOCK) words += node.nodeValue ?? '';
  }
  if (blocks.length < MOST_BLOCKS) end();
  return blocks;
}

function blockOf(node: Node): Element | null {
  let element = node.parentElement;
  while (element !== null && INLINE.has(element.nodeName)) element = element.parentElement;
  return element;
}
