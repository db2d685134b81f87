import { expect, it } from 'vitest';
import { businessOf } from '../../../src/core/catalogue/business.ts';

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
