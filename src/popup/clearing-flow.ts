import type { ClearOutcome, ClearPlan, ClearProgress, ClearScope, UndoOutcome } from '../core/clearing/clearing.ts';
import type { Reply } from '../messaging/protocol.ts';

/** How much of the work is done; `null` until the first word of it. */
export interface HowFar {
  readonly done: number;
  readonly total: number;
}

/** Where a clear stands, from the wish to the proof. The scope is not known of a clear that another view began. */
export type Clearing =
  | { readonly step: 'idle' }
  | { readonly step: 'planning' }
  | { readonly step: 'preview'; readonly plan: ClearPlan; readonly scope: ClearScope }
  | {
      readonly step: 'working';
      readonly clearId: string;
      readonly scope: ClearScope | null;
      readonly count: number;
      readonly howFar: HowFar | null;
    }
  | { readonly step: 'done'; readonly scope: ClearScope | null; readonly outcome: ClearOutcome }
  | { readonly step: 'undoing'; readonly clearId: string; readonly howFar: HowFar | null }
  | { readonly step: 'undone'; readonly outcome: UndoOutcome }
  | { readonly step: 'failed'; readonly during: During; readonly message: string };

type During = 'planning' | 'working' | 'undoing';

export interface ClearingSource {
  plan(scope: ClearScope): Promise<Reply<ClearPlan>>;
  clear(planId: string): Promise<Reply<ClearOutcome>>;
  /** Answers when what runs has come to its end. */
  outcome(clearId: string): Promise<Reply<ClearOutcome>>;
  undo(clearId: string, overwrite: boolean): Promise<Reply<UndoOutcome>>;
}

/**
 * Asked for, shown, confirmed, done, proved, undone: each step only from the one before it. A late answer to a wish
 * that was dropped or replaced changes nothing on the screen.
 */
export function createClearingFlow(source: ClearingSource, show: (clearing: Clearing) => void) {
  let now: Clearing = { step: 'idle' };
  let turn = 0;

  function move(next: Clearing): void {
    now = next;
    show(next);
  }

  async function take<T>(during: During, ask: () => Promise<Reply<T>>, next: (value: T) => Clearing): Promise<void> {
    turn += 1;
    const mine = turn;
    let reply = await ask();
    // A background that is stopped in the middle leaves word for the next one, which goes on when it is asked again.
    if (!reply.ok && reply.code === 'unanswered') reply = await ask();
    if (mine !== turn) return;
    move(reply.ok ? next(reply.value) : { step: 'failed', during, message: reply.message });
  }

  function undo(clearId: string, overwrite: boolean): void {
    move({ step: 'undoing', clearId, howFar: null });
    void take(
      'undoing',
      () => source.undo(clearId, overwrite),
      (outcome) => ({ step: 'undone', outcome }),
    );
  }

  const busy = () => now.step === 'working' || now.step === 'undoing';

  return {
    isIdle: () => now.step === 'idle',
    ask(scope: ClearScope): void {
      if (busy()) return;
      move({ step: 'planning' });
      void take(
        'planning',
        () => source.plan(scope),
        (plan) => ({ step: 'preview', plan, scope }),
      );
    },
    confirm(): void {
      if (now.step !== 'preview') return;
      const { scope } = now;
      const { planId, count } = now.plan;
      move({ step: 'working', clearId: planId, scope, count, howFar: null });
      void take(
        'working',
        () => source.clear(planId),
        (outcome) => ({ step: 'done', scope, outcome }),
      );
    },
    undo(): void {
      if (now.step === 'done' && now.outcome.undoable) undo(now.outcome.clearId, false);
    },
    /** Tries again to put back what could not be had before. */
    undoAgain(): void {
      if (now.step === 'undone') undo(now.outcome.clearId, false);
    },
    /** Puts the old cookies back in the place of newer ones, once an undo has said that there are such. */
    overwrite(): void {
      if (now.step === 'undone' && now.outcome.overwritable > 0) undo(now.outcome.clearId, true);
    },
    /** Undoes a clear of a popup that was closed since. */
    undoEarlier(clearId: string): void {
      if (now.step === 'idle') undo(clearId, false);
    },
    /** Takes up a clear or an undo that was begun elsewhere and is still running. */
    join({ clearId, doing, done, total }: ClearProgress): void {
      if (now.step !== 'idle') return;
      const howFar = { done, total };
      const ended = () => source.outcome(clearId);
      if (doing === 'clear') {
        move({ step: 'working', clearId, scope: null, count: total, howFar });
        void take('working', ended, (outcome) => ({ step: 'done', scope: null, outcome }));
      } else {
        move({ step: 'undoing', clearId, howFar });
        // What an undo did is told to whoever asked for it.
        void take('undoing', ended, () => ({ step: 'idle' }));
      }
    },
    progress({ clearId, doing, done, total }: ClearProgress): void {
      if (now.step !== (doing === 'clear' ? 'working' : 'undoing') || now.clearId !== clearId) return;
      move({ ...now, howFar: { done, total } });
    },
    /** There is more to say of a clear, such as a cookie that came back. */
    async changed(clearId: string): Promise<void> {
      if (now.step !== 'done' || now.outcome.clearId !== clearId) return;
      const mine = turn;
      const reply = await source.outcome(clearId);
      if (mine === turn && reply.ok && now.step === 'done') move({ ...now, outcome: reply.value });
    },
    close(): void {
      if (busy()) return;
      turn += 1;
      move({ step: 'idle' });
    },
  };
}

export type ClearingFlow = ReturnType<typeof createClearingFlow>;
