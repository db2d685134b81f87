import { getDomain, getPublicSuffix } from 'tldts';
import { describe, expect, it } from 'vitest';
import { companyKey, readCompanies, writeCompanies } from '../../src/core/catalogue/companies.ts';
import { isWithinDomain } from '../../src/core/cookies/within-domain.ts';
import { catalogueDomains, companies, type Entity, listCompanies, nameOf, readEntities } from '../../vite/companies.ts';
import { NAMES, NO_COMPANIES, NOT_THEIRS, OTHER_BUSINESS, SHARED_PLACES } from '../../vite/company-corrections.ts';

/** What the text may weigh: the worker carries it at every start. */
const LARGEST = 120_000;

const entities = readEntities();
const list = listCompanies(entities, catalogueDomains());
const text = writeCompanies(list);
const domains = list.flatMap((company) => company.domains);

/** An entity of which only this matters. */
type Sketch = Partial<Entity> & Pick<Entity, 'domains'>;

/** The companies that come of these. */
function listed(...few: readonly Sketch[]) {
  return listCompanies(
    few.map((entity) => ({ name: 'Maker', category: 'ad', ...entity })),
    ['known.example'],
  );
}

/** The domains that come of these. */
const domainsOf = (...few: readonly Sketch[]) => listed(...few).flatMap((company) => company.domains);

describe('the text', () => {
  it('stays under 120 KB, in ASCII, which a browser keeps at one byte a character', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(LARGEST);
    expect(text).toMatch(/^[\n -~]+$/);
  });

  it('is what the virtual module exports, and is read back as it was', async () => {
    const { COMPANIES } = await import('virtual:companies');
    expect(COMPANIES).toBe(text);
    expect([...readCompanies(COMPANIES).keys()].sort()).toEqual([...domains].sort());
  });

  it('is served under its own id alone', () => {
    const { resolveId } = companies();
    if (typeof resolveId !== 'function') throw new Error('The plugin resolves by a function.');
    const resolve = (source: string) => Reflect.apply(resolveId, undefined, [source, undefined, {}]);
    expect([resolve('virtual:companies'), resolve('tldts')]).toEqual(['\0companies', null]);
  });
});

describe('the real list', () => {
  it('knows many companies, most of them by what they do', () => {
    expect(list.length).toBeGreaterThan(1000);
    expect(list.filter(({ business }) => business === 'advertising').length).toBeGreaterThan(400);
    expect(list.filter(({ business }) => business === 'analytics').length).toBeGreaterThan(150);
  });

  it('gives no domain twice, and no company', () => {
    expect(new Set(domains).size).toBe(domains.length);
    expect(new Set(list.map(({ name }) => companyKey(name))).size).toBe(list.length);
  });

  it('can make an id of each name', () => {
    expect(list.filter(({ name }) => !/^[a-z0-9]+$/.test(companyKey(name)))).toEqual([]);
  });

  it('has no domain of the catalogue', () => {
    const known = catalogueDomains();
    expect(known.length).toBeGreaterThan(100);
    expect(domains.filter((domain) => known.some((one) => isWithinDomain(domain, one)))).toEqual([]);
  });

  it.each([
    ...['cloudfront.net', 'amazonaws.com', 'akamaized.net', 'akamaihd.net', 'azureedge.net', 'github.io', 'fastly.net'],
    ...[
      'blogspot.com',
      'herokuapp.com',
      'jsdelivr.net',
      'wordpress.com',
      'wixstatic.com',
      'consensu.org',
      'windows.net',
    ],
  ])('has nothing at or below %s, where anybody’s files lie', (shared) => {
    expect(domains.filter((domain) => isWithinDomain(domain, shared))).toEqual([]);
  });

  it('has no public suffix, nothing rented below one, and no address', () => {
    const suffixes = domains.filter((domain) => getPublicSuffix(domain, { allowPrivateDomains: true }) === domain);
    const rented = domains.filter((domain) => getDomain(domain) !== getDomain(domain, { allowPrivateDomains: true }));
    expect([...suffixes, ...rented, ...domains.filter((domain) => getDomain(domain) === null)]).toEqual([]);
  });

  it('has domains as hosts are compared: lower case, without a star or a dot at either end', () => {
    expect(domains.filter((domain) => !/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(domain))).toEqual([]);
  });

  it('has a use for each of our corrections', () => {
    const hosts = entities.flatMap((entity) => entity.domains.map((one) => one.replace(/^\*\./, '').toLowerCase()));
    const written = new Set(entities.flatMap(({ name, company }) => [name, company, name.replace(' CMP', '')]));
    const names = new Set(entities.map(nameOf));
    expect(Object.keys(NAMES).filter((name) => !written.has(name))).toEqual([]);
    expect([...NO_COMPANIES].filter((name) => !written.has(name))).toEqual([]);
    expect([...OTHER_BUSINESS].filter((name) => !names.has(name))).toEqual([]);
    expect(NOT_THEIRS.filter((host) => !hosts.includes(host))).toEqual([]);
    expect(SHARED_PLACES.filter((place) => !hosts.some((host) => isWithinDomain(host, place)))).toEqual([]);
  });
});

describe('a domain of the list', () => {
  it.each<{ why: string; entities: readonly Sketch[]; domains: readonly string[] }>([
    { why: 'a star stands for the site', entities: [{ domains: ['*.maker.example'] }], domains: ['maker.example'] },
    { why: '`www.` does too', entities: [{ domains: ['www.maker.example'] }], domains: ['maker.example'] },
    { why: 'in lower case', entities: [{ domains: ['*.Maker.Example'] }], domains: ['maker.example'] },
    {
      why: 'two hosts of one company stand for their site',
      entities: [{ domains: ['a.maker.example'] }, { domains: ['b.maker.example'] }],
      domains: ['maker.example'],
    },
    {
      why: 'a single host is only itself: it may be a place at somebody else’s',
      entities: [{ domains: ['a.maker.example', '*.a.maker.example'] }],
      domains: ['a.maker.example'],
    },
    {
      why: 'hosts of two companies are only themselves',
      entities: [{ domains: ['a.maker.example', 'b.maker.example'] }, { name: 'Other', domains: ['c.maker.example'] }],
      domains: ['a.maker.example', 'b.maker.example', 'c.maker.example'],
    },
    {
      why: 'what a third company has there counts, though it is left out itself',
      entities: [
        { domains: ['a.maker.example', 'b.maker.example'] },
        { name: 'C', category: 'cdn', domains: ['maker.example'] },
      ],
      domains: ['a.maker.example', 'b.maker.example'],
    },
    { why: 'hosting is left out', entities: [{ category: 'hosting', domains: ['*.maker.example'] }], domains: [] },
    {
      why: 'what the catalogue has is left out',
      entities: [{ domains: ['a.known.example', '*.known.example'] }],
      domains: [],
    },
    {
      why: 'its neighbour in letters is not',
      entities: [{ domains: ['*.unknown.example'] }],
      domains: ['unknown.example'],
    },
    {
      why: 'a place at a host is left out',
      entities: [{ domains: ['d1.cloudfront.net', 'x.fastly.net'] }],
      domains: [],
    },
    {
      why: 'a public suffix is left out',
      entities: [{ domains: ['*.co.uk', '*.github.io', '*.net.pl'] }],
      domains: [],
    },
    { why: 'an address is left out', entities: [{ domains: ['192.0.2.1'] }], domains: [] },
    { why: 'a known mistake is left out', entities: [{ domains: ['*.cloudfront.ne'] }], domains: [] },
  ])('$why', ({ entities: few, domains: expected }) => {
    expect(domainsOf(...few)).toEqual(expected);
  });

  it('may not be two companies’', () => {
    expect(() => domainsOf({ domains: ['a.x.example'] }, { name: 'Other', domains: ['*.a.x.example'] })).toThrow(
      '"a.x.example" is given to "maker" and to "other"',
    );
  });
});

describe('a company of the list', () => {
  it.each([
    { entity: { name: 'Pixel', company: 'Maker' }, name: 'Maker', why: 'the company rather than its product' },
    { entity: { name: 'Pixel' }, name: 'Pixel', why: 'the product where no company is known' },
    { entity: { name: 'Pixel', company: 'Open Source' }, name: 'Pixel', why: 'that is no company' },
    { entity: { name: 'A &amp; B' }, name: 'A & B', why: 'without the marks of HTML' },
    { entity: { name: 'Maker CMP' }, name: 'Maker', why: 'not its consent banner' },
    { entity: { name: 'Twitter' }, name: 'X', why: 'as it is called today' },
  ])('is called $name: $why', ({ entity, name }) => {
    expect(nameOf({ category: 'ad', domains: [], ...entity })).toBe(name);
  });

  it('is one, however its name is written', () => {
    expect(listed({ domains: ['*.a.example'] }, { name: 'MAKER Inc.', domains: ['*.b.example'] })).toEqual([
      { name: 'Maker', business: 'advertising', domains: ['a.example', 'b.example'] },
    ]);
  });

  it.each([
    { categories: ['ad'], business: 'advertising' },
    { categories: ['marketing'], business: 'advertising' },
    { categories: ['customer-success'], business: 'customer-service' },
    { categories: ['consent-provider'], business: 'consent' },
    { categories: ['utility'], business: null },
    { categories: ['analytics', 'analytics', 'ad'], business: 'analytics' },
    { categories: ['analytics', 'ad'], business: 'advertising' },
    { categories: ['utility', 'ad'], business: null },
    { categories: ['hosting', 'hosting', 'ad'], business: null },
  ])('whose domains are for $categories is in $business', ({ categories, business }) => {
    const made = listed(...categories.map((category, at) => ({ category, domains: [`*.a${at}.example`] })));
    expect(made).toMatchObject([{ business }]);
  });

  it('that is known for something else is not called by a tracker it runs', () => {
    expect(listed({ name: 'Guardian Media', domains: ['*.a.example'] })).toMatchObject([{ business: null }]);
  });
});
