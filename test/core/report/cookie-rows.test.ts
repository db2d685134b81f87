import { describe, expect, it } from 'vitest';
import { beginDocument, observe } from '../../../src/core/report/observe.ts';
import { cookieOf, documentWith, join, keyOf, kinds, logOf, response, START, TOOLS } from './joined.ts';

describe('a cookie in the jar', () => {
  it('that nothing changed since the page began was there before', () => {
    expect(kinds(join(documentWith(), [cookieOf()])[0])).toEqual(['present before']);
  });

  it('is left out where it lies under another first party, as Firefox isolates them', () => {
    expect(join(documentWith(), [cookieOf({ firstPartyDomain: 'shop.example' })])).toHaveLength(1);
    expect(join(documentWith(), [cookieOf({ firstPartyDomain: 'news.example' })])).toEqual([]);
  });

  it('that a response set is told with the host that answered', () => {
    const record = documentWith(response({ setCookies: ['a=1; Domain=shop.example; Path=/'] }));
    const [row] = join(record, [cookieOf()], logOf({ key: keyOf() }));
    expect(kinds(row)).toEqual(['set-by-header', 'present during']);
    expect(row?.sightings[0]?.host).toBe('www.shop.example');
  });

  it('that changed with no header seen was written by a script of the page', () => {
    const [row] = join(documentWith(), [cookieOf()], logOf({ key: keyOf() }));
    expect(kinds(row)).toEqual(['set-by-script', 'present during']);
    expect(row?.sightings[0]?.host).toBe('www.shop.example');
  });

  it('is not a script’s before its header has had time to come: Firefox may tell of the jar first', () => {
    const early = join(documentWith(), [cookieOf()], logOf({ key: keyOf() }), { now: START + 500 });
    expect(kinds(early[0])).toEqual(['present during']);
  });

  it.each([
    { why: 'it is HttpOnly', cookie: cookieOf({}, { httpOnly: true }), elsewhere: false },
    { why: 'another tab could have', cookie: cookieOf(), elsewhere: true },
    { why: 'no document of that host is on the page', cookie: cookieOf({ domain: 'ads.example' }), elsewhere: false },
  ])('is not said to be script-written when $why', ({ cookie, elsewhere }) => {
    const record = documentWith(response({ url: 'https://pixel.ads.example/p', at: START + 5 }));
    const [row] = join(record, [cookie], logOf({ key: cookie.key }), { writableElsewhere: () => elsewhere });
    expect(kinds(row)).toEqual(['present during']);
  });

  it('of a frame can be written by the frame', () => {
    const record = documentWith(response({ url: 'https://w.ads.example/frame', of: 'frame' }));
    const key = keyOf({ domain: 'ads.example' });
    const [row] = join(record, [cookieOf(key)], logOf({ key }));
    expect(row?.sightings[0]).toMatchObject({ kind: 'set-by-script', host: 'w.ads.example' });
  });

  it('that changed before the page began was there before', () => {
    const [row] = join(documentWith(), [cookieOf()], logOf({ key: keyOf(), at: START - 1 }));
    expect(kinds(row)).toEqual(['present before']);
  });

  it('that went along to Cloudinary is said to be sent, by name and host', () => {
    const cld = keyOf({ domain: 'cloudinary.com', name: 'k' });
    const record = documentWith({
      kind: 'sent',
      at: START + 9,
      url: 'https://res.cloudinary.com/x',
      cookieHeader: 'k=canary; other=1',
    });
    const rows = join(record, [cookieOf(cld), cookieOf({ ...cld, name: 'quiet' }), cookieOf({ name: 'k' })]);
    expect(rows.map((row) => row.key.name)).toEqual(['k', 'k']);
    expect(rows.map((row) => row.sentToCloudinary)).toEqual([true, false]);
  });

  it.each([
    { why: 'another site’s page neither set nor sent it', url: 'https://www.shop.example/', late: false, shown: false },
    { why: 'the page is Cloudinary’s', url: 'https://www.cloudinary.com/', late: false, shown: true },
    { why: 'the page began before anybody looked', url: 'https://www.shop.example/', late: true, shown: true },
  ])('of Cloudinary’s that is merely there is shown: $shown ($why)', ({ url, late, shown }) => {
    const record = beginDocument({
      documentId: 'D',
      tabId: 1,
      storeId: '0',
      privateWindow: false,
      url,
      startedAt: START,
      observedLate: late,
    });
    if (!record) throw new Error('a web address');
    observe(record, response({ url: 'https://res.cloudinary.com/x.jpg' }), TOOLS);
    expect(join(record, [cookieOf({ domain: 'cloudinary.com' })])).toHaveLength(shown ? 1 : 0);
  });
});

it('a script’s write that is announced just after the cookie was sent came first', () => {
  const key = keyOf({ domain: 'www.shop.example', hostOnly: true, name: 'k' });
  const record = documentWith({ kind: 'sent', at: START + 15, url: 'https://www.shop.example/x', cookieHeader: 'k=1' });
  expect(kinds(join(record, [cookieOf(key)], logOf({ key }))[0])).toEqual(['set-by-script', 'sent', 'present during']);
});

it('a cookie of Cloudinary’s that another page never touched is not said to have gone from it', () => {
  const key = keyOf({ domain: 'cloudinary.com' });
  const gone = logOf({ key, at: START + 30, removed: true, cause: 'cleared-by-user' });
  const loaded = response({ url: 'https://res.cloudinary.com/x.jpg' });
  const sent = { kind: 'sent' as const, at: START + 9, url: 'https://res.cloudinary.com/x.jpg', cookieHeader: 'a=1' };
  expect(join(documentWith(loaded), [], gone)).toEqual([]);
  expect(join(documentWith(loaded, sent), [], gone).map(kinds)).toEqual([['sent', 'removed']]);
});

describe('what belongs to a page', () => {
  const partition = (site: string) => ({ topLevelSite: site, hasCrossSiteAncestor: true });
  const record = documentWith(response({ url: 'https://px.ads.example/p' }));

  it.each([
    { key: keyOf({ domain: 'www.shop.example', hostOnly: true }), mine: true, why: 'its own host' },
    { key: keyOf({ domain: 'shop.example', hostOnly: true }), mine: false, why: 'host-only of a host not on the page' },
    { key: keyOf({ domain: 'other.shop.example' }), mine: false, why: 'a sibling host' },
    { key: keyOf({ domain: 'ads.example' }), mine: true, why: 'an embed' },
    { key: keyOf({ domain: 'badads.example' }), mine: false, why: 'a name that merely ends alike' },
    { key: keyOf({ storeId: '1' }), mine: false, why: 'a private window’s jar' },
    {
      key: keyOf({ domain: 'ads.example', partitionKey: partition('https://shop.example') }),
      mine: true,
      why: 'this site’s partition',
    },
    {
      key: keyOf({ domain: 'ads.example', partitionKey: partition('https://news.example') }),
      mine: false,
      why: 'another site’s partition',
    },
    {
      key: keyOf({ domain: 'ads.example', partitionKey: partition('http://shop.example') }),
      mine: false,
      why: 'the scheme is part of the site',
    },
  ])('$why: $mine', ({ key, mine }) => {
    expect(join(record, [cookieOf(key)])).toHaveLength(mine ? 1 : 0);
  });

  it('twins that differ in one part of the key stay two rows', () => {
    const rows = join(record, [cookieOf(), cookieOf({ domain: 'www.shop.example', hostOnly: true })]);
    expect(rows).toHaveLength(2);
  });

  it('a header names the partitioned twin where there are both', () => {
    const both = documentWith(
      response({ url: 'https://px.ads.example/p', setCookies: ['t=1; Path=/; Secure; SameSite=None; Partitioned'] }),
    );
    const key = keyOf({ domain: 'px.ads.example', hostOnly: true, name: 't' });
    const twin = { ...key, partitionKey: partition('https://shop.example') };
    const rows = join(both, [cookieOf(key), cookieOf(twin)]);
    expect(rows.map(kinds)).toEqual([['present before'], ['set-by-header', 'present before']]);
  });

  it('a browser that partitions unasked is still matched to its header', () => {
    const asked = documentWith(response({ url: 'https://px.ads.example/p', setCookies: ['t=1; Path=/'] }));
    const key = keyOf({
      domain: 'px.ads.example',
      hostOnly: true,
      name: 't',
      partitionKey: partition('https://shop.example'),
    });
    expect(kinds(join(asked, [cookieOf(key)])[0])).toContain('set-by-header');
  });
});

describe('a cookie that is not in the jar', () => {
  const asked = documentWith(response({ setCookies: ['a=1; Domain=shop.example; Path=/'] }));

  it('though a header set it, was refused', () => {
    const rows = join(asked, []);
    expect(rows.map((row) => row.status)).toEqual(['refused']);
    expect(kinds(rows[0])).toEqual(['set-by-header', 'refused']);
  });

  it('is not said to be refused where the jar could not be read', () => {
    expect(join(asked, [], new Map(), { jarReadable: false })).toEqual([]);
  });

  it('is not said to be refused where its domain is withheld', () => {
    expect(join(asked, [], new Map(), { withheld: new Set(['shop.example']) })).toEqual([]);
    expect(join(asked, [], new Map(), { withheld: new Set(['other.example']) })).toHaveLength(1);
  });

  it('is given a moment before it counts as refused', () => {
    expect(join(asked, [], new Map(), { now: START + 100 })).toEqual([]);
  });

  it('but was taken and removed again, is removed and not refused', () => {
    const log = logOf({ key: keyOf() }, { key: keyOf(), at: START + 30, removed: true, cause: 'expired' });
    const rows = join(asked, [], log);
    expect(rows.map((row) => row.status)).toEqual(['removed']);
    expect(rows[0]?.sightings.at(-1)).toMatchObject({ kind: 'removed', cause: 'expired' });
  });

  it('though a script set it a moment before, tells both', () => {
    const log = logOf({ key: keyOf() }, { key: keyOf(), at: START + 21, removed: true, cause: 'expired_overwrite' });
    expect(join(documentWith(), [], log).map(kinds)).toEqual([['set-by-script', 'removed']]);
  });

  it('because a header took it away, names the host that did', () => {
    const record = documentWith(response({ setCookies: ['a=; Domain=shop.example; Path=/; Max-Age=0'] }));
    const rows = join(record, [], logOf({ key: keyOf(), removed: true, cause: 'expired_overwrite' }));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sightings).toMatchObject([{ kind: 'removed', host: 'www.shop.example' }]);
  });

  it('and went before this page began, is not this page’s', () => {
    expect(join(documentWith(), [], logOf({ key: keyOf(), at: START - 5, removed: true }))).toEqual([]);
  });

  it('a header that only deletes is no cookie of its own', () => {
    const record = documentWith(response({ setCookies: ['gone=; Max-Age=0'] }));
    expect(join(record, [])).toEqual([]);
  });
});

it('a page without cookies gives no rows', () => {
  expect(join(documentWith(response()), [])).toEqual([]);
});

it('lists 10,000 cookies, each once', () => {
  const jar = Array.from({ length: 10_000 }, (_, at) => cookieOf({ name: `n${at}` }));
  const record = documentWith(
    ...jar.map(({ key }) => response({ setCookies: [`${key.name}=1; Domain=shop.example; Path=/`] })),
  );
  const rows = join(record, jar, logOf(...jar.map(({ key }) => ({ key }))));
  expect(new Set(rows.map((row) => row.key.name)).size).toBe(10_000);
  expect(record.dropped).toBe(5000);
});
