import type {
  ClearOutcome,
  ClearPlan,
  ClearResult,
  ClearScope,
  UndoOutcome,
  UndoResult,
} from '../core/clearing/clearing.ts';
import type { Reply } from '../messaging/protocol.ts';

/** Where a clear stands, from the wish to the proof. */
export type Clearing =
  | { readonly step: 'idle' }
  | { readonly step: 'planning' }
  | { readonly step: 'preview'; readonly plan: ClearPlan }
  | { readonly step: 'working'; readonly count: number }
  | { readonly step: 'done'; readonly outcome: ClearOutcome }
  | { readonly step: 'undoing' }
  | { readonly step: 'undone'; readonly outcome: UndoOutcome }
  | { readonly step: 'failed'; readonly during: 'planning' | 'working' | 'undoing'; readonly message: string };

export interface ClearingSource {
  plan(scope: ClearScope): Promise<Reply<ClearPlan>>;
  clear(keys: ClearPlan['keys']): Promise<Reply<ClearOutcome>>;
  undo(undoId: string): Promise<Reply<UndoOutcome>>;
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

  async function take<T>(
    during: 'planning' | 'working' | 'undoing',
    asked: Promise<Reply<T>>,
    next: (value: T) => Clearing,
  ): Promise<void> {
    turn += 1;
    const mine = turn;
    const reply = await asked;
    if (mine !== turn) return;
    move(reply.ok ? next(reply.value) : { step: 'failed', during, message: reply.message });
  }

  function undo(undoId: string): void {
    move({ step: 'undoing' });
    void take('undoing', source.undo(undoId), (outcome) => ({ step: 'undone', outcome }));
  }

  return {
    ask(scope: ClearScope): void {
      if (now.step === 'working' || now.step === 'undoing') return;
      move({ step: 'planning' });
      void take('planning', source.plan(scope), (plan) => ({ step: 'preview', plan }));
    },
    confirm(): void {
      if (now.step !== 'preview') return;
      const { keys } = now.plan;
      move({ step: 'working', count: keys.length });
      void take('working', source.clear(keys), (outcome) => ({ step: 'done', outcome }));
    },
    undo(): void {
      if (now.step === 'done' && now.outcome.undoId !== null) undo(now.outcome.undoId);
    },
    /** Undoes a clear of a popup that was closed since. */
    undoEarlier(undoId: string): void {
      if (now.step === 'idle') undo(undoId);
    },
    close(): void {
      if (now.step === 'working' || now.step === 'undoing') return;
      turn += 1;
      move({ step: 'idle' });
    },
  };
}

export type ClearingFlow = ReturnType<typeof createClearingFlow>;

/** How many of each result. */
export function countClearResults(outcome: ClearOutcome): Record<ClearResult, number> {
  const counts = { gone: 0, 'was-gone': 0, 'set-again': 0, 'still-there': 0, unreadable: 0 };
  for (const { result } of outcome.results) counts[result] += 1;
  return counts;
}

export function countUndoResults(outcome: UndoOutcome): Record<UndoResult, number> {
  const counts = { restored: 0, 'expired-meanwhile': 0, 'newer-kept': 0, refused: 0 };
  for (const { result } of outcome.results) counts[result] += 1;
  return counts;
}
