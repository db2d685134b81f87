import { normaliseHost, type Party, siteOf } from '../cookies/site.ts';
import { businessOf } from './business.ts';
import type { Catalogue, CatalogueEntry, Purpose, StorageEntry } from './catalogue.ts';
import type { Classification, VendorName } from './classification.ts';
import { isCloudinaryHost } from './cloudinary.ts';
import { COMPANIES_SOURCE, companyById, createCompanyFinder, type FindCompany } from './companies.ts';
import { NameIndex } from './name-index.ts';
import { isMakersWord } from './sources.ts';

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
  /** The name of the vendor with this id, or `null`. */
  vendorName(id: string): string | null;
}

/** All that a domain says, whatever the cookie's name. */
interface DomainFacts {
  readonly site: string;
  /** Indexes of the domain and its parents that the catalogue knows, the nearest first. */
  readonly indexes: readonly NameIndex<Listed>[];
  readonly vendor: VendorName | null;
  readonly unknown: Known;
}

/** What is said of a cookie, made once for each party: look-ups hand out the same objects over and over. */
type Known = Readonly<Record<Party, Classification>>;

/** Domains kept with their facts: a page has tens of them, a long audit must not fill the memory. */
const MOST_DOMAINS_KEPT = 10_000;

/**
 * Makes the look-up. The catalogue is opened at the first question and not before, the list of companies at the first
 * question about a domain that the catalogue does not know: the worker starts often and is seldom asked.
 *
 * @param companies gives the text of the list (`writeCompanies`); without it only the catalogue's vendors are known
 */
export function createLookup(open: () => Catalogue, companies: () => string = () => ''): CatalogueLookup {
  let index: CatalogueIndex | null = null;
  const opened = (): CatalogueIndex => {
    index ??= indexCatalogue(open(), companies);
    return index;
  };
  return {
    classify: ({ name, domain }, pageSite) => classify(opened(), name, domain, pageSite),
    classifyStorage: (area, key) => classifyStorage(opened(), area, key),
    vendorOfHost: (host) => factsOf(opened(), host).vendor,
    vendorName: (id) => opened().vendors.get(id)?.name ?? companyById(companies(), id),
  };
}

/** An entry, and what is said of its cookies once one was met: most entries never are. */
interface Listed {
  readonly entry: CatalogueEntry;
  known: Known | null;
}

interface CatalogueIndex {
  readonly vendors: ReadonlyMap<string, VendorName>;
  readonly catalogue: Catalogue;
  readonly vendorByDomain: ReadonlyMap<string, VendorName>;
  readonly byDomain: ReadonlyMap<string, NameIndex<Listed>>;
  readonly anywhere: NameIndex<Listed>;
  readonly storage: Readonly<Record<StorageEntry['area'], NameIndex<StorageEntry>>>;
  readonly facts: Map<string, DomainFacts>;
  readonly findCompany: FindCompany;
}

function indexCatalogue(catalogue: Catalogue, companies: () => string): CatalogueIndex {
  const vendors = new Map<string, VendorName>();
  const vendorByDomain = new Map<string, VendorName>();
  const purposes = purposesByVendor(catalogue.entries);
  for (const { id, name, policyUrl, domains } of catalogue.vendors) {
    const vendor = { id, name, policyUrl, business: businessOf(purposes.get(id) ?? []) };
    vendors.set(id, vendor);
    for (const domain of domains) vendorByDomain.set(domain, vendor);
  }

  const byDomain = new Map<string, NameIndex<Listed>>();
  const anywhere = new NameIndex<Listed>();
  for (const entry of catalogue.entries) {
    vendorNamed(vendors, entry);
    const listed = { entry, known: null };
    if (entry.domains.length === 0) anywhere.add(entry.name, listed);
    for (const domain of entry.domains) {
      const names = byDomain.get(domain) ?? new NameIndex<Listed>();
      names.add(entry.name, listed);
      byDomain.set(domain, names);
    }
  }
  const storage = { local: new NameIndex<StorageEntry>(), session: new NameIndex<StorageEntry>() };
  for (const entry of catalogue.storage) storage[entry.area].add(entry.key, entry);
  const findCompany = createCompanyFinder(companies, [...vendors.values()]);
  return { catalogue, vendors, vendorByDomain, byDomain, anywhere, storage, facts: new Map(), findCompany };
}

function purposesByVendor(entries: readonly CatalogueEntry[]): ReadonlyMap<string, readonly Purpose[]> {
  const purposes = new Map<string, Purpose[]>();
  for (const { vendor, purpose } of entries) {
    const own = purposes.get(vendor);
    if (own) own.push(purpose);
    else purposes.set(vendor, [purpose]);
  }
  return purposes;
}

function classify(index: CatalogueIndex, name: string, domain: string, pageSite: string): Classification {
  const facts = factsOf(index, domain);
  return findKnown(index, facts, name)[facts.site === pageSite ? 'first' : 'third'];
}

/** The order of matching: docs/classification.md, rules 1 to 5. */
function findKnown(index: CatalogueIndex, facts: DomainFacts, name: string): Known {
  for (const names of facts.indexes) {
    const listed = names.exact(name);
    if (listed) return knownOf(index, listed);
  }
  for (const names of facts.indexes) {
    const listed = names.pattern(name);
    if (listed) return knownOf(index, listed);
  }
  const listed = index.anywhere.exact(name) ?? index.anywhere.pattern(name);
  return listed ? knownOf(index, listed) : facts.unknown;
}

function knownOf(index: CatalogueIndex, listed: Listed): Known {
  listed.known ??= classificationsOf(index, listed.entry);
  return listed.known;
}

function classificationsOf(index: CatalogueIndex, entry: CatalogueEntry): Known {
  const vendor = vendorNamed(index.vendors, entry);
  const maker = index.catalogue.vendors.find(({ id }) => id === entry.vendor);
  const exact = typeof entry.name === 'string';
  const classification = {
    basis: entry.domains.length > 0 ? (exact ? 'domain-name' : 'domain-pattern') : exact ? 'name' : 'pattern',
    entryId: entry.id,
    vendor,
    purpose: entry.purpose,
    policyClass: entry.policyClass ?? null,
    declaredLifetime: entry.lifetime,
    declaredBy: entry.lifetime === null ? null : maker && isMakersWord(entry.source, maker) ? 'vendor' : 'list',
    source: entry.source,
    ...(entry.identifies ? { identifies: entry.identifies } : {}),
  } as const;
  return { first: { ...classification, party: 'first' }, third: { ...classification, party: 'third' } };
}

function unknownOf(vendor: VendorName | null, source: string | null): Known {
  const classification = {
    basis: vendor ? 'vendor-domain' : 'none',
    entryId: null,
    vendor,
    purpose: 'unknown',
    policyClass: null,
    declaredLifetime: null,
    declaredBy: null,
    source,
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
    declaredBy: null,
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
  const indexes: NameIndex<Listed>[] = [];
  let vendor: VendorName | null = isCloudinaryHost(host) ? (index.vendors.get('cloudinary') ?? null) : null;
  for (const parent of parentsOf(host)) {
    const names = index.byDomain.get(parent);
    if (names) indexes.push(names);
    vendor ??= index.vendorByDomain.get(parent) ?? null;
  }
  const company = vendor === null ? index.findCompany(parentsOf(host)) : null;
  const unknown = unknownOf(vendor ?? company, company && COMPANIES_SOURCE);
  const facts: DomainFacts = { site: siteOf(host), indexes, vendor: vendor ?? company, unknown };
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

function vendorNamed(vendors: ReadonlyMap<string, VendorName>, entry: CatalogueEntry | StorageEntry): VendorName {
  const vendor = vendors.get(entry.vendor);
  if (vendor === undefined) {
    throw new Error(`Catalogue entry "${entry.id}" names the vendor "${entry.vendor}", which the catalogue lacks`);
  }
  return vendor;
}
