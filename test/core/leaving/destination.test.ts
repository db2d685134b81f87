import { describe, expect, it } from 'vitest';
import { resolveDestination } from '../../../src/core/leaving/destination.ts';
import { toUnicodeHost } from '../../../src/core/leaving/punycode.ts';

const shownFor = (url: string, fromSite = 'cloudinary.com') => resolveDestination(new URL(url), fromSite).shown;

describe('the name of the destination', () => {
  it.each([
    { url: 'https://shop.partner.example/x', host: 'shop.partner.example', site: 'partner.example' },
    { url: 'https://user.github.io/', host: 'user.github.io', site: 'user.github.io' },
    { url: 'https://192.0.2.7/', host: '192.0.2.7', site: '192.0.2.7' },
    { url: 'https://www.bücher.de/', host: 'www.bücher.de', site: 'bücher.de' },
    { url: 'https://пример.рф/', host: 'пример.рф', site: 'пример.рф' },
    { url: 'https://日本語ドメイン.jp/', host: '日本語ドメイン.jp', site: '日本語ドメイン.jp' },
    { url: 'https://example.org./', host: 'example.org', site: 'example.org' },
  ])('$url is shown as $host', ({ url, host, site }) => {
    expect(shownFor(url)).toEqual({ host, site, lookAlike: false, insecure: false, via: null });
  });

  it.each([
    { url: 'https://cloudin\u0430ry.com/', host: 'xn--cloudinry-6yh.com', why: 'one Cyrillic letter among Latin ones' },
    {
      url: 'https://\u0430\u0440\u0440\u04cf\u0435.com/',
      host: 'xn--80ak6aa92e.com',
      why: 'all Cyrillic, all posing as Latin',
    },
    { url: 'https://c1oudinary.com/', host: 'c1oudinary.com', why: 'a digit in place of a letter of this site' },
    { url: 'https://cl\u00f3udinary.com/', host: 'xn--cludinary-66a.com', why: 'an accent on this site’s own name' },
  ])('$url is called a look-alike and shown as $host: $why', ({ url, host }) => {
    expect(shownFor(url)).toMatchObject({ host, lookAlike: true });
  });

  it('says that the connection is not encrypted', () => {
    expect(shownFor('http://example.org/').insecure).toBe(true);
  });
});

describe('known redirectors', () => {
  const target = encodeURIComponent('https://shop.partner.example/p?id=1');
  it.each([
    { url: `https://www.google.com/url?sa=t&url=${target}`, via: 'www.google.com' },
    { url: `https://google.co.uk/url?q=${target}`, via: 'google.co.uk' },
    { url: `https://l.facebook.com/l.php?u=${target}&h=AT0`, via: 'l.facebook.com' },
    { url: `https://out.reddit.com/t3_abc?url=${target}&token=AQAA`, via: 'out.reddit.com' },
    { url: `https://t.co/redirect?url=${target}`, via: 't.co' },
    {
      url: `https://l.facebook.com/l.php?u=${encodeURIComponent(`https://www.google.com/url?q=${target}`)}`,
      via: 'l.facebook.com',
    },
  ])('$url leads to shop.partner.example by way of $via', ({ url, via }) => {
    expect(shownFor(url)).toMatchObject({ host: 'shop.partner.example', site: 'partner.example', via });
  });

  it.each([
    { url: 'https://t.co/AbCdEf', host: 't.co', why: 'the link does not name its target' },
    { url: `https://www.google.com/search?q=${target}`, host: 'www.google.com', why: 'a search is no redirect' },
    { url: 'https://www.google.com/url?q=javascript:alert(1)', host: 'www.google.com', why: 'no web address' },
    {
      url: `https://google.com.evil.example/url?q=${target}`,
      host: 'google.com.evil.example',
      why: 'it is not Google',
    },
    {
      url: `https://www.google.com/url?q=${encodeURIComponent('https://www.cloudinary.com/')}`,
      host: 'www.google.com',
      why: 'the way leads back here, so the redirector is the departure',
    },
  ])('$url is shown as $host: $why', ({ url, host }) => {
    expect(shownFor(url)).toMatchObject({ host, via: null });
  });

  it('ends on a chain that is longer than any honest one', () => {
    let url = 'https://shop.partner.example/';
    for (let hop = 0; hop < 50; hop += 1)
      url = `https://l.facebook.com/l.php?u=${encodeURIComponent(url.slice(0, 2000))}`;
    expect(shownFor(url).via).toBe('l.facebook.com');
  });
});

describe('punycode', () => {
  it.each([
    { host: 'xn--bcher-kva.example', readable: 'bücher.example' },
    { host: 'xn--wgv71a119e.jp', readable: '日本語.jp' },
    { host: 'xn--ls8h.example', readable: '💩.example' },
    { host: 'xn--maana-pta.com', readable: 'mañana.com' },
    { host: 'xn--99999999.com', readable: 'xn--99999999.com' },
    { host: 'xn--a.com', readable: 'xn--a.com' },
    { host: 'plain.example', readable: 'plain.example' },
  ])('$host reads $readable', ({ host, readable }) => {
    expect(toUnicodeHost(host)).toBe(readable);
  });
});
