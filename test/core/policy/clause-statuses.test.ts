import { describe, expect, it } from 'vitest';
import { createLookup } from '../../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../../src/core/catalogue/open-catalogue.ts';
import { cookieKeyId } from '../../../src/core/cookies/cookie-key.ts';
import { siteOf } from '../../../src/core/cookies/site.ts';
import { findPersonalData } from '../../../src/core/evidence/detect-personal-data.ts';
import { statusOfClauses } from '../../../src/core/policy/clause-statuses.ts';
import { CLAUSES } from '../../../src/core/policy/clauses.ts';
import { CLOUDINARY_2013 } from '../../../src/core/policy/cloudinary-2013.ts';
import { judge } from '../../../src/core/policy/judge.ts';
import { clausesOf, type PageFacts, type PageRow, type Policy } from '../../../src/core/policy/policy.ts';
import { english } from './english.ts';

const lookup = createLookup(openCatalogue);
const OWN = 'www.cloudinary.com';
const SHOP = 'www.shop.example';

interface Cookie {
  readonly name: string;
  readonly domain: string;
  readonly value?: string;
  readonly status?: PageRow['status'];
  readonly expiresAt?: number | null;
  readonly sent?: boolean;
}

const GA: Cookie = { name: '_ga', domain: 'cloudinary.com', expiresAt: 1 };
const DOUBLECLICK: Cookie = { name: 'IDE', domain: 'doubleclick.net', expiresAt: 1 };
const SESSION: Cookie = { name: '_cld_session_key', domain: 'cloudinary.com' };

function facts(host: string, cookies: readonly Cookie[], more: Partial<PageFacts> = {}): PageFacts {
  const page = { site: siteOf(host), governed: siteOf(host) === 'cloudinary.com' };
  const rows = cookies.map(({ name, domain, value = '', status = 'stored', expiresAt = null, sent = false }) => {
    const key = { storeId: '0', partitionKey: null, firstPartyDomain: '', domain, hostOnly: false, path: '/', name };
    const classification = lookup.classify(key, page.site);
    const finding = judge({
      classification,
      cookieDomain: domain,
      page,
      personalData: findPersonalData(value),
      sentToCloudinary: sent,
    });
    return {
      id: cookieKeyId(key),
      key,
      status,
      attributes: { httpOnly: false, secure: true, sameSite: 'lax' as const, expiresAt },
      classification,
      finding,
      sentToCloudinary: sent,
    };
  });
  return { page, rows, storage: [], ...more };
}

const CLD_STORAGE: Pick<PageFacts, 'storage'> = {
  storage: [
    {
      storageKey: 'cld-analytics-user-id',
      origin: `https://${SHOP}`,
      classification:
        lookup.classifyStorage('local', 'cld-analytics-user-id') ?? lookup.classify({ name: '', domain: '' }, ''),
    },
  ],
};

describe('a clause on a page', () => {
  it.each([
    {
      clause: 'collection.2',
      host: OWN,
      cookies: [GA],
      status: 'seen',
      why: 'a visitor number on Cloudinary’s own site',
    },
    { clause: 'collection.2', host: OWN, cookies: [SESSION], status: 'not-here', why: 'a session key is not tracking' },
    {
      clause: 'collection.2',
      host: SHOP,
      cookies: [{ ...GA, sent: true }],
      status: 'seen',
      why: 'a visitor number sent along from another site',
    },
    { clause: 'collection.2', host: SHOP, cookies: [GA], status: 'not-here', why: 'it was not seen sent' },
    {
      clause: 'collection.2',
      host: SHOP,
      cookies: [{ ...SESSION, sent: true }],
      status: 'not-here',
      why: 'a session key sent along is not tracking by itself',
    },
    {
      clause: 'collection.2',
      host: SHOP,
      cookies: [],
      more: CLD_STORAGE,
      status: 'seen',
      why: 'Cloudinary’s video visitor number in storage',
    },
    {
      clause: 'collection.2',
      host: SHOP,
      cookies: [{ name: '_ga', domain: 'shop.example' }],
      status: 'not-here',
      why: 'the shop’s own number is not Cloudinary’s',
    },
    { clause: 'cookies.1', host: OWN, cookies: [SESSION], status: 'seen', why: 'cloudinary.com uses cookies' },
    {
      clause: 'cookies.1',
      host: OWN,
      cookies: [DOUBLECLICK],
      status: 'not-here',
      why: 'another company’s cookie is not Cloudinary’s',
    },
    {
      clause: 'cookies.1',
      host: OWN,
      cookies: [{ ...SESSION, status: 'refused' }],
      status: 'not-here',
      why: 'a refused cookie was never there',
    },
    {
      clause: 'cookies.1',
      host: OWN,
      cookies: [{ ...SESSION, status: 'removed' }],
      status: 'seen',
      why: 'a removed one was',
    },
    { clause: 'cookies.2', host: OWN, cookies: [SESSION], status: 'seen', why: 'a key of one’s own' },
    {
      clause: 'cookies.2',
      host: OWN,
      cookies: [{ name: 'CookieConsent', domain: OWN }],
      status: 'not-here',
      why: 'a choice is no identification',
    },
    { clause: 'cookies.3', host: OWN, cookies: [GA, SESSION], status: 'nothing-against', why: 'read, nothing found' },
    {
      clause: 'cookies.3',
      host: OWN,
      cookies: [{ ...SESSION, value: 'jane@example.org' }],
      status: 'against',
      why: 'an e-mail address',
    },
    {
      clause: 'cookies.3',
      host: SHOP,
      cookies: [{ name: 'm', domain: 'shop.example', value: 'jane@example.org' }],
      status: 'not-here',
      why: 'another site’s cookie',
    },
    {
      clause: 'cookies.3',
      host: OWN,
      cookies: [{ ...SESSION, status: 'removed' }],
      status: 'not-here',
      why: 'what is gone cannot be read',
    },
    { clause: 'cookies.4', host: OWN, cookies: [GA], status: 'nothing-against', why: 'read, nothing found' },
    {
      clause: 'cookies.4',
      host: OWN,
      cookies: [{ ...SESSION, value: 'jane@example.org' }],
      status: 'nothing-against',
      why: 'personal data that no other site was seen to learn',
    },
    { clause: 'cookies.4', host: SHOP, cookies: [], status: 'not-here', why: 'nothing of Cloudinary’s' },
    { clause: 'cookies.6', host: OWN, cookies: [GA], status: 'seen', why: 'a visitor number that outlives the visit' },
    {
      clause: 'cookies.6',
      host: OWN,
      cookies: [{ ...GA, expiresAt: null }],
      status: 'not-here',
      why: 'one that ends with the browser tells no repeat visit',
    },
    {
      clause: 'cookies.9',
      host: OWN,
      cookies: [{ ...DOUBLECLICK, status: 'refused' }],
      status: 'seen',
      why: 'the browser refused a cookie',
    },
    {
      clause: 'cookies.9',
      host: OWN,
      cookies: [{ ...GA, status: 'removed' }],
      status: 'not-here',
      why: 'clearing is our act and no evidence',
    },
    {
      clause: 'cookies.11',
      host: OWN,
      cookies: [GA, DOUBLECLICK],
      status: 'seen',
      why: 'both kinds on Cloudinary’s page',
    },
    { clause: 'cookies.11', host: OWN, cookies: [GA], status: 'not-here', why: 'only the first-party kind' },
    { clause: 'cookies.11', host: OWN, cookies: [DOUBLECLICK], status: 'not-here', why: 'only the third-party kind' },
    {
      clause: 'cookies.11',
      host: OWN,
      cookies: [GA, { ...DOUBLECLICK, status: 'refused' }],
      status: 'not-here',
      why: 'one of them was refused',
    },
    {
      clause: 'cookies.11',
      host: SHOP,
      cookies: [{ name: '_ga', domain: 'shop.example' }, DOUBLECLICK],
      status: 'not-here',
      why: 'both, on another site',
    },
    { clause: 'cookies.12', host: OWN, cookies: [GA, DOUBLECLICK], status: 'not-here', why: 'cookies are no ad' },
    {
      clause: 'cookies.13',
      host: OWN,
      cookies: [GA, DOUBLECLICK],
      status: 'seen',
      why: 'both kinds on Cloudinary’s page',
    },
    {
      clause: 'cookies.13',
      host: OWN,
      cookies: [{ name: '_ga', domain: 'other.example' }, DOUBLECLICK],
      status: 'not-here',
      why: 'an Analytics cookie of a frame is not first-party',
    },
    {
      clause: 'third-party.1',
      host: OWN,
      cookies: [],
      more: { departures: [{ destinationHost: 'github.com' }] },
      status: 'seen',
      why: 'a way out was seen',
    },
    {
      clause: 'third-party.1',
      host: OWN,
      cookies: [],
      more: { departures: [{ destinationHost: 'support.cloudinary.com' }] },
      status: 'not-here',
      why: 'it stays on the site',
    },
    {
      clause: 'third-party.1',
      host: SHOP,
      cookies: [],
      more: { departures: [{ destinationHost: 'github.com' }] },
      status: 'not-here',
      why: 'another site’s link',
    },
    {
      clause: 'third-party.3',
      host: OWN,
      cookies: [],
      more: { departures: [{ destinationHost: 'github.com' }] },
      status: 'untestable',
      why: 'our notice is no evidence',
    },
    { clause: 'changes.3', host: OWN, cookies: [], status: 'not-here', why: 'no policy page was read' },
    { clause: 'preamble.1', host: OWN, cookies: [GA], status: 'untestable', why: 'the sale of data does not show' },
  ] as const)('$clause on $host is $status: $why', ({ clause, host, cookies, status, ...rest }) => {
    const of = statusOfClauses(facts(host, cookies, 'more' in rest ? rest.more : {}));
    expect(of.find(({ clauseId }) => clauseId === clause)?.status).toBe(status);
  });

  it('names the cookies it rests on, at most twenty', () => {
    const many = Array.from({ length: 30 }, (_, n): Cookie => ({ name: `_gat_${n}`, domain: 'cloudinary.com' }));
    const first = statusOfClauses(facts(OWN, [GA]));
    expect(first.find(({ clauseId }) => clauseId === 'cookies.3')?.cookies).toEqual([facts(OWN, [GA]).rows[0]?.id]);
    const full = statusOfClauses(facts(OWN, many)).find(({ clauseId }) => clauseId === 'cookies.3');
    expect(full?.cookies).toHaveLength(20);
    expect(full?.why.args).toEqual(['30']);
  });

  it('says which cookie broke it', () => {
    const bad = { ...SESSION, value: 'jane@example.org' };
    const status = statusOfClauses(facts(OWN, [GA, bad])).find(({ clauseId }) => clauseId === 'cookies.3');
    expect(status?.why.args).toEqual(['_cld_session_key']);
    expect(status?.cookies).toHaveLength(1);
  });

  it('takes a finding that cites cookies.4 as against it', () => {
    const told = facts(OWN, [SESSION]);
    const rows = told.rows.map(
      (row): PageRow => ({
        ...row,
        finding: { ...row.finding, citations: [{ clauseId: 'cookies.4', role: 'contradicts' }] },
      }),
    );
    const statuses = statusOfClauses({ ...told, rows });
    expect(statuses.filter(({ status }) => status === 'against').map(({ clauseId }) => clauseId)).toEqual([
      'cookies.4',
    ]);
  });
});

const PAGES: readonly (readonly [string, PageFacts])[] = [
  ['an empty page', facts('plain.example', [])],
  [
    'a page of Cloudinary’s with everything',
    facts(
      OWN,
      [
        GA,
        DOUBLECLICK,
        SESSION,
        { ...SESSION, name: 'm', value: 'jane@example.org' },
        { ...DOUBLECLICK, name: 'DSID', status: 'refused' },
      ],
      { departures: [{ destinationHost: 'github.com' }] },
    ),
  ],
  ['a shop', facts(SHOP, [{ ...GA, sent: true }, DOUBLECLICK], CLD_STORAGE)],
];

describe.each(PAGES)('on %s', (_what, page) => {
  const statuses = statusOfClauses(page);

  it('every clause has a row, in the order of the text', () => {
    expect(statuses.map(({ clauseId }) => clauseId)).toEqual(CLAUSES.map(({ id }) => id));
  });

  it('every row says why, in a sentence that exists', () => {
    for (const { why } of statuses) expect(english(why)).toMatch(/[.)]$/);
  });

  it('only cookies.3 and cookies.4 can be against', () => {
    const against = statuses.filter(({ status }) => status === 'against').map(({ clauseId }) => clauseId);
    expect(against.every((id) => id === 'cookies.3' || id === 'cookies.4')).toBe(true);
  });

  it('a clause that cannot be tested is so on every page', () => {
    const untestable = statuses.filter(({ status }) => status === 'untestable').map(({ clauseId }) => clauseId);
    const declared = CLAUSES.map(({ id }) => id).filter((id) => CLOUDINARY_2013.claims[id]?.testable === false);
    expect(untestable).toEqual(declared);
  });
});

it('finds nothing at all on an empty page', () => {
  const kinds = new Set(statusOfClauses(facts('plain.example', [])).map(({ status }) => status));
  expect([...kinds].sort()).toEqual(['not-here', 'untestable']);
});

describe('another policy', () => {
  const made: Policy = {
    ...CLOUDINARY_2013,
    id: 'bakery',
    title: 'Bakery',
    date: '1/2020',
    domains: ['bakery.example'],
    vendor: 'bakery',
    clauses: clausesOf([{ id: 'bread', title: 'BREAD', sentences: ['We bake one cookie a day.', 'We like you.'] }]),
    coverage: {
      personalData: [],
      named: { ga: ['bread.1'], doubleclick: [] },
      own: ['bread.1'],
      ownVisitor: [],
      ownSession: [],
      ownFunctional: [],
      otherAdvertising: [],
      otherAnalytics: [],
      otherSites: [],
    },
    claims: {
      'bread.1': {
        testable: true,
        look: ({ rows }) => ({ status: rows.length > 0 ? 'seen' : 'not-here', why: { id: 'bread' }, rows }),
      },
      'bread.2': { testable: false, because: { id: 'feeling' } },
    },
  };

  it('needs only its data and claims', () => {
    const statuses = statusOfClauses(facts('bakery.example', [{ name: '_ga', domain: 'bakery.example' }]), made);
    expect(statuses.map(({ clauseId, status }) => [clauseId, status])).toEqual([
      ['bread.1', 'seen'],
      ['bread.2', 'untestable'],
    ]);
    const finding = judge(
      {
        classification: lookup.classify({ name: '_ga', domain: 'bakery.example' }, 'bakery.example'),
        cookieDomain: 'bakery.example',
        page: { site: 'bakery.example', governed: true },
        personalData: [],
        sentToCloudinary: false,
      },
      made,
    );
    expect(finding).toMatchObject({ verdict: 'named', citations: [{ clauseId: 'bread.1', role: 'names' }] });
  });

  it('is refused where a clause has no claim', () => {
    expect(() => statusOfClauses(facts('bakery.example', []), { ...made, claims: {} })).toThrow('"bread.1"');
  });
});
