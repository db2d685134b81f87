import { describe, expect, it } from 'vitest';
import { addressOfPage, keptPrivacyLink } from '../../../src/core/report/kept-address.ts';

const HOST = 'www.shop.example';
const SITE = 'https://shop.example';
const linkTo = (rest: string) => keptPrivacyLink({ url: SITE + rest, text: 'Privacy' }, HOST)?.url;

describe('of a link to a privacy policy', () => {
  it.each([
    ['/privacy?gclid=Cj0KCQiA&utm_source=mail&page=3', '/privacy?page=3'],
    ['/privacy;jsessionid=0F8C1A523B7E4D19?lang=en', '/privacy?lang=en'],
    ['/privacy%3BJSESSIONID=0F8C1A52/x', '/privacy/x'],
    ['/privacy?sid=1&PHPSESSID=2', '/privacy'],
    ['/privacy?for=jane%40mail.example', '/privacy'],
    ['/privacy?v=0f8c1a52-3b7e-4d19-9a6b-5c2d7e8f9012', '/privacy'],
    ['/privacy#cookies', '/privacy#cookies'],
    ['/privacy#access_token=abc', '/privacy'],
    ['/privacy#visitor-532789421', '/privacy'],
    ['/index.php?page=privacy', '/index.php?page=privacy'],
  ])('%s, %s is kept', (rest, kept) => {
    expect(linkTo(rest)).toBe(SITE + kept);
  });

  it('no name and no password is kept', () => {
    const link = { url: 'https://jane:secret@shop.example/privacy', text: 'Privacy' };
    expect(keptPrivacyLink(link, HOST)).toEqual({ url: `${SITE}/privacy`, text: 'Privacy' });
  });

  it('without words, or with its address for words, where it leads is told, and no more', () => {
    const url = `${SITE}/privacy?uid=7`;
    for (const text of ['', url]) expect(keptPrivacyLink({ url, text }, HOST)?.text).toBe(`${SITE}/privacy`);
  });

  it('to another site the host is named, whatever the words say', () => {
    const link = { url: 'https://group.example/privacy', text: 'Privacy policy of shop.example' };
    expect(keptPrivacyLink(link, HOST)?.text).toBe('Privacy policy of shop.example (group.example)');
  });

  it.each(['javascript:alert(1)', 'data:text/html,privacy', 'privacy', ''])('%j is none', (url) => {
    expect(keptPrivacyLink({ url, text: 'Privacy' }, HOST)).toBeNull();
  });
});

describe('of the address of a page', () => {
  it.each([
    ['https://cloudinary.com/privacy;jsessionid=1?email=jane%40mail.example#x', 'https://cloudinary.com/privacy'],
    ['https://jane:secret@cloudinary.com/a;b=1/privacy', 'https://cloudinary.com/a/privacy'],
    ['about:blank', ''],
    ['', ''],
  ])('%s, %j is kept', (url, kept) => {
    expect(addressOfPage(url)).toBe(kept);
  });
});
