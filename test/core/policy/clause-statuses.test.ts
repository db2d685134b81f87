import { describe, expect, it } from 'vitest';
import { createLookup } from '../../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../../src/core/catalogue/open-catalogue.ts';
import type { RemarketingSignKind } from '../../../src/core/evidence/remarketing.ts';
import { statusOfClauses } from '../../../src/core/policy/clause-statuses.ts';
import { CLAUSES } from '../../../src/core/policy/clauses.ts';
import { CLOUDINARY_2013 } from '../../../src/core/policy/cloudinary-2013.ts';
import { judge } from '../../../src/core/policy/judge.ts';
import { clausesOf, type PageFacts, type PageRow, type Policy } from '../../../src/core/policy/policy.ts';
import { english } from './english.ts';
import { CLD_STORAGE, type Cookie, DOUBLECLICK, facts, GA, OWN, SESSION, SHOP, storageOf } from './page-facts.ts';

const lookup = createLookup(openCatalogue);

describe('what the page shows besides its cookies', () => {
  const statusOf = (clauseId: string, made: PageFacts) =>
    statusOfClauses(made).find((row) => row.clauseId === clauseId);
  const comparison = { url: `https://${OWN}/privacy`, statedDate: null, clauses: [], added: [], addedLeftOut: 0 };
  const clause = (kind: 'same' | 'changed' | 'gone') => ({ clauseId: 'cookies.3', kind, words: [] });

  it.each([
    {
      clause: 'cookies.12',
      host: SHOP,
      more: { ads: [{ host: 'ads.example', firstAt: 1 }] },
      status: 'seen',
      why: 'an ad that leads to cloudinary.com was being shown',
    },
    {
      clause: 'cookies.12',
      host: OWN,
      more: { ads: [{ host: 'ads.example', firstAt: 1 }] },
      status: 'not-here',
      why: 'on its own site it is not an ad across the Internet',
    },
    {
      clause: 'cookies.12',
      host: SHOP,
      more: { signs: [{ kind: 'ad-asked' as const, host: 'ads.example', firstAt: 1 }] },
      status: 'not-here',
      why: 'an ad that was asked for may be anybody’s',
    },
    {
      clause: 'third-party.1',
      host: OWN,
      more: { linksOut: ['partner-store.example'] },
      status: 'seen',
      why: 'a link to another site',
    },
    {
      clause: 'third-party.1',
      host: OWN,
      more: { linksOut: ['support.cloudinary.com'] },
      status: 'not-here',
      why: 'a link within its own site',
    },
    {
      clause: 'third-party.1',
      host: SHOP,
      more: { linksOut: ['partner-store.example'] },
      status: 'not-here',
      why: 'another site’s links',
    },
    {
      clause: 'changes.3',
      host: OWN,
      more: { policy: { ...comparison, kind: 'changed' as const, clauses: [clause('changed')] } },
      status: 'seen',
      why: 'a changed policy is posted',
    },
    {
      clause: 'changes.3',
      host: OWN,
      more: { policy: { ...comparison, kind: 'changed' as const, added: [{ after: null, text: 'New.' }] } },
      status: 'seen',
      why: 'one with a sentence more',
    },
    {
      clause: 'changes.3',
      host: OWN,
      more: { policy: { ...comparison, kind: 'other' as const } },
      status: 'seen',
      why: 'another text altogether',
    },
    {
      clause: 'changes.3',
      host: OWN,
      more: { policy: { ...comparison, kind: 'same' as const } },
      status: 'not-here',
      why: 'the same text is no change',
    },
    { clause: 'changes.3', host: OWN, more: { policy: null }, status: 'not-here', why: 'no policy was read' },
  ])('$clause on $host is $status: $why', ({ clause: id, host, more, status }) => {
    const found = statusOf(id, facts(host, [], more));
    expect(found?.status).toBe(status);
    expect(english(found?.why ?? { id: 'none' })).toMatch(/[.)]$/);
  });

  it.each([
    { value: '0f8c1a52-3b7e-4d19-9a60-c2e4b8d71f35', status: 'seen', why: 'its value can be one browser’s alone' },
    { value: 'dark', status: 'not-here', why: 'its value is everybody’s' },
  ])('cookies.2 with a cookie nobody knows is $status: $why', ({ value, status }) => {
    const cookie = { name: 'brand_new', domain: 'cloudinary.com', value };
    expect(statusOf('cookies.2', facts(OWN, [{ ...cookie, expiresAt: 1 }]))?.status).toBe(status);
    expect(statusOf('cookies.2', facts(OWN, [cookie]))?.status).toBe('not-here');
  });

  it('cookies.4 is against where the personal data went to another site, and not before', () => {
    const cookie = { name: 'profile', domain: 'cloudinary.com', value: 'jane@example.org' };
    const kept = facts(OWN, [cookie]);
    const told = facts(OWN, [{ ...cookie, personalDataTo: ['ads.example'] }]);
    expect([statusOf('cookies.3', kept)?.status, statusOf('cookies.4', kept)?.status]).toEqual([
      'against',
      'nothing-against',
    ]);
    expect([statusOf('cookies.3', told)?.status, statusOf('cookies.4', told)?.status]).toEqual(['against', 'against']);
  });
});

describe('what is told beside a clause, and decides nothing', () => {
  const asidesOf = (clauseId: string, made: PageFacts) =>
    statusOfClauses(made)
      .find((row) => row.clauseId === clauseId)
      ?.asides.map(({ id }) => id);
  const sign = (kind: RemarketingSignKind) => ({ signs: [{ kind, host: 'www.google.com', firstAt: 1 }] });
  const shared: Cookie = { ...GA, sharedWith: ['www.google-analytics.com'] };

  it.each([
    { clause: 'partners.3', made: facts(OWN, [shared]), aside: 'clause_aside_shared' },
    { clause: 'preamble.1', made: facts(OWN, [shared]), aside: 'clause_aside_shared' },
    {
      clause: 'cookies.3',
      made: facts(OWN, [{ ...SESSION, value: '{"ip":"192.0.2.1"}' }]),
      aside: 'clause_aside_other_data',
    },
    { clause: 'cookies.4', made: facts(OWN, [SESSION]), aside: 'clause_aside_scripts' },
    {
      clause: 'cookies.11',
      made: facts(OWN, [], sign('analytics-to-doubleclick')),
      aside: 'clause_aside_analytics_to_doubleclick',
    },
    { clause: 'cookies.11', made: facts(OWN, [], sign('audience')), aside: 'clause_aside_audience' },
    { clause: 'cookies.12', made: facts(SHOP, [], sign('ad-asked')), aside: 'clause_aside_ad_asked' },
    { clause: 'cookies.13', made: facts(OWN, [], sign('conversion')), aside: 'clause_aside_conversion' },
    { clause: 'cookies.13', made: facts(OWN, [], sign('ad-click')), aside: 'clause_aside_ad_click' },
  ])('$clause tells $aside', ({ clause, made, aside }) => {
    expect(asidesOf(clause, made)).toEqual([aside]);
    for (const row of statusOfClauses(made)) for (const text of row.asides) expect(english(text)).toMatch(/[.)]$/);
  });

  it.each([
    {
      clause: 'partners.3',
      made: facts(SHOP, [{ name: '_ga', domain: 'shop.example', sharedWith: ['ads.example'] }]),
      why: 'another site’s sharing says nothing of Cloudinary',
    },
    { clause: 'partners.3', made: facts(OWN, [GA]), why: 'nothing went anywhere' },
    { clause: 'cookies.11', made: facts(SHOP, [], sign('audience')), why: 'another site’s remarketing' },
    {
      clause: 'cookies.4',
      made: facts(SHOP, [{ name: '_ga', domain: 'shop.example' }]),
      why: 'not a cookie of Cloudinary’s',
    },
  ])('$clause tells nothing: $why', ({ clause, made }) => {
    expect(asidesOf(clause, made)).toEqual([]);
  });

  it('leaves the status as it was', () => {
    expect(statusOfClauses(facts(OWN, [shared])).find(({ clauseId }) => clauseId === 'partners.3')?.status).toBe(
      'untestable',
    );
    expect(
      statusOfClauses(facts(OWN, [], sign('audience'))).find(({ clauseId }) => clauseId === 'cookies.11')?.status,
    ).toBe('not-here');
  });
});

it('says of every clause that can be tested what to expect and how it is looked for, in a sentence that exists', () => {
  for (const { id } of CLAUSES) {
    const claim = CLOUDINARY_2013.claims[id];
    if (claim?.testable) expect(english(claim.expects), id).toMatch(/^That .*Looked for.*\.$/);
    else expect(english(claim?.because ?? { id: 'none' }), id).toMatch(/\.$/);
  }
});

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
    { clause: 'cookies.2', host: OWN, cookies: [GA], status: 'seen', why: 'a visitor’s number' },
    {
      clause: 'cookies.2',
      host: OWN,
      cookies: [{ ...SESSION, expiresAt: 1, value: '0f8c1a52-3b7e-4d19-9a60-c2e4b8d71f35' }],
      status: 'not-here',
      why: 'the key of a session is no identification of the computer',
    },
    {
      clause: 'cookies.11',
      host: OWN,
      cookies: [{ name: '_gat', domain: 'cloudinary.com', expiresAt: 1 }, DOUBLECLICK],
      status: 'not-here',
      why: '_gat slows requests down and knows nobody again',
    },
    {
      clause: 'cookies.9',
      host: OWN,
      cookies: [{ ...DOUBLECLICK, status: 'refused' }],
      status: 'seen',
      why: 'its header was as it should be',
    },
    {
      clause: 'cookies.9',
      host: OWN,
      cookies: [
        { ...DOUBLECLICK, status: 'refused', setBy: 'evil.example' },
        { ...DOUBLECLICK, name: 'id', status: 'refused', sameSite: 'lax' },
      ],
      status: 'not-here',
      why: 'no browser would have taken them',
    },
    {
      clause: 'collection.2',
      host: OWN,
      cookies: [],
      more: { storage: storageOf('https://console.cloudinary.com', 'mp_abc_mixpanel') },
      status: 'seen',
      why: 'a number in the storage of Cloudinary’s own site',
    },
    {
      clause: 'collection.2',
      host: OWN,
      cookies: [],
      more: { storage: storageOf('https://widgets.example', 'mp_abc_mixpanel') },
      status: 'not-here',
      why: 'another company’s frame keeps its own number',
    },
    {
      clause: 'collection.2',
      host: SHOP,
      cookies: [],
      more: { storage: storageOf('https://console.cloudinary.com', 'mp_abc_mixpanel') },
      status: 'seen',
      why: 'a frame of Cloudinary’s keeps a number',
    },
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
    expect(status?.why.args).toEqual(['“_cld_session_key”']);
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
      personalDataLearnt: [],
      named: { ga: ['bread.1'], doubleclick: [] },
      own: ['bread.1'],
      ownVisitor: [],
      ownFunctional: [],
      otherAdvertising: [],
      otherAnalytics: [],
      otherSites: [],
    },
    claims: {
      'bread.1': {
        testable: true,
        expects: { id: 'bread_expects' },
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

describe('where the cookies could not be read', () => {
  const OF_COOKIES = ['collection.2', ...[1, 2, 3, 4, 6, 9, 11, 13].map((sentence) => `cookies.${sentence}`)];

  it('every clause that cookies would tell of says so, instead of that there was none', () => {
    const statuses = statusOfClauses(facts(OWN, [], { cookiesReadable: false }));
    const saying = statuses.filter(({ why }) => why.id === 'clause_cookies_unreadable');
    expect(saying.map(({ clauseId }) => clauseId)).toEqual(OF_COOKIES);
    for (const { why } of saying) expect(english(why)).toMatch(/not known\.$/);
  });

  it('what was seen all the same stays seen', () => {
    const statuses = statusOfClauses(facts(OWN, [{ ...GA, status: 'removed' }], { cookiesReadable: false }));
    expect(statuses.find(({ clauseId }) => clauseId === 'cookies.1')?.status).toBe('seen');
  });

  it('another site’s page stays another site’s', () => {
    const statuses = statusOfClauses(facts(SHOP, [], { cookiesReadable: false }));
    expect(statuses.find(({ clauseId }) => clauseId === 'cookies.11')?.why.id).toBe('clause_remarketing_elsewhere');
  });
});
