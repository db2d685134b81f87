import { describe, expect, it } from 'vitest';
import type { ClearScope } from '../../../src/core/clearing/clearing.ts';
import { type PlannableCookie, planClearing } from '../../../src/core/clearing/plan.ts';
import type { CookieKey } from '../../../src/core/cookies/cookie-key.ts';
import type { CookieRow } from '../../../src/core/report/page-report.ts';
import { cookieOf } from '../report/joined.ts';

type Purpose = CookieRow['classification']['purpose'];

function cookie(parts: Partial<CookieKey>, purpose: Purpose = 'unknown', httpOnly = false): PlannableCookie {
  const { key, attributes } = cookieOf(parts, { httpOnly });
  const vendor = key.domain === 'ads.example' ? { id: 'ads', name: 'Ads', policyUrl: null, business: null } : null;
  const classification = { vendor, purpose } as CookieRow['classification']; // all that a plan reads of it
  return { key, attributes, classification };
}

const under = (site: string) => ({ topLevelSite: `https://${site}`, hasCrossSiteAncestor: true });
const planned = (scope: ClearScope, cookies: readonly PlannableCookie[], isAllowed = (_: PlannableCookie) => false) =>
  planClearing(scope, cookies, 'shop.example', isAllowed);
const names = (scope: ClearScope, cookies: readonly PlannableCookie[]) =>
  planned(scope, cookies).keys.map(({ name }) => name);

describe('a plan', () => {
  const jar = [
    cookie({ name: 'own' }),
    cookie({ name: 'deep', domain: 'www.shop.example' }),
    cookie({ name: 'dot', domain: 'shop.example.' }),
    cookie({ name: 'own-partition', partitionKey: under('shop.example') }),
    cookie({ name: 'elsewhere', partitionKey: under('news.example') }),
    cookie({ name: 'like', domain: 'evilshop.example' }),
    cookie({ name: 'embed', domain: 'ads.example', partitionKey: under('shop.example') }),
    cookie({
      name: 'insecure',
      domain: 'pixel.example',
      partitionKey: { ...under(''), topLevelSite: 'http://shop.example' },
    }),
    cookie({ name: 'embed-elsewhere', domain: 'ads.example', partitionKey: under('news.example') }),
    cookie({ name: 'embed-own', domain: 'ads.example' }),
  ];

  it('of the site takes what is its own, in no partition or its own', () => {
    expect(names({ kind: 'site', tabId: 1 }, jar)).toEqual(['own', 'deep', 'dot', 'own-partition']);
  });

  it('of embeds takes what others keep under the site, or one of them', () => {
    expect(names({ kind: 'embeds-here', tabId: 1 }, jar)).toEqual(['embed', 'insecure']);
    expect(names({ kind: 'embeds-here', tabId: 1, site: 'ads.example' }, jar)).toEqual(['embed']);
  });

  it('of a site elsewhere takes what it keeps under others', () => {
    expect(names({ kind: 'site-elsewhere', tabId: 1 }, jar)).toEqual(['elsewhere']);
    expect(names({ kind: 'site-elsewhere', tabId: 1, site: 'ads.example' }, jar)).toEqual(['embed', 'embed-elsewhere']);
  });

  it('knows the first party by which Firefox isolates, as it knows a partition', () => {
    const isolated = [
      cookie({ name: 'own', firstPartyDomain: 'shop.example' }),
      cookie({ name: 'own-there', firstPartyDomain: 'news.example' }),
      cookie({ name: 'embed', domain: 'ads.example', firstPartyDomain: 'shop.example' }),
      cookie({ name: 'embed-there', domain: 'ads.example', firstPartyDomain: 'news.example' }),
    ];
    expect(names({ kind: 'site', tabId: 1 }, isolated)).toEqual(['own']);
    expect(names({ kind: 'embeds-here', tabId: 1 }, isolated)).toEqual(['embed']);
    expect(names({ kind: 'site-elsewhere', tabId: 1 }, isolated)).toEqual(['own-there']);
  });

  it('of remarketing takes advertising and measurement, never what may keep one signed in', () => {
    const cookies = [
      cookie({ name: 'IDE', domain: 'ads.example' }, 'advertising', true),
      cookie({ name: '_ga' }, 'analytics'),
      cookie({ name: '__Secure-3PSID', domain: 'ads.example' }, 'advertising', true),
      cookie({ name: 'session_id' }, 'analytics', true),
      cookie({ name: 'basket' }),
    ];
    expect(names({ kind: 'remarketing', tabId: 1 }, cookies)).toEqual(['IDE', '_ga']);
    expect(planned({ kind: 'everything', tabId: 1 }, cookies).told.signsOutOf).toEqual(['ads.example', 'shop.example']);
  });

  it('says how many of whom, most first, and counts what is allowed without taking it', () => {
    const { keys, told } = planned({ kind: 'everything', tabId: 1 }, jar, ({ key }) => key.name === 'own');
    expect(keys).toHaveLength(9);
    expect(told).toMatchObject({ count: 9, allowed: 1, signsOutOf: [] });
    expect(told.companies.slice(0, 2)).toEqual([
      { name: 'Ads', count: 3 },
      { name: 'shop.example', count: 2 },
    ]);
  });

  it('of single cookies takes them by their whole key', () => {
    const twins = [cookie({}), cookie({ hostOnly: true }), cookie({ path: '/deep' }), cookie({ name: '__proto__' })];
    const scope: ClearScope = { kind: 'cookies', tabId: 1, keys: [twins[1]?.key ?? cookieOf().key] };
    expect(planned(scope, twins).keys).toEqual([twins[1]?.key]);
  });

  it('of a vendor takes its cookies', () => {
    expect(names({ kind: 'vendor', tabId: 1, vendorId: 'ads' }, jar)).toEqual([
      'embed',
      'embed-elsewhere',
      'embed-own',
    ]);
  });
});
