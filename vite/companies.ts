import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parse } from 'tldts';
import type { Plugin } from 'vite';
import { type Business, mostFrequent } from '../src/core/catalogue/business.ts';
import { BUSINESS_SIGNS, companyKey, type ListedCompany, writeCompanies } from '../src/core/catalogue/companies.ts';
import { isWithinDomain } from '../src/core/cookies/within-domain.ts';
import { BUSINESSES, NAMES, NO_COMPANIES, NOT_THEIRS, OTHER_BUSINESS, SHARED_PLACES } from './company-corrections.ts';

const CATALOGUE = fileURLToPath(new URL('../src/core/catalogue/data/', import.meta.url));
const require = createRequire(import.meta.url);
const LIST = require.resolve('third-party-web/dist/entities-nostats.json');

/** An entry of the list, as far as it is read here. */
export interface Entity {
  readonly name: string;
  readonly company?: string;
  readonly category: string;
  /** Hosts; one that stands for all below it as `*.host`. */
  readonly domains: readonly string[];
}

/** A host of the list, with the company it is given to. */
interface Place {
  readonly host: string;
  readonly site: string;
  readonly key: string;
  /** The list names the site as such, by itself, by `www.` or by a star, and not just some host there. */
  readonly whole: boolean;
  /** `undefined` for the categories that say nothing about who set a cookie, such as hosting. */
  readonly business: Business | null | undefined;
}

/** Of two that are equally frequent the first one counts. */
const BUSINESS_ORDER: readonly (Business | null)[] = [null, ...(Object.keys(BUSINESS_SIGNS) as Business[])]; // A record's.

/**
 * Gives the companies of `third-party-web` as one text, `virtual:companies`: what they are called, what they do, and
 * the domains by which a cookie is theirs. For Node and for tests; the extension has it in a file (`catalogue-file.ts`).
 */
export function companies(): Plugin {
  const id = '\0companies';
  return {
    name: 'cookie-clause:companies',
    resolveId: (source) => (source === 'virtual:companies' ? id : null),
    load(requested) {
      if (requested !== id) return null;
      for (const file of catalogueFiles()) this.addWatchFile(file);
      return `export const COMPANIES = ${JSON.stringify(companiesText())};`;
    },
  };
}

/** The list as the text that `readCompanies` reads. */
export function companiesText(): string {
  return writeCompanies(listCompanies(readEntities(), catalogueDomains()));
}

export function readEntities(): readonly Entity[] {
  return JSON.parse(readFileSync(LIST, 'utf8')) as Entity[]; // Of a pinned version, which a test reads to its end.
}

/** The domains that the catalogue's own files give to a vendor. */
export function catalogueDomains(): readonly string[] {
  return catalogueFiles().flatMap((file) => {
    // The files' shape is held to a schema by a test of the catalogue.
    const blocks = JSON.parse(readFileSync(file, 'utf8')) as { vendor: { domains: string[] } }[];
    return blocks.flatMap(({ vendor }) => vendor.domains);
  });
}

/**
 * The companies by name, with those of their domains that tell whose a cookie is: none that the catalogue knows, and
 * none where many companies' files lie side by side.
 *
 * Throws where a domain is given to two companies.
 */
export function listCompanies(entities: readonly Entity[], catalogue: readonly string[]): readonly ListedCompany[] {
  const places = entities.flatMap(placesOf);
  const names = new Map<string, string>();
  for (const name of entities.map(nameOf)) {
    if (!names.has(companyKey(name))) names.set(companyKey(name), name);
  }
  const businesses = new Map<string, (Business | null)[]>();
  for (const { key, business } of places) append(businesses, key, business ?? null);
  const domains = new Map<string, string[]>();
  for (const [domain, key] of ownersOf(places)) {
    if (!catalogue.some((known) => isWithinDomain(domain, known))) append(domains, key, domain);
  }
  return [...domains]
    .map(([key, own]) => {
      const name = names.get(key) ?? key;
      const most = mostFrequent(businesses.get(key) ?? [], BUSINESS_ORDER) ?? null;
      return { name, business: OTHER_BUSINESS.has(name) ? null : most, domains: own.sort() };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What an entity's company is called; the product's name where the list knows no company. */
export function nameOf({ name, company }: Entity): string {
  const listed = company === undefined || NO_COMPANIES.has(company) ? name : company;
  const plain = listed
    .replaceAll('&amp;', '&')
    .replace(/(?: CMP|-VOID)$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return NAMES[plain] ?? plain;
}

/** Each domain that is one company's, with the key of that company. */
function ownersOf(places: readonly Place[]): ReadonlyMap<string, string> {
  const sites = new Map<string, Place[]>();
  for (const place of places) append(sites, place.site, place);
  const owners = new Map<string, string>();
  for (const [site, here] of sites) {
    const one = new Set(here.map(({ key }) => key)).size === 1;
    // One host alone may be a customer's place at somebody else's: it does not speak for the site.
    const forSite = one && (here.some(({ whole }) => whole) || new Set(here.map(({ host }) => host)).size > 1);
    for (const { host, key, business } of here) {
      if (business === undefined) continue;
      const domain = forSite ? site : host;
      const other = owners.get(domain) ?? key;
      if (other !== key) throw new Error(`"${domain}" is given to "${other}" and to "${key}"`);
      owners.set(domain, key);
    }
  }
  return owners;
}

/** The hosts of an entity, without what is no place of its own: addresses, public suffixes, shared places, mistakes. */
function placesOf(entity: Entity): readonly Place[] {
  const key = companyKey(nameOf(entity));
  const business = BUSINESSES[entity.category];
  return entity.domains.flatMap((listed) => {
    const host = listed.replace(/^\*\./, '').toLowerCase();
    const { domain: site, isPrivate } = parse(host, { allowPrivateDomains: true });
    if (site === null || isPrivate === true || NOT_THEIRS.includes(host)) return [];
    if (SHARED_PLACES.some((shared) => isWithinDomain(host, shared))) return [];
    return [{ host, site, key, business, whole: host === site || host === `www.${site}` }];
  });
}

function catalogueFiles(): readonly string[] {
  return readdirSync(CATALOGUE).map((name) => `${CATALOGUE}${name}`);
}

function append<T>(lists: Map<string, T[]>, key: string, ...items: readonly T[]): void {
  const list = lists.get(key);
  if (list) list.push(...items);
  else lists.set(key, [...items]);
}
