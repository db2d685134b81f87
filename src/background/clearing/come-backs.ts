import type { ClearException, ClearResult, SetBy } from '../../core/clearing/clearing.ts';
import type { Setting } from '../../core/clearing/set-by.ts';
import { type ClearTally, MOST_EXCEPTIONS, retally } from '../../core/clearing/tally.ts';
import type { StoredCookie } from '../../core/cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../../core/cookies/cookie-key.ts';
import type { JarChange } from '../../core/report/change-log.ts';
import { groupBy } from '../group-by.ts';
import type { OwnChange } from '../own-changes.ts';
import type { SerialQueue } from '../serial-queue.ts';
import type { Journal } from './journal.ts';
import type { Operation } from './shapes.ts';

/** How long after a clear a cookie that is set again is told as one that came back, in ms. */
export const WATCHED_FOR = 60_000;
/** How long come-backs are gathered before they are told, in ms. */
const GATHER = 100;
/** How long the eyes may lag behind each other until it can be said who set a cookie, in ms. */
const SETTLING = 1200;
/** Changes that wait until it is known what is watched: those that woke the background. */
const MOST_WAITING = 1000;

export interface ComeBacks {
  /** Watches an operation's cookies. They count as there until they are seen to go, but for those that are gone already. */
  watch(
    operation: Operation,
    cookies: readonly StoredCookie[],
    isGone: (cookie: StoredCookie, place: number) => boolean,
  ): void;
  /** What came back of it so far, by place: milliseconds from the removal. */
  back(clearId: string): ReadonlyMap<number, number>;
  /** The operation was looked at and told: from now on, come-backs are changes to what was told. */
  told(operation: Operation): void;
  hear(change: JarChange, own: OwnChange | null): void;
  /** What is heard from now on is whole: everything that is to be watched is. */
  ready(): void;
  forget(clearId: string): void;
}

export interface ComeBacksDeps {
  readonly journal: Journal;
  readonly queue: SerialQueue;
  readonly setterOf: (setting: Setting) => Promise<SetBy | null>;
  readonly tellChanged: (clearId: string) => void;
  readonly now: () => number;
  readonly later: (task: () => void, delay: number) => void;
}

interface Watched {
  readonly clearId: string;
  readonly place: number;
  readonly key: CookieKey;
  readonly httpOnly: boolean;
  /** When we began to clear: what set the cookie again did so later. */
  readonly actedAt: number;
  until: number;
  goneAt: number | null;
  /** `'told'` where an earlier background told of it. */
  back: { readonly at: number; readonly after: number } | 'told' | null;
  /** It was heard to come back once, whether it stayed or not. */
  cameBack: boolean;
  /** Our clear took it: what removes it after that is a rule. */
  wentByUs: boolean;
}

/** Listens to the jar for cookies that were cleared and are set again, and finds out by whom; and whether they stay. */
export function createComeBacks(deps: ComeBacksDeps): ComeBacks {
  const watched = new Map<string, Watched>();
  const ended = new Set<string>();
  const gathered = new Set<Watched>();
  let waiting: [JarChange, OwnChange | null][] | null = [];

  const ofClear = (clearId: string) => [...watched.values()].filter((each) => each.clearId === clearId);

  function hear(change: JarChange, own: OwnChange | null): void {
    if (waiting) return void (waiting.length < MOST_WAITING && waiting.push([change, own]));
    if (watched.size === 0) return;
    const id = cookieKeyId(change.key);
    const cookie = watched.get(id);
    if (!cookie || change.at > cookie.until || own === 'restoration') return void watched.delete(id);
    if (change.removed) {
      if (change.cause === 'overwrite') return;
      cookie.goneAt ??= change.at;
      const byRule = own === 'removal' && cookie.wentByUs;
      if (own === 'removal') cookie.wentByUs = true;
      if (!cookie.back) return;
      // It came back and went again, by its page or by a rule: what is told is where it is now.
      cookie.back = null;
      if (!ended.has(cookie.clearId)) return;
      // A rule goes on removing it, and counts how often; here the tale would go to and fro.
      if (byRule) watched.delete(id);
      gather(cookie);
      return;
    }
    if (cookie.goneAt === null || cookie.back) return; // set before we cleared it, or told already
    cookie.back = { at: change.at, after: Math.max(0, change.at - cookie.goneAt) };
    cookie.cameBack = true;
    if (ended.has(cookie.clearId)) gather(cookie);
  }

  function gather(cookie: Watched): void {
    const first = gathered.size === 0;
    gathered.add(cookie);
    if (!first) return;
    deps.later(() => {
      const cookies = [...gathered];
      gathered.clear();
      void tell(cookies, new Map()).catch(() => undefined); // what the queue could not do is told with the next look
      identify(cookies);
    }, GATHER);
  }

  /** Finds out who set them, of as many as are told one by one. */
  function identify(cookies: readonly Watched[]): void {
    const back = cookies.filter((cookie) => isHeard(cookie.back)).slice(0, MOST_EXCEPTIONS);
    if (back.length === 0) return;
    deps.later(() => void findSetters(back).catch(() => undefined), SETTLING); // it is told without the setter then
  }

  async function findSetters(cookies: readonly Watched[]): Promise<void> {
    const setters = new Map<Watched, SetBy>();
    for (const cookie of cookies) {
      const { key, httpOnly, actedAt: awaySince, back } = cookie;
      const setBy = isHeard(back) ? await deps.setterOf({ key, httpOnly, awaySince, at: back.at }) : null;
      if (setBy) setters.set(cookie, setBy);
    }
    await tell([...setters.keys()], setters);
  }

  /** Puts into the outcomes what is known now. */
  async function tell(cookies: readonly Watched[], setters: ReadonlyMap<Watched, SetBy>): Promise<void> {
    for (const [clearId, ofClear] of groupBy(cookies, (cookie) => cookie.clearId)) {
      await deps.queue.run(async () => {
        const operation = await deps.journal.find(clearId);
        if (!operation || !ended.has(clearId)) return;
        await deps.journal.note(note(operation, ofClear, setters));
        deps.tellChanged(clearId);
      });
    }
  }

  return {
    watch(operation, cookies, isGone) {
      const back = new Set(operation.back);
      for (const [place, cookie] of cookies.entries()) {
        const { key, attributes } = cookie;
        watched.set(cookieKeyId(key), {
          clearId: operation.id,
          place,
          key,
          httpOnly: attributes.httpOnly,
          actedAt: operation.at,
          until: Number.POSITIVE_INFINITY,
          goneAt: isGone(cookie, place) ? operation.at : null,
          back: back.has(place) ? 'told' : null,
          cameBack: false,
          wentByUs: operation.state === 'cleared',
        });
      }
    },
    back: (clearId) =>
      new Map(ofClear(clearId).flatMap(({ place, back }) => (isHeard(back) ? [[place, back.after]] : []))),
    told(operation) {
      ended.add(operation.id);
      const [stayed, back] = [new Set([...operation.still, ...operation.anew]), new Set(operation.back)];
      const until = (operation.clearedAt ?? deps.now()) + WATCHED_FOR;
      const known: Watched[] = [];
      for (const cookie of ofClear(operation.id)) {
        cookie.until = until;
        if (stayed.has(cookie.place)) {
          Object.assign(cookie, { goneAt: null, back: null });
          continue;
        }
        cookie.goneAt ??= deps.now();
        // Between the last look and now it may have come back, or gone again.
        if (isHeard(cookie.back) && back.has(cookie.place)) known.push(cookie);
        else if (isHeard(cookie.back) || (cookie.cameBack && back.has(cookie.place))) gather(cookie);
      }
      identify(known);
      deps.later(() => {
        for (const [id, cookie] of watched) if (cookie.until <= deps.now()) watched.delete(id);
      }, until - deps.now());
    },
    hear,
    ready() {
      const before = waiting ?? [];
      waiting = null;
      for (const [change, own] of before) hear(change, own);
    },
    forget(clearId) {
      ended.delete(clearId);
      for (const { key } of ofClear(clearId)) watched.delete(cookieKeyId(key));
    },
  };
}

function note(operation: Operation, cookies: readonly Watched[], setters: ReadonlyMap<Watched, SetBy>): Operation {
  const places = new Set(cookies.map(({ place }) => place));
  const [still, anew, back] = [new Set(operation.still), new Set(operation.anew), new Set(operation.back)];
  const news = cookies.map((cookie) => ({ key: cookie.key, is: resultNow(cookie, setters.get(cookie) ?? null) }));
  // Of many, not each has its own line.
  const wasOf = (at: number, counts: ClearTally['counts']): ClearResult => {
    const place = cookies[at]?.place ?? -1;
    if (back.has(place)) return 'came-back';
    if (still.has(place)) return 'still-there';
    if (anew.has(place)) return 'set-anew';
    return (['gone', 'unreadable', 'no-access'] as const).find((result) => counts[result] > 0) ?? 'gone';
  };
  const nowBack = cookies.filter((cookie) => isHeard(cookie.back)).map(({ place }) => place);
  return {
    ...operation,
    tally: mutable(retally(operation.tally, news, wasOf)),
    still: operation.still.filter((place) => !places.has(place)),
    anew: operation.anew.filter((place) => !places.has(place)),
    back: [...operation.back.filter((place) => !places.has(place)), ...nowBack],
  };
}

function resultNow({ key, back }: Watched, setBy: SetBy | null): ClearException | { readonly result: 'gone' } {
  return isHeard(back) ? { key, result: 'came-back', after: back.after, setBy } : { result: 'gone' };
}

/** A coming back that this background heard of itself. */
function isHeard(back: Watched['back']): back is Exclude<Watched['back'], 'told' | null> {
  return back !== null && back !== 'told';
}

/** A tally as the journal keeps it. */
export function mutable({ counts, exceptions }: ClearTally): Operation['tally'] {
  return { counts: { ...counts }, exceptions: [...exceptions] };
}
