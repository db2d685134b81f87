import { expect, it } from 'vitest';
import { type ReferrerPolicies, referrerTold } from '../../../src/core/leaving/referrer.ts';

const NONE: ReferrerPolicies = { header: null, meta: null, link: null };

it.each([
  { policies: {}, told: 'site', insecure: 'nothing', why: 'that is the browsers’ own policy' },
  { policies: { header: 'no-referrer' }, told: 'nothing', insecure: 'nothing', why: 'the head says so' },
  { policies: { header: 'same-origin' }, told: 'nothing', insecure: 'nothing', why: 'it is another site' },
  { policies: { header: 'unsafe-url' }, told: 'page', insecure: 'page', why: 'the head says so' },
  { policies: { header: 'no-referrer-when-downgrade' }, told: 'page', insecure: 'nothing', why: 'the head says so' },
  { policies: { header: 'origin' }, told: 'site', insecure: 'site', why: 'the head says so' },
  { policies: { header: 'no-referrer, unsafe-url' }, told: 'page', insecure: 'page', why: 'the last one counts' },
  {
    policies: { header: 'no-referrer, new-thing' },
    told: 'nothing',
    insecure: 'nothing',
    why: 'the last known counts',
  },
  { policies: { header: 'unsafe-url', meta: 'origin' }, told: 'site', insecure: 'site', why: 'the page goes before' },
  { policies: { meta: 'Never' }, told: 'nothing', insecure: 'nothing', why: 'old names still count there' },
  { policies: { header: 'never' }, told: 'site', insecure: 'nothing', why: 'old names do not count in a head' },
  { policies: { meta: 'constructor' }, told: 'site', insecure: 'nothing', why: 'that is no policy' },
  {
    policies: { header: 'no-referrer', link: 'unsafe-url' },
    told: 'page',
    insecure: 'page',
    why: 'the link has its own',
  },
  { policies: { meta: 'unsafe-url', link: '' }, told: 'page', insecure: 'page', why: 'the link’s is empty' },
] as const)('by $policies it tells $told, and $insecure without encryption: $why', ({ policies, told, insecure }) => {
  const all = { ...NONE, ...policies };
  expect(referrerTold(all, 'https://a.example/page', new URL('https://b.example/'))).toBe(told);
  expect(referrerTold(all, 'https://a.example/page', new URL('http://b.example/'))).toBe(insecure);
});
