import { describe, expect, it } from 'vitest';
import type { ClearOutcome, ClearPlan } from '../../src/core/clearing/clearing.ts';
import type { Reply } from '../../src/messaging/protocol.ts';
import { type Clearing, type ClearingSource, createClearingFlow } from '../../src/popup/clearing-flow.ts';
import { outcomeOf, planOf } from './world.tsx';

const scope = { kind: 'everything', tabId: 7 } as const;

const NOT_ASKED = { ok: false, code: 'failed', message: 'not asked for' } as const;

/** Lets the flow take an answer in. */
const settled = () => new Promise((done) => setTimeout(done));

function createFlow(more: Partial<ClearingSource> = {}) {
  const steps: Clearing[] = [];
  const plans: ((reply: Reply<ClearPlan>) => void)[] = [];
  const cleared: unknown[] = [];
  const flow = createClearingFlow(
    {
      plan: () => new Promise((answer) => plans.push(answer)),
      clear: async (asked) => {
        cleared.push(asked);
        return { ok: true, value: outcomeOf({}) };
      },
      outcome: async () => ({ ok: true, value: outcomeOf({}) }),
      undo: async () => ({ ok: false, code: 'not-found', message: 'too late' }),
      ...more,
    },
    (clearing) => steps.push(clearing),
  );
  const answerPlan = async (n: number, plan: ClearPlan) => {
    plans[n]?.({ ok: true, value: plan });
    await settled();
  };
  return { flow, steps, cleared, answerPlan, last: () => steps.at(-1) };
}

describe('the way of a clear', () => {
  it('clears nothing before it was confirmed, and then exactly what was shown', async () => {
    const { flow, cleared, answerPlan, last } = createFlow();
    flow.ask(scope);
    flow.confirm();
    expect(cleared).toEqual([]);
    await answerPlan(0, planOf(1));
    expect(last()).toMatchObject({ step: 'preview' });
    flow.confirm();
    flow.confirm();
    expect(cleared).toEqual(['plan']);
  });

  it('drops a plan that comes after the wish was taken back', async () => {
    const { flow, answerPlan, last } = createFlow();
    flow.ask(scope);
    flow.close();
    await answerPlan(0, planOf(1));
    expect(last()).toEqual({ step: 'idle' });
  });

  it('shows the plan of the last wish, whichever comes first', async () => {
    const { flow, answerPlan, last } = createFlow();
    flow.ask(scope);
    flow.ask(scope);
    await answerPlan(1, planOf(1));
    await answerPlan(0, planOf(1, { signsOutOf: ['stale'] }));
    expect(last()).toMatchObject({ step: 'preview', plan: { signsOutOf: [] } });
  });

  it('asks again where the background was stopped in the middle, once', async () => {
    const replies: Reply<ClearOutcome>[] = [
      { ok: false, code: 'unanswered', message: 'the channel closed' },
      { ok: true, value: outcomeOf({ gone: 1 }) },
      { ok: false, code: 'unanswered', message: 'the channel closed' },
      { ok: false, code: 'unanswered', message: 'there is no background' },
    ];
    const { flow, answerPlan, last } = createFlow({ clear: async () => replies.shift() ?? NOT_ASKED });
    for (const [plan, step] of ['done', 'failed'].entries()) {
      flow.ask(scope);
      await answerPlan(plan, planOf(1));
      flow.confirm();
      await settled();
      expect(last()).toMatchObject({ step });
      flow.close();
    }
    expect(replies).toEqual([]);
  });

  it('shows a clear that another view began to its end, also where a later background ends it', async () => {
    const replies: Reply<ClearOutcome>[] = [
      { ok: false, code: 'unanswered', message: 'the channel closed' },
      { ok: true, value: outcomeOf({ gone: 100 }) },
      { ok: true, value: outcomeOf({ gone: 100 }) },
    ];
    const { flow, last } = createFlow({ outcome: async () => replies.shift() ?? NOT_ASKED });
    flow.join({ clearId: 'c', doing: 'clear', done: 100, total: 100 });
    expect(last()).toMatchObject({ step: 'working' });
    await settled();
    expect(last()).toMatchObject({ step: 'done', outcome: { counts: { gone: 100 } } });
    flow.close();
    flow.join({ clearId: 'c', doing: 'undo', done: 50, total: 100 });
    expect(last()).toMatchObject({ step: 'undoing' });
    await settled();
    expect(last()).toEqual({ step: 'idle' });
  });

  it('shows the progress of its own clear alone', async () => {
    const { flow, answerPlan, last } = createFlow({ clear: () => new Promise(() => {}) });
    flow.ask(scope);
    await answerPlan(0, planOf(4));
    flow.confirm();
    flow.progress({ clearId: 'another', doing: 'clear', done: 1, total: 2 });
    expect(last()).toMatchObject({ step: 'working', howFar: null });
    flow.progress({ clearId: 'plan', doing: 'clear', done: 2, total: 4 });
    expect(last()).toMatchObject({ step: 'working', howFar: { done: 2, total: 4 } });
  });

  it('offers no undo where nothing was removed', async () => {
    const { flow, answerPlan, last } = createFlow();
    flow.ask(scope);
    await answerPlan(0, planOf(1));
    flow.confirm();
    await settled();
    flow.undo();
    expect(last()).toMatchObject({ step: 'done' });
  });
});
