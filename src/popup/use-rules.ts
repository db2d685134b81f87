import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RuleInUse } from '../core/clearing/rules.ts';
import type { PageReport } from '../core/report/page-report.ts';
import type { PopupDeps } from './popup-deps.ts';
import type { RowRuleActs } from './row-acts.tsx';

/** The user's rules and what they have done, kept up to date; and how to make and remove one. */
export function useRules(deps: PopupDeps, { tabId, site, privateWindow }: PageReport): RowRuleActs {
  const [rules, setRules] = useState<readonly RuleInUse[]>([]);
  useEffect(() => {
    let wanted = true;
    const load = () =>
      void deps.rules(privateWindow).then((reply) => {
        // Without them a row still carries its mark; it only says less.
        if (wanted && reply.ok) setRules(reply.value);
      });
    load();
    const stop = deps.onRulesChanged(load);
    return () => {
      wanted = false;
      stop();
    };
  }, [deps, privateWindow]);
  return useMemo(
    () => ({
      site,
      rules,
      onWish: async (wish) => (await deps.addRule(wish, tabId)).ok,
      onRemoveRule: async (ruleId) => (await deps.removeRule(ruleId)).ok,
    }),
    [deps, rules, site, tabId],
  );
}
