import { expect, it } from 'vitest';
import { isRefusedByRule, type RefusedCookie } from '../../../src/core/cookies/refusal.ts';
import { keyOf } from '../report/joined.ts';

const TAKEN: RefusedCookie = {
  key: keyOf(),
  attributes: { secure: true, sameSite: 'none' },
  party: 'third',
  setBy: ['www.shop.example'],
};
const plain = { secure: false, sameSite: 'unspecified' } as const;
const partitionKey = { topLevelSite: 'https://shop.example', hasCrossSiteAncestor: null };

it.each<[why: string, Partial<RefusedCookie>]>([
  ['a domain that is not the host’s', { setBy: ['cdn.other.example'] }],
  ['SameSite=None without Secure', { attributes: { secure: false, sameSite: 'none' } }],
  ['Partitioned without Secure', { key: keyOf({ partitionKey }), attributes: plain, party: 'first' }],
  ['SameSite=Lax within another site’s page', { attributes: { secure: true, sameSite: 'lax' } }],
  ['no SameSite within another site’s page', { attributes: plain }],
  ['__Secure- without Secure', { key: keyOf({ name: '__Secure-a' }), attributes: plain, party: 'first' }],
  ['__Host- with a domain', { key: keyOf({ name: '__Host-a' }) }],
  ['__Host- with a path', { key: keyOf({ name: '__host-a', hostOnly: true, path: '/x' }), setBy: ['shop.example'] }],
])('is refused by its own header: %s', (_why, parts) => {
  expect(isRefusedByRule({ ...TAKEN, ...parts })).toBe(true);
});

it.each<[why: string, Partial<RefusedCookie>]>([
  ['one for other sites', {}],
  ['a first-party one', { attributes: plain, party: 'first' }],
  ['one that another host was right to set', { setBy: ['cdn.other.example', 'shop.example'] }],
  ['__Host- as it must be', { key: keyOf({ name: '__Host-a', hostOnly: true }), setBy: ['shop.example'] }],
  ['where no header was seen', { setBy: [] }],
])('is not refused by its own header: %s', (_why, parts) => {
  expect(isRefusedByRule({ ...TAKEN, ...parts })).toBe(false);
});
