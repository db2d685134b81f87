import { decodeLayer, unquote } from './decode.ts';

/** Enough to give every one of eight billion browsers a number of its own. */
export const SINGLING_BITS = 33;

/** Dates with their time of day, a place's two coordinates, and the account ids of Google's tags: long, and no browser's. */
const EVERYBODYS = new RegExp(
  [
    String.raw`[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?`,
    String.raw`-?[0-9]{1,3}\.[0-9]{3,15}\s*[,;|]\s*-?[0-9]{1,3}\.[0-9]{3,15}`,
    String.raw`\b(?:UA-[0-9]{4,10}-[0-9]{1,4}|(?:G|GT|GTM|AW|DC)-[A-Z0-9]{5,12})\b`,
  ].join('|'),
  'g',
);

const LONGEST_READ = 4096;
const DEEPEST = 2;

/** 2010 to 2039, in seconds, as cookies write moments; milliseconds and microseconds are told by their length. */
const EARLIEST = 1_262_304_000;
const LATEST = 2_208_988_800;
/** Moments this far apart, in seconds, are hardly of one browser's visits: one of them is a number by chance. */
const NEARBY = 400 * 86_400;
/** A moment says when, not who; to the second it still parts people a little. */
const BITS_OF_A_MOMENT = 8;

/**
 * How many bits of a value could serve to tell browsers apart: an estimate from above for random looking parts, zero
 * for words, dates, flags and small numbers.
 *
 * Judged by the look of one value alone, as no two browsers can be compared from within one: a value that is the same
 * for everybody and looks random is taken for an identifier. Nested encodings are opened first.
 */
export function identifyingBits(value: string): number {
  const parts = new Set<string>();
  collectParts(value.slice(0, LONGEST_READ), 0, parts);
  const moments = [...parts].filter(isMoment);
  let bits = 0;
  for (const part of parts) bits += moments.includes(part) ? bitsOfMoment(part, moments) : bitsOfPart(part);
  return Math.round(bits);
}

/** True where the value is long and random enough to be one browser's alone. */
export function singlesOut(value: string): boolean {
  return identifyingBits(value) >= SINGLING_BITS;
}

/** The runs of letters and digits in a text, decoded where it is another text in disguise. */
function collectParts(text: string, depth: number, parts: Set<string>): void {
  const plain = unquote(text.trim());
  const inside = depth < DEEPEST ? decodeLayer(plain) : [];
  const whole = inside.find(({ encoding, text: decoded }) => encoding === 'url' || isSentence(plain, decoded));
  if (whole) {
    collectParts(whole.text, depth + 1, parts);
    return;
  }
  for (const part of plain.replace(EVERYBODYS, ' ').split(/[^A-Za-z0-9]+/)) if (part.length >= 4) parts.add(part);
}

/** Base64 stands for its text only where it is all of the value and the text is one a program would write. */
function isSentence(encoded: string, decoded: string): boolean {
  return decoded.length * 1.2 > encoded.length * 0.7 && /[\s{}":=,@]/.test(decoded);
}

function isMoment(part: string): boolean {
  if (!/^[0-9]{10}(?:[0-9]{3}){0,2}$/.test(part)) return false;
  const seconds = secondsOf(part);
  return seconds >= EARLIEST && seconds <= LATEST;
}

function secondsOf(part: string): number {
  return Number(part.slice(0, 10));
}

/** Of two numbers that could both be moments, years apart, one is none: as in the client id of Google Analytics. */
function bitsOfMoment(part: string, moments: readonly string[]): number {
  const seconds = secondsOf(part);
  const last = Math.max(...moments.map(secondsOf));
  return last - seconds > NEARBY ? bitsOfDigits(part) : BITS_OF_A_MOMENT;
}

function bitsOfPart(part: string): number {
  if (/^[0-9]+$/.test(part)) return bitsOfDigits(part);
  // A letter or two before a small number count things of a kind: `C0001`.
  if (/^[A-Za-z]{1,2}0*[0-9]{1,3}$/.test(part)) return 0;
  if (/^(?:[0-9a-f]+|[0-9A-F]+)$/.test(part) && /[0-9]/.test(part)) return part.length * spread(part, 4);
  if (/^[A-Za-z]+$/.test(part)) return isWords(part) ? 0 : part.length * spread(part, 5);
  // A word with a number behind it is a name and its version: `variant2`, `banner12`.
  const [, word = ''] = /^([A-Za-z]+)[0-9]{1,3}$/.exec(part) ?? [];
  if (word !== '' && isWords(word)) return 0;
  // One letter before a number says what is numbered.
  const [, number] = /^[A-Za-z]([0-9]+)$/.exec(part) ?? [];
  if (number !== undefined) return bitsOfDigits(number);
  return part.length * spread(part, 5.95);
}

function bitsOfDigits(part: string): number {
  if (part.length < 5 || isDate(part)) return 0;
  return part.length * spread(part, 3.32);
}

/** `20261124`, `202611`, and either with a time of day behind it. */
function isDate(part: string): boolean {
  return /^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:(?:0[1-9]|[12][0-9]|3[01])(?:[0-9]{4,6})?)?$/.test(part);
}

/** Bits a character is worth: those of its alphabet, or fewer where the part keeps to few characters. */
function spread(part: string, alphabet: number): number {
  const distinct = new Set(part).size;
  if (distinct <= 2) return 0;
  // A random run of n characters shows fewer than its alphabet has; half again as many are granted.
  return Math.min(alphabet, Math.log2(distinct * 1.5));
}

/** Letters as people write them: `accepted`, `homePage`, `EN`; not `AHWqTUmZ`. */
function isWords(part: string): boolean {
  if (part === part.toUpperCase()) return part.length < 8 || hasVowels(part);
  const words = part.split(/(?=[A-Z])/);
  // Many short ones in a row are capitals by chance.
  if (words.length > 3 && part.length / words.length < 4) return false;
  const short = words.filter((word) => word.length <= 2).length;
  return short <= words.length / 3 && words.every(hasVowels);
}

function hasVowels(word: string): boolean {
  return word.length <= 3 || (/[aeiouy]/i.test(word) && !/[^aeiouy]{6,}/i.test(word));
}
