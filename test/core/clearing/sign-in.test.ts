import { expect, it } from 'vitest';
import { createLookup } from '../../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../../src/core/catalogue/open-catalogue.ts';
import { mayKeepSignedIn } from '../../../src/core/clearing/sign-in.ts';
import { cookieOf } from '../report/joined.ts';

const catalogue = createLookup(openCatalogue);

function mayBe(name: string, domain: string, httpOnly: boolean): boolean {
  const { key, attributes } = cookieOf({ name, domain }, { httpOnly });
  return mayKeepSignedIn({ key, attributes, classification: catalogue.classify({ name, domain }, domain) });
}

it.each([
  ['wordpress_logged_in_4a5b', 'blog.example', true],
  ['remember_web_59ba', 'shop.example', true],
  ['.AspNet.Identity.Application'.slice(1), 'shop.example', true],
  ['PHPSESSID', 'shop.example', true],
  ['connect.sid', 'shop.example', true],
  ['SID', 'google.com', false],
  ['__Secure-1PSID', 'google.co.uk', true],
  ['SAPISID', 'youtube.com', false],
  ['c_user', 'facebook.com', false],
  ['xs', 'facebook.com', true],
  ['li_at', 'www.linkedin.com', true],
])('%s of %s may keep one signed in', (name, domain, httpOnly) => {
  expect(mayBe(name, domain, httpOnly)).toBe(true);
});

it.each([
  ['_ga', 'shop.example', false],
  ['IDE', 'doubleclick.net', true],
  ['SID', 'shop.example', false],
  ['SID', 'google.com.evil.example', false],
  ['c_user', 'evilfacebook.com', false],
  ['xs', 'shop.example', true],
  ['theme', 'shop.example', true],
  ['user_id', 'shop.example', false], // scripts read it: a sign-in that anybody may read is rare, an advertiser's id is not
])('%s of %s does not', (name, domain, httpOnly) => {
  expect(mayBe(name, domain, httpOnly)).toBe(false);
});
