import type { PageReport } from './page-report.ts';

/**
 * What the button says of a page: how many cookies of remarketing and of Cloudinary it has, and before that a mark, where
 * a departure was stopped that could not be asked about (`!`), or led here unasked (`↗`). The number is the user's
 * choice; the marks are a warning.
 *
 * @param countWanted the user wants the number
 */
export function badgeText(
  { counts, departures }: Pick<PageReport, 'counts' | 'departures'>,
  countWanted: boolean,
): string {
  const last = departures.at(-1)?.state;
  if (last === 'could-not-show') return '!';
  const count = countWanted && counts.badge > 0 ? String(counts.badge) : '';
  return last === 'arrived' ? `↗${count}` : count;
}
