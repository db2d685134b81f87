import type { ClearOutcome, ClearPlan, ClearScope, UndoOffer, UndoOutcome } from '../core/clearing/clearing.ts';
import { planClearing } from '../core/clearing/plan.ts';
import type { StoredCookie } from '../core/cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../core/cookies/cookie-key.ts';
import { siteOf } from '../core/cookies/site.ts';
import type { TabReport } from '../core/report/page-report.ts';
import type { OwnChange } from './own-changes.ts';
import type { SessionWriter } from './session-cache.ts';
import { undoCodec } from './stored-shapes.ts';

/** Cookies written at once: enough to keep the browser busy, few enough to leave it room for others. */
const BATCH = 50;
/** Up to so many sites are read one by one; above, the whole store at once is cheaper. */
const FEW_SITES = 10;
const UNDO_KEPT = 30 * 60 * 1000;

export interface Clearing {
  plan(scope: ClearScope): Promise<ClearPlan>;
  clear(keys: readonly CookieKey[]): Promise<ClearOutcome>;
  /** The last clear of this cookie store that can still be undone: private windows are offered only their own. */
  undoable(storeId: string): Promise<UndoOffer | null>;
  /** `null` where there is nothing to undo any more. */
  undo(undoId: string): Promise<UndoOutcome | null>;
}

export interface ClearingDeps {
  readonly report: (tabId: number) => Promise<TabReport>;
  readonly readJar: (storeId: string, domains: readonly string[] | null) => Promise<StoredCookie[]>;
  readonly expireCookie: (key: CookieKey, attributes: StoredCookie['attributes']) => Promise<void>;
  readonly writeCookie: (cookie: StoredCookie) => Promise<boolean>;
  readonly session: SessionWriter;
  /** Marks the next changes of these cookies as our own doing, so that they count as no evidence. */
  readonly expectOwnChanges: (keys: readonly CookieKey[], kind: OwnChange) => void;
  readonly newId: () => string;
  readonly now: () => number;
  readonly later: (task: () => void, delay: number) => void;
}

/**
 * Clears cookies and gives them back. What is said of a cookie afterwards was read from the jar afterwards: the
 * browser's own answer to a removal tells nothing.
 */
export function createClearing(deps: ClearingDeps): Clearing {
  const undos = deps.session.cache('undo:', undoCodec);

  async function plan(scope: ClearScope): Promise<ClearPlan> {
    await forgetOld();
    const tab = await deps.report(scope.tabId);
    return planClearing(scope, tab.state === 'ready' ? tab.report.rows : []);
  }

  async function clear(keys: readonly CookieKey[]): Promise<ClearOutcome> {
    const before = await readByKey(keys);
    const there = keys.flatMap((key) => before.get(cookieKeyId(key)) ?? []);
    let undoId: string | null = null;
    if (there.length > 0) {
      undoId = deps.newId();
      undos.put(undoId, { at: deps.now(), cookies: there.map((cookie) => ({ ...cookie })) });
      await deps.session.flush(); // before anything is gone: undo must survive the worker
      deps.later(() => void forgetOld(), UNDO_KEPT + 1000);
    }
    deps.expectOwnChanges(
      there.map((cookie) => cookie.key),
      'removal',
    );
    await inBatches(there, (cookie) => deps.expireCookie(cookie.key, cookie.attributes));
    const after = await readByKey(keys).catch(() => null);
    return {
      undoId,
      results: keys.map((key) => {
        const was = before.get(cookieKeyId(key));
        const is = after?.get(cookieKeyId(key));
        if (after === null) return { key, result: 'unreadable' };
        if (is) return { key, result: was && was.value === is.value ? 'still-there' : 'set-again' };
        return { key, result: was ? 'gone' : 'was-gone' };
      }),
    };
  }

  /** Values are not kept longer than they can be asked for; a worker that slept past it does so when it is next used. */
  async function forgetOld(): Promise<void> {
    for (const [id, kept] of [...(await undos.all())]) if (deps.now() - kept.at > UNDO_KEPT) undos.remove(id);
  }

  async function undoable(storeId: string): Promise<UndoOffer | null> {
    await forgetOld();
    let last: { readonly at: number; readonly offer: UndoOffer } | null = null;
    for (const [undoId, { at, cookies }] of await undos.all()) {
      const here = cookies.some((cookie) => cookie.key.storeId === storeId);
      if (here && (last === null || at >= last.at)) last = { at, offer: { undoId, count: cookies.length } };
    }
    return last?.offer ?? null;
  }

  async function undo(undoId: string): Promise<UndoOutcome | null> {
    const kept = await undos.get(undoId);
    if (!kept || deps.now() - kept.at > UNDO_KEPT) {
      undos.remove(undoId);
      return null;
    }
    const now = await readByKey(kept.cookies.map((cookie) => cookie.key));
    const results: UndoOutcome['results'][number][] = [];
    const restorable: StoredCookie[] = [];
    for (const cookie of kept.cookies) {
      const { key, attributes } = cookie;
      if (now.has(cookieKeyId(key))) results.push({ key, result: 'newer-kept' });
      else if (attributes.expiresAt !== null && attributes.expiresAt <= deps.now()) {
        results.push({ key, result: 'expired-meanwhile' });
      } else restorable.push(cookie);
    }
    deps.expectOwnChanges(
      restorable.map((cookie) => cookie.key),
      'restoration',
    );
    await inBatches(restorable, (cookie) => deps.writeCookie(cookie));
    const after = await readByKey(restorable.map((cookie) => cookie.key));
    for (const { key } of restorable) {
      results.push({ key, result: after.has(cookieKeyId(key)) ? 'restored' : 'refused' });
    }
    undos.remove(undoId);
    return { results };
  }

  /** Reads from the jar what is there now of these cookies. */
  async function readByKey(keys: readonly CookieKey[]): Promise<Map<string, StoredCookie>> {
    const sitesByStore = new Map<string, Set<string>>();
    for (const key of keys) {
      const sites = sitesByStore.get(key.storeId) ?? new Set();
      sitesByStore.set(key.storeId, sites.add(siteOf(key.domain)));
    }
    const wanted = new Set(keys.map(cookieKeyId));
    const found = new Map<string, StoredCookie>();
    for (const [storeId, sites] of sitesByStore) {
      for (const cookie of await deps.readJar(storeId, sites.size > FEW_SITES ? null : [...sites])) {
        const id = cookieKeyId(cookie.key);
        if (wanted.has(id)) found.set(id, cookie);
      }
    }
    return found;
  }

  return { plan, clear, undoable, undo };
}

/** Acts on all, some at a time. One that fails does not stop the rest: the jar tells afterwards. */
async function inBatches<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < items.length; start += BATCH) {
    await Promise.allSettled(items.slice(start, start + BATCH).map(act));
  }
}
