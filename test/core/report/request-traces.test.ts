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
  kind: 'request',
  at: START + 20,
  url,
  body: text === undefined ? null : { kind: 'text', text },
});

function reportOf(value: string, ...observations: Observation[]) {
  const cookie = { ...cookieOf({ name: '_ga' }), value };
  return buildReport({
    record: documentWith(...observations),
    jar: [cookie],
    changes: new Map(),
    writableElsewhere: () => false,
    now: START + 5000,
    lookup,
    jarReadable: true,
    hash: TOOLS.hash,
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

  it('is kept as hashes only', () => {
    const record = documentWith(asked(`https://ads.example/${GA}?e=jane@example.org`, `uid=${GA}`));
    const kept = JSON.stringify([...record.tokens]);
    expect(record.tokens.size).toBeGreaterThan(0);
    for (const secret of [GA, '532789421', 'jane']) expect(kept).not.toContain(secret);
  });

  it.each([
    ['a query', asked('https://ads.example/?0f8c1a52-3b7e-4d19-9a60-c2e4b8d71f35=x9y8z7w6v5u4')],
    ['JSON', asked('https://ads.example/', '{"users":{"0f8c1a52-3b7e-4d19-9a60-c2e4b8d71f35":"abc12345"}}')],
    ['a field', asked('https://ads.example/', 'jane.doe@example.org=abc12345')],
    ['JSON, an address of a person', asked('https://ads.example/', '{"jane.doe@example.org":"abc12345"}')],
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
    expect(documentWith(asked(`https://ads.example/?em=${'a1'.repeat(32)}`)).digests).toBe(true);
  });

  it('is quiet news: no badge depends on it', () => {
    const record = documentWith();
    const first = observe(record, asked('https://ads.example/?id=0f8c1a523b7e4d19'), TOOLS);
    const again = observe(record, asked('https://ads.example/?id=0f8c1a523b7e4d19'), TOOLS);
    expect([first, again]).toEqual(['quiet', 'none']);
  });

  it('is bounded, however much a page sends', () => {
    const record = documentWith();
    for (let i = 0; i < 500; i += 1) {
      const query = Array.from({ length: 50 }, (_, n) => `p${n}=${i}abc${n}def000`).join('&');
      observe(record, asked(`https://ads.example/?${query}`), TOOLS);
    }
    expect(record.tokens.size).toBe(2000);
    expect(indexTokens(record).size).toBe(2000);
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
    return { told: find(seen, classification, true), untold: find(seen, classification, false) };
  };
  const sha256 = createHash('sha256').update('jane.doe@example.org').digest('hex');

  it.each([
    { url: 'https://ads.example/?e=Jane.Doe%40example.org', form: 'plain' },
    { url: `https://ads.example/?em=${sha256}`, form: 'sha256' },
    { url: `https://ads.example/?p=${encodeURIComponent(value)}`, form: 'plain' },
  ])('is known again in $url', ({ url, form }) => {
    const { told, untold } = search(url);
    expect(told.personalDataTo).toEqual(['ads.example']);
    expect(told.sharedWith).toEqual([expect.objectContaining({ host: 'ads.example', form })]);
    // Where the value holds none, it is not looked for.
    expect(untold.personalDataTo).toEqual([]);
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
