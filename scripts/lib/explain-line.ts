import { COMPANIES } from 'virtual:companies';
import type { Classification } from '../../src/core/catalogue/classification.ts';
import { createLookup } from '../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../src/core/catalogue/open-catalogue.ts';
import { isWithinDomain, normaliseHost, siteOf } from '../../src/core/cookies/site.ts';
import { findPersonalData } from '../../src/core/evidence/detect-personal-data.ts';
import { CLOUDINARY_2013 } from '../../src/core/policy/cloudinary-2013.ts';
import { type CookieFacts, judge } from '../../src/core/policy/judge.ts';
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

/** One line of output, in two parts: what differs from line to line, and what many lines share. */
export interface Explanation {
  readonly head: string;
  /** UTF-8, without the end of the line. */
  readonly tail: Uint8Array;
}

/** The tails of lines by what the catalogue says of their cookie. */
type Tails = Map<Classification, Uint8Array>;

/**
 * A page that cookies were met on, and the tails that only its cookies have: of Cloudinary's own that go to it from
 * there, of those that do not, and of others.
 */
interface Page {
  readonly site: string;
  readonly governed: boolean;
  readonly sent: Tails;
  readonly own: Tails;
  readonly others: Tails;
}

/** A cookie's domain, and the tails of its cookies that are known by their names alone. */
interface Domain {
  readonly own: boolean;
  readonly onGoverned: Tails;
  readonly onAny: Tails;
}

/** Sites, domains and tails kept for the next line; enough for any real audit, bounded for an endless one. */
const MOST_KEPT = 20_000;

/** A host name or an IP address, with or without a leading dot; `[::1]` and `::1` are both written. */
const HOST = /^[^\s/@?#]{1,255}$/;

/** The line as text. */
export function lineOf({ head, tail }: Explanation): string {
  return head + new TextDecoder().decode(tail);
}

/**
 * Makes the function that explains one line: a cookie as JSON in, its explanation as JSON out. Throws an error that
 * names what is wrong with a line, and how it should have been.
 *
 * An audit asks for the same few thousand answers over and over: each is judged and written once, and kept as bytes.
 */
export function createExplainer(texts: Texts): (line: string) => Explanation {
  const lookup = createLookup(openCatalogue, () => COMPANIES);
  const encoder = new TextEncoder();
  const pages = new Map<string, Page>();
  const domains = new Map<string, Domain>();
  // What is said of a third party's cookie does not depend on the page, but for whether the policy governs it.
  const onGoverned = pageOf('cloudinary.com');
  const onAny = pageOf('');
  let tailsKept = 0;

  return (line) => {
    const cookie = parseCookie(line);
    const { name, value } = cookie;
    const page = kept(pages, cookie.site, (site) => pageOf(siteOf(hostIn(site, 'site'))));
    const domain = kept(domains, cookie.domain, (host) => domainOf(hostIn(host, 'domain')));
    const classification = lookup.classify({ name, domain: cookie.domain }, page.site);
    const head = `{"name":${JSON.stringify(name)},"domain":${JSON.stringify(cookie.domain)},`;
    const personalData = value === '' ? [] : findPersonalData(value, name);
    // A line lists a cookie where it was seen; one of Cloudinary's is seen on another site as it goes to Cloudinary,
    // unless it says itself that it does not go along from there.
    const sentToCloudinary = domain.own && !page.governed && !cookie.staysHome;
    const ask = { classification, cookieDomain: cookie.domain, page, personalData, sentToCloudinary };
    if (personalData.length > 0) return { head, tail: write(ask) };

    const tails = tailsOf(classification, page, domain, sentToCloudinary);
    const known = tails.get(classification);
    if (known) return { head, tail: known };
    const tail = write(ask);
    if (tailsKept >= MOST_KEPT) {
      for (const { sent, own, others } of [...pages.values(), onGoverned, onAny]) {
        for (const each of [sent, own, others]) each.clear();
      }
      for (const { onAny: any, onGoverned: governed } of domains.values()) {
        any.clear();
        governed.clear();
      }
      tailsKept = 0;
    }
    tailsKept += 1;
    tails.set(classification, tail);
    return { head, tail };
  };

  /** Where what is said of such a cookie is kept: with its page, with its domain, or for all pages. */
  function tailsOf({ party, basis }: Classification, page: Page, domain: Domain, sent: boolean): Tails {
    if (sent) return page.sent;
    if (party === 'first' || (domain.own && !page.governed)) return domain.own ? page.own : page.others;
    // Known by its name alone, or not at all, a third party's cookie is told of by its domain.
    if (basis !== 'domain-name' && basis !== 'domain-pattern') return page.governed ? domain.onGoverned : domain.onAny;
    const alike = page.governed ? onGoverned : onAny;
    return domain.own ? alike.own : alike.others;
  }

  function write(ask: CookieFacts): Uint8Array {
    const { entryId, vendor, purpose, party, basis } = ask.classification;
    const { citations, verdict, why } = judge(ask);
    const what = entryId === null ? '' : `${sentence(texts, { id: `cookie_${entryId}` })} `;
    const clauses = citations.map(({ clauseId, role }) => ({ id: clauseId, role }));
    const text = `${what}${sentence(texts, why)}`;
    const tail = { vendor: vendor?.name ?? null, purpose, party, basis, verdict, clauses, text };
    return encoder.encode(JSON.stringify(tail).slice(1));
  }
}

interface ParsedCookie {
  readonly name: string;
  readonly domain: string;
  readonly site: string;
  readonly value: string;
  /** Its SameSite keeps it from requests that other sites' pages make. */
  readonly staysHome: boolean;
}

function parseCookie(line: string): ParsedCookie {
  const cookie = readJson(line);
  if (typeof cookie !== 'object' || cookie === null || Array.isArray(cookie)) {
    throw new Error(`expected an object, got ${kindOf(cookie)}`);
  }
  const name = textOf(cookie, 'name');
  const domain = textOf(cookie, 'domain');
  const site = textOf(cookie, 'site');
  const value = 'value' in cookie && cookie.value !== null ? textOf(cookie, 'value') : '';
  const sameSite = 'sameSite' in cookie && typeof cookie.sameSite === 'string' ? cookie.sameSite.toLowerCase() : '';
  return { name, domain, site, value, staysHome: sameSite === 'lax' || sameSite === 'strict' };
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

function hostIn(text: string, field: string): string {
  if (HOST.test(text)) return text;
  throw new Error(`"${field}": expected a host such as "www.shop.example", got ${JSON.stringify(text)}`);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function pageOf(site: string): Page {
  return { site, governed: CLOUDINARY_2013.domains.includes(site), sent: new Map(), own: new Map(), others: new Map() };
}

function domainOf(domain: string): Domain {
  const host = normaliseHost(domain);
  const own = CLOUDINARY_2013.domains.some((owned) => isWithinDomain(host, owned));
  return { own, onGoverned: new Map(), onAny: new Map() };
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
