import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanUrl, identifiersIn } from '../../../src/core/leaving/identifiers.ts';

it.each([
  {
    url: 'https://shop.example/?gclid=abc',
    found: ['gclid'],
    clean: 'https://shop.example/',
    why: 'the only parameter',
  },
  {
    url: 'https://shop.example/p?id=7&utm_source=x&utm_medium=y&sort=up#top',
    found: ['utm_source', 'utm_medium'],
    clean: 'https://shop.example/p?id=7&sort=up#top',
    why: 'what the page needs stays, in its order, and the fragment too',
  },
  {
    url: 'https://shop.example/?q=a+b%20c&sig=%2F%2f&fbclid=1&empty=&bare',
    found: ['fbclid'],
    clean: 'https://shop.example/?q=a+b%20c&sig=%2F%2f&empty=&bare',
    why: 'nothing is re-encoded',
  },
  {
    url: 'https://shop.example/?FBCLID=1',
    found: ['FBCLID'],
    clean: 'https://shop.example/',
    why: 'servers take either case',
  },
  {
    url: 'https://shop.example/?gcl%69d=1',
    found: ['gclid'],
    clean: 'https://shop.example/',
    why: 'an escaped name is the same name',
  },
  {
    url: 'https://shop.example/?gclid=1&gclid=2',
    found: ['gclid'],
    clean: 'https://shop.example/',
    why: 'said once, removed twice',
  },
  {
    url: 'https://shop.example/?mygclid=1&utm=2',
    found: [],
    clean: 'https://shop.example/?mygclid=1&utm=2',
    why: 'whole names only',
  },
  {
    url: 'https://shop.example/gclid?x=gclid',
    found: [],
    clean: 'https://shop.example/gclid?x=gclid',
    why: 'neither path nor value is a name',
  },
  {
    url: 'https://shop.example/?__proto__=1&%E0%A4%A=2',
    found: [],
    clean: 'https://shop.example/?__proto__=1&%E0%A4%A=2',
    why: 'odd names are left alone',
  },
  { url: 'https://shop.example/?', found: [], clean: 'https://shop.example/?', why: 'an empty query is left as it is' },
])('$url carries $found: $why', ({ url, found, clean }) => {
  expect(identifiersIn(new URL(url))).toEqual(found);
  expect(cleanUrl(new URL(url))).toBe(clean);
});

it('leaves no identifier behind, and cleans a clean link to itself', () => {
  fc.assert(
    fc.property(
      fc.webUrl({ withQueryParameters: true }),
      fc.array(fc.constantFrom('gclid', 'utm_term', 'mc_eid')),
      (base, names) => {
        const url = new URL(base);
        for (const name of names) url.searchParams.append(name, '1');
        const clean = cleanUrl(url);
        expect(identifiersIn(new URL(clean))).toEqual([]);
        expect(cleanUrl(new URL(clean))).toBe(clean);
      },
    ),
    { numRuns: 30 },
  );
});
