import { normaliseHost, type Party, siteOf } from '../cookies/site.ts';
import type { Catalogue, CatalogueEntry, StorageEntry, Vendor } from './catalogue.ts';
import type { Classification } from './classification.ts';
import { isCloudinaryHost } from './cloudinary.ts';
import { NameIndex } from './name-index.ts';

export type VendorName = NonNullable<Classification['vendor']>;

export interface CatalogueLookup {
  /**
   * Says what is known of a cookie on a page.
   *
   * @param cookie `domain` in any case, with or without a leading dot
   * @param pageSite registrable domain of the page (`siteOf`)
   */
  classify(cookie: { readonly name: string; readonly domain: string }, pageSite: string): Classification;
  /** Says what is known of an identifier in web storage; `null` for a key that is not in the catalogue. */
  classifyStorage(area: 'local' | 'session', key: string): Classification | null;
  /** The company a host belongs to by its name, or `null`. */
  vendorOfHost(host: string): VendorName | null;
}

/** All that a domain says, whatever the cookie's name. */
interface DomainFacts {
  readonly site: string;
  /** Indexes of the domain and its parents that the catalogue knows, the nearest first. */
  readonly indexes: readonly NameIndex<Known>[];
  readonly vendor: VendorName | null;
  readonly unknown: Known;
}

/** What is said of a cookie, made once for each party: look-ups hand out the same objects over and over. */
type Known = Readonly<Record<Party, Classification>>;

/** Domains kept with their facts: a page has tens of them, a long audit must not fill the memory. */
const MOST_DOMAINS_KEPT = 10_000;

/**
 * Makes the look-up. The catalogue is opened at the first question and not before: the worker starts often and is
 * seldom asked.
 */
export function createLookup(open: () => Catalogue): CatalogueLookup {
  let index: CatalogueIndex | null = null;
  const opened = (): CatalogueIndex => {
    index ??= indexCatalogue(open());
    return index;
  };
  return {
    classify: ({ name, domain }, pageSite) => classify(opened(), name, domain, pageSite),
    classifyStorage: (area, key) => classifyStorage(opened(), area, key),
    vendorOfHost: (host) => factsOf(opened(), host).vendor,
  };
}

interface CatalogueIndex {
  readonly vendors: ReadonlyMap<string, VendorName>;
  readonly vendorByDomain: ReadonlyMap<string, VendorName>;
  readonly byDomain: ReadonlyMap<string, NameIndex<Known>>;
  readonly anywhere: NameIndex<Known>;
  readonly storage: Readonly<Record<StorageEntry['area'], NameIndex<StorageEntry>>>;
  readonly facts: Map<string, DomainFacts>;
}

function indexCatalogue(catalogue: Catalogue): CatalogueIndex {
  const vendors = new Map<string, VendorName>();
  const vendorByDomain = new Map<string, VendorName>();
  for (const vendor of catalogue.vendors) {
    const name = nameOf(vendor);
    vendors.set(vendor.id, name);
    for (const domain of vendor.domains) vendorByDomain.set(domain, name);
  }

  const byDomain = new Map<string, NameIndex<Known>>();
  const anywhere = new NameIndex<Known>();
  for (const entry of catalogue.entries) {
    const known = classificationsOf(entry, vendorNamed(vendors, entry));
    if (entry.domains.length === 0) anywhere.add(entry.name, known);
    for (const domain of entry.domains) {
      const names = byDomain.get(domain) ?? new NameIndex<Known>();
      names.add(entry.name, known);
      byDomain.set(domain, names);
    }
  }
  const storage = { local: new NameIndex<StorageEntry>(), session: new NameIndex<StorageEntry>() };
  for (const entry of catalogue.storage) storage[entry.area].add(entry.key, entry);
  return { vendors, vendorByDomain, byDomain, anywhere, storage, facts: new Map() };
}

function classify(index: CatalogueIndex, name: string, domain: string, pageSite: string): Classification {
  const facts = factsOf(index, domain);
  return findKnown(index, facts, name)[facts.site === pageSite ? 'first' : 'third'];
}

/** The order of matching: docs/classification.md, rules 1 to 5. */
function findKnown(index: CatalogueIndex, facts: DomainFacts, name: string): Known {
  for (const names of facts.indexes) {
    const known = names.exact(name);
    if (known) return known;
  }
  for (const names of facts.indexes) {
    const known = names.pattern(name);
    if (known) return known;
  }
  return index.anywhere.exact(name) ?? index.anywhere.pattern(name) ?? facts.unknown;
}

function classificationsOf(entry: CatalogueEntry, vendor: VendorName): Known {
  const exact = typeof entry.name === 'string';
  const classification = {
    basis: entry.domains.length > 0 ? (exact ? 'domain-name' : 'domain-pattern') : exact ? 'name' : 'pattern',
    entryId: entry.id,
    vendor,
    purpose: entry.purpose,
    policyClass: entry.policyClass ?? null,
    declaredLifetime: entry.lifetime,
    source: entry.source,
    ...(entry.identifies ? { identifies: entry.identifies } : {}),
  } as const;
  return { first: { ...classification, party: 'first' }, third: { ...classification, party: 'third' } };
}

function unknownOf(vendor: VendorName | null): Known {
  const classification = {
    basis: vendor ? 'vendor-domain' : 'none',
    entryId: null,
    vendor,
    purpose: 'unknown',
    policyClass: null,
    declaredLifetime: null,
    source: null,
  } as const;
  return { first: { ...classification, party: 'first' }, third: { ...classification, party: 'third' } };
}

function classifyStorage(index: CatalogueIndex, area: StorageEntry['area'], key: string): Classification | null {
  const exact = index.storage[area].exact(key);
  const entry = exact ?? index.storage[area].pattern(key);
  if (!entry) return null;
  return {
    basis: exact ? 'name' : 'pattern',
    entryId: entry.id,
    vendor: vendorNamed(index.vendors, entry),
    purpose: entry.purpose,
    party: 'first',
    policyClass: null,
    declaredLifetime: null,
    ...(entry.identifies ? { identifies: entry.identifies } : {}),
    source: entry.source,
  };
}

/** The facts of a domain, kept: a page asks for the same few domains over and over. */
function factsOf(index: CatalogueIndex, domain: string): DomainFacts {
  const kept = index.facts.get(domain);
  if (kept) return kept;
  if (index.facts.size >= MOST_DOMAINS_KEPT) index.facts.clear();
  const host = normaliseHost(domain);
  const indexes: NameIndex<Known>[] = [];
  let vendor: VendorName | null = isCloudinaryHost(host) ? (index.vendors.get('cloudinary') ?? null) : null;
  for (const parent of parentsOf(host)) {
    const names = index.byDomain.get(parent);
    if (names) indexes.push(names);
    vendor ??= index.vendorByDomain.get(parent) ?? null;
  }
  const facts: DomainFacts = { site: siteOf(host), indexes, vendor, unknown: unknownOf(vendor) };
  index.facts.set(domain, facts);
  return facts;
}

/** The host and every domain above it, by whole labels, the nearest first. */
function* parentsOf(host: string): Generator<string> {
  for (let parent = host; ; ) {
    yield parent;
    const dot = parent.indexOf('.');
    if (dot < 0) return;
    parent = parent.slice(dot + 1);
  }
}

function nameOf({ id, name, policyUrl }: Vendor): VendorName {
  return { id, name, policyUrl };
}

function vendorNamed(vendors: ReadonlyMap<string, VendorName>, entry: CatalogueEntry | StorageEntry): VendorName {
  const vendor = vendors.get(entry.vendor);
  if (vendor === undefined) {
    throw new Error(`Catalogue entry "${entry.id}" names the vendor "${entry.vendor}", which the catalogue lacks`);
  }
  return vendor;
}
