import { COMPANIES } from 'virtual:companies';
import type { Catalogue, CatalogueEntry } from '../src/core/catalogue/catalogue.ts';
import { createLookup } from '../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../src/core/catalogue/open-catalogue.ts';
import { CLOUDINARY_2013 } from '../src/core/policy/cloudinary-2013.ts';
import { judge } from '../src/core/policy/judge.ts';

interface Cookie {
  readonly name: string;
  readonly domain: string;
  /** Registrable domain of the page it was met on. */
  readonly site: string;
}

const SITES = ['cloudinary.com', ...Array.from({ length: 199 }, (_, at) => `site-${at}.example`)];
/** Entries of the smallest catalogue that is measured: the cookies are theirs. */
const SMALLEST = 500;
/** Stands in for what a pattern leaves open. */
const REST = ['1', '42', 'ABCDEF12', 'G1234567', '0a1b2c3d4e'];

/**
 * Cookies as an audit meets them: of four, two are in the catalogue, by exact name or by pattern, and two are not.
 * They are the same however large the catalogue is.
 */
export function makeCookies(count: number): readonly Cookie[] {
  const entries = openCatalogue().entries.slice(0, SMALLEST);
  return Array.from({ length: count }, (_, at) => {
    const site = SITES[at % SITES.length] ?? '';
    const entry = entries[(at * 7) % entries.length];
    if (at % 2 === 0 && entry) return { name: nameLike(entry, at), domain: entry.domains[0] ?? `www.${site}`, site };
    return { name: `mark_${at % 997}`, domain: at % 4 === 1 ? `cdn-${at % 50}.elsewhere.example` : `.${site}`, site };
  });
}

function nameLike({ name }: CatalogueEntry, at: number): string {
  return typeof name === 'string' ? name : `${name.prefix}${REST[at % REST.length]}`;
}

/**
 * The real catalogue, cut or grown to so many entries by made-up ones: exact names and patterns, on domains and on any;
 * `null` leaves it as it is.
 */
export function growCatalogue(size: number | null): Catalogue {
  const real = openCatalogue();
  if (size === null) return real;
  const [model] = real.entries;
  if (!model) throw new Error('The catalogue is empty.');
  const more = Array.from({ length: Math.max(0, size - real.entries.length) }, (_, at): CatalogueEntry => {
    const name = at % 3 === 0 ? { prefix: `made_up_${at}_`, rest: '[0-9a-f]+' } : `made_up_${at}`;
    return { ...model, id: `made_up_${at}`, name, domains: at % 2 === 0 ? [`made-up-${at % 2000}.example`] : [] };
  });
  return { ...real, entries: [...real.entries.slice(0, size), ...more] };
}

/** Classification and verdict of every cookie; gives the number of those that are known, so that nothing is idle. */
export function createJudging(catalogue: Catalogue): (cookies: readonly Cookie[]) => number {
  const lookup = createLookup(
    () => catalogue,
    () => COMPANIES,
  );
  return (cookies) => {
    let known = 0;
    for (const { name, domain, site } of cookies) {
      const classification = lookup.classify({ name, domain }, site);
      const page = { site, governed: CLOUDINARY_2013.domains.includes(site) };
      const { verdict } = judge({
        classification,
        cookieDomain: domain,
        page,
        personalData: [],
        sentToCloudinary: false,
      });
      if (verdict !== 'unknown') known += 1;
    }
    return known;
  };
}

/** The floor: each cookie looked up in a map by what it is called and where it is. */
export function createMapping(cookies: readonly Cookie[]): (cookies: readonly Cookie[]) => number {
  const keyOf = ({ name, domain, site }: Cookie) => `${site} ${domain} ${name}`;
  const known = new Map(cookies.map((cookie) => [keyOf(cookie), 1]));
  return (asked) => asked.reduce((sum, cookie) => sum + (known.get(keyOf(cookie)) ?? 0), 0);
}
