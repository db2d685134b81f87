import type { ClearException } from '../../core/clearing/clearing.ts';
import { isAlike, NOTHING_CLEARED, tallyClear } from '../../core/clearing/tally.ts';
import type { StoredCookie } from '../../core/cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../../core/cookies/cookie-key.ts';
import { Failure } from '../../messaging/router.ts';
import { inBatches, type ReadJar, readByKey } from '../jar-access.ts';
import type { OwnChange } from '../own-changes.ts';
import { type ComeBacks, mutable } from './come-backs.ts';
import { type Journal, UNDO_KEPT } from './journal.ts';
import type { KeptPlan } from './plans.ts';
import type { Operation } from './shapes.ts';

export interface ClearDeps {
  readonly journal: Journal;
  readonly comeBacks: ComeBacks;
  readonly readJar: ReadJar;
  readonly expireCookie: (key: CookieKey, attributes: StoredCookie['attributes']) => Promise<void>;
  /** Of these domains, those whose cookies the user withholds from the extension. */
  readonly withheld: (domains: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Whether a hand other than ours has set this cookie since the clear began. */
  readonly setMeanwhile: (key: CookieKey) => boolean;
  readonly expectOwnChanges: (keys: readonly CookieKey[], kind: OwnChange) => void;
  readonly progress: (operation: Operation, doing: 'clear', total: number) => (done: number) => void;
  readonly now: () => number;
}

/** Carries out a plan: looks what is there, writes down what it takes to undo, clears, looks again. */
export async function clearPlanned(deps: ClearDeps, plan: KeptPlan, byHand: boolean): Promise<Operation> {
  const { keys } = plan;
  const domains = keys.map(({ domain }) => domain);
  // Before the jar is read: it leaves out what is withheld, which would look as if it were gone.
  const withheld = await deps.withheld(domains);
  const reachable = keys.filter(({ domain }) => !withheld.has(domain));
  const before = await readByKey(deps.readJar, reachable).catch(() => null);
  const cookies = [...(before?.values() ?? [])];
  const aside = keys.flatMap((key): Parameters<typeof tallyClear>[1] => {
    if (withheld.has(key.domain)) return [exception(key, 'no-access')];
    if (before === null) return [exception(key, 'unreadable')];
    return before.has(cookieKeyId(key)) ? [] : [{ result: 'was-gone' }];
  });
  const operation: Operation = {
    id: plan.planId,
    at: deps.now(),
    clearedAt: cookies.length > 0 ? null : deps.now(),
    until: deps.now() + UNDO_KEPT,
    byHand,
    storeIds: [...new Set(keys.map(({ storeId }) => storeId))],
    privateWindow: plan.privateWindow,
    state: cookies.length > 0 ? 'clearing' : 'cleared',
    resumed: false,
    tally: mutable(tallyClear(NOTHING_CLEARED, aside)),
    kept: cookies.length,
    still: [],
    anew: [],
    back: [],
    undoing: null,
    undone: null,
  };
  try {
    await deps.journal.begin(operation, cookies);
  } catch {
    if (cookies.length === 0) return operation;
    throw new Failure('failed', 'there is no room to keep what it takes to undo this, so nothing was cleared');
  }
  return cookies.length > 0 ? act(deps, operation, cookies, { there: cookies, leftAlone: new Set() }) : operation;
}

/** Goes on with a clear that was cut off. What lies there now with another value was set since, and is left alone. */
export async function resumeClear(deps: ClearDeps, operation: Operation): Promise<Operation> {
  const cookies = await deps.journal.cookies(operation.id);
  const now = await readByKey(
    deps.readJar,
    cookies.map(({ key }) => key),
  ).catch(() => null);
  const resumed = { ...operation, resumed: true };
  if (now === null) return act(deps, resumed, cookies, null);
  const there = cookies.filter(({ key }) => now.has(cookieKeyId(key)));
  const anew = there.filter((cookie) => now.get(cookieKeyId(cookie.key))?.value !== cookie.value);
  return act(deps, resumed, cookies, { there, leftAlone: new Set(anew.map(({ key }) => cookieKeyId(key))) });
}

/** What lay in the jar when it was begun or gone on with, and which of it is to stay. */
interface Found {
  readonly there: readonly StoredCookie[];
  readonly leftAlone: ReadonlySet<string>;
}

async function act(
  deps: ClearDeps,
  operation: Operation,
  cookies: readonly StoredCookie[],
  found: Found | null,
): Promise<Operation> {
  const keys = keysOf(cookies);
  const thereAtFirst = new Set(found?.there.map(({ key }) => cookieKeyId(key)));
  deps.comeBacks.watch(operation, cookies, ({ key }) => found !== null && !thereAtFirst.has(cookieKeyId(key)));
  // Of those that are gone after a start, too, the browser may still have to tell.
  if (operation.resumed) deps.expectOwnChanges(keys, 'removal');
  const copies = new Map(cookies.map((cookie) => [cookieKeyId(cookie.key), cookie]));
  const untouched = new Set(found?.leftAlone);
  const toExpire = found?.there.filter(({ key }) => !untouched.has(cookieKeyId(key))) ?? [];
  await inBatches(toExpire, (cookie) => deps.expireCookie(cookie.key, cookie.attributes), {
    async before(batch) {
      for (const key of await keepNewest(deps, operation, copies, batch)) untouched.add(cookieKeyId(key));
      const going = batch.filter(({ key }) => !untouched.has(cookieKeyId(key)));
      deps.expectOwnChanges(keysOf(going), 'removal');
      return going;
    },
    progress: deps.progress(operation, 'clear', toExpire.length),
  });
  const after = await readByKey(deps.readJar, keys).catch(() => null);
  // After the jar was read: what was withheld meanwhile is missing there without being gone.
  const withheld = await deps.withheld(keys.map(({ domain }) => domain));
  const back = deps.comeBacks.back(operation.id);
  const results = cookies.map((cookie, place) => {
    const { key } = cookie;
    const heard = back.get(place);
    if (withheld.has(key.domain)) return exception(key, 'no-access');
    const now = after?.get(cookieKeyId(key));
    if (after !== null && !now) return { result: 'gone' as const };
    if (found === null) return exception(key, 'unreadable');
    if (now && untouched.has(cookieKeyId(key))) return exception(key, 'set-anew');
    if (heard !== undefined) return exception(key, 'came-back', heard);
    if (!now) return exception(key, 'unreadable');
    return exception(key, isAlike(now, copies.get(cookieKeyId(key)) ?? cookie) ? 'still-there' : 'came-back');
  });
  const placesOf = (result: ClearException['result']) =>
    results.flatMap((each, place) => (each.result === result ? [place] : []));
  const cleared: Operation = {
    ...operation,
    state: 'cleared',
    clearedAt: deps.now(),
    until: deps.now() + UNDO_KEPT,
    tally: mutable(tallyClear(operation.tally, results)),
    still: placesOf('still-there'),
    anew: placesOf('set-anew'),
    back: placesOf('came-back'),
  };
  await deps.journal.note(cleared);
  deps.comeBacks.told(cleared);
  return cleared;
}

/**
 * What a site set anew since the copies for undo were made goes too, so the copies are made anew, before it goes. Resolves
 * to those of which no copy is to be had: they stay.
 */
async function keepNewest(
  deps: ClearDeps,
  operation: Operation,
  copies: Map<string, StoredCookie>,
  batch: readonly StoredCookie[],
): Promise<readonly CookieKey[]> {
  const renewed = keysOf(batch).filter(deps.setMeanwhile);
  if (renewed.length === 0) return [];
  const now = await readByKey(deps.readJar, renewed).catch(() => null);
  if (now === null || !(await deps.journal.note(operation, [...new Map([...copies, ...now]).values()]))) return renewed;
  for (const [id, cookie] of now) copies.set(id, cookie);
  return [];
}

function keysOf(cookies: readonly StoredCookie[]): readonly CookieKey[] {
  return cookies.map(({ key }) => key);
}

function exception(key: CookieKey, result: ClearException['result'], after: number | null = null): ClearException {
  return { key, result, after, setBy: null };
}
