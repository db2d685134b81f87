const MOST_URLS = 300;
const LONGEST_URL = 4096;

/**
 * The addresses of other hosts that this document asked for, query included, the newest first. The background looks in
 * them for identifiers and forgets them.
 */
export function collectUrls(): string[] {
  const urls = new Set<string>();
  const own = `//${location.host}/`;
  const entries = performance.getEntriesByType('resource');
  for (let at = entries.length - 1; at >= 0 && urls.size < MOST_URLS; at -= 1) {
    const url = entries[at]?.name ?? '';
    if (url.startsWith('http') && !url.includes(own) && url.length <= LONGEST_URL) urls.add(url);
  }
  return [...urls];
}
