import { beforeEach, describe, expect, it } from 'vitest';
import { formatMoment, formatSince, formatSpan } from '../../src/ui/format.ts';
import { provideMessages } from '../../src/ui/text.ts';
import { english } from './messages.ts';

beforeEach(() => provideMessages(english));

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

describe('formats', () => {
  it.each([
    { span: 10_000, says: '10 seconds' },
    { span: 30 * MINUTE, says: '30 minutes' },
    { span: 60 * MINUTE, says: '60 minutes' },
    { span: 120 * MINUTE, says: '2 hours' },
    { span: DAY, says: '1 day' },
    { span: 90 * DAY, says: '90 days' },
    { span: 180 * DAY, says: '6 months' },
    { span: 396 * DAY, says: '13 months' },
    { span: 400 * DAY, says: '13 months' },
    { span: 730 * DAY, says: '2 years' },
    { span: -5, says: '1 second' },
  ])('tells a span of $span ms as $says', ({ span, says }) => {
    expect(formatSpan(span)).toBe(says);
  });

  it.each([
    { since: -30, says: '0s' },
    { since: 412, says: '0.4s' },
    { since: 12_600, says: '13s' },
    { since: 5 * MINUTE, says: '5m' },
    { since: 180 * MINUTE, says: '3h' },
  ])('tells that something happened $since ms after the page began as $says', ({ since, says }) => {
    expect(formatSince(since)).toBe(says);
  });

  it('tells an end beyond the calendar too', () => {
    expect(formatMoment(9e15)).toMatch(/years$/);
  });
});
