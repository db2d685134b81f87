import type { StoredCookie } from '../core/cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../core/cookies/cookie-key.ts';
import { siteOf } from '../core/cookies/site.ts';

/** Cookies written at once: enough to keep the browser busy, few enough to leave it room for others. */
const BATCH = 50;
/** Up to so many sites are read one by one; above, the whole store at once is cheaper. */
const FEW_SITES = 10;

export type ReadJar = (storeId: string, domains: readonly string[] | null) => Promise<StoredCookie[]>;

/** Reads from the jar what is there now of these cookies, by `cookieKeyId`. Rejects where a store cannot be read. */
export async function readByKey(readJar: ReadJar, keys: readonly CookieKey[]): Promise<Map<string, StoredCookie>> {
  const domainsByStore = new Map<string, Set<string>>();
  for (const { storeId, domain } of keys) {
    const domains = domainsByStore.get(storeId) ?? new Set();
    domainsByStore.set(storeId, domains.add(siteOf(domain) + (domain.endsWith('.') ? '.' : '')));
  }
  const wanted = new Set(keys.map(cookieKeyId));
  const found = new Map<string, StoredCookie>();
  for (const [storeId, domains] of domainsByStore) {
    for (const cookie of await readDomains(readJar, storeId, [...domains])) {
      const id = cookieKeyId(cookie.key);
      if (wanted.has(id)) found.set(id, cookie);
    }
  }
  return found;
}

/** The cookies of these domains and below them; of the whole store for `null`, and at least these where they are many. */
export function readDomains(
  readJar: ReadJar,
  storeId: string,
  domains: readonly string[] | null,
): Promise<StoredCookie[]> {
  return readJar(storeId, domains !== null && domains.length <= FEW_SITES ? domains : null);
}

/** The cookies of these sites, those set on a name with a trailing dot too. */
export function readSites(readJar: ReadJar, storeId: string, sites: readonly string[] | null): Promise<StoredCookie[]> {
  return readDomains(readJar, storeId, sites?.flatMap((site) => [site, `${site}.`]) ?? null);
}

/**
 * Acts on all, some at a time. One that fails does not stop the rest: the jar tells afterwards.
 *
 * @param around `before` gives those of a batch that are to be acted on
 */
export async function inBatches<T>(
  items: readonly T[],
  act: (item: T) => Promise<unknown>,
  around: {
    readonly before?: (batch: readonly T[]) => Promise<readonly T[]>;
    readonly progress?: (done: number) => void;
  } = {},
): Promise<void> {
  for (let start = 0; start < items.length; start += BATCH) {
    const batch = items.slice(start, start + BATCH);
    const wanted = around.before ? await around.before(batch) : batch;
    await Promise.allSettled(wanted.map(act));
    around.progress?.(Math.min(start + BATCH, items.length));
  }
}
