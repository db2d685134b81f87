import { describe, expect, it } from 'vitest';
import { domainMatches, isWithinDomain, partyOf, siteOf } from '../../../src/core/cookies/site.ts';

describe('the site of a host', () => {
  it.each([
    { host: 'www.shop.example', site: 'shop.example', why: 'the registrable domain' },
    { host: '.Shop.Example', site: 'shop.example', why: 'a cookie domain with its dot and case' },
    { host: 'shop.example.', site: 'shop.example', why: 'fully qualified' },
    { host: 'a.github.io', site: 'a.github.io', why: 'a private suffix parts sites' },
    { host: 'x.y.co.uk', site: 'y.co.uk', why: 'a suffix of two labels' },
    { host: 'localhost', site: 'localhost', why: 'no registrable domain: itself' },
    { host: '127.0.0.1', site: '127.0.0.1', why: 'an address' },
    { host: '[::1]', site: '[::1]', why: 'an IPv6 address' },
    { host: 'github.io', site: 'github.io', why: 'a bare suffix' },
  ])('$host → $site: $why', ({ host, site }) => {
    expect(siteOf(host)).toBe(site);
  });
});

describe('a cookie’s party', () => {
  it.each([
    { cookie: '.shop.example', page: 'shop.example', party: 'first', why: 'the cookie is on the site' },
    { cookie: 'media.shop.example', page: 'shop.example', party: 'first', why: 'a host below it' },
    { cookie: 'b.github.io', page: 'a.github.io', party: 'third', why: 'a private suffix parts them' },
    { cookie: 'evilshop.example', page: 'shop.example', party: 'third', why: 'names that merely end alike' },
  ])('$cookie on $page is $party-party: $why', ({ cookie, page, party }) => {
    expect(partyOf(cookie, page)).toBe(party);
  });
});

describe('domain matching', () => {
  it.each([
    { host: 'a.example.com', domain: 'example.com', within: true },
    { host: 'example.com', domain: 'example.com', within: true },
    { host: 'evilexample.com', domain: 'example.com', within: false },
    { host: 'example.com', domain: 'a.example.com', within: false },
    { host: 'example.com.evil.example', domain: 'example.com', within: false },
  ])('$host within $domain: $within', ({ host, domain, within }) => {
    expect(isWithinDomain(host, domain)).toBe(within);
    expect(domainMatches(host, { domain, hostOnly: false })).toBe(within);
  });

  it('a host-only cookie goes to its own host alone', () => {
    expect(domainMatches('example.com', { domain: 'example.com', hostOnly: true })).toBe(true);
    expect(domainMatches('a.example.com', { domain: 'example.com', hostOnly: true })).toBe(false);
  });
});
