import * as v from 'valibot';
import type { SetBy } from '../core/clearing/clearing.ts';
import {
  afterRefusal,
  afterRemoval,
  afterSighting,
  hasStayedAway,
  keepsComingBack,
  type RemovalPace,
} from '../core/clearing/removal-pace.ts';
import type { RuleInUse } from '../core/clearing/rules.ts';
import { type CookieKey, cookieKeyId } from '../core/cookies/cookie-key.ts';
import type { LeftWaiting } from './keeper-waiting.ts';
import type { Codec, SessionWriter } from './session-cache.ts';
import { storedCookieKey } from './stored-shapes.ts';

const ALL = 'all';
/** Cookies whose pace is remembered, and those of them that outlive the worker, since they keep coming back. */
const MOST_PACES = 2000;
export const MOST_KEPT = 200;
/** Cookies named of one rule, and counted as refused. */
const MOST_NAMED = 20;
const MOST_REFUSED = 500;

/** What a rule has done since the browser started. */
export type Deeds = Pick<RuleInUse, 'removed' | 'refused' | 'comingBack'>;

interface Paced {
  readonly key: CookieKey;
  readonly ruleId: string;
  readonly pace: RemovalPace;
  readonly setBy: SetBy | null;
}

interface Tally {
  readonly ruleId: string;
  readonly storeId: string;
  removed: number;
  readonly refused: Set<string>;
}

interface Kept {
  /** Something was begun and not ended: the next worker looks at the jars. */
  busy: boolean;
  /** What is to be looked at again. */
  waiting: LeftWaiting;
  readonly tallies: Map<string, Tally>;
  readonly paces: Map<string, Paced>;
}

const NOTHING_WAITS: LeftWaiting = { keys: [], sites: [] };
const isEmpty = ({ keys, sites }: LeftWaiting) => keys.length + sites.length === 0;

/** What an earlier worker left undone. */
export type LeftOver = Readonly<Pick<Kept, 'busy' | 'waiting'>>;

export interface KeeperLog {
  /** Resolves to what an earlier worker was stopped in. */
  load(): Promise<LeftOver>;
  /** Resolves once it is written. */
  setBusy(busy: boolean): Promise<void>;
  /** Remembers what is to be looked at again. */
  setWaiting(waiting: LeftWaiting): void;
  pace(key: CookieKey): RemovalPace | null;
  /** A cookie was seen in the jar. Says what that means for one that we removed before. */
  seen(key: CookieKey, now: number): 'nothing-new' | 'came-back' | 'keeps-coming-back';
  removed(key: CookieKey, ruleId: string, now: number): void;
  refused(key: CookieKey, ruleId: string, now: number): void;
  /**
   * Cookies that refused to go and went since, by whatever hand. Says whether there were any.
   *
   * @param isGone by `cookieKeyId`; the key itself where it is remembered
   */
  dropRefused(storeId: string, isGone: (id: string, key: CookieKey | null) => boolean): boolean;
  setBy(key: CookieKey, setBy: SetBy): void;
  deeds(ruleId: string, inStore: (storeId: string) => boolean, now: number): Promise<Deeds>;
  forgetRule(ruleId: string): Promise<void>;
  forgetStore(storeId: string): Promise<void>;
}

/** What rules did since the browser started: in memory alone, as it tells where one has been. */
export function createKeeperLog(session: SessionWriter): KeeperLog {
  const cache = session.cache('keeper:', codec);
  let kept: Kept = { busy: false, waiting: NOTHING_WAITS, tallies: new Map(), paces: new Map() };
  let loaded: Promise<LeftOver> | null = null;

  function load(): Promise<LeftOver> {
    loaded ??= cache.get(ALL).then(
      (stored) => {
        if (stored) kept = stored;
        return { busy: kept.busy, waiting: kept.waiting };
      },
      () => ({ busy: false, waiting: NOTHING_WAITS }),
    );
    return loaded;
  }

  function setPace(key: CookieKey, paced: Paced): void {
    const id = cookieKeyId(key);
    kept.paces.delete(id); // re-inserted: the one not heard of for longest stays in front
    kept.paces.set(id, paced);
    for (const oldest of kept.paces.keys()) {
      if (kept.paces.size <= MOST_PACES) break;
      kept.paces.delete(oldest);
    }
    cache.put(ALL, kept);
  }

  function tallyOf(ruleId: string, storeId: string): Tally {
    const id = `${ruleId} ${storeId}`;
    let tally = kept.tallies.get(id);
    if (tally === undefined) {
      tally = { ruleId, storeId, removed: 0, refused: new Set() };
      kept.tallies.set(id, tally);
    }
    return tally;
  }

  function forget(isMeant: (of: { readonly ruleId: string; readonly storeId: string }) => boolean): void {
    let any = false;
    for (const [id, tally] of kept.tallies) if (isMeant(tally)) any = kept.tallies.delete(id);
    for (const [id, { ruleId, key }] of kept.paces) {
      if (isMeant({ ruleId, storeId: key.storeId })) any = kept.paces.delete(id);
    }
    if (any) cache.put(ALL, kept);
  }

  return {
    load,
    async setBusy(busy) {
      if (kept.busy === busy) return;
      kept.busy = busy;
      cache.put(ALL, kept);
      await session.flush();
    },
    setWaiting(waiting) {
      if (isEmpty(waiting) && isEmpty(kept.waiting)) return;
      kept.waiting = waiting;
      cache.put(ALL, kept);
    },
    pace: (key) => kept.paces.get(cookieKeyId(key))?.pace ?? null,
    seen(key, now) {
      const known = kept.paces.get(cookieKeyId(key));
      if (known === undefined) return 'nothing-new';
      const pace = afterSighting(known.pace, now);
      if (pace === known.pace) return 'nothing-new';
      setPace(key, { ...known, pace });
      return keepsComingBack(pace) ? 'keeps-coming-back' : 'came-back';
    },
    removed(key, ruleId, now) {
      const known = kept.paces.get(cookieKeyId(key));
      const tally = tallyOf(ruleId, key.storeId);
      tally.removed += 1;
      tally.refused.delete(cookieKeyId(key));
      setPace(key, { key, ruleId, setBy: known?.setBy ?? null, pace: afterRemoval(known?.pace ?? null, now) });
    },
    refused(key, ruleId, now) {
      const known = kept.paces.get(cookieKeyId(key));
      const { refused } = tallyOf(ruleId, key.storeId);
      if (refused.size < MOST_REFUSED) refused.add(cookieKeyId(key));
      setPace(key, { key, ruleId, setBy: known?.setBy ?? null, pace: afterRefusal(known?.pace ?? null, now) });
    },
    dropRefused(storeId, isGone) {
      let any = false;
      for (const tally of kept.tallies.values()) {
        if (tally.storeId !== storeId) continue;
        for (const id of tally.refused) {
          if (isGone(id, kept.paces.get(id)?.key ?? null)) any = tally.refused.delete(id);
        }
      }
      if (any) cache.put(ALL, kept);
      return any;
    },
    setBy(key, setBy) {
      const known = kept.paces.get(cookieKeyId(key));
      if (known) setPace(key, { ...known, setBy });
    },
    async deeds(ruleId, inStore, now) {
      await load();
      const tallies = [...kept.tallies.values()].filter((tally) => tally.ruleId === ruleId && inStore(tally.storeId));
      const back = [...kept.paces.values()].filter(
        (paced) =>
          paced.ruleId === ruleId &&
          inStore(paced.key.storeId) &&
          keepsComingBack(paced.pace) &&
          !hasStayedAway(paced.pace, now),
      );
      return {
        removed: tallies.reduce((sum, { removed }) => sum + removed, 0),
        refused: tallies.reduce((sum, { refused }) => sum + refused.size, 0),
        comingBack: back.slice(-MOST_NAMED).map(({ key, pace, setBy }) => ({
          name: key.name,
          domain: key.domain,
          times: pace.returns,
          setBy,
        })),
      };
    },
    async forgetRule(ruleId) {
      await load();
      forget((of) => of.ruleId === ruleId);
    },
    async forgetStore(storeId) {
      await load();
      forget((of) => of.storeId === storeId);
    },
  };
}

const shape = v.object({
  busy: v.boolean(),
  waiting: v.object({
    keys: v.array(storedCookieKey),
    sites: v.array(v.object({ storeId: v.string(), site: v.string() })),
  }),
  tallies: v.array(
    v.object({ ruleId: v.string(), storeId: v.string(), removed: v.number(), refused: v.array(v.string()) }),
  ),
  paces: v.array(
    v.object({
      key: storedCookieKey,
      ruleId: v.string(),
      pace: v.object({ returns: v.number(), triedAt: v.number(), away: v.boolean(), refused: v.boolean() }),
      setBy: v.nullable(v.object({ kind: v.picklist(['header', 'script']), host: v.string() })),
    }),
  ),
});

const codec: Codec<Kept> = {
  encode: ({ busy, waiting, tallies, paces }) => ({
    busy,
    waiting: { keys: [...waiting.keys], sites: [...waiting.sites] },
    tallies: [...tallies.values()].map((tally) => ({ ...tally, refused: [...tally.refused] })),
    paces: [...paces.values()].filter(({ pace }) => keepsComingBack(pace)).slice(-MOST_KEPT),
  }),
  decode(stored) {
    const parsed = v.safeParse(shape, stored);
    if (!parsed.success) return null;
    const { busy, waiting, tallies, paces } = parsed.output;
    return {
      busy,
      waiting,
      tallies: new Map(tallies.map((of) => [`${of.ruleId} ${of.storeId}`, { ...of, refused: new Set(of.refused) }])),
      paces: new Map(paces.map((paced) => [cookieKeyId(paced.key), paced])),
    };
  },
};
