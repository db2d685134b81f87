import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createLookup } from '../../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../../src/core/catalogue/open-catalogue.ts';
import { buildReport } from '../../../src/core/report/build-report.ts';
import { type Observation, observe } from '../../../src/core/report/observe.ts';
import { indexTokens } from '../../../src/core/report/request-traces.ts';
import { createSharingSearch } from '../../../src/core/report/sharing.ts';
import { cookieOf, documentWith, START, TOOLS } from './joined.ts';

const lookup = createLookup(openCatalogue);
const asked = (url: string, text?: string): Observation => ({
  kind: 'response',
  at: START + 20,
  url,
  setCookies: [],
  server: null,
  of: 'resource',
  body: text === undefined ? null : { kind: 'text', text },
});

const reportOf = (value: string, ...observations: Observation[]) => reportOn('_ga', value, ...observations);

function reportOn(name: string, value: string, ...observations: Observation[]) {
  const cookie = { ...cookieOf({ name }), value };
  return buildReport({
    record: documentWith(...observations),
    jar: [cookie],
    changes: new Map(),
    writableElsewhere: () => false,
    now: START + 5000,
    lookup,
    jarReadable: true,
    seesEverySite: true,
    withheld: new Set(),
    hash: TOOLS.hash,
    revision: 1,
    ruleOf: () => null,
  });
}

const GA = 'GA1.1.532789421.1764000000';

describe('what requests carried', () => {
  it('is joined with the cookies whose values it was', () => {
    const { rows } = reportOf(GA, asked('https://www.google-analytics.com/g/collect?cid=532789421.1764000000'));
    expect(rows[0]?.sharedWith).toEqual([
      expect.objectContaining({ host: 'www.google-analytics.com', parameter: 'cid', part: true, maker: true }),
    ]);
    expect(rows[0]?.identifier).toEqual({ singlesOut: true, lasts: false });
  });

  it.each([
    {
      why: 'another number',
      observation: asked('https://www.google-analytics.com/g/collect?cid=111111111.1764000001'),
    },
    { why: 'the page’s own site', observation: asked('https://api.shop.example/?cid=532789421.1764000000') },
  ])('is no sharing where it is $why', ({ observation }) => {
    expect(reportOf(GA, observation).rows[0]?.sharedWith).toEqual([]);
  });

  it.each([
    { name: 'euconsent-v2', shared: 0, why: 'what one consented to is everybody’s who chose the same' },
    { name: 'someid', shared: 1, why: 'the same in a cookie that nobody knows may be an identifier' },
    { name: 'didomi_token', shared: 1, why: 'a consent cookie that is known to identify' },
  ])('in $name: $why', ({ name, shared }) => {
    const consent = 'CPc7TgAPc7TgAAGABCENB4CoAP_AAH_AAAAAJNNf';
    const { rows } = reportOn(name, consent, asked(`https://ads.example/?gdpr_consent=${consent}`));
    expect(rows[0]?.sharedWith).toHaveLength(shared);
  });

  it('is kept as hashes only', () => {
    const record = documentWith(asked(`https://ads.example/${GA}?e=jane@example.org`, `uid=${GA}`));
    const kept = JSON.stringify([...record.tokens]);
    expect(record.tokens.size).toBeGreaterThan(0);
    for (const secret of [GA, '532789421', 'jane']) expect(kept).not.toContain(secret);
  });

  it.each([
    ['a query', asked('https://ads.example/?0f8c1a52-3b7e-4d19-9a60-c2e4b8d71f35=x9y8z7w6v5u4')],
    ['JSON', asked('https://ads.example/', '{"users":{"0f8c1a52-3b7e-4d19-9a60-c2e4b8d71f35":"x9y8z7w6v5u4"}}')],
    ['a field', asked('https://ads.example/', 'jane.doe@example.org=x9y8z7w6v5u4')],
    ['JSON, an address of a person', asked('https://ads.example/', '{"jane.doe@example.org":"x9y8z7w6v5u4"}')],
    ['a query, written like a name', asked('https://ads.example/?fq8Zk2LmXw91TbVc0RsY=x9y8z7w6v5u4')],
    ['a query, of letters alone', asked('https://ads.example/?fqZkLmXwTbVcRsYpQa=x9y8z7w6v5u4')],
    ['a query, a telephone number', asked('https://ads.example/?p4155550123=x9y8z7w6v5u4')],
  ])('keeps no secret that stands where names do: in %s', (_, request) => {
    const record = documentWith(request);
    expect(record.tokens.size).toBeGreaterThan(0);
    const kept = JSON.stringify([...record.tokens]);
    for (const secret of ['0f8c1a52', 'jane', 'fq8Zk2', 'fqZk', '415555']) expect(kept).not.toContain(secret);
  });

  it.each(['user_id', 'ep.client', 'uid', 'events[0][id]', 'external-id', '_fbp', 'anonymousId', 'clientID'])(
    'keeps the name %s',
    (name) => {
      const record = documentWith(asked(`https://ads.example/?${name}=x9y8z7w6v5u4`));
      expect(JSON.stringify([...record.tokens])).toContain(name);
    },
  );

  it('tells of digests only where one was seen', () => {
    expect(documentWith(asked('https://ads.example/?id=0f8c1a52x3b7e')).digests).toBe(false);
    expect(documentWith(asked(`https://ads.example/?em=${'0f8c1a52'.repeat(8)}`)).digests).toBe(true);
  });

  it('is quiet news: no badge depends on it', () => {
    const record = documentWith(asked('https://ads.example/'));
    const first = observe(record, asked('https://ads.example/?id=0f8c1a523b7e4d19'), TOOLS);
    const again = observe(record, asked('https://ads.example/?id=0f8c1a523b7e4d19'), TOOLS);
    expect([first, again]).toEqual(['quiet', 'none']);
  });

  it('is bounded, however much a page sends', () => {
    const record = documentWith();
    for (let i = 0; i < 500; i += 1) {
      const query = Array.from({ length: 50 }, (_, n) => `p${n}=${i}k3b7e4${n}d19a6zq0`).join('&');
      observe(record, asked(`https://ads.example/?${query}`), TOOLS);
    }
    expect(record.tokens.size).toBe(2000);
    expect(indexTokens(record).size).toBe(2000);
    expect(record.cut).toBeGreaterThan(0);
  });

  it.each([
    { why: 'more than can be looked through', query: `a=${'k3b7e4d19a6zq0'.repeat(300)}`, limits: ['requests-cut'] },
    { why: 'what a page usually sends', query: 'a=x9y8z7w6v5u4t3s2', limits: [] },
  ])('of $why, the report says $limits', ({ query, limits }) => {
    expect(reportOf(GA, asked(`https://ads.example/?${query}`)).limits).toEqual(limits);
  });

  it('tells of so many hosts a cookie, and says where there were more', () => {
    const requests = Array.from({ length: 21 }, (_, n) => asked(`https://ads${n}.example/?cid=532789421.1764000000`));
    const { rows, limits } = reportOf(GA, ...requests);
    expect(rows[0]?.sharedWith).toHaveLength(20);
    expect(limits).toEqual(['requests-cut']);
  });

  it('shows remarketing at work, each sign and host once', () => {
    const report = reportOf(
      GA,
      asked('https://stats.g.doubleclick.net/g/collect?v=2'),
      asked('https://stats.g.doubleclick.net/g/collect?v=3'),
      asked('https://www.google.com/ads/ga-audiences?v=1'),
    );
    expect(report.signs.map(({ kind, host }) => `${kind} ${host}`)).toEqual([
      'analytics-to-doubleclick stats.g.doubleclick.net',
      'audience www.google.com',
    ]);
  });
});

describe('personal data in a cookie', () => {
  const value = btoa(JSON.stringify({ email: 'Jane.Doe@example.org' }));
  const search = (...urls: string[]) => {
    const find = createSharingSearch(documentWith(...urls.map((url) => asked(url))), lookup, TOOLS.hash);
    const cookie = cookieOf({ name: 'profile' });
    const seen = { ...cookie, status: 'stored', sightings: [], sentToCloudinary: false, value } as const;
    const classification = lookup.classify({ name: 'profile', domain: 'shop.example' }, 'shop.example');
    return { told: find.of(seen, classification, true), untold: find.of(seen, classification, false) };
  };
  const sha256 = createHash('sha256').update('jane.doe@example.org').digest('hex');

  it.each([
    { url: 'https://ads.example/?e=Jane.Doe%40example.org', form: 'plain' },
    { url: `https://ads.example/?e=${btoa('jane.doe@example.org')}`, form: 'base64' },
    { url: `https://ads.example/?p=${encodeURIComponent(value)}`, form: 'plain' },
  ])('is known again in $url', ({ url, form }) => {
    const { told, untold } = search(url);
    expect(told.personalDataTo).toEqual(['ads.example']);
    expect(told.sharedWith).toEqual([expect.objectContaining({ host: 'ads.example', form })]);
    // Where the value holds none, it is not looked for.
    expect(untold.personalDataTo).toEqual([]);
  });

  it('that went as a digest is told, and is not that the other site learnt it', () => {
    const { told } = search(`https://ads.example/?em=${sha256}`);
    expect(told.sharedWith).toEqual([expect.objectContaining({ host: 'ads.example', form: 'sha256' })]);
    expect(told.personalDataTo).toEqual([]);
  });

  it('that went as a digest and in plain words was learnt', () => {
    const digest = createHash('sha256').update(value).digest('hex');
    const { told } = search(`https://ads.example/?all=${digest}`, 'https://ads.example/?e=jane.doe%40example.org');
    expect(told.personalDataTo).toEqual(['ads.example']);
  });

  it('is not taken for that of somebody else', () => {
    expect(search('https://ads.example/?e=john%40example.org').told).toEqual({ sharedWith: [], personalDataTo: [] });
  });
});

it('says nothing of identifying or lifetimes where the value was not read, or nothing is declared', () => {
  const { rows } = reportOf('x');
  expect(rows[0]?.identifier).toEqual({ singlesOut: false, lasts: false });
  expect(rows[0]?.lifetime).toBe('within');
  expect(rows[0]?.sharedWith).toEqual([]);
});
