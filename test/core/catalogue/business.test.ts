import { describe, expect, it } from 'vitest';
import { businessOf, showsAds } from '../../../src/core/catalogue/business.ts';
import { createLookup } from '../../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../../src/core/catalogue/open-catalogue.ts';

it.each([
  { purposes: ['advertising', 'analytics', 'analytics'], business: 'analytics', why: 'the most frequent' },
  { purposes: ['analytics', 'advertising'], business: 'advertising', why: 'advertising wins a tie' },
  { purposes: ['functional', 'advertising'], business: 'advertising', why: 'whatever the other is' },
  { purposes: ['functional', 'functional', 'advertising'], business: null, why: 'it mostly keeps sites working' },
  { purposes: ['security', 'security', 'analytics'], business: null, why: 'likewise' },
  { purposes: ['consent'], business: null, why: 'a consent cookie is no business' },
  {
    purposes: ['security', 'functional', 'advertising', 'advertising'],
    business: 'advertising',
    why: 'each purpose by itself',
  },
  { purposes: [], business: null, why: 'nothing is known' },
] as const)('$purposes is $business: $why', ({ purposes, business }) => {
  expect(businessOf(purposes)).toBe(business);
});

describe('a frame is there to advertise', () => {
  const lookup = createLookup(openCatalogue);
  const shows = (host: string) => showsAds(host, lookup.vendorOfHost(host));

  it.each([
    'googleads.g.doubleclick.net',
    'tpc.googlesyndication.com',
    's0.2mdn.net',
    'static.criteo.net',
    'ib.adnxs.com',
    'an.facebook.com',
    'ads.yahoo.com',
  ])('where it is of %s', (host) => {
    expect(shows(host)).toBe(true);
  });

  it.each([
    { host: 'www.facebook.com', why: 'a post' },
    { host: 'www.instagram.com', why: 'a picture' },
    { host: 'platform.twitter.com', why: 'a post' },
    { host: 'www.redditmedia.com', why: 'a post' },
    { host: 'www.reddit.com', why: 'likewise' },
    { host: 'disqus.com', why: 'comments' },
    { host: 'www.tiktok.com', why: 'a film' },
    { host: 'www.yahoo.com', why: 'a site that is read' },
    { host: 'form.typeform.com', why: 'a form' },
    { host: 'assets.pinterest.com', why: 'a picture' },
    { host: 'www.google.com', why: 'a map' },
    { host: 'www.youtube.com', why: 'a film' },
    { host: 'shop.example', why: 'a site like any other' },
    { host: 'not2mdn.net', why: 'another site' },
  ])('not where it is of $host: $why', ({ host }) => {
    expect(shows(host)).toBe(false);
  });
});
