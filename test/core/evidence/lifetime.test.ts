import { expect, it } from 'vitest';
import { compareLifetime } from '../../../src/core/evidence/lifetime.ts';

const NOW = Date.UTC(2026, 10, 24);
const DAY = 86_400;
const inDays = (days: number) => NOW + days * DAY * 1000;

it.each([
  { ends: inDays(730), declared: 90 * DAY, says: 'outlives', why: 'two years where 90 days are declared' },
  { ends: inDays(90), declared: 90 * DAY, says: 'within', why: 'exactly as declared' },
  { ends: inDays(93), declared: 90 * DAY, says: 'within', why: 'months are counted in more than one way' },
  { ends: inDays(97), declared: 90 * DAY, says: 'outlives', why: 'but a week is no rounding' },
  { ends: inDays(400), declared: 730 * DAY, says: 'within', why: 'the browser cut it to 400 days' },
  { ends: inDays(1), declared: 'session', says: 'outlives', why: 'it should end with the browser session' },
  { ends: null, declared: 'session', says: 'within', why: 'and does' },
  { ends: null, declared: 90 * DAY, says: 'within', why: 'it ends with the session, sooner than declared' },
  { ends: inDays(730), declared: null, says: null, why: 'nothing is declared' },
  { ends: NOW - 1, declared: 60, says: 'within', why: 'its time is up' },
] as const)('$says: $why', ({ ends, declared, says }) => {
  expect(compareLifetime(ends, NOW, declared)).toBe(says);
});
