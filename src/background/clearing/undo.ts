import type { UndoOutcome, UndoResult } from '../../core/clearing/clearing.ts';
import { isAlike, MOST_EXCEPTIONS, tallyUndo } from '../../core/clearing/tally.ts';
import type { StoredCookie } from '../../core/cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../../core/cookies/cookie-key.ts';
import { inBatches, type ReadJar, readByKey } from '../jar-access.ts';
import type { OwnChange } from '../own-changes.ts';
import type { Journal } from './journal.ts';
import type { Operation } from './shapes.ts';

export interface UndoDeps {
  readonly journal: Journal;
  readonly readJar: ReadJar;
  readonly writeCookie: (cookie: StoredCookie) => Promise<boolean>;
  readonly withheld: (domains: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Which cookies of a store the user's rules remove as soon as they are there. */
  readonly keptClear: (storeId: string) => Promise<(key: CookieKey) => boolean>;
  /** Whether a hand other than ours has set this cookie since the undo began. */
  readonly setMeanwhile: (key: CookieKey) => boolean;
  readonly expectOwnChanges: (keys: readonly CookieKey[], kind: OwnChange) => void;
  readonly progress: (operation: Operation, doing: 'undo', total: number) => (done: number) => void;
  readonly now: () => number;
}

/** Puts back what an operation cleared, and says of each cookie what the jar said afterwards. */
export async function undoOperation(deps: UndoDeps, operation: Operation, overwrite: boolean): Promise<UndoOutcome> {
  const cookies = await deps.journal.cookies(operation.id);
  const before = await look(deps, cookies);
  const there = cookies.flatMap(({ key }, place) => (before.jar?.has(cookieKeyId(key)) ? [place] : []));
  const begun: Operation = { ...operation, state: 'undoing', undoing: { overwrite, there } };
  await deps.journal.note(begun);
  return putBack(deps, begun, cookies, before);
}

/** Goes on with an undo that was cut off: what is in the jar and was not when it began is our doing, if it is alike. */
export async function resumeUndo(deps: UndoDeps, operation: Operation): Promise<UndoOutcome> {
  const cookies = await deps.journal.cookies(operation.id);
  return putBack(deps, operation, cookies, await look(deps, cookies));
}

interface Look {
  /** `null` where it could not be read. */
  readonly jar: ReadonlyMap<string, StoredCookie> | null;
  readonly withheld: ReadonlySet<string>;
}

async function look(deps: UndoDeps, cookies: readonly StoredCookie[]): Promise<Look> {
  const keys = cookies.map(({ key }) => key);
  const withheld = await deps.withheld(keys.map(({ domain }) => domain));
  const reachable = keys.filter(({ domain }) => !withheld.has(domain));
  return { withheld, jar: await readByKey(deps.readJar, reachable).catch(() => null) };
}

async function putBack(
  deps: UndoDeps,
  operation: Operation,
  cookies: readonly StoredCookie[],
  before: Look,
): Promise<UndoOutcome> {
  const { overwrite = false, there = [] } = operation.undoing ?? {};
  const [thereAtFirst, neverGone] = [new Set(there), new Set(operation.still)];
  const keptClear = await rulesOf(deps, cookies);
  const early = cookies.map((cookie, place): Result | null => {
    const { key, attributes } = cookie;
    if (before.withheld.has(key.domain)) return 'no-access';
    if (before.jar === null) return 'unreadable';
    const now = before.jar.get(cookieKeyId(key));
    if (now && isAlike(now, cookie)) {
      if (neverGone.has(place)) return 'never-gone';
      if (overwrite || !thereAtFirst.has(place)) return 'restored';
    }
    if (now && !overwrite) return 'newer-kept';
    if (attributes.expiresAt !== null && attributes.expiresAt <= deps.now()) return 'expired-meanwhile';
    return keptClear(key) ? 'kept-clear' : null;
  });
  const restorable = cookies.filter((_, place) => early[place] === null);
  const putBackOne = async (cookie: StoredCookie) => {
    if (!overwrite && deps.setMeanwhile(cookie.key)) return;
    // Not before: a change that another hand makes meanwhile would be taken for ours.
    deps.expectOwnChanges([cookie.key], 'restoration');
    await deps.writeCookie(cookie);
  };
  await inBatches(restorable, putBackOne, { progress: deps.progress(operation, 'undo', restorable.length) });
  const after = restorable.length > 0 ? await look(deps, restorable) : before;
  const results = cookies.map((cookie, place) => ({
    key: cookie.key,
    result: early[place] ?? resultOf(deps, cookie, after, overwrite),
  }));
  return settle(deps, operation, cookies, results);
}

async function rulesOf(deps: UndoDeps, cookies: readonly StoredCookie[]): Promise<(key: CookieKey) => boolean> {
  const stores = [...new Set(cookies.map(({ key }) => key.storeId))];
  const byStore = new Map(
    await Promise.all(stores.map(async (storeId) => [storeId, await deps.keptClear(storeId)] as const)),
  );
  return (key) => byStore.get(key.storeId)?.(key) ?? false;
}

function resultOf(deps: UndoDeps, cookie: StoredCookie, { jar, withheld }: Look, overwrite: boolean): UndoResult {
  if (withheld.has(cookie.key.domain)) return 'no-access';
  if (jar === null) return 'unreadable';
  const is = jar.get(cookieKeyId(cookie.key));
  if (is && isAlike(is, cookie)) return 'restored';
  if (is && (deps.setMeanwhile(cookie.key) || (!overwrite && is.value !== cookie.value))) return 'newer-kept';
  const { expiresAt } = cookie.attributes;
  return expiresAt !== null && expiresAt <= deps.now() ? 'expired-meanwhile' : 'refused';
}

/** What undo finds of a cookie; there was nothing to do for one that never went. */
type Result = UndoResult | 'never-gone';

/** Results that leave the jar as it was; and those of them whose reason may pass. */
const UNDONE_NOTHING: ReadonlySet<Result> = new Set(['kept-clear', 'refused', 'no-access', 'unreadable', 'never-gone']);
const WORTH_ANOTHER_TRY: ReadonlySet<Result> = new Set(['kept-clear', 'no-access', 'unreadable']);
/** A cookie that is done with needs its copy no more. */
const DONE_WITH: ReadonlySet<Result> = new Set(['restored', 'expired-meanwhile', 'never-gone']);
/** For how long at least one can be told how an undo ended, in ms. */
const TOLD_FOR = 60_000;

/** Drops the copies of what is done with. The others are kept, so that the user may ask again. */
async function settle(
  deps: UndoDeps,
  operation: Operation,
  cookies: readonly StoredCookie[],
  results: readonly { readonly key: CookieKey; readonly result: Result }[],
): Promise<UndoOutcome> {
  const undone = operation.undone ?? { restored: 0, expired: 0, expiredKeys: [] };
  const nothingDone = results.every(({ result }) => UNDONE_NOTHING.has(result));
  const expired = results.filter(({ result }) => result === 'expired-meanwhile').map(({ key }) => key);
  const isDone = (place: number) => DONE_WITH.has(results[place]?.result ?? 'refused');
  const left = nothingDone ? cookies : cookies.filter((_, place) => !isDone(place));
  await deps.journal.note(
    {
      ...operation,
      state: 'cleared',
      kept: left.length,
      still: nothingDone ? operation.still : [],
      anew: nothingDone ? operation.anew : [],
      back: nothingDone ? operation.back : [],
      undoing: null,
      until: Math.max(operation.until, deps.now() + TOLD_FOR),
      undone: {
        restored: undone.restored + results.filter(({ result }) => result === 'restored').length,
        expired: undone.expired + expired.length,
        again: results.filter(({ result }) => WORTH_ANOTHER_TRY.has(result)).length,
        expiredKeys: [...undone.expiredKeys, ...expired].slice(0, MOST_EXCEPTIONS),
      },
    },
    left,
  );
  return undoOutcome(operation, results);
}

/** What became of all cookies of an operation: of those that earlier undos were done with, and of these. */
export function undoOutcome(
  { id, undone }: Operation,
  results: readonly { readonly key: CookieKey; readonly result: Result }[],
): UndoOutcome {
  const { counts, exceptions } = tallyUndo(
    results.flatMap(({ key, result }) => (result === 'never-gone' ? [] : [{ key, result }])),
  );
  const expired = (undone?.expiredKeys ?? []).map((key) => ({ key, result: 'expired-meanwhile' as const }));
  return {
    clearId: id,
    counts: {
      ...counts,
      restored: counts.restored + (undone?.restored ?? 0),
      'expired-meanwhile': counts['expired-meanwhile'] + (undone?.expired ?? 0),
    },
    exceptions: [...exceptions, ...expired].slice(0, MOST_EXCEPTIONS),
    overwritable: counts['newer-kept'],
  };
}
