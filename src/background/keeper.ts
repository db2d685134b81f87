import type { CatalogueLookup } from '../core/catalogue/lookup.ts';
import type { SetBy } from '../core/clearing/clearing.ts';
import { partyOfKey } from '../core/clearing/match-rules.ts';
import { mayRemoveAt } from '../core/clearing/removal-pace.ts';
import type { StoredCookie } from '../core/cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../core/cookies/cookie-key.ts';
import { siteOf } from '../core/cookies/site.ts';
import type { JarChange } from '../core/report/change-log.ts';
import { groupBy } from './group-by.ts';
import type { KeeperLog } from './keeper-log.ts';
import { createRemovals, type Due, type RemovalsDeps } from './keeper-removals.ts';
import { type RuleJudge, type RuleOf, vendors } from './rule-judge.ts';
import type { RulesStore } from './rules-store.ts';
import { createSiteBudget } from './site-budget.ts';

/** Changes and cookies that wait, at most; what goes over is found by looking at the jar. */
const MOST_WAITING = 5000;
/**
 * How long to wait, in ms, before saying that no tab shows a cookie's own site, or who set it: an answer sets its cookies
 * before the tab shows the page, and Firefox may tell of the jar before it tells of the header.
 */
const SETTLING = 1000;
/** How long a cookie waits, in ms, whose site has used up what is removed at once. */
const BUSY_SITE = 30_000;
/** What rules did is told at most so often, in ms. */
const TELLING = 1000;

/** Which cookies at rest to look at. */
export interface Sweep {
  /** All cookies to remove lie below these; `null` where they can lie anywhere. */
  readonly domains: readonly string[] | null;
  /** The store whose open tabs tell what is a third party's; elsewhere only a partition tells. */
  readonly usedIn: string | null;
}

export interface Keeper {
  /** A cookie changed. Costs a look at one variable where no rule keeps anything clear. */
  jarChange(change: JarChange): void;
  rulesChanged(): void;
  /** Removes what lies in the jars and is to be kept clear; all that any rule means, unless told. */
  sweep(wanted?: Sweep): Promise<void>;
  /** Goes on where an earlier worker was stopped. */
  resume(): Promise<void>;
}

export interface KeeperDeps extends RemovalsDeps {
  readonly rules: Pick<RulesStore, 'matcher'>;
  readonly judge: RuleJudge;
  readonly log: KeeperLog;
  readonly lookup: () => Promise<Pick<CatalogueLookup, 'classify'>>;
  readonly stores: () => Promise<readonly string[]>;
  /** Who set this cookie at that time, where it was seen. */
  readonly whoSet: (cookie: Pick<StoredCookie, 'key' | 'attributes'>, at: number) => Promise<SetBy | null>;
  /** Has badge and views wait until the work is done. */
  readonly hold: <T>(work: () => Promise<T>) => Promise<T>;
  /** There is more to tell of what rules did. */
  readonly changed: () => void;
  readonly later: (task: () => void, delay: number) => void;
}

/**
 * Removes cookies that rules keep clear, as they are set. Nothing is written while a change is being heard: changes are
 * gathered, matched together, and each cookie is removed at a pace that no page can force up.
 */
export function createKeeper(deps: KeeperDeps): Keeper {
  const { log, now } = deps;
  const removals = createRemovals({ ...deps, order: () => order });
  const budget = createSiteBudget(now);
  /** Stores in which no rule keeps anything clear, as far as this worker knows. */
  const quiet = new Set<string>();
  /** Changes not looked at yet, by cookie: of many of one cookie the last one counts. */
  const incoming = new Map<string, JarChange & { readonly order: number }>();
  /** Stores with more changes than could be remembered. */
  const overflown = new Set<string>();
  /** Cookies to look at again, and when; those of a busy site have waited long enough by then. */
  const waiting = new Map<string, { readonly key: CookieKey; readonly at: number; readonly ofBusySite: boolean }>();
  let order = 0;
  let rulesVersion = 0;
  let work: Promise<void> = Promise.resolve();
  let runPlanned = false;
  let timerAt = Number.POSITIVE_INFINITY;
  let telling = false;

  function tell(): void {
    if (telling) return;
    telling = true;
    deps.later(() => {
      telling = false;
      deps.changed();
    }, TELLING);
  }

  /** One work after the other. */
  function enqueue(task: () => Promise<void>): Promise<void> {
    work = work.then(() => attempt(task));
    return work;
  }

  /** A store that cannot be read, or is gone with its window, does not cost the others. */
  async function attempt(task: () => Promise<void>): Promise<void> {
    await task().catch(() => undefined);
  }

  function run(): void {
    if (runPlanned) return;
    runPlanned = true;
    void enqueue(async () => {
      runPlanned = false;
      const changes = groupBy([...incoming.values()], ({ key }) => key.storeId);
      const spilt = [...overflown];
      incoming.clear();
      overflown.clear();
      for (const [storeId, ofStore] of changes) await attempt(() => process(storeId, ofStore));
      for (const storeId of spilt) await attempt(() => sweepStore(storeId, null));
      await restIfDone();
    });
  }

  async function process(storeId: string, changes: readonly (JarChange & { readonly order: number })[]): Promise<void> {
    const version = rulesVersion;
    const matcher = await deps.rules.matcher(storeId);
    if (!matcher.keepsClear) {
      if (version === rulesVersion) quiet.add(storeId);
      return;
    }
    await log.load();
    const vendorOf = await vendors(matcher, deps.lookup);
    const due: Due[] = [];
    for (const change of changes) {
      const { key } = change;
      if (removals.isOutdated(key, change.order)) continue;
      const as = (thirdParty: boolean) =>
        matcher.match({ name: key.name, domain: key.domain, vendorId: vendorOf(key), thirdParty });
      const party = partyOfKey(key);
      const match = as(party ?? false);
      if (party === null && matcher.needsParty && as(true)?.effect !== match?.effect) wait(key, now() + SETTLING);
      else if (match?.effect === 'keep-clear') due.push({ cookie: change, ruleId: match.rule.id });
    }
    await removeInTime(due, () => false);
  }

  /**
   * Removes what may be removed now, and puts the rest off.
   *
   * @param isFree whether a cookie goes also where its site has used up what is removed at once
   */
  async function removeInTime(due: readonly Due[], isFree: (key: CookieKey) => boolean): Promise<void> {
    const ready = due.filter(({ cookie }) => {
      const { key } = cookie;
      noteReturn(cookie);
      const at = mayRemoveAt(log.pace(key));
      if (at > now()) wait(key, at);
      else if (!isFree(key) && !budget.take(`${key.storeId} ${siteOf(key.domain)}`)) wait(key, now() + BUSY_SITE, true);
      else return true;
      return false;
    });
    if (ready.length === 0) return;
    await log.setBusy(true); // before anything is done: the next worker is to look again
    const stayed = await deps.hold(() => removals.remove(ready));
    for (const key of stayed) wait(key, mayRemoveAt(log.pace(key)));
    tell();
  }

  function noteReturn(cookie: Due['cookie']): void {
    const at = now();
    if (log.seen(cookie.key, at) !== 'keeps-coming-back') return;
    tell();
    const find = async () => {
      const setBy = await deps.whoSet(cookie, at);
      if (setBy !== null) log.setBy(cookie.key, setBy);
      tell();
    };
    deps.later(() => void find().catch(() => undefined), SETTLING); // it is said without the setter then
  }

  function wait(key: CookieKey, at: number, ofBusySite = false): void {
    const id = cookieKeyId(key);
    const already = waiting.get(id);
    if (already !== undefined && already.at <= at) return;
    if (already === undefined && waiting.size >= MOST_WAITING) return; // it is seen again when it is set again
    waiting.set(id, { key, at, ofBusySite });
    wakeAt(at);
  }

  function wakeAt(at: number): void {
    if (at >= timerAt) return;
    timerAt = at;
    const wake = () => {
      if (timerAt !== at) return; // an earlier one took its place
      timerAt = Number.POSITIVE_INFINITY;
      void enqueue(lookAgain);
    };
    deps.later(wake, Math.max(0, at - now()));
  }

  /** Looks whether the cookies that waited are still there, and still to be removed. */
  async function lookAgain(): Promise<void> {
    const due = [...waiting].filter(([, { at }]) => at <= now());
    for (const [id] of due) waiting.delete(id);
    const free = new Set(due.flatMap(([id, { ofBusySite }]) => (ofBusySite ? [id] : [])));
    for (const { at } of waiting.values()) wakeAt(at);
    const byStore = groupBy(
      due.map(([, { key }]) => key),
      ({ storeId }) => storeId,
    );
    for (const [storeId, keys] of byStore) {
      await attempt(async () => {
        const there = await removals.read(keys);
        const asked = new Set(keys.map(cookieKeyId));
        if (log.dropRefused(storeId, (id) => asked.has(id) && !there.has(id))) tell();
        const found = toRemove(there.values(), await deps.judge.in(storeId, null));
        await removeInTime(found, (key) => free.has(cookieKeyId(key)));
      });
    }
    await restIfDone();
  }

  async function sweepStore(storeId: string, wanted: Sweep | null): Promise<void> {
    const { keepsClear, domains } = await deps.rules.matcher(storeId);
    if (!keepsClear) return;
    await log.load();
    const ruleOf = await (wanted?.usedIn === storeId ? deps.judge.in(storeId, null) : deps.judge.atRest(storeId));
    const jar = await removals.readBelow(storeId, wanted ? wanted.domains : domains);
    if (wanted === null) {
      const there = new Set(jar.map(({ key }) => cookieKeyId(key)));
      if (log.dropRefused(storeId, (id) => !there.has(id))) tell();
    }
    await removeInTime(toRemove(jar, ruleOf), () => true);
  }

  async function restIfDone(): Promise<void> {
    if (incoming.size === 0 && waiting.size === 0) await log.setBusy(false);
  }

  function sweep(wanted: Sweep | null = null): Promise<void> {
    return enqueue(async () => {
      for (const storeId of await deps.stores()) await attempt(() => sweepStore(storeId, wanted));
      await restIfDone();
    });
  }

  return {
    jarChange(change) {
      const { storeId } = change.key;
      if (quiet.has(storeId)) return;
      const id = cookieKeyId(change.key);
      order += 1;
      if (change.removed) {
        if (change.cause !== 'overwrite') removals.heardGone(change.key, order);
        return;
      }
      if (incoming.size < MOST_WAITING || incoming.has(id)) incoming.set(id, { ...change, order });
      else overflown.add(storeId);
      run();
    },
    rulesChanged() {
      rulesVersion += 1;
      quiet.clear();
    },
    sweep,
    async resume() {
      if (await log.load()) await sweep();
    },
  };
}

function toRemove(cookies: Iterable<StoredCookie>, ruleOf: RuleOf): Due[] {
  return [...cookies].flatMap((cookie) => {
    const match = ruleOf(cookie.key);
    return match?.effect === 'keep-clear' ? [{ cookie, ruleId: match.rule.id }] : [];
  });
}
