import { decodeLayer, unquote } from './decode.ts';
import { emailsIn, maskEmail } from './email.ts';
import { findLabelled, findLooseNames, hasCoordinates, isIpv6, maskIp } from './labelled.ts';
import type { PersonalDataFact } from './personal-data.ts';

/** Longest value read; a browser takes cookies of about 4 KB. */
export const LONGEST_VALUE = 8192;

/** How many encodings may lie around what is found: URL, base64, JSON and JWT count one each, quotes none. */
const DEEPEST = 3;

/** All that may be read for one value, decoded texts included: nested encodings must not multiply the work. */
const MOST_CHARACTERS = 8 * LONGEST_VALUE;

const MOST_FACTS = 20;
const DEEPEST_JSON = 8;

/** `label=value` and `label:value`, as query strings and hand-made lists write them. */
const PAIR = /(?<![A-Za-z0-9_.-])([A-Za-z][A-Za-z0-9_.-]{0,39})["']?[=:]["']?([^&;|,"'{}\n]{1,256})/g;

/** `geo=32.08,34.78`: a value that the pairs above would cut at its comma. */
const PLACE =
  /(?<![A-Za-z0-9_.-])([A-Za-z][A-Za-z0-9_.-]{0,39})[=:](-?[0-9]{1,3}\.[0-9]{1,12}[,;|]-?[0-9]{1,3}\.[0-9]{1,12})/g;

/**
 * Finds personal data in a cookie's value: what it is, masked, and how it was written. The value itself is never kept.
 *
 * E-mail addresses count wherever they stand. Names, telephone numbers, coordinates, IP addresses and hashed addresses
 * count only under a label that says what they are (a full IPv6 address also alone): bare digits, dotted quads, UUIDs
 * and hexadecimal numbers are what random identifiers look like, and never count.
 *
 * @param name the cookie's name, if it is to be read as the label of its value (`first_name=Jane`)
 */
export function findPersonalData(value: string, name = ''): readonly PersonalDataFact[] {
  if (value.length < 3) return [];
  const search = new Search();
  search.read(value.slice(0, LONGEST_VALUE), name, [], 0);
  return search.facts;
}

/**
 * The e-mail addresses and telephone numbers themselves, to be looked for in requests. For that moment only: they are as
 * secret as the value they come from.
 */
export function personalTextsIn(value: string, name = ''): readonly string[] {
  const search = new Search();
  search.read(value.slice(0, LONGEST_VALUE), name, [], 0);
  return search.texts;
}

class Search {
  readonly facts: PersonalDataFact[] = [];
  readonly texts: string[] = [];
  readonly #known = new Set<string>();
  #budget = MOST_CHARACTERS;

  read(written: string, label: string, encoding: readonly string[], depth: number): void {
    this.#budget -= written.length;
    if (this.#budget < 0 || this.facts.length >= MOST_FACTS) return;
    const text = unquote(written.trim());
    const json = depth < DEEPEST ? readJson(text) : undefined;
    if (json !== undefined) {
      this.#walk(json, label, encoding, depth, 0);
      return;
    }
    this.#readPlain(text, label, encoding);
    if (depth >= DEEPEST) return;
    for (const layer of decodeLayer(text)) this.read(layer.text, label, [...encoding, layer.encoding], depth + 1);
  }

  #readPlain(text: string, label: string, encoding: readonly string[]): void {
    for (const email of emailsIn(text)) this.#add({ kind: 'email', masked: maskEmail(email), encoding }, email);
    if (isIpv6(text)) this.#add({ kind: 'ip-address', masked: maskIp(text), encoding });
    const spaced = text.replace(/(?<=\p{L})\+(?=\p{L})/gu, ' ');
    for (const find of findLabelled(label, spaced)) this.#add({ ...find, encoding }, text);
    if (!text.includes('=') && !text.includes(':')) return;
    const pairs: [string, string][] = [];
    for (const [, key = '', value = ''] of text.matchAll(PAIR)) pairs.push([key, value.replaceAll('+', ' ').trim()]);
    for (const [, key = '', value = ''] of text.matchAll(PLACE)) pairs.push([key, value]);
    for (const [key, value] of pairs) {
      for (const find of findLabelled(key, value)) this.#add({ ...find, encoding }, value);
    }
    for (const find of findLooseNames(pairs)) this.#add({ ...find, encoding });
    if (hasCoordinates(pairs)) this.#add({ kind: 'coordinates', masked: '', encoding });
  }

  #walk(node: unknown, label: string, encoding: readonly string[], depth: number, level: number): void {
    if (level > DEEPEST_JSON || this.#budget < 0) return;
    if (typeof node === 'string' || typeof node === 'number') {
      this.read(String(node), label, [...encoding, label === '' ? 'json' : `json:${label}`], depth + 1);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      for (const item of node) this.#walk(item, label, encoding, depth, level + 1);
      return;
    }
    const entries = Object.entries(node);
    const scalars = entries.flatMap(([key, item]): [string, string][] =>
      typeof item === 'string' || typeof item === 'number' ? [[key, String(item)]] : [],
    );
    if (hasCoordinates(scalars)) this.#add({ kind: 'coordinates', masked: '', encoding: [...encoding, 'json'] });
    for (const find of findLooseNames(scalars, label)) this.#add({ ...find, encoding: [...encoding, 'json'] });
    for (const [key, item] of entries) this.#walk(item, key, encoding, depth, level + 1);
  }

  /** One fact of a kind and look; whoever is found twice is shown in the form closest to the surface. */
  #add(fact: PersonalDataFact, text = ''): void {
    const id = `${fact.kind} ${fact.masked}`;
    if (this.#known.has(id)) return;
    this.#known.add(id);
    this.facts.push(fact);
    // A name is too short and too common a word to be known again in a request.
    if (fact.kind === 'email' || fact.kind === 'phone') this.texts.push(text);
  }
}

/** JSON that is the whole text, or all of it after a mark such as `j:`; `undefined` for any other text. */
function readJson(text: string): unknown {
  const start = text.search(/[{[]/);
  if (start < 0 || start > 8) return undefined;
  try {
    return JSON.parse(text.slice(start));
  } catch {
    // Not JSON, which is the usual case: it is read as plain text.
    return undefined;
  }
}
