import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSharing, type SeenToken } from '../../../../src/core/evidence/sharing/find-sharing.ts';
import { formsOfIdentifier, formsOfPersonalData } from '../../../../src/core/evidence/sharing/identifier-forms.ts';
import { type RequestBody, tokensOfBody, tokensOfUrl } from '../../../../src/core/evidence/sharing/request-tokens.ts';
import { createTokenHash } from '../../../../src/core/evidence/sharing/token-hash.ts';

const hash = createTokenHash(new Uint8Array(16).fill(7));
const GOOGLE = { id: 'google', name: 'Google' };
const companyOf = (host: string) =>
  host.endsWith('doubleclick.net') || host.endsWith('google-analytics.com') ? GOOGLE : null;

const GA = 'GA1.2.532789421.1764000000';
const FBP = 'fb.1.1764000000000.1098765432';
const UUID = '0f8c1a52-3b7e-4d19-9a60-c2e4b8d71f35';
const base64 = (what: object) => Buffer.from(JSON.stringify(what)).toString('base64url');
const digest = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');

interface Sent {
  readonly url: string;
  readonly body?: RequestBody;
}

/** What one request told, the way a page's record keeps it. */
function seenIn(requests: readonly Sent[]) {
  const seen = new Map<string, SeenToken[]>();
  for (const [at, { url, body }] of requests.entries()) {
    const target = new URL(url);
    for (const { text, where, parameter } of [...tokensOfUrl(target).list, ...(body ? tokensOfBody(body).list : [])]) {
      const token = { host: target.hostname, where, parameter, firstAt: at };
      seen.set(hash(text), [...(seen.get(hash(text)) ?? []), token]);
    }
  }
  return seen;
}

function shared(value: string, requests: readonly Sent[], cookie = {}) {
  const of = { domain: 'shop.example', party: 'first', vendorId: null, ...cookie } as const;
  return findSharing(of, formsOfIdentifier(value, true), seenIn(requests), hash, companyOf);
}

describe('an identifier is known again', () => {
  it.each([
    {
      value: UUID,
      url: `https://ads.example/pixel?uid=${UUID}`,
      is: { where: 'query', parameter: 'uid', form: 'plain', part: false },
      why: 'in a parameter',
    },
    {
      value: UUID,
      url: `https://ads.example/sync/${UUID}/pixel.gif`,
      is: { where: 'path', parameter: null, form: 'plain' },
      why: 'in the path',
    },
    {
      value: UUID,
      url: `https://ads.example/track?data=${base64({ event: 'view', properties: { distinct_id: UUID } })}`,
      is: { where: 'query', parameter: 'distinct_id', form: 'plain', part: false },
      why: 'in JSON that is written in base64',
    },
    {
      value: GA,
      url: 'https://ads.example/c?cid=532789421.1764000000',
      is: { form: 'plain', part: true, parameter: 'cid' },
      why: 'GA1.2.A.B as A.B',
    },
    {
      value: FBP,
      url: `https://ads.example/c?fbp=${FBP}`,
      is: { form: 'plain', part: false },
      why: 'whole, dots and all',
    },
    {
      value: `%7B%22id%22%3A%22${UUID}%22%7D`,
      url: `https://ads.example/c?x=${UUID}`,
      is: { part: true },
      why: 'out of escaped JSON',
    },
    {
      value: UUID,
      url: `https://ads.example/r?to=${encodeURIComponent(`https://b.example/s?u=${encodeURIComponent(UUID)}`)}`,
      is: { parameter: 'to' },
      why: 'within an address that is itself a parameter',
    },
    { value: UUID, url: `https://ads.example/c?d=${btoa(UUID)}`, is: { form: 'base64' }, why: 'in base64' },
    {
      value: btoa(JSON.stringify({ visitor: UUID, since: 3 })),
      url: `https://ads.example/c?uid=${UUID}`,
      is: { form: 'plain', part: true, parameter: 'uid' },
      why: 'of a cookie that is JSON in base64',
    },
    {
      value: `${UUID}|https://shop.example/`,
      url: `https://ads.example/c?uid=${UUID}`,
      is: { form: 'plain', part: true },
      why: 'of a cookie that holds an address beside it',
    },
    { value: UUID, url: `https://ads.example/c?d=${digest('md5', UUID)}`, is: { form: 'md5' }, why: 'as MD5' },
    { value: UUID, url: `https://ads.example/c?d=${digest('sha1', UUID)}`, is: { form: 'sha1' }, why: 'as SHA-1' },
    {
      value: UUID,
      url: `https://ads.example/c?d=${digest('sha256', UUID).toUpperCase()}`,
      is: { form: 'sha256' },
      why: 'as SHA-256, in capitals',
    },
  ])('$why', ({ value, url, is }) => {
    expect(shared(value, [{ url }])).toEqual([expect.objectContaining({ host: 'ads.example', ...is })]);
  });

  it.each<{ body: RequestBody; parameter: string | null; why: string }>([
    { body: { kind: 'form', fields: { uid: [UUID] } }, parameter: 'uid', why: 'a form' },
    {
      body: { kind: 'text', text: JSON.stringify({ events: [{ user: { anonymousId: UUID } }] }) },
      parameter: 'anonymousId',
      why: 'JSON, however deep',
    },
    { body: { kind: 'text', text: `v=2&cid=${UUID}\nv=2&en=page_view` }, parameter: 'cid', why: 'lines of pairs' },
    { body: { kind: 'text', text: UUID }, parameter: null, why: 'bare text' },
    {
      body: { kind: 'text', text: JSON.stringify({ data: [{ e: 'pv', cx: base64({ data: [{ id: UUID }] }) }] }) },
      parameter: 'id',
      why: 'JSON in base64 within JSON',
    },
  ])('in what a request sends: $why', ({ body, parameter }) => {
    expect(shared(UUID, [{ url: 'https://ads.example/beacon', body }])).toEqual([
      expect.objectContaining({ where: 'body', parameter, form: 'plain' }),
    ]);
  });

  it('says whose host it is, and whether that is the cookie’s maker', () => {
    const requests = [{ url: `https://www.google-analytics.com/g/collect?cid=532789421.1764000000` }];
    expect(shared(GA, requests, { vendorId: 'google' })).toEqual([
      expect.objectContaining({ company: GOOGLE, maker: true }),
    ]);
    expect(shared(GA, requests, { vendorId: 'meta' })).toEqual([expect.objectContaining({ maker: false })]);
  });

  it('is told once a host, by the plainest form, the earliest request first', () => {
    const both = [{ url: `https://b.example/?x=${btoa(UUID)}` }, { url: `https://b.example/?y=${UUID}` }];
    expect(shared(UUID, [{ url: `https://a.example/?z=${UUID}` }, ...both])).toEqual([
      expect.objectContaining({ host: 'a.example' }),
      expect.objectContaining({ host: 'b.example', form: 'plain', parameter: 'y' }),
    ]);
  });
});

describe('nothing is shared', () => {
  it.each([
    { value: UUID, url: 'https://ads.example/c?uid=7d2b9c40-81fe-4a37-b5d2-09c6e1f3a8b4', why: 'another identifier' },
    { value: 'accepted', url: 'https://ads.example/c?consent=accepted', why: 'a word that both sides say' },
    { value: '20261124', url: 'https://ads.example/c?day=20261124', why: 'a date' },
    { value: '1764000000', url: 'https://ads.example/c?t=1764000000', why: 'a moment' },
    {
      value: 'GA1.2.532789421.1764000000',
      url: 'https://ads.example/c?t=1764000000',
      why: 'the moment of an identifier',
    },
    { value: UUID, url: `https://cdn.shop.example/c?uid=${UUID}`, why: 'its own site' },
    {
      value: encodeURIComponent(`https://shop.example/order/${UUID}`),
      url: `https://ads.example/c?dl=${encodeURIComponent(`https://shop.example/order/${UUID}`)}`,
      why: 'the address of the page, which every request tells',
    },
  ])('$why', ({ value, url }) => {
    expect(shared(value, [{ url }])).toEqual([]);
  });

  it('a third-party cookie that goes to its own company is no sharing; to another it is', () => {
    const ide = { domain: 'doubleclick.net', party: 'third', vendorId: 'google' };
    const value = 'AHWqTUmZ9kQ4vXbN17pL';
    expect(shared(value, [{ url: `https://www.google-analytics.com/c?x=${value}` }], ide)).toEqual([]);
    expect(shared(value, [{ url: `https://sync.ads.example/c?g=${value}` }], ide)).toEqual([
      expect.objectContaining({ host: 'sync.ads.example', maker: false }),
    ]);
  });
});

it('finds an e-mail address plain, in lower case and as the hashes companies match people by', () => {
  const forms = formsOfPersonalData('Jane.Doe@Example.org', true).map(({ text }) => text);
  expect(forms).toContain('Jane.Doe@Example.org');
  expect(forms).toContain(digest('sha256', 'jane.doe@example.org'));
  expect(forms).toContain(digest('md5', 'jane.doe@example.org'));
});

it.each([
  {
    query: 'page=a-long-title-of-a-page-2026&v=12.4.1',
    kept: [],
    why: 'no words, years and versions',
  },
  { query: `uid=${UUID}`, kept: [UUID], why: 'identifiers' },
  { query: 'e=jane%40example.org', kept: ['jane@example.org'], why: 'e-mail addresses' },
  { query: `e=${btoa('jane@example.org')}`, kept: [btoa('jane@example.org')], why: 'e-mail addresses in base64' },
  { query: 'tel=%2B12025550123', kept: ['+12025550123'], why: 'telephone numbers' },
])('of a request, takes $why', ({ query, kept }) => {
  const texts = tokensOfUrl({ pathname: '/', search: `?${query}` }).list.map(({ text }) => text);
  expect(texts).toEqual(kept.length === 0 ? [] : expect.arrayContaining(kept));
});

it('opens what was escaped twice', () => {
  const texts = tokensOfUrl({ pathname: '/', search: '?to=https%3A%2F%2Fads.example%2F%3Fe%3Djane%2540example.org' });
  expect(texts.list.map(({ text }) => text)).toContain('jane@example.org');
});

it('makes no digests where none were seen', () => {
  expect(new Set(formsOfIdentifier(UUID, false).map(({ form }) => form))).toEqual(new Set(['plain', 'base64']));
});

it('keeps a hash that tells nothing without the key, and the same text under one key is the same', () => {
  const other = createTokenHash(new Uint8Array(16).fill(8));
  expect(hash(UUID)).toMatch(/^[0-9a-f]{16}$/);
  expect(hash(UUID)).toBe(hash(UUID));
  expect(hash(UUID)).not.toBe(other(UUID));
  expect(() => createTokenHash(new Uint8Array(4))).toThrow('16 bytes');
});

it('takes anything a page may send, in bounded time and number', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.string({ maxLength: 300 }), (search, text) => {
      tokensOfUrl({ pathname: `/${text}`, search: `?${search}` });
      tokensOfBody({ kind: 'text', text });
    }),
  );
  const started = performance.now();
  const huge = Array.from({ length: 20_000 }, (_, i) => `p${i}=${UUID}${i}`).join('&');
  const cut = [
    tokensOfUrl({ pathname: '/', search: `?${huge}` }),
    tokensOfBody({ kind: 'text', text: `{"a":"${'x1'.repeat(100_000)}"` }),
    tokensOfBody({ kind: 'text', text: '['.repeat(70_000) }),
    tokensOfBody({ kind: 'text', text: JSON.stringify(Array.from({ length: 201 }, (_, n) => n)) }),
    tokensOfBody({ kind: 'text', text: `${'['.repeat(20)}${']'.repeat(20)}` }),
    tokensOfBody({ kind: 'form', fields: { a: Array.from({ length: 21 }, () => UUID) } }),
  ];
  for (const tokens of cut) {
    expect(tokens.list.length).toBeLessThanOrEqual(100);
    expect(tokens.cut).toBe(true);
  }
  expect(tokensOfBody({ kind: 'text', text: JSON.stringify({ a: [UUID] }) }).cut).toBe(false);
  expect(performance.now() - started).toBeLessThan(500);
});

it.each([fc.uuid(), fc.stringMatching(/^[A-Za-z0-9]{22}$/)])('finds every random identifier in every place', (ids) => {
  fc.assert(
    fc.property(ids, fc.constantFrom('?x=', 'p/', '?a=1&b='), (id, place) => {
      fc.pre(formsOfIdentifier(id, false).length > 0 && /[0-9]/.test(id));
      expect(shared(id, [{ url: `https://ads.example/${place}${encodeURIComponent(id)}` }])).toHaveLength(1);
    }),
    { numRuns: 300 },
  );
});
