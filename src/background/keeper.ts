import type { CatalogueLookup } from '../core/catalogue/lookup.ts';
import type { SetBy } from '../core/clearing/clearing.ts';
import { partyOfKey } from '../core/clearing/match-rules.ts';
import { mayRemoveAt } from '../core/clearing/removal-pace.ts';
import type { StoredCookie } from '../core/cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../core/cookies/cookie-key.ts';
import { siteOf } from '../core/cookies/site.ts';
import type { JarChange } from '../core/report/change-log.ts';
import { groupBy } from './group-by.ts';
import { type KeeperLog, MOST_KEPT } from './keeper-log.ts';
import { createRemovals, type Due, type RemovalsDeps } from './keeper-removals.ts';
import { createWaiting, storeSiteId } from './keeper-waiting.ts';
import { type RuleJudge, type RuleOf, vendors } from './rule-judge.ts';
import type { RulesStore } from './rules-store.ts';
import { createSiteBudget } from './site-budget.ts';

/** Changes that wait, at most; what goes over is found by looking at the jar. */
const MOST_WAITING = 5000;
/**
 * How long to wait, in ms, before saying that no tab shows a cookie's own site, or who set it: an answer sets its cookies
 * before the tab shows the page, and Firefox may tell of the jar before it tells of the header.
 */
const SETTLING = 1000;
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
  /** Of a store that is gone nothing waits any more. */
  forgetStore(storeId: string): Promise<void>;
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
  /** Cookies to look at again. */
  const waiting = createWaiting({ now, later: deps.later, ring: () => void enqueue(lookAgain) });
  /** Stores in which no rule keeps anything clear, as far as this worker knows. */
  const quiet = new Set<string>();
  /** Changes not looked at yet, by cookie: of many of one cookie the last one counts. */
  const incoming = new Map<string, JarChange & { readonly order: number }>();
  /** Stores with more changes than could be remembered. */
  const overflown = new Set<string>();
  let order = 0;
  let rulesVersion = 0;
  let work: Promise<void> = Promise.resolve();
  let runPlanned = false;
  let takenUp = false;
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
      await noteWhatWaits();
    });
  }

  /** Takes up what an earlier worker was stopped in, once. Resolves to whether there was anything. */
  async function takeUp(): Promise<boolean> {
    const left = await log.load();
    if (!takenUp) waiting.takeUp(left.waiting);
    takenUp = true;
    return left.busy;
  }

  async function process(storeId: string, changes: readonly (JarChange & { readonly order: number })[]): Promise<void> {
    const version = rulesVersion;
    const matcher = await deps.rules.matcher(storeId);
    if (!matcher.keepsClear) {
      if (version === rulesVersion) quiet.add(storeId);
      return;
    }
    await takeUp();
    const vendorOf = await vendors(matcher, deps.lookup);
    const due: Due[] = [];
    for (const change of changes) {
      const { key } = change;
      if (removals.isOutdated(key, change.order)) continue;
      const as = (thirdParty: boolean) =>
        matcher.match({ name: key.name, domain: key.domain, vendorId: vendorOf(key), thirdParty });
      const party = partyOfKey(key);
      const match = as(party ?? false);
      if (party === null && matcher.needsParty && as(true)?.effect !== match?.effect) {
        waiting.until(now() + SETTLING, key);
      } else if (match?.effect === 'keep-clear') due.push({ cookie: change, ruleId: match.rule.id });
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
      if (at > now()) waiting.until(at, key);
      else if (!isFree(key) && !budget.take(storeSiteId(key))) waiting.whileBusy(key);
      else return true;
      return false;
    });
    if (ready.length === 0) return;
    await log.setBusy(true); // before anything is done: the next worker is to look again
    const stayed = await deps.hold(() => removals.remove(ready));
    for (const key of stayed) waiting.until(mayRemoveAt(log.pace(key)), key);
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

  /** Looks whether the cookies that waited are still there, and still to be removed. */
  async function lookAgain(): Promise<void> {
    const { keys: due, hasPaid, sites } = waiting.take();
    const byStore = groupBy(due, ({ storeId }) => storeId);
    for (const [storeId, keys] of byStore) {
      await attempt(async () => {
        const there = await removals.read(keys);
        const asked = new Set(keys.map(cookieKeyId));
        if (log.dropRefused(storeId, (id) => asked.has(id) && !there.has(id))) tell();
        const found = toRemove(there.values(), await deps.judge.in(storeId, null));
        await removeInTime(found, hasPaid);
      });
    }
    for (const { storeId, site } of sites) {
      await attempt(() => sweepStore(storeId, { domains: [site], usedIn: storeId }));
    }
    await noteWhatWaits();
  }

  async function sweepStore(storeId: string, wanted: Sweep | null): Promise<void> {
    const { keepsClear, domains } = await deps.rules.matcher(storeId);
    if (!keepsClear) return;
    await takeUp();
    const ruleOf = await (wanted?.usedIn === storeId ? deps.judge.in(storeId, null) : deps.judge.atRest(storeId));
    const jar = await removals.readBelow(storeId, wanted ? wanted.domains : domains);
    const there = new Set(jar.map(({ key }) => cookieKeyId(key)));
    const sites = wanted?.domains && new Set(wanted.domains.map(siteOf));
    const wasRead = (key: CookieKey | null) => !sites || (key !== null && sites.has(siteOf(key.domain)));
    if (log.dropRefused(storeId, (id, key) => !there.has(id) && wasRead(key))) tell();
    await removeInTime(toRemove(jar, ruleOf), () => true);
  }

  /** The next worker goes on where this one is stopped, until nothing is left to be done. */
  async function noteWhatWaits(): Promise<void> {
    log.setWaiting(waiting.left(MOST_KEPT));
    await log.setBusy(incoming.size > 0 || !waiting.isEmpty());
  }

  function sweep(wanted: Sweep | null = null): Promise<void> {
    return enqueue(async () => {
      for (const storeId of await deps.stores()) await attempt(() => sweepStore(storeId, wanted));
      await noteWhatWaits();
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
    async forgetStore(storeId) {
      await takeUp();
      waiting.forgetStore(storeId);
      await log.forgetStore(storeId);
      await noteWhatWaits();
    },
    sweep,
    async resume() {
      if (await takeUp()) await sweep();
    },
  };
}

function toRemove(cookies: Iterable<StoredCookie>, ruleOf: RuleOf): Due[] {
  return [...cookies].flatMap((cookie) => {
    const match = ruleOf(cookie.key);
    return match?.effect === 'keep-clear' ? [{ cookie, ruleId: match.rule.id }] : [];
  });
}
