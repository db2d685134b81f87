/** What one document of a page loaded and keeps, as far as its own scripts could see it too. */
export interface CollectedPage {
  /** Address of the document itself. */
  readonly url: string;
  readonly hosts: { host: string; timing: boolean }[];
  readonly storage: { area: 'local' | 'session'; key: string }[];
}

/**
 * Reads a document's hosts from its resource timings and looks for known identifiers in its web storage.
 *
 * Stands on its own, without imports or outer names, since the background also injects it as it is when the popup
 * opens. The timings' buffer may have been cleared by the page: it is one eye of three.
 *
 * @param known beginnings of the storage keys to look for, by area; values are not read
 * @param always look into web storage even where nothing of Cloudinary was loaded: the first access to a document's
 *   storage makes the browser read it from disk, so the always-on eye leaves it alone until there is reason
 */
export function collectPage(
  known: { readonly local: readonly string[]; readonly session: readonly string[] },
  always: boolean,
): CollectedPage {
  const MAX_HOSTS = 500;
  const TIMINGS_READ_PER_HOST = 3;
  const MAX_KEYS = 1000;
  const MAX_FOUND = 50;
  const own = location.hostname;
  const hosts = new Map<string, { host: string; timing: boolean }>();
  const timingsRead = new Map<string, number>();
  let marked = own === 'cloudinary.com' || own.endsWith('.cloudinary.com');
  // Our `entries` are PerformanceResourceTiming: that is what the type 'resource' means.
  for (const entry of performance.getEntriesByType('resource') as PerformanceResourceTiming[]) {
    const { name } = entry;
    if (!name.startsWith('http')) continue;
    const start = name.indexOf('//') + 2;
    const end = name.indexOf('/', start);
    const authority = name.slice(start, end < 0 ? undefined : end);
    const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
    const seen = hosts.get(host);
    const read = timingsRead.get(host) ?? 0;
    let timing = seen?.timing ?? false;
    if (!timing && read < TIMINGS_READ_PER_HOST) {
      timingsRead.set(host, read + 1);
      timing = entry.serverTiming.some((metric) => metric.name.startsWith('cld-'));
    }
    if (timing || host === 'cloudinary.com' || host.endsWith('.cloudinary.com')) marked = true;
    if (seen) seen.timing = timing;
    else if (hosts.size < MAX_HOSTS && (host !== own || timing)) hosts.set(host, { host, timing });
  }
  const storage: CollectedPage['storage'] = [];
  if (marked || always) {
    for (const area of ['local', 'session'] as const) {
      try {
        const store = area === 'local' ? localStorage : sessionStorage;
        const keys = Math.min(known[area].length === 0 ? 0 : store.length, MAX_KEYS);
        for (let at = 0; at < keys && storage.length < MAX_FOUND; at += 1) {
          const key = store.key(at);
          if (key !== null && key.length <= 256 && known[area].some((beginning) => key.startsWith(beginning))) {
            storage.push({ area, key });
          }
        }
      } catch {
        // the document has no storage: sandboxed, or switched off by the user
      }
    }
  }
  return { url: location.href, hosts: [...hosts.values()], storage };
}
