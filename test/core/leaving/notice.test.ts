import { describe, expect, it } from 'vitest';
import { departureId, parseDepartureId } from '../../../src/core/leaving/departure-id.ts';
import { resolveDestination } from '../../../src/core/leaving/destination.ts';
import { buildNotice, type NoticeFacts } from '../../../src/core/leaving/notice.ts';

const noticeFor = (link: string, facts: Partial<NoticeFacts> = {}) => {
  const url = new URL(link);
  const fromSite = facts.fromSite ?? 'cloudinary.com';
  return buildNotice({
    when: 'before',
    fromSite,
    url,
    destination: resolveDestination(url, fromSite),
    way: 'link',
    method: 'get',
    cookiesThere: { total: 4, advertising: 2, allowed: 0 },
    cookiesHere: [],
    referrer: 'site',
    hasStatement: false,
    clauseText: (id) => `the words of ${id}`,
    theme: 'system',
    ...facts,
  });
};

describe('the notice', () => {
  it('quotes the two sentences about leaving, in the policy’s order', () => {
    expect(noticeFor('https://example.org/').clauses).toEqual([
      { id: 'third-party.2', text: 'the words of third-party.2' },
      { id: 'third-party.3', text: 'the words of third-party.3' },
    ]);
  });

  it('quotes nothing where the policy does not speak', () => {
    expect(noticeFor('https://example.org/', { fromSite: 'shop.example' }).clauses).toEqual([]);
  });

  it('offers the same link without what it carries', () => {
    expect(noticeFor('https://example.org/?id=1&gclid=x')).toMatchObject({
      identifiers: ['gclid'],
      cleanUrl: 'https://example.org/?id=1',
    });
  });

  it('offers no clean link where the link is clean', () => {
    expect(noticeFor('https://example.org/?id=1').cleanUrl).toBeNull();
  });

  it('offers no clean link for a form by POST, whose body would be lost', () => {
    expect(noticeFor('https://example.org/?gclid=x', { way: 'form', method: 'post' })).toMatchObject({
      identifiers: ['gclid'],
      cleanUrl: null,
    });
  });

  it('offers none on arrival, when it is too late', () => {
    expect(noticeFor('https://example.org/?id=1&gclid=x', { when: 'arrived' })).toMatchObject({
      identifiers: ['gclid'],
      cleanUrl: null,
    });
  });

  it('names a cookie of this site whose value the link carries, and offers the link without it', () => {
    const cookiesHere = [
      { name: '_ga', value: 'GA1.2.1234567890.1764000000' },
      { name: 'lang', value: 'en' },
    ];
    expect(noticeFor('https://example.org/?id=1&visitor=1234567890.1764000000&l=en', { cookiesHere })).toMatchObject({
      carried: ['_ga'],
      cleanUrl: 'https://example.org/?id=1&l=en',
    });
  });

  it('offers no clean link where the value stands in the path, which cannot be left out', () => {
    const cookiesHere = [{ name: 'uid', value: 'a81f0c4477d24f5e9b' }];
    expect(noticeFor('https://example.org/u/a81f0c4477d24f5e9b', { cookiesHere })).toMatchObject({
      carried: ['uid'],
      cleanUrl: null,
    });
  });

  it('finds identifiers on both sides of a redirector, and cleans them away by going straight to the target', () => {
    const target = encodeURIComponent('https://example.org/?id=1&utm_source=x');
    expect(noticeFor(`https://l.facebook.com/l.php?u=${target}&fbclid=y`)).toMatchObject({
      identifiers: ['fbclid', 'utm_source'],
      cleanUrl: 'https://example.org/?id=1',
    });
  });

  it('keeps "could not be counted" apart from none', () => {
    expect(noticeFor('https://example.org/', { cookiesThere: null }).cookiesThere).toBeNull();
  });
});

describe('the id of a question', () => {
  it('is all there is to remember of it', () => {
    const asked = { at: 1_795_000_000_000, host: 'xn--bcher-kva.example', first: 'xn--bcher-kva.example' };
    expect(parseDepartureId(departureId(asked))).toEqual(asked);
    const byRedirector = { ...asked, first: 't.co' };
    expect(parseDepartureId(departureId(byRedirector))).toEqual(byRedirector);
  });

  it.each([
    { id: '', why: 'nothing' },
    { id: 'abc', why: 'no host' },
    { id: 'abc.', why: 'no host' },
    { id: 'abc.exa mple', why: 'not a host' },
    { id: 'abc.EXAMPLE.org', why: 'not as a browser writes it' },
    { id: 'abc.example.org/example.net/path', why: 'more than two hosts' },
    { id: 'abc.example.org/', why: 'no second host' },
    { id: 'abc.a@example.org', why: 'a user name' },
    { id: '-1.example.org', why: 'no time' },
    { id: 'zzzzzzzzzzzz.example.org', why: 'no time of this world' },
  ])('"$id" is none: $why', ({ id }) => {
    expect(parseDepartureId(id)).toBeNull();
  });
});
