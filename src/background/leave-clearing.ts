import * as v from 'valibot';
import type { CatalogueLookup } from '../core/catalogue/lookup.ts';
import { mayKeepSignedIn } from '../core/clearing/sign-in.ts';
import type { StoredCookie } from '../core/cookies/cookie.ts';
import type { CookieKey } from '../core/cookies/cookie-key.ts';
import { partitionSite } from '../core/cookies/partition-site.ts';
import { siteOf } from '../core/cookies/site.ts';
import { isRemarketingCookie } from '../core/report/counts.ts';
import { groupBy } from './group-by.ts';
import type { RuleJudge, RuleOf } from './rule-judge.ts';
import type { SerialQueue } from './serial-queue.ts';
import type { SessionWriter } from './session-cache.ts';

/** How long a site may be away, in ms, before it counts as left: a step back, or a tab opened again, is no leaving. */
export const GRACE = 20_000;
/** Tabs are looked at so long after something happened to one, in ms: what they show is not settled before. */
const SETTLING = 500;
/** A site whose cookies could not be cleared for so long, in ms, is let be. */
const GIVEN_UP = 10 * 60_000;
const MOST_SITES = 1000;
const ALL = 'all';

export interface LeaveClearing {
  /** A tab was closed, or shows something else. */
  tabsChanged(): void;
}

export interface LeaveClearingDeps {
  readonly wanted: () => Promise<boolean>;
  readonly openTabs: () => Promise<readonly { readonly storeId: string; readonly url: string }[]>;
  readonly stores: () => Promise<readonly string[]>;
  readonly isPrivateStore: (storeId: string) => boolean;
  readonly session: SessionWriter;
  readonly queue: SerialQueue;
  readonly lookup: () => Promise<Pick<CatalogueLookup, 'classify'>>;
  readonly judge: Pick<RuleJudge, 'in'>;
  readonly readJar: (storeId: string, domains: readonly string[] | null) => Promise<StoredCookie[]>;
  /** Clears so that it can be undone. */
  readonly clearKeys: (keys: readonly CookieKey[]) => Promise<unknown>;
  readonly now: () => number;
  readonly later: (task: () => void, delay: number) => void;
}

/**
 * Clears the remarketing cookies of a site that no tab shows any more, if the user chose so. Which sites are shown and
 * which were left is kept in session memory, so that it is done after the worker was stopped, too.
 */
export function createLeaveClearing(deps: LeaveClearingDeps): LeaveClearing {
  const cache = deps.session.cache('leaving:', {
    encode: (state: State) => state,
    decode: (stored) => (v.is(shape, stored) ? stored : null),
  });
  let planned = false;
  let timerAt = Number.POSITIVE_INFINITY;

  function plan(): void {
    if (planned) return;
    planned = true;
    deps.later(() => {
      planned = false;
      void deps.queue.run(look).catch(() => undefined); // what could not be read is looked at with the next change
    }, SETTLING);
  }

  function wakeAt(at: number): void {
    if (at >= timerAt) return;
    timerAt = at;
    const wake = () => {
      if (timerAt === at) timerAt = Number.POSITIVE_INFINITY;
      plan();
    };
    deps.later(wake, at - deps.now());
  }

  async function look(): Promise<void> {
    if (!(await deps.wanted())) return cache.remove(ALL);
    const before = (await cache.get(ALL)) ?? { shown: [], left: [] };
    const shown = new Map((await deps.openTabs()).flatMap(placeOf).map((place) => [placeId(place), place]));
    const stores = new Set(await deps.stores());
    const known = new Map(before.left.map((left) => [placeId(left), left]));
    // A private window takes its cookies with it. Other stores stay, also those that are not told of without a tab.
    const isGone = (storeId: string) => deps.isPrivateStore(storeId) && !stores.has(storeId);
    const left = [...before.shown, ...before.left]
      .filter((place) => !shown.has(placeId(place)) && !isGone(place.storeId))
      .map(({ storeId, site }) => known.get(placeId({ storeId, site })) ?? { storeId, site, at: deps.now() });
    const state: State = { shown: [...shown.values()].slice(0, MOST_SITES), left: distinct(left).slice(-MOST_SITES) };
    cache.put(ALL, state);
    const isDue = ({ at }: { readonly at: number }) => at + GRACE <= deps.now();
    for (const { at } of state.left.filter((one) => !isDue(one))) wakeAt(at + GRACE);
    const due = groupBy(state.left.filter(isDue), ({ storeId }) => storeId);
    const done = new Set<string>();
    for (const [storeId, places] of due) {
      const sites = new Set(places.map(({ site }) => site));
      const isCleared = await clear(storeId, sites).catch(() => false);
      for (const place of places) {
        place.failedAt ??= deps.now();
        if (isCleared || deps.now() - place.failedAt > GIVEN_UP) done.add(placeId(place));
      }
    }
    if (due.size > 0) cache.put(ALL, { ...state, left: state.left.filter((place) => !done.has(placeId(place))) });
  }

  /** Clears the cookies of sites of a store in one act. Resolves to whether they are done with. */
  async function clear(storeId: string, sites: ReadonlySet<string>): Promise<boolean> {
    const jar = await deps.readJar(storeId, null).catch(() => null);
    if (jar === null) return true; // a container that was deleted, and its cookies with it
    const { classify } = await deps.lookup();
    const rulesOn = new Map<string, RuleOf>();
    for (const site of sites) rulesOn.set(site, await deps.judge.in(storeId, site));
    const keys = jar.flatMap(({ key, attributes }) => {
      const site = partitionSite(key) ?? siteOf(key.domain);
      const ruleOf = rulesOn.get(site);
      if (!ruleOf) return [];
      const classification = classify({ name: key.name, domain: key.domain }, site);
      if (!isRemarketingCookie({ classification })) return [];
      if (mayKeepSignedIn({ classification, attributes, key }) || ruleOf(key)?.effect === 'allow') return [];
      return [key];
    });
    if (keys.length > 0) await deps.clearKeys(keys);
    return true;
  }

  return { tabsChanged: plan };
}

interface Place {
  readonly storeId: string;
  readonly site: string;
}

function placeOf({ storeId, url }: { readonly storeId: string; readonly url: string }): Place[] {
  return /^https?:/.test(url) && URL.canParse(url) ? [{ storeId, site: siteOf(new URL(url).hostname) }] : [];
}

function placeId({ storeId, site }: Place): string {
  return `${site} ${storeId}`;
}

function distinct<P extends Place>(places: readonly P[]): P[] {
  return [...new Map(places.map((place) => [placeId(place), place])).values()];
}

const place = { storeId: v.string(), site: v.string() };
const shape = v.object({
  shown: v.array(v.object(place)),
  /** `failedAt` is when it could not be cleared for the first time. */
  left: v.array(v.object({ ...place, at: v.number(), failedAt: v.optional(v.number()) })),
});
type State = v.InferOutput<typeof shape>;
