import { expect, it } from 'vitest';
import { badgeText } from '../../../src/core/report/badge-text.ts';
import type { DepartureNote, ReportCounts } from '../../../src/core/report/page-report.ts';

const note = (state: DepartureNote['state']): DepartureNote => ({ at: 1, destinationHost: 'b.example', state });
const counts = (badge: number) => ({ badge }) as ReportCounts; // the one count that it reads

it.each([
  { badge: 3, states: [], wanted: true, text: '3', why: 'so many cookies' },
  { badge: 0, states: [], wanted: true, text: '', why: 'none is no number' },
  { badge: 3, states: [], wanted: false, text: '', why: 'the user wants no number' },
  {
    badge: 3,
    states: ['could-not-show'],
    wanted: false,
    text: '!',
    why: 'a departure is stopped, and nothing says so',
  },
  { badge: 3, states: ['could-not-show', 'stayed'], wanted: true, text: '3', why: 'that is past' },
  { badge: 3, states: ['arrived'], wanted: true, text: '↗3', why: 'another site led here' },
  { badge: 3, states: ['arrived'], wanted: false, text: '↗', why: 'the mark is no number' },
  { badge: 0, states: ['arrived'], wanted: true, text: '↗', why: 'there is nothing to count' },
] as const)('says "$text": $why', ({ badge, states, wanted, text }) => {
  expect(badgeText({ counts: counts(badge), departures: states.map(note) }, wanted)).toBe(text);
});
