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
const MOST_FIELDS = 200;

/** A name of up to 40 characters, as programs write them: `user_id`, `ep.client`, `events[0][id]`. */
const PARAMETER_NAME = /^[A-Za-z_$][\w.$[\]-]{0,39}$/;

/** The identifier-like texts of an address: in its path, and in its query by parameter. */
export function tokensOfUrl(url: { readonly pathname: string; readonly search: string }): readonly RequestToken[] {
  const found = new Tokens();
  found.add(unescapeTwice(url.pathname.slice(0, LONGEST_VALUE)), 'path', null);
  found.addPairs(url.search.slice(1), 'query');
  return found.list;
}

/** The same of what a request sends: form fields, JSON, or pairs as query strings write them. */
export function tokensOfBody(body: RequestBody): readonly RequestToken[] {
  const found = new Tokens();
  if (body.kind === 'form') {
    for (const [name, values] of Object.entries(body.fields).slice(0, MOST_FIELDS)) {
      for (const value of values.slice(0, 20)) found.add(unescapeTwice(value), 'body', name);
    }
    return found.list;
  }
  const text = body.text.slice(0, LONGEST_BODY);
  const json = readJson(text);
  if (json !== undefined) found.walk(json, null, 0);
  else if (text.includes('=')) for (const line of text.split('\n').slice(0, 50)) found.addPairs(line, 'body');
  else found.add(unescapeTwice(text), 'body', null);
  return found.list;
}

class Tokens {
  readonly list: RequestToken[] = [];
  readonly #known = new Set<string>();

  add(value: string, where: Where, parameter: string | null): void {
    if (value.length < SHORTEST) return;
    for (const piece of piecesOf(value.slice(0, LONGEST_VALUE))) {
      if (piece.length > LONGEST_TOKEN || !mayIdentify(piece) || this.#known.has(piece)) continue;
      if (this.list.length >= MOST_TOKENS) return;
      this.#known.add(piece);
      this.list.push({ text: piece, where, parameter: readableName(parameter) });
    }
  }

  addPairs(query: string, where: Where): void {
    for (const pair of query.split('&').slice(0, MOST_FIELDS)) {
      const equals = pair.indexOf('=');
      if (equals < 0) this.add(unescapeTwice(pair), where, null);
      else this.add(unescapeTwice(pair.slice(equals + 1)), where, unescapeTwice(pair.slice(0, equals)));
    }
  }

  walk(node: unknown, name: string | null, depth: number): void {
    if (depth > 8 || this.list.length >= MOST_TOKENS) return;
    if (typeof node === 'string' || typeof node === 'number') this.add(unescapeTwice(String(node)), 'body', name);
    else if (Array.isArray(node)) for (const item of node.slice(0, MOST_FIELDS)) this.walk(item, name, depth + 1);
    else if (typeof node === 'object' && node !== null) {
      for (const [key, item] of Object.entries(node).slice(0, MOST_FIELDS)) this.walk(item, key, depth + 1);
    }
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

/** Identifiers and e-mail addresses; not words and not names of files, which are most of what requests carry. */
function mayIdentify(piece: string): boolean {
  return (
    piece.includes('@') || /[0-9]/.test(piece) || (piece.length >= 16 && /[a-z]/.test(piece) && /[A-Z]/.test(piece))
  );
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
