import { describe, expect, it } from 'vitest';
import type { ClearPlan } from '../../src/core/clearing/clearing.ts';
import type { Reply } from '../../src/messaging/protocol.ts';
import { type Clearing, countClearResults, createClearingFlow } from '../../src/popup/clearing-flow.ts';
import { REPORTS } from '../gallery/reports.ts';

const scope = { kind: 'everything', tabId: 7 } as const;
const key = REPORTS.shop.rows[0]?.key;
const keys = key === undefined ? [] : [key];

function createFlow() {
  const steps: Clearing[] = [];
  const plans: ((reply: Reply<ClearPlan>) => void)[] = [];
  const cleared: unknown[] = [];
  const flow = createClearingFlow(
    {
      plan: () => new Promise((answer) => plans.push(answer)),
      clear: async (asked) => {
        cleared.push(asked);
        return { ok: true, value: { undoId: null, results: [] } };
      },
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
    await answerPlan(0, { keys, signsOutOf: [], companies: [] });
    expect(last()).toMatchObject({ step: 'preview' });
    flow.confirm();
    flow.confirm();
    expect(cleared).toEqual([keys]);
  });

  it('drops a plan that comes after the wish was taken back', async () => {
    const { flow, answerPlan, last } = createFlow();
    flow.ask(scope);
    flow.close();
    await answerPlan(0, { keys, signsOutOf: [], companies: [] });
    expect(last()).toEqual({ step: 'idle' });
  });

  it('shows the plan of the last wish, whichever comes first', async () => {
    const { flow, answerPlan, last } = createFlow();
    flow.ask(scope);
    flow.ask(scope);
    await answerPlan(1, { keys, signsOutOf: [], companies: [] });
    await answerPlan(0, { keys: [], signsOutOf: ['stale'], companies: [] });
    expect(last()).toMatchObject({ step: 'preview', plan: { signsOutOf: [] } });
  });

  it('offers no undo where nothing was removed', async () => {
    const { flow, answerPlan, last } = createFlow();
    flow.ask(scope);
    await answerPlan(0, { keys, signsOutOf: [], companies: [] });
    flow.confirm();
    await new Promise((done) => setTimeout(done));
    flow.undo();
    expect(last()).toMatchObject({ step: 'done' });
  });

  it('counts each result apart', () => {
    const results = (['gone', 'was-gone', 'was-gone', 'still-there', 'set-again', 'unreadable'] as const).flatMap(
      (result) => keys.map((each) => ({ key: each, result })),
    );
    expect(countClearResults({ undoId: null, results })).toEqual({
      gone: 1,
      'was-gone': 2,
      'still-there': 1,
      'set-again': 1,
      unreadable: 1,
    });
  });
});
