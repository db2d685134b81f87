import type { StoredCookie } from '../core/cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../core/cookies/cookie-key.ts';
import { groupBy } from './group-by.ts';
import { inBatches, readByKey, readSites } from './jar-access.ts';
import type { KeeperLog } from './keeper-log.ts';
import type { OwnChange } from './own-changes.ts';

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
  read(keys: readonly CookieKey[]): Promise<ReadonlyMap<string, StoredCookie>>;
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

  return {
    read: (keys) => readByKey(deps.readJar, keys),
    readBelow: (storeId, domains) => readSites(deps.readJar, storeId, domains),
    async remove(due) {
      const all = due.map(({ cookie }) => cookie.key);
      deps.expectOwnChanges(all, 'removal');
      for (const key of all) leaving.set(cookieKeyId(key), 0);
      await inBatches(due, ({ cookie }) => deps.expireCookie(cookie.key, cookie.attributes));
      const stayed: CookieKey[] = [];
      for (const ofStore of groupBy(due, ({ cookie }) => cookie.key.storeId).values()) {
        const keys = ofStore.map(({ cookie }) => cookie.key);
        const there = await readByKey(deps.readJar, keys).catch(() => null);
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
