import { expect, it } from 'vitest';
import { remarketingSignsOf } from '../../../src/core/evidence/remarketing.ts';

it.each([
  { url: 'https://stats.g.doubleclick.net/j/collect?v=1&tid=UA-1-1', signs: ['analytics-to-doubleclick'] },
  { url: 'https://stats.g.doubleclick.net/g/collect?v=2', signs: ['analytics-to-doubleclick'] },
  { url: 'https://stats.g.doubleclick.net/dc.js', signs: ['analytics-to-doubleclick'] },
  { url: 'https://www.google.com/ads/ga-audiences?v=1&t=sr', signs: ['audience'] },
  { url: 'https://www.google.co.uk/ads/ga-audiences?v=1', signs: ['audience'] },
  { url: 'https://www.google.de/pagead/1p-user-list/123456/?random=1', signs: ['audience'] },
  {
    url: 'https://googleads.g.doubleclick.net/pagead/viewthroughconversion/123/?auid=99.11',
    signs: ['audience', 'ad-click'],
  },
  { url: 'https://www.googleadservices.com/pagead/conversion/123/?label=x', signs: ['conversion'] },
  { url: 'https://securepubads.g.doubleclick.net/gampad/ads?iu=/1/2', signs: ['ad-asked'] },
  { url: 'https://googleads.g.doubleclick.net/pagead/ads?client=ca-pub-1', signs: ['ad-asked'] },
])('$url shows $signs', ({ url, signs }) => {
  expect(remarketingSignsOf(new URL(url))).toEqual(signs);
});

it.each([
  { url: 'https://www.google-analytics.com/g/collect?v=2', why: 'a hit that stays with Analytics' },
  { url: 'https://stats.g.doubleclick.net/', why: 'the host alone' },
  { url: 'https://stats.g.doubleclick.net.evil.example/j/collect', why: 'somebody else’s host' },
  { url: 'https://evilstats.g.doubleclick.net.example/j/collect', why: 'and another' },
  { url: 'https://www.google.com/search?q=ads/ga-audiences', why: 'the words in a search' },
  { url: 'https://www.google.evil.example/ads/ga-audiences', why: 'no country of Google’s' },
  { url: 'https://shop.example/pagead/conversion/123/', why: 'the path on a shop' },
  { url: 'https://www.google.com/maps?auid=1', why: 'a parameter of that name elsewhere' },
])('$url shows nothing: $why', ({ url }) => {
  expect(remarketingSignsOf(new URL(url))).toEqual([]);
});
