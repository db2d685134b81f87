// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { readLinks } from '../../src/content/page-links.ts';
import { hide, pageAt, unhideAll } from './page.ts';

const SHOP = 'https://www.shop.example/chairs';

afterEach(() => {
  unhideAll();
  Object.defineProperty(window, 'top', { configurable: true, value: window });
});

function linksOf(body: string, url = SHOP) {
  pageAt(url, body);
  return readLinks();
}

function linksOfFrame(body: string) {
  pageAt('https://ads.example/creative', body);
  Object.defineProperty(window, 'top', { configurable: true, value: {} });
  return readLinks();
}

describe('where a page says its privacy policy is', () => {
  it('is its own, though a form’s or a map’s is named more fully and comes later', () => {
    const { privacyLink } = linksOf(`
      <a href="https://help.shop.example/data-privacy">Privacy</a>
      <a href="https://policies.google.com/privacy">Privacy Policy</a>`);
    expect(privacyLink).toEqual({ url: 'https://help.shop.example/data-privacy', text: 'Privacy' });
  });

  it('is another host’s where it has none of its own', () => {
    const { privacyLink } = linksOf(
      '<a href="https://group.example/privacy">Privacy\n   policy</a><a href="/chairs">Chairs</a>',
    );
    expect(privacyLink).toEqual({ url: 'https://group.example/privacy', text: 'Privacy policy' });
  });

  it('is nowhere where no link says so', () => {
    expect(linksOf('<a href="/about">About</a><a href="mailto:privacy@shop.example">Write</a>')).toEqual({});
  });

  it('is found as well where a form is named “links”, and cut where its words have no end', () => {
    pageAt(SHOP, `<form id="named"></form><a href="/privacy">Privacy ${'policy '.repeat(1e5)}</a>`);
    hide('links', document.getElementById('named'));
    const { privacyLink } = readLinks();
    expect(privacyLink?.text).toMatch(/^Privacy policy policy/);
    expect(privacyLink?.text.length).toBeLessThanOrEqual(200);
  });

  it('is not an address of a megabyte', () => {
    expect(linksOf(`<a href="/privacy?${'x'.repeat(1e6)}">Privacy policy</a>`)).toEqual({});
  });
});

describe('a frame leads to Cloudinary’s site', () => {
  const goal = encodeURIComponent(encodeURIComponent('https://www.cloudinary.com/?utm_source=ads'));

  it.each(['https://cloudinary.com/', `https://count.example/click?u=${goal}`])('by %s', (href) => {
    expect(linksOfFrame(`<a href="${href}">An offer</a>`)).toEqual({ leadsToPolicySite: true });
  });

  it.each([
    { href: 'https://res.cloudinary.com/shop/image/upload/chair.jpg', why: 'a customer’s picture' },
    { href: 'https://count.example/?img=https://shop-res.cloudinary.com/chair.jpg', why: 'likewise' },
    { href: 'https://community.cloudinary.com/t/1', why: 'the words of others' },
    { href: 'https://cloudinary.com.evil.example/', why: 'another site' },
    { href: 'https://notcloudinary.com/', why: 'another site' },
  ])('not by $href: $why', ({ href }) => {
    expect(linksOfFrame(`<a href="${href}">An offer</a>`)).toEqual({ leadsToPolicySite: false });
  });
});

it('says where links lead on pages of Cloudinary alone', () => {
  const links = '<a href="https://partner.example/">Partner</a><a href="https://res.cloudinary.com/x">x</a>';
  expect(linksOf(links)).toEqual({});
  expect(linksOf(links, 'https://www.cloudinary.com/').linksOut).toEqual(['partner.example']);
});
