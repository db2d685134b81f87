import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeLayer, unquote } from '../decode.ts';
import { singlesOut } from '../identifier.ts';
import { piecesOf, unescapeTwice } from './pieces.ts';

/** How an identifier may be written in a request, the plainest first. */
const FORMS = ['plain', 'base64', 'md5', 'sha1', 'sha256'] as const;
export type Form = (typeof FORMS)[number];

/** Whoever gets it in this form has the text itself; of a digest one must know the text to recognise it. */
export function isReversible(form: Form): boolean {
  return form === 'plain' || form === 'base64';
}

export interface IdentifierForm {
  readonly text: string;
  readonly form: Form;
  /** A part of the cookie's value, not all of it. */
  readonly part: boolean;
}

export function byPlainness(a: { readonly form: Form }, b: { readonly form: Form }): number {
  return FORMS.indexOf(a.form) - FORMS.indexOf(b.form);
}

const MOST_PIECES = 8;
const LONGEST = 512;

/**
 * Every text by which a cookie's value would be known again in a request: the whole and its identifying parts, each
 * plain, in base64, and as the hashes that companies match people by. Parts that do not single out a browser are left
 * out: that two parties both say `2026` is no sharing.
 *
 * @param digests make the hashes too; they are the larger part of the cost, and pointless where no request had any
 */
export function formsOfIdentifier(value: string, digests: boolean): readonly IdentifierForm[] {
  const plain = unescapeTwice(unquote(value.trim()));
  const disguised = decodeLayer(plain).flatMap(({ text }) => piecesOf(withoutAddresses(text)));
  const pieces = [...new Set([...piecesOf(withoutAddresses(plain)), ...disguised])]
    .filter((piece) => piece.length <= LONGEST && singlesOut(piece))
    .slice(0, MOST_PIECES);
  const whole = value !== plain && value.length <= LONGEST && singlesOut(value) ? [value] : [];
  return [...pieces, ...whole].flatMap((text) => formsOf(text, text !== plain && text !== value, digests));
}

/** Where one is, is told to everybody who is asked for something: that a cookie says so too is no sharing. */
function withoutAddresses(text: string): string {
  return text.replace(/\bhttps?:\/\/[^\s"'|,;<>]+/gi, ' ').trim();
}

/** The same of a piece of personal data within a value, such as an e-mail address, which companies hash in lower case. */
export function formsOfPersonalData(text: string, digests: boolean): readonly IdentifierForm[] {
  const lower = text.trim().toLowerCase();
  return [text, ...(lower === text ? [] : [lower])].flatMap((each) => formsOf(each, true, digests));
}

function formsOf(text: string, part: boolean, digests: boolean): IdentifierForm[] {
  const bytes = utf8ToBytes(text);
  const base64 = toBase64(bytes);
  const bare = base64.replace(/=+$/, '');
  const url = bare.replaceAll('+', '-').replaceAll('/', '_');
  const reversible: IdentifierForm[] = [
    { text, form: 'plain', part },
    ...[...new Set([base64, bare, url])].map((each) => ({ text: each, form: 'base64' as const, part })),
  ];
  if (!digests) return reversible;
  return [
    ...reversible,
    { text: bytesToHex(md5(bytes)), form: 'md5', part },
    { text: bytesToHex(sha1(bytes)), form: 'sha1', part },
    { text: bytesToHex(sha256(bytes)), form: 'sha256', part },
  ];
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
