/** How a cookie's real end stands to what is written of it. */
export type LifetimeComparison = 'outlives' | 'within';

/** Months and years are counted in more than one way, and a browser may have stored the cookie a moment later. */
const TOLERANCE = 1.05;
const SLACK = 3600;

/**
 * Holds the time a cookie still has against its declared lifetime. What is left is at most what it was given, so
 * "outlives" is certain, and "within" only says that nothing else was seen.
 *
 * @param expiresAt milliseconds since the epoch; `null` for a cookie that ends with the browser session
 * @param declared seconds, or `session`
 * @returns `null` where nothing is declared
 */
export function compareLifetime(
  expiresAt: number | null,
  now: number,
  declared: number | 'session' | null,
): LifetimeComparison | null {
  if (declared === null) return null;
  if (expiresAt === null) return 'within';
  if (declared === 'session') return 'outlives';
  const left = (expiresAt - now) / 1000;
  return left > declared * TOLERANCE + SLACK ? 'outlives' : 'within';
}
