import { describe, expect, it } from 'vitest';
import { createLeavingFacts, type LeavingFactsDeps } from '../../src/background/leaving-facts.ts';
import type { StoredCookie } from '../../src/core/cookies/cookie.ts';

const TAB = 7;
const cookie = (name: string, value = 'v'): StoredCookie => ({
  key: {
    storeId: '0',
    name,
    domain: 'shop.example',
    hostOnly: false,
    path: '/',
    partitionKey: null,
    firstPartyDomain: '',
  },
  attributes: { httpOnly: false, secure: true, sameSite: 'lax', expiresAt: null },
  value,
});

function facts(change: Partial<LeavingFactsDeps> = {}) {
  return createLeavingFacts({
    describeTab: async (tabId) => (tabId === TAB ? { tabId, storeId: '0', privateWindow: false } : null),
    readJar: async (storeId, domains) =>
      storeId === '0' && domains.includes('shop.example')
        ? [cookie('_fbp'), cookie('_ga'), cookie('cart'), cookie('_fbc')]
        : [],
    lookup: async () => ({
      classify: ({ name }) =>
        ({ purpose: name.startsWith('_fb') ? 'advertising' : name === '_ga' ? 'analytics' : 'unknown' }) as never, // all that is asked
    }),
    rulesIn: async () => () => null,
    withheld: async () => new Set(),
    documents: async () => [],
    ...change,
  });
}

describe('what a notice looks up', () => {
  it('is how many cookies that site has in the store of this tab, and how many of them are for advertising', async () => {
    expect(await facts().countCookies('shop.example', TAB)).toEqual({ total: 4, advertising: 2, allowed: 0 });
    expect(await facts().countCookies('other.example', TAB)).toEqual({ total: 0, advertising: 0, allowed: 0 });
    await expect(facts().countCookies('shop.example', 8)).rejects.toThrow('no tab');
  });

  it('counts nothing that the user allows', async () => {
    const rulesIn: LeavingFactsDeps['rulesIn'] = async () => (key) =>
      key.name === '_fbp' ? ({ effect: 'allow' } as never) : null; // all that is asked
    expect(await facts({ rulesIn }).countCookies('shop.example', TAB)).toEqual({
      total: 3,
      advertising: 1,
      allowed: 1,
    });
  });

  it('is not taken for none where the user withholds that site', async () => {
    const withheld = async () => new Set(['shop.example']);
    await expect(facts({ withheld }).countCookies('shop.example', TAB)).rejects.toThrow('no access');
  });

  it('is where the latest page of that site that named its privacy statement said it is', async () => {
    const page = (site: string, url: string | null, privateWindow = false) => ({
      site,
      privateWindow,
      privacyLink: url === null ? null : ({ url } as never), // all that is asked
    });
    const documents: LeavingFactsDeps['documents'] = async () => [
      page('shop.example', 'https://shop.example/old'),
      page('shop.example', 'https://shop.example/privacy'),
      page('shop.example', null),
      page('shop.example', 'https://shop.example/in-private', true),
      page('other.example', 'https://other.example/privacy'),
    ];
    expect(await facts({ documents }).privacyStatement('shop.example', TAB)).toBe('https://shop.example/privacy');
    expect(await facts({ documents }).privacyStatement('unseen.example', TAB)).toBeNull();
  });
});
