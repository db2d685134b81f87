import type {
  ClearOutcome,
  ClearPlan,
  ClearProgress,
  ClearScope,
  UndoOffer,
  UndoOutcome,
} from '../../core/clearing/clearing.ts';
import { type CookieKey, cookieKeyId } from '../../core/cookies/cookie-key.ts';
import type { JarChange } from '../../core/report/change-log.ts';
import { Failure } from '../../messaging/router.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import type { OwnChange } from '../own-changes.ts';
import { createSerialQueue } from '../serial-queue.ts';
import { type ClearDeps, clearPlanned, resumeClear } from './clear.ts';
import { type ComeBacksDeps, createComeBacks, WATCHED_FOR } from './come-backs.ts';
import { createJournal } from './journal.ts';
import { makePlan, type PlanningDeps } from './make-plan.ts';
import { createPlans } from './plans.ts';
import type { Operation } from './shapes.ts';
import { resumeUndo, type UndoDeps, undoOperation, undoOutcome } from './undo.ts';

/** A background that is stopped in the middle is woken again after so long, in ms, if nothing else does. */
const PICKED_UP_WITHIN = 60_000;
/** Progress is told no more often than this, in ms. */
const PROGRESS_EVERY = 100;

export interface Clearing {
  /** Goes on with what a background before this one was stopped in. Cheap where there is nothing. */
  resume(): Promise<void>;
  plan(scope: ClearScope): Promise<ClearPlan>;
  /** Carries out a plan; one that was carried out already is not carried out again. The clear's id is the plan's. */
  clear(planId: string): Promise<ClearOutcome>;
  /** Clears what no person has to be shown before, as they chose it once and for all; it can be undone as any clear. */
  clearKeys(keys: readonly CookieKey[]): Promise<ClearOutcome>;
  outcome(clearId: string): Promise<ClearOutcome>;
  /** The clear or undo of cookies of this store that runs right now; what runs is not waited for. */
  underWay(storeId: string): ClearProgress | null;
  /**
   * The last clear of this cookie store that can still be undone, first of all of those that the user asked for. Private
   * windows are offered only their own.
   */
  undoable(storeId: string): Promise<UndoOffer | null>;
  /** May be asked for again: for newer cookies with `overwrite`, or once access was given. */
  undo(clearId: string, overwrite: boolean): Promise<UndoOutcome>;
  hear(change: JarChange, own: OwnChange | null): void;
  /** Drops all that is kept of private windows: the last of them was closed. */
  forgetPrivate(): Promise<void>;
}

export interface ClearingDeps
  extends Pick<ClearDeps, 'readJar' | 'expireCookie' | 'withheld' | 'expectOwnChanges'>,
    Pick<UndoDeps, 'writeCookie' | 'keptClear'>,
    Omit<PlanningDeps, 'plans'>,
    Pick<ComeBacksDeps, 'setterOf' | 'tellChanged' | 'now' | 'later'> {
  readonly privateWindowsOpen: () => Promise<boolean>;
  readonly isPrivateStore: (storeId: string) => boolean;
  readonly store: KeyValueStore;
  readonly tellProgress: (progress: ClearProgress) => void;
  /**
   * Wakes the background at that time, in milliseconds since the epoch, though it sleeps; `resume` is to be called then.
   * Takes the place of what was said before; `null` of nothing.
   */
  readonly wakeAt: (time: number | null) => void;
}

/**
 * Clears cookies and gives them back, one operation after the other. What is said of a cookie afterwards was read from
 * the jar afterwards: the browser's own answer to a removal tells nothing.
 */
export function createClearing(deps: ClearingDeps): Clearing {
  const queue = createSerialQueue();
  const plans = createPlans(deps.store, deps.now);
  const journal = createJournal({ store: deps.store, makeRoom: plans.leaveStore, changed: wakeInTime });
  const comeBacks = createComeBacks({ ...deps, journal, queue });
  /** Cookies that others have set since the clear or undo that is under way began; `null` while there is none. */
  let setByOthers: Set<string> | null = null;
  let underWay: { readonly storeIds: readonly string[]; readonly progress: ClearProgress } | null = null;
  const setMeanwhile = (key: CookieKey) => setByOthers?.has(cookieKeyId(key)) ?? false;
  const parts = { ...deps, journal, comeBacks, progress, setMeanwhile };
  /** Where nobody waits for a clear, its progress would only take a view from what it shows. */
  const partsFor = (byHand: boolean) => (byHand ? parts : { ...parts, progress: () => () => undefined });
  let resuming: Promise<void> | null = null;

  /** One task after the other, and first of all what was left undone. */
  function run<T>(task: () => Promise<T>): Promise<T> {
    return queue.run(async () => {
      resuming ??= pickUp().catch((error: unknown) => {
        resuming = null; // tried again with the next question
        throw error;
      });
      await resuming;
      await forgetOld();
      return task();
    });
  }

  /** Hears meanwhile what others set. */
  async function listening<T>(work: () => Promise<T>): Promise<T> {
    setByOthers = new Set();
    try {
      return await work();
    } catch (error) {
      resuming = null; // cut off, as by the end of a background: the next question goes on with it
      throw error;
    } finally {
      setByOthers = null;
      underWay = null;
    }
  }

  async function pickUp(): Promise<void> {
    const operations = await journal.all();
    if (operations.some(({ privateWindow }) => privateWindow) && !(await deps.privateWindowsOpen())) {
      await forget(({ privateWindow }) => privateWindow);
    }
    await forgetOld();
    for (const operation of await journal.all()) {
      if (operation.state === 'clearing') {
        await listening(() => resumeClear(partsFor(operation.byHand), operation));
        deps.tellChanged(operation.id);
      } else if (operation.state === 'undoing') {
        await listening(() => resumeUndo(parts, operation));
        deps.tellChanged(operation.id);
      } else if (!operation.undone && deps.now() - (operation.clearedAt ?? 0) < WATCHED_FOR) {
        await watchAgain(operation);
      }
    }
    comeBacks.ready();
  }

  async function watchAgain(operation: Operation): Promise<void> {
    const stayed = new Set([...operation.still, ...operation.anew]);
    comeBacks.watch(operation, await journal.cookies(operation.id), (_, place) => !stayed.has(place));
    comeBacks.told(operation);
  }

  /** Values are not kept longer than they can be asked for; but what is under way comes to its end before. */
  async function forgetOld(): Promise<void> {
    await forget(({ state, until }) => state === 'cleared' && deps.now() > until);
  }

  /** Sees to it that each is dropped in time, or ended where it was cut off. */
  function wakeInTime(operations: readonly Operation[]): void {
    const times = operations.map(({ state, until }) =>
      state === 'cleared' ? until + 1 : deps.now() + PICKED_UP_WITHIN,
    );
    deps.wakeAt(times.length > 0 ? Math.min(...times) : null);
  }

  async function forget(which: (operation: Operation) => boolean): Promise<void> {
    for (const { id } of (await journal.all()).filter(which)) comeBacks.forget(id);
    await journal.drop(which);
  }

  function progress(
    { id: clearId, storeIds }: Operation,
    doing: ClearProgress['doing'],
    total: number,
  ): (done: number) => void {
    let last = Number.NEGATIVE_INFINITY;
    const note = (done: number) => {
      underWay = { storeIds, progress: { clearId, doing, done, total } };
      return underWay.progress;
    };
    note(0);
    return (done) => {
      const progress = note(done);
      if (done < total && deps.now() - last < PROGRESS_EVERY) return;
      last = deps.now();
      deps.tellProgress(progress);
    };
  }

  /** Cookies that undo would put back. */
  function left({ until, kept, still, undone }: Operation): number {
    if (deps.now() > until) return 0;
    return undone === null ? kept - still.length : undone.again;
  }

  function tellOutcome(operation: Operation): ClearOutcome {
    const { id: clearId, tally, resumed } = operation;
    return { clearId, undoable: left(operation) > 0, ...tally, resumed };
  }

  return {
    resume: () => run(async () => wakeInTime(await journal.all())),
    plan: (scope) => makePlan({ ...deps, plans }, scope),
    clear: (planId) =>
      run(async () => {
        const done = await journal.find(planId);
        if (done) return tellOutcome(done);
        const kept = await plans.get(planId);
        if (!kept) throw new Failure('not-found', 'this plan is too old; look again at what would be cleared');
        const operation = await listening(() => clearPlanned(parts, kept, true));
        await plans.remove((each) => each.planId === planId);
        deps.tellChanged(operation.id);
        return tellOutcome(operation);
      }),
    clearKeys: (keys) =>
      run(async () => {
        const privateWindow = keys.some(({ storeId }) => deps.isPrivateStore(storeId));
        const planned = { planId: deps.newId(), at: deps.now(), privateWindow, keys };
        const operation = await listening(() => clearPlanned(partsFor(false), planned, false));
        deps.tellChanged(operation.id);
        return tellOutcome(operation);
      }),
    outcome: (clearId) =>
      run(async () => {
        const operation = await journal.find(clearId);
        if (!operation) throw new Failure('not-found', 'nothing is known of this clear');
        return tellOutcome(operation);
      }),
    underWay: (storeId) => (underWay?.storeIds.includes(storeId) ? underWay.progress : null),
    undoable: (storeId) =>
      run(async () => {
        const offers = (await journal.all()).filter((each) => each.storeIds.includes(storeId) && left(each) > 0);
        // What was tried and did not work may not work again.
        const untried = offers.filter(({ undone }) => undone === null);
        const last = untried.findLast(({ byHand }) => byHand) ?? untried.at(-1) ?? offers.at(-1);
        return last ? { clearId: last.id, count: left(last), until: last.until } : null;
      }),
    undo: (clearId, overwrite) =>
      run(async () => {
        const operation = await journal.find(clearId);
        if (!operation || (operation.kept === 0 && !operation.undone)) {
          throw new Failure('not-found', 'there is nothing to undo any more');
        }
        comeBacks.forget(clearId);
        if (operation.kept === 0) return undoOutcome(operation, []);
        const outcome = await listening(() => undoOperation(parts, operation, overwrite));
        deps.tellChanged(clearId);
        return outcome;
      }),
    hear(change, own) {
      if (own === null && !change.removed) setByOthers?.add(cookieKeyId(change.key));
      comeBacks.hear(change, own);
    },
    forgetPrivate: () =>
      run(async () => {
        await forget(({ privateWindow }) => privateWindow);
        await plans.remove(({ privateWindow }) => privateWindow);
      }),
  };
}
