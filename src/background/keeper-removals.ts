import type { StoredCookie } from '../core/cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../core/cookies/cookie-key.ts';
import { groupBy } from './group-by.ts';
import type { KeeperLog } from './keeper-log.ts';
import type { OwnChange } from './own-changes.ts';

/** Cookies removed at once: enough to keep the browser busy, few enough to leave it room for others. */
const BATCH = 50;
/** Up to so many domains are read one by one; above, the whole store at once is cheaper. */
const FEW_DOMAINS = 10;
/** Cookies remembered as gone, at most. */
const MOST_GONE = 5000;

/** A cookie to be removed, and the rule that says so. */
export interface Due {
  readonly cookie: Pick<StoredCookie, 'key' | 'attributes'>;
  readonly ruleId: string;
}

export interface Removals {
  /** Removes the cookies and looks again. Resolves to those that are still there, never having gone. */
  remove(due: readonly Due[]): Promise<CookieKey[]>;
  /**
   * Hears that a cookie went.
   *
   * @param order grows with every change
   */
  heardGone(key: CookieKey, order: number): void;
  /** A change that was announced before we saw the cookie go tells nothing any more. */
  isOutdated(key: CookieKey, order: number): boolean;
  /** Of these cookies those that lie in the jar, by id. */
  read(storeId: string, keys: readonly CookieKey[]): Promise<ReadonlyMap<string, StoredCookie>>;
  /** All cookies below these domains; of the whole store for `null`. */
  readBelow(storeId: string, domains: readonly string[] | null): Promise<readonly StoredCookie[]>;
}

export interface RemovalsDeps {
  readonly log: KeeperLog;
  readonly readJar: (storeId: string, domains: readonly string[] | null) => Promise<StoredCookie[]>;
  readonly expireCookie: (key: CookieKey, attributes: StoredCookie['attributes']) => Promise<void>;
  readonly expectOwnChanges: (keys: readonly CookieKey[], kind: OwnChange) => void;
  readonly now: () => number;
}

type Deps = RemovalsDeps & {
  /** How many changes were heard of. */
  readonly order: () => number;
};

/**
 * Removes cookies one by one and exactly. A cookie counts as removed where the browser announced that it went, or the jar
 * no longer has it; the answer to the removal itself tells nothing.
 */
export function createRemovals({ log, now, ...deps }: Deps): Removals {
  /** Cookies being removed, with the order of the change that said that they went; 0 until then. */
  const leaving = new Map<string, number>();
  /** With which change cookies that we removed went. */
  const goneWith = new Map<string, number>();

  function noteGone(id: string, order: number): void {
    goneWith.delete(id); // re-inserted: the oldest stay in front
    goneWith.set(id, order);
    for (const oldest of goneWith.keys()) {
      if (goneWith.size <= MOST_GONE) break;
      goneWith.delete(oldest);
    }
  }

  async function readBelow(storeId: string, domains: readonly string[] | null): Promise<StoredCookie[]> {
    return deps.readJar(storeId, domains !== null && domains.length <= FEW_DOMAINS ? domains : null);
  }

  async function read(storeId: string, keys: readonly CookieKey[]): Promise<ReadonlyMap<string, StoredCookie>> {
    const wanted = new Set(keys.map(cookieKeyId));
    const jar = await readBelow(storeId, [...new Set(keys.map(({ domain }) => domain))]);
    return new Map(jar.map((cookie) => [cookieKeyId(cookie.key), cookie] as const).filter(([id]) => wanted.has(id)));
  }

  return {
    read,
    readBelow,
    async remove(due) {
      for (let start = 0; start < due.length; start += BATCH) {
        const batch = due.slice(start, start + BATCH).map(({ cookie }) => cookie);
        const keys = batch.map(({ key }) => key);
        deps.expectOwnChanges(keys, 'removal');
        for (const key of keys) leaving.set(cookieKeyId(key), 0);
        // What became of it the jar tells.
        await Promise.all(
          batch.map(({ key, attributes }) => deps.expireCookie(key, attributes).catch(() => undefined)),
        );
      }
      const stayed: CookieKey[] = [];
      for (const [storeId, ofStore] of groupBy(due, ({ cookie }) => cookie.key.storeId)) {
        const keys = ofStore.map(({ cookie }) => cookie.key);
        const there = await read(storeId, keys).catch(() => null);
        for (const { cookie, ruleId } of ofStore) {
          const { key } = cookie;
          const id = cookieKeyId(key);
          const announced = leaving.get(id) ?? 0;
          leaving.delete(id);
          if (announced > 0 || there?.has(id) === false) {
            noteGone(id, announced || deps.order());
            log.removed(key, ruleId, now());
          } else {
            stayed.push(key);
            log.refused(key, ruleId, now());
          }
        }
      }
      return stayed;
    },
    heardGone(key, order) {
      const id = cookieKeyId(key);
      if (leaving.get(id) === 0) leaving.set(id, order);
    },
    isOutdated: (key, order) => order <= (goneWith.get(cookieKeyId(key)) ?? 0),
  };
}
