import type { RuleInUse, RuleWish } from '../core/clearing/rules.ts';
import type { Reply } from '../messaging/protocol.ts';
import type { MessageId } from '../ui/text.ts';

export interface RulesView {
  /** Newest first; `null` until they are there. */
  readonly rules: readonly RuleInUse[] | null;
  readonly problem: { readonly id: MessageId; readonly message: string } | null;
}

export interface RulesSource {
  load(): Promise<Reply<readonly RuleInUse[]>>;
  add(wish: RuleWish): Promise<Reply<RuleInUse>>;
  remove(ruleId: string): Promise<Reply<null>>;
  /** Calls back when rules, or what they did, changed; gives the function that stops it. */
  onChanged(listener: () => void): () => void;
}

/** Keeps the list as the background has it. A rule that is removed goes from the list at once. */
export function createRulesFeed(source: RulesSource, show: (view: RulesView) => void) {
  let view: RulesView = { rules: null, problem: null };
  let asked = 0;
  /** Removed here, and perhaps still in an answer that is on its way. */
  const removed = new Set<string>();

  function publish(change: Partial<RulesView>): void {
    view = { ...view, ...change };
    show(view);
  }

  async function load(): Promise<void> {
    asked += 1;
    const mine = asked;
    const reply = await source.load();
    if (mine !== asked) return; // a newer answer is on its way
    if (reply.ok) publish({ rules: reply.value.filter(({ id }) => !removed.has(id)) });
    else publish({ problem: { id: 'options_rules_failed', message: reply.message } });
  }

  /** Says it where something was refused, and shows how things stand. */
  async function settle(reply: Promise<Reply<unknown>>): Promise<boolean> {
    const { ok, ...rest } = await reply;
    publish({ problem: ok || !('message' in rest) ? null : { id: 'options_rules_refused', message: rest.message } });
    return ok;
  }

  const stop = source.onChanged(() => void load());
  void load();

  return {
    stop,
    async add(wish: RuleWish): Promise<void> {
      await settle(source.add(wish));
      await load();
    },
    async remove(ruleId: string): Promise<void> {
      removed.add(ruleId);
      publish({ rules: view.rules?.filter(({ id }) => id !== ruleId) ?? null });
      if (!(await settle(source.remove(ruleId)))) removed.delete(ruleId);
      await load();
    },
  };
}
