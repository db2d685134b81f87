import { once } from '../once.ts';

/** Blocks of a page that are read; the rest is left. */
export const MOST_BLOCKS = 2_000;

/** Characters of a page that are read, all blocks together: several times the longest privacy policies. */
export const MOST_CHARACTERS = 300_000;

/** Characters kept of one sentence of a page. */
export const LONGEST_SENTENCE = 1_000;

/** Characters handed to the segmenter at once: V8's takes time by the square of what it is given. */
const WINDOW = 1_000;

/** Of a longer word only the end goes to the segmenter: there stands what closes a sentence. */
const LONGEST_WORD = 80;

/** What lies between two spaces. */
export interface Word {
  /** As the page writes it, without invisible characters. */
  readonly text: string;
  /** The same with its typography levelled: what is compared. */
  readonly key: string;
  /** Number of the block it stands in. */
  readonly block: number;
}

/** Words in a row; `to` is the first one after it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The blocks of a page within the bounds, tidied; an empty line parts a block in two. */
export function readBlocks(blocks: readonly string[]): string[] {
  const read: string[] = [];
  let left = MOST_CHARACTERS;
  for (const block of blocks.slice(0, MOST_BLOCKS)) {
    if (left <= 0) break;
    const part = block.slice(0, left);
    left -= part.length;
    for (const paragraph of part.split(/\n\s*\n/)) read.push(tidy(paragraph));
  }
  return read.filter((text) => text !== '').slice(0, MOST_BLOCKS);
}

/** Drops what cannot be seen (zero-width and direction marks, soft hyphens, controls); one space between words. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Levels typography and nothing else: quotation marks, apostrophes, dashes, the ellipsis. Spaces stay where they are. */
export function levelTypography(text: string): string {
  return text
    .replace(/[“”„‟«»″〃]/g, '"')
    .replace(/[‘’‚‛‹›′`´ʼ＇]/g, "'")
    .replace(/[-‐‑‒–—―−﹘﹣－]+/g, '-')
    .replace(/…/g, '...');
}

/** The words of tidied blocks. */
export function wordsOf(blocks: readonly string[]): Word[] {
  return blocks.flatMap((text, block) => {
    const keys = levelTypography(text).split(' ');
    return text.split(' ').map((word, at) => ({ text: word, key: keys[at] ?? word, block }));
  });
}

export function textOf(words: readonly Word[], { from, to }: Span): string {
  const text = words
    .slice(from, to)
    .map((word) => word.text)
    .join(' ');
  if (text.length <= LONGEST_SENTENCE) return text;
  return `${text.slice(0, LONGEST_SENTENCE - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** True for a word that ends a sentence, whatever closes after it. */
export function endsSentence(word: Word | undefined): boolean {
  return word !== undefined && /[.!?]["')\]]*$/.test(word.key);
}

const segmenter = once(() => new Intl.Segmenter('en', { granularity: 'sentence' }));

/** Never the end of a sentence. */
const ABBREVIATION = /^["'([]*(?:e\.?g|i\.?e|cf|vs|viz|approx|incl|No|Nos|Art|Sec|Dr|Mr|Mrs|Ms|St|Prof)\.$/;

/** The end of a sentence only where the next word is one that begins sentences. */
const COMPANY_FORM = /^(?:Ltd|Inc|Corp|Co|Bros|LLC|plc)\.$/i;
const BEGINNING =
  /^(?:We|You|Your|Our|The|This|These|It|If|In|For|To|As|Some|Any|All|They|Please|However|Cookies?|When|By)$/;

/**
 * Parts words of one block into sentences. `Intl.Segmenter` finds them; besides, an abbreviation ends none, and a
 * host name may begin one ("…our users. cloudinary.com uses…").
 */
export function sentencesIn(words: readonly Word[], { from, to }: Span): Span[] {
  const starts = new Set<number>();
  for (let window = from; window < to; ) window = segmentWindow(words, { from: window, to }, starts);
  const sentences: Span[] = [];
  let start = from;
  for (let at = from + 1; at < to; at += 1) {
    if (!(starts.has(at) || beginsWithHost(words, at)) || isAbbreviated(words, at)) continue;
    sentences.push({ from: start, to: at });
    start = at;
  }
  sentences.push({ from: start, to });
  return sentences;
}

/** Notes where sentences start in one window. Gives where the next one begins: at the last start, if there is any. */
function segmentWindow(words: readonly Word[], { from, to }: Span, starts: Set<number>): number {
  const wordAt = new Map<number, number>();
  let text = '';
  let end = from;
  for (; end < to && text.length < WINDOW; end += 1) {
    wordAt.set(text.length, end);
    text += `${(words[end]?.key ?? '').slice(-LONGEST_WORD)} `;
  }
  let last = from;
  for (const { index } of segmenter().segment(text)) {
    // Within a word ("yes!no") nothing is parted.
    last = wordAt.get(index) ?? last;
    if (last > from) starts.add(last);
  }
  return end < to && last > from ? last : end;
}

function beginsWithHost(words: readonly Word[], at: number): boolean {
  return /^[a-z][a-z\d-]*(?:\.[a-z\d-]+)*\.[a-z]{2,}$/.test(words[at]?.key ?? '') && endsSentence(words[at - 1]);
}

function isAbbreviated(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.key ?? '';
  return ABBREVIATION.test(before) || (COMPANY_FORM.test(before) && !BEGINNING.test(words[at]?.key ?? ''));
}
