import type { CookieAttributes } from '../cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../cookies/cookie-key.ts';
import type { RemovalCause } from '../cookies/sighting.ts';

/** One change of the jar, as the browser announced it. */
export interface JarChange {
  readonly at: number;
  readonly key: CookieKey;
  readonly attributes: CookieAttributes;
  readonly removed: boolean;
  readonly cause: RemovalCause;
}

/** What is remembered of one cookie's changes. */
export interface ChangeEntry {
  readonly key: CookieKey;
  readonly attributes: CookieAttributes;
  /** First and last time it was set since the log began; `null` if it was only removed. */
  readonly firstSetAt: number | null;
  readonly lastSetAt: number | null;
  readonly removedAt: number | null;
  readonly cause: RemovalCause | null;
}

/**
 * The jar's recent changes by cookie key. The `cookies` API says what changed and when, not in which tab; a report
 * joins this log with what its own document was seen to do.
 */
export type ChangeLog = Map<string, ChangeEntry>;

/**
 * Adds a change, in place.
 *
 * An overwrite is announced as a removal followed by a set; that removal is no event of its own.
 */
export function logChange(log: ChangeLog, change: JarChange): void {
  if (change.removed && change.cause === 'overwrite') return;
  const id = cookieKeyId(change.key);
  const known = log.get(id);
  log.delete(id); // re-inserted below: the map stays ordered by the last change
  log.set(
    id,
    change.removed
      ? {
          key: change.key,
          attributes: known?.attributes ?? change.attributes,
          firstSetAt: known?.firstSetAt ?? null,
          lastSetAt: known?.lastSetAt ?? null,
          removedAt: change.at,
          cause: change.cause,
        }
      : {
          key: change.key,
          attributes: change.attributes,
          firstSetAt: known?.firstSetAt ?? change.at,
          lastSetAt: change.at,
          removedAt: known?.removedAt ?? null,
          cause: known?.cause ?? null,
        },
  );
}

/** A cookie that the user cleared was given back exactly as it was: as if it had never been away. */
export function logRestoration(log: ChangeLog, key: CookieKey): void {
  const id = cookieKeyId(key);
  const known = log.get(id);
  if (known) log.set(id, { ...known, removedAt: null, cause: null });
}

/** Forgets the oldest changes down to `limit` entries, and all before `since`. */
export function pruneChanges(log: ChangeLog, limit: number, since: number): void {
  for (const [id, entry] of log) {
    const last = Math.max(entry.lastSetAt ?? 0, entry.removedAt ?? 0);
    if (log.size <= limit && last >= since) break;
    log.delete(id);
  }
}
