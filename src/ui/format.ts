import { textLocale } from './text.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30.44 * DAY;
const YEAR = 365.25 * DAY;

/** The unit in which a span reads best, as people say it: 90 days, 13 months, 2 years. */
const LIFETIME_STEPS: readonly { readonly below: number; readonly unit: string; readonly size: number }[] = [
  { below: 90 * SECOND, unit: 'second', size: SECOND },
  { below: 90 * MINUTE, unit: 'minute', size: MINUTE },
  { below: 23.5 * HOUR, unit: 'hour', size: HOUR },
  { below: 100 * DAY, unit: 'day', size: DAY },
  { below: 23.5 * MONTH, unit: 'month', size: MONTH },
  { below: Number.POSITIVE_INFINITY, unit: 'year', size: YEAR },
];

/** A span of time, rounded to one unit. Nothing lasts less than a second here. */
export function formatSpan(milliseconds: number): string {
  const span = Math.max(milliseconds, SECOND);
  const step = LIFETIME_STEPS.find(({ below }) => span < below) ?? { unit: 'year', size: YEAR };
  return unitFormat(step.unit, 'long', 0).format(Math.round(span / step.size));
}

/** How long after the page began, to a tenth of a second while tenths matter. */
export function formatSince(milliseconds: number): string {
  const span = Math.max(milliseconds, 0);
  if (span < 90 * SECOND) return unitFormat('second', 'narrow', span < 10 * SECOND ? 1 : 0).format(span / SECOND);
  if (span < 90 * MINUTE) return unitFormat('minute', 'narrow', 0).format(span / MINUTE);
  return unitFormat('hour', 'narrow', 0).format(span / HOUR);
}

/** A day and time of day. What lies beyond the calendar (a cookie may claim any end) is told as a span from 1970. */
export function formatMoment(epochMilliseconds: number): string {
  if (Number.isNaN(new Date(epochMilliseconds).getTime())) return formatSpan(epochMilliseconds);
  return new Intl.DateTimeFormat(textLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(epochMilliseconds);
}

/** `Google, LinkedIn and Meta`, in the language's own way. */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(textLocale(), { type: 'conjunction' }).format(items);
}

/** The same as pieces, so that each item can be a node of its own; `element` pieces come in the order of the items. */
export function listPieces(items: readonly string[]): readonly { type: 'element' | 'literal'; value: string }[] {
  return new Intl.ListFormat(textLocale(), { type: 'conjunction' }).formatToParts(items);
}

const units = new Map<string, Intl.NumberFormat>();

function unitFormat(unit: string, unitDisplay: 'long' | 'narrow', maximumFractionDigits: number): Intl.NumberFormat {
  const id = `${textLocale()} ${unit} ${unitDisplay} ${maximumFractionDigits}`;
  const known = units.get(id);
  if (known) return known;
  const made = new Intl.NumberFormat(textLocale(), { style: 'unit', unit, unitDisplay, maximumFractionDigits });
  units.set(id, made);
  return made;
}
