import { isOfPolicyDomain } from '../core/catalogue/cloudinary.ts';
import { isKnownStorageKey } from '../core/catalogue/storage-keys.ts';
import type { PageSightings } from '../messaging/protocol.ts';

const MAX_HOSTS = 500;
const TIMINGS_READ_PER_HOST = 3;
const MAX_KEYS = 1000;
const MAX_FOUND = 50;
/** Longer keys are none the catalogue knows. */
const MAX_KEY_LENGTH = 256;

/**
 * Reads a document's hosts from its resource timings and looks for known identifiers in its web storage. The page may
 * have cleared the timings: this is one eye of three.
 *
 * @param always look into web storage even where nothing of Cloudinary was loaded. The first access to a document's
 *   storage makes the browser read it from disk, so the always-on eye leaves it alone until there is reason
 */
export function collectPage(always: boolean): PageSightings {
  const hosts = collectHosts();
  const marked =
    always || hosts.some(({ host, timing }) => timing || isOfPolicyDomain(host)) || isOfPolicyDomain(location.hostname);
  return { hosts, storage: marked ? [...collectStorage('local'), ...collectStorage('session')] : [] };
}

function collectHosts(): PageSightings['hosts'] {
  const own = location.hostname;
  const hosts = new Map<string, { host: string; timing: boolean; read: number }>();
  // The type 'resource' means that each is a PerformanceResourceTiming.
  for (const entry of performance.getEntriesByType('resource') as PerformanceResourceTiming[]) {
    const host = hostOf(entry.name);
    if (host === null) continue;
    let seen = hosts.get(host);
    if (!seen) {
      if (hosts.size >= MAX_HOSTS) continue;
      seen = { host, timing: false, read: 0 };
      hosts.set(host, seen);
    }
    if (seen.timing || seen.read >= TIMINGS_READ_PER_HOST) continue;
    seen.read += 1;
    seen.timing = entry.serverTiming?.some((metric) => metric.name.startsWith('cld-')) ?? false; // only in secure pages
  }
  return [...hosts.values()]
    .filter(({ host, timing }) => host !== own || timing)
    .map(({ host, timing }) => ({ host, timing }));
}

/** The host of a web address, by hand: `new URL` for each of a few hundred entries is the larger part of the cost. */
function hostOf(url: string): string | null {
  if (!url.startsWith('http')) return null;
  const start = url.indexOf('//') + 2;
  const end = url.indexOf('/', start);
  const authority = url.slice(start, end < 0 ? undefined : end);
  return authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '');
}

function collectStorage(area: 'local' | 'session'): PageSightings['storage'] {
  const found: { area: 'local' | 'session'; key: string }[] = [];
  try {
    const store = area === 'local' ? localStorage : sessionStorage;
    const keys = Math.min(store.length, MAX_KEYS);
    for (let at = 0; at < keys && found.length < MAX_FOUND / 2; at += 1) {
      const key = store.key(at);
      if (key !== null && key.length <= MAX_KEY_LENGTH && isKnownStorageKey(area, key)) found.push({ area, key });
    }
  } catch {
    // the document has no storage: sandboxed, or switched off by the user
  }
  return found;
}
