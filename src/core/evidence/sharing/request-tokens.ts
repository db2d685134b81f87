import { decodeLayer } from '../decode.ts';
import { singlesOut } from '../identifier.ts';
import { piecesOf, SHORTEST, unescapeTwice } from './pieces.ts';

/** Where in a request something stood. */
export type Where = 'path' | 'query' | 'body';

/** A text in a request that may be an identifier. Short-lived: only its keyed hash is kept. */
export interface RequestToken {
  readonly text: string;
  readonly where: Where;
  /** The parameter's or field's name, where it has one. */
  readonly parameter: string | null;
}

/** What a request sends, as far as the browser shows it. */
export type RequestBody =
  | { readonly kind: 'form'; readonly fields: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: 'text'; readonly text: string };

/** Bounds of one request: a page may send what it likes. */
const MOST_TOKENS = 100;
const LONGEST_VALUE = 2048;
const LONGEST_TOKEN = 512;
export const LONGEST_BODY = 64 * 1024;
const SHORTEST_WRAPPED = 24;
const LONGEST_WRAPPED = 16 * 1024;
const MOST_FIELDS = 200;
const DEEPEST_JSON = 8;
const MOST_VALUES = 20;
const MOST_LINES = 50;

/** A name of up to 40 characters, as programs write them: `user_id`, `ep.client`, `events[0][id]`. */
const PARAMETER_NAME = /^[A-Za-z_$][\w.$[\]-]{0,39}$/;

/** What was found in a request. */
export interface RequestTokens {
  readonly list: readonly RequestToken[];
  /** There was more than is read or kept of one request. */
  readonly cut: boolean;
}

/** The identifier-like texts of an address: in its path, and in its query by parameter. */
export function tokensOfUrl(url: { readonly pathname: string; readonly search: string }): RequestTokens {
  const found = new Tokens();
  found.add(unescapeTwice(url.pathname), 'path', null);
  found.addPairs(url.search.slice(1), 'query');
  return found;
}

/** The same of what a request sends: form fields, JSON, or pairs as query strings write them. */
export function tokensOfBody(body: RequestBody): RequestTokens {
  const found = new Tokens();
  if (body.kind === 'form') {
    for (const [name, values] of found.first(Object.entries(body.fields), MOST_FIELDS)) {
      for (const value of found.first(values, MOST_VALUES)) found.add(unescapeTwice(value), 'body', name);
    }
    return found;
  }
  const text = body.text.slice(0, LONGEST_BODY);
  // Whoever handed it in read no more than that.
  if (body.text.length >= LONGEST_BODY) found.cut = true;
  const json = readJson(text);
  if (json !== undefined) found.walk(json, 'body', null, 0);
  else if (text.includes('='))
    for (const line of found.first(text.split('\n'), MOST_LINES)) found.addPairs(line, 'body');
  else found.add(unescapeTwice(text), 'body', null);
  return found;
}

class Tokens implements RequestTokens {
  readonly list: RequestToken[] = [];
  cut = false;
  readonly #known = new Set<string>();

  add(value: string, where: Where, parameter: string | null): void {
    if (value.length < SHORTEST) return;
    const inside = readWrappedJson(value);
    if (inside !== undefined) {
      this.walk(inside, where, parameter, 1);
      return;
    }
    if (value.length > LONGEST_VALUE) this.cut = true;
    for (const piece of piecesOf(value.slice(0, LONGEST_VALUE))) {
      if (piece.length > LONGEST_TOKEN || this.#known.has(piece) || !mayIdentify(piece)) continue;
      if (this.#full()) return;
      this.#known.add(piece);
      this.list.push({ text: piece, where, parameter: readableName(parameter) });
    }
  }

  addPairs(query: string, where: Where): void {
    for (const pair of this.first(query.split('&'), MOST_FIELDS)) {
      const equals = pair.indexOf('=');
      if (equals < 0) this.add(unescapeTwice(pair), where, null);
      else this.add(unescapeTwice(pair.slice(equals + 1)), where, unescapeTwice(pair.slice(0, equals)));
    }
  }

  walk(node: unknown, where: Where, name: string | null, depth: number): void {
    if (this.#full() || this.#tooDeep(depth)) return;
    if (typeof node === 'string' || typeof node === 'number') this.add(unescapeTwice(String(node)), where, name);
    else if (Array.isArray(node))
      for (const item of this.first(node, MOST_FIELDS)) this.walk(item, where, name, depth + 1);
    else if (typeof node === 'object' && node !== null) {
      for (const [key, item] of Object.entries(node).slice(0, MOST_FIELDS)) this.walk(item, where, key, depth + 1);
    }
  }

  /** The first of the items; that there were more is noted. */
  first<T>(items: readonly T[], most: number): readonly T[] {
    if (items.length > most) this.cut = true;
    return items.slice(0, most);
  }

  #full(): boolean {
    const full = this.list.length >= MOST_TOKENS;
    if (full) this.cut = true;
    return full;
  }

  #tooDeep(depth: number): boolean {
    if (depth > DEEPEST_JSON) this.cut = true;
    return depth > DEEPEST_JSON;
  }
}

/**
 * A parameter's name as it may be kept. Pages also write identifiers and addresses of people where names stand
 * (`{"<identifier>": ...}`), so only what reads as a name is one.
 */
function readableName(parameter: string | null): string | null {
  if (parameter === null || !PARAMETER_NAME.test(parameter)) return null;
  if (parameter.replace(/[^0-9]/g, '').length > 2) return null;
  const words = parameter.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  const letters = words.join('').length;
  return words.length > 3 && letters < words.length * 3 ? null : parameter;
}

/** Digits as people write a telephone number. */
const PHONE = /^\+?[0-9(][0-9 ()./-]{5,22}[0-9]$/;

/** What may be an identifier, an e-mail address or a telephone number; not the words and dates that most requests carry. */
function mayIdentify(piece: string): boolean {
  if (piece.includes('@') || PHONE.test(piece) || singlesOut(piece)) return true;
  return decodeLayer(piece).some(({ text }) => text.includes('@') || PHONE.test(text));
}

/** JSON that stands in base64 or base64url, as several makers of analytics send it; nearly all else ends at two letters. */
function readWrappedJson(text: string): unknown {
  if (text.length < SHORTEST_WRAPPED || text.length > LONGEST_WRAPPED || !/^(?:e[w-z]|W3)/.test(text)) return undefined;
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  for (const { text: inside } of decodeLayer(text)) {
    const json = readJson(inside);
    if (json !== undefined) return json;
  }
  return undefined;
}

function readJson(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Cut off, or not JSON after all: it is read as pairs or as plain text.
    return undefined;
  }
}
