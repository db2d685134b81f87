import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOnPolicyWebsite, isPolicyPage } from '../../../src/core/policy/policy-page.ts';

describe('where Cloudinary publishes its policy', () => {
  it.each(['https://cloudinary.com/privacy', 'https://www.cloudinary.com/privacy?lang=en#top'])('is %s', (url) => {
    expect(isOnPolicyWebsite(url)).toBe(true);
  });

  it.each([
    { url: 'https://res.cloudinary.com/demo/raw/upload/privacy.html', why: 'what a customer put there' },
    { url: 'https://community.cloudinary.com/privacy', why: 'the forum' },
    { url: 'https://acme-res.cloudinary.com/privacy', why: 'a customer’s own host' },
    { url: 'http://www.cloudinary.com/privacy', why: 'whoever carries it may have written it' },
    { url: 'https://www.cloudinary.com:8443/privacy', why: 'another server' },
    { url: 'https://cloudinary.com.evil.example/privacy', why: 'another site' },
    { url: 'https://cloudinary.com@evil.example/privacy', why: 'likewise' },
    { url: 'about:blank', why: 'no address' },
    { url: '', why: 'none at all' },
  ])('is not $url: $why', ({ url }) => {
    expect(isOnPolicyWebsite(url)).toBe(false);
  });
});

describe('a page with another text than the policy’s', () => {
  const at = (path: string, title: string, heading = '') => ({
    url: `https://cloudinary.com${path}`,
    title,
    heading,
  });

  it.each([
    at('/privacy', 'Privacy Policy | Cloudinary'),
    at('/privacy', 'Cloudinary - Privacy Policy'),
    at('/privacy', 'Legal | Cloudinary', 'Cloudinary’s Privacy Notice (2024)'),
    at('/trust/cookies', 'Cloudinary Cookie Policy'),
    at('/cookies', '', 'Privacy and Cookie Statement'),
  ])('is another policy where it says so: $title $heading', (page) => {
    expect(isPolicyPage(page, 'other')).toBe(true);
  });

  it.each([
    at('/blog/privacy-by-design', 'Privacy by design | Cloudinary Blog', 'Privacy by design'),
    at('/documentation/cookies', 'Cookies | Cloudinary Documentation', 'Working with cookies'),
    at('/blog/our-new-privacy-policy', 'How we wrote our new privacy policy', 'How we wrote our new privacy policy'),
    at('/blog/policy', 'What a privacy policy has to say', ''),
    at('/privacy', 'Page not found', 'Page not found'),
    at('/privacy-request', 'Your request', ''),
  ])('is none where it does not: $title', (page) => {
    expect(isPolicyPage(page, 'other')).toBe(false);
  });

  it('is none either where it quotes the policy of 5/2013 at length and is an article', () => {
    const article = at('/blog/looking-back', 'Looking back at 2013 | Cloudinary Blog');
    expect(isPolicyPage(article, 'changed')).toBe(false);
    expect(isPolicyPage(at('/privacy', 'Legal'), 'changed')).toBe(true);
  });

  it('is judged without an error and in no time, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (title, heading) => void isPolicyPage(at('/', title, heading), 'other')),
    );
    const long = at('/privacy', `${'our '.repeat(75)}`, `${'privacy and '.repeat(25)}`);
    expect(isPolicyPage(long, 'other')).toBe(false);
  });
});
