import type { ClearOutcome, ClearPlan, ClearScope, UndoOutcome } from '../../../src/core/clearing/clearing.ts';
import type { MessageName, RequestOf, ResponseOf } from '../../../src/messaging/protocol.ts';
import type { Session } from './types.ts';

/** Asks the background, as the popup does. Rejects with the background's own words where it refuses. */
export async function ask<N extends MessageName>(
  session: Session,
  type: N,
  body: RequestOf<N>,
): Promise<ResponseOf<N>> {
  // As text: Firefox's protocol sends an object that occurs twice only once.
  const text = await session.asExtension(
    async (message) => JSON.stringify(await chrome.runtime.sendMessage(JSON.parse(message))),
    JSON.stringify({ type, body }),
  );
  const reply = JSON.parse(text);
  if (!reply.ok) throw new Error(reply.message);
  return reply.value;
}

/** Plans and clears, as one who reads the plan and confirms it. */
export async function clearScope(
  session: Session,
  scope: ClearScope,
): Promise<{ readonly plan: ClearPlan; readonly outcome: ClearOutcome }> {
  const plan = await ask(session, 'cookies:plan', { scope });
  return { plan, outcome: await ask(session, 'cookies:clear', { planId: plan.planId }) };
}

/** Counts that are not zero. */
export const counted = ({ counts }: ClearOutcome | UndoOutcome): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
