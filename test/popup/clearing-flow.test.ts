import { describe, expect, it } from 'vitest';
import type { ClearPlan } from '../../src/core/clearing/clearing.ts';
import type { Reply } from '../../src/messaging/protocol.ts';
import { type Clearing, createClearingFlow } from '../../src/popup/clearing-flow.ts';
import { outcomeOf, planOf } from './world.tsx';

const scope = { kind: 'everything', tabId: 7 } as const;

function createFlow() {
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
    },
    (clearing) => steps.push(clearing),
  );
  const answerPlan = async (n: number, plan: ClearPlan) => {
    plans[n]?.({ ok: true, value: plan });
    await new Promise((done) => setTimeout(done)); // lets the flow take the answer in
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

  it('offers no undo where nothing was removed', async () => {
    const { flow, answerPlan, last } = createFlow();
    flow.ask(scope);
    await answerPlan(0, planOf(1));
    flow.confirm();
    await new Promise((done) => setTimeout(done));
    flow.undo();
    expect(last()).toMatchObject({ step: 'done' });
  });
});
