import { expect, it } from 'vitest';
import { readersOf } from '../../../src/core/evidence/readers.ts';

const tight = {
  key: { hostOnly: true, partitionKey: null },
  attributes: { httpOnly: true, secure: true, sameSite: 'lax', expiresAt: null },
} as const;
const partition = { topLevelSite: 'https://shop.example', hasCrossSiteAncestor: true };

it.each([
  { cookie: tight, readers: [], why: 'only its own server' },
  {
    cookie: { ...tight, attributes: { ...tight.attributes, httpOnly: false } },
    readers: ['scripts'],
    why: 'not HttpOnly',
  },
  { cookie: { ...tight, attributes: { ...tight.attributes, secure: false } }, readers: ['network'], why: 'not Secure' },
  {
    cookie: { ...tight, attributes: { ...tight.attributes, sameSite: 'none' as const } },
    readers: ['across-sites'],
    why: 'SameSite=None',
  },
  {
    cookie: {
      key: { hostOnly: true, partitionKey: partition },
      attributes: { ...tight.attributes, sameSite: 'none' as const },
    },
    readers: [],
    why: 'SameSite=None in a partition tells nothing across sites',
  },
  { cookie: { ...tight, key: { ...tight.key, hostOnly: false } }, readers: ['sub-domains'], why: 'a Domain attribute' },
])('$readers: $why', ({ cookie, readers }) => {
  expect(readersOf(cookie)).toEqual(readers);
});
