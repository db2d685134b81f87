import { COMPANIES } from 'virtual:companies';
import { createLookup } from '../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../src/core/catalogue/open-catalogue.ts';
import { isWithinDomain, normaliseHost, siteOf } from '../../src/core/cookies/site.ts';
import { findPersonalData } from '../../src/core/evidence/detect-personal-data.ts';
import { CLOUDINARY_2013 } from '../../src/core/policy/cloudinary-2013.ts';
import { judge } from '../../src/core/policy/judge.ts';
import type { Text } from '../../src/core/policy/verdict.ts';

/** All texts of one language, by id. */
export type Texts = Readonly<Record<string, string | undefined>>;

/**
 * Joins the two files that hold a language's texts: the interface's messages, as browsers read them, and the catalogue's
 * explanations.
 */
export function joinTexts(
  messages: Readonly<Record<string, { readonly message: string }>>,
  explanations: Readonly<Record<string, string>>,
): Texts {
  return { ...Object.fromEntries(Object.entries(messages).map(([id, { message }]) => [id, message])), ...explanations };
}

interface Page {
  readonly site: string;
  readonly governed: boolean;
}

/** Sites and sentences kept for the next line; enough for any real audit, bounded for an endless one. */
const MOST_KEPT = 20_000;

/** A host name or an IP address, with or without a leading dot; `[::1]` and `::1` are both written. */
const HOST = /^[^\s/@?#]{1,255}$/;

/**
 * Makes the function that explains one line: a cookie as JSON in, its explanation as JSON out. Throws an error that
 * names what is wrong with a line, and how it should have been.
 */
export function createExplainer(texts: Texts): (line: string) => string {
  const lookup = createLookup(openCatalogue, () => COMPANIES);
  const pages = new Map<string, Page>();
  const sentences = new Map<string, string>();

  return (line) => {
    const { name, domain, site, value } = parseCookie(line);
    const page = kept(pages, site, pageOf);
    const classification = lookup.classify({ name, domain }, page.site);
    const finding = judge({
      classification,
      cookieDomain: domain,
      page,
      personalData: value === '' ? [] : findPersonalData(value, name),
      // A line lists a cookie where it was seen; one of Cloudinary's is seen on another site as it goes to Cloudinary.
      sentToCloudinary: !page.governed && isOwn(domain),
    });
    const { entryId, vendor, purpose, party, basis } = classification;
    const { citations, verdict, why } = finding;
    const key = `${entryId} ${party} ${basis} ${vendor?.id} ${why.id} ${citations.length} ${why.args?.join(' ')}`;
    const tail = kept(sentences, key, () => {
      const what = entryId === null ? '' : `${sentence(texts, { id: `cookie_${entryId}` })} `;
      const clauses = citations.map(({ clauseId, role }) => ({ id: clauseId, role }));
      const text = `${what}${sentence(texts, why)}`;
      return JSON.stringify({ vendor: vendor?.name ?? null, purpose, party, basis, verdict, clauses, text }).slice(1);
    });
    return `{"name":${JSON.stringify(name)},"domain":${JSON.stringify(domain)},${tail}`;
  };
}

function parseCookie(line: string): { name: string; domain: string; site: string; value: string } {
  const cookie = readJson(line);
  if (typeof cookie !== 'object' || cookie === null || Array.isArray(cookie)) {
    throw new Error(`expected an object, got ${kindOf(cookie)}`);
  }
  const name = textOf(cookie, 'name');
  const domain = hostOf(cookie, 'domain');
  const site = hostOf(cookie, 'site');
  return { name, domain, site, value: 'value' in cookie && cookie.value !== null ? textOf(cookie, 'value') : '' };
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The engine's own message quotes the line, and with it perhaps a cookie's value.
    throw new Error('expected one JSON object on a line, got something that is not JSON');
  }
}

function textOf(cookie: object, field: string): string {
  const value: unknown = Object.hasOwn(cookie, field) ? Reflect.get(cookie, field) : undefined;
  if (typeof value !== 'string') throw new Error(`"${field}": expected text, got ${kindOf(value)}`);
  return value;
}

function hostOf(cookie: object, field: string): string {
  const host = textOf(cookie, field);
  if (!HOST.test(host))
    throw new Error(`"${field}": expected a host such as "www.shop.example", got ${JSON.stringify(host)}`);
  return host;
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function pageOf(host: string): Page {
  const site = siteOf(host);
  return { site, governed: CLOUDINARY_2013.domains.includes(site) };
}

function isOwn(domain: string): boolean {
  const host = normaliseHost(domain);
  return CLOUDINARY_2013.domains.some((owned) => isWithinDomain(host, owned));
}

function sentence(texts: Texts, { id, args = [] }: Text): string {
  const text = texts[id];
  if (text === undefined) throw new Error(`Neither of the files of "_locales/en" has "${id}"`);
  return text.replace(/\$([1-9$])/g, (_, sign: string) => (sign === '$' ? '$' : (args[Number(sign) - 1] ?? '')));
}

function kept<T>(cache: Map<string, T>, key: string, make: (key: string) => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= MOST_KEPT) cache.clear();
  const made = make(key);
  cache.set(key, made);
  return made;
}
