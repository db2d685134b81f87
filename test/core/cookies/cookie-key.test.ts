import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CookieKey, cookieKeyId, displayDomain } from '../../../src/core/cookies/cookie-key.ts';

const keys: fc.Arbitrary<CookieKey> = fc.record({
  storeId: fc.constantFrom('0', '1', 'firefox-default'),
  partitionKey: fc.option(
    fc.record({
      topLevelSite: fc.constantFrom('https://a.example', 'https://b.example'),
      hasCrossSiteAncestor: fc.option(fc.boolean()),
    }),
  ),
  firstPartyDomain: fc.constantFrom('', 'a.example'),
  domain: fc.constantFrom('a.example', 'b.a.example'),
  hostOnly: fc.boolean(),
  path: fc.constantFrom('/', '/a', '/./'),
  name: fc.constantFrom('', 'a', '__proto__', '"', 'a,b', '🍪'),
});

it('gives two cookies one id exactly when every part of their keys is equal', () => {
  fc.assert(
    fc.property(keys, keys, (a, b) => {
      const same = JSON.stringify(a) === JSON.stringify(b);
      expect(cookieKeyId(a) === cookieKeyId(b)).toBe(same);
    }),
    { numRuns: 2000 },
  );
});

it('writes a domain cookie with a leading dot and a host-only one without', () => {
  expect(displayDomain({ domain: 'a.example', hostOnly: false })).toBe('.a.example');
  expect(displayDomain({ domain: 'a.example', hostOnly: true })).toBe('a.example');
});
