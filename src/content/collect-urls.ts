const MOST_URLS = 300;
const LONGEST_URL = 4096;

/**
 * The addresses of others that this document asked for, query included, the newest first. The background looks in them
 * for identifiers and forgets them. What a frame asks of its own site is asked of another site than the page's.
 */
export function collectUrls(): string[] {
  const own = window.top === window ? location.origin : null;
  return askedOf(performance.getEntriesByType('resource'), own);
}

/**
 * The addresses in resource timings, the newest first, each once.
 *
 * @param own the origin to leave out, if any
 */
export function askedOf(entries: readonly Pick<PerformanceEntry, 'name' | 'duration'>[], own: string | null): string[] {
  const urls = new Set<string>();
  for (const { name: url, duration } of [...entries].reverse()) {
    if (urls.size >= MOST_URLS) break;
    // No time at all: from the memory of the browser, or, in Firefox, blocked by another extension.
    if (duration === 0 || !url.startsWith('http') || url.length > LONGEST_URL) continue;
    if (own === null || !url.startsWith(`${own}/`)) urls.add(url);
  }
  return [...urls];
}
