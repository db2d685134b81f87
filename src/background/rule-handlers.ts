import { compileRules } from '../core/clearing/match-rules.ts';
import type { RuleInUse, RuleTarget } from '../core/clearing/rules.ts';
import { Failure, type Handlers } from '../messaging/router.ts';
import type { TabInfo } from '../platform/tabs.ts';
import type { Keeper } from './keeper.ts';
import type { KeeperLog } from './keeper-log.ts';
import type { HeldRule, RulesStore } from './rules-store.ts';

export interface RuleHandlersDeps {
  readonly rules: RulesStore;
  readonly keeper: Keeper;
  readonly log: KeeperLog;
  readonly describeTab: (tabId: number) => Promise<TabInfo | null>;
  readonly isPrivateStore: (storeId: string) => boolean;
  readonly vendorName: (vendorId: string) => Promise<string | null>;
  /** What rules mean has changed: reports are to be made anew, and views told. */
  readonly changed: () => void;
  readonly now: () => number;
}

/** The answers to all that pages of the extension ask of rules. */
export function createRuleHandlers(
  deps: RuleHandlersDeps,
): Pick<Handlers, 'rules:list' | 'rules:add' | 'rules:remove'> {
  const { rules, keeper, log } = deps;
  const labels = new Map<string, string>();

  async function describe({ rule }: HeldRule, privateWindow: boolean): Promise<RuleInUse> {
    const deeds = await log.deeds(rule.id, (storeId) => privateWindow || !deps.isPrivateStore(storeId), deps.now());
    return { ...rule, ...deeds, label: await labelOf(rule.target) };
  }

  async function labelOf(target: RuleTarget): Promise<string> {
    if (target.kind === 'site') return target.site;
    if (target.kind === 'cookie') return `${target.name} · ${target.domain}`;
    const known = labels.get(target.vendorId);
    if (known !== undefined) return known;
    const name = (await deps.vendorName(target.vendorId)) ?? target.vendorId;
    labels.set(target.vendorId, name);
    return name;
  }

  function refuseNonsense(target: RuleTarget): void {
    const domain = target.kind === 'site' ? target.site : target.kind === 'cookie' ? target.domain : null;
    if (domain !== null && !/^\.?[^\s./:]+(\.[^\s./:]+)*\.?$|^\[[0-9a-f:.]+\]$/i.test(domain)) {
      throw new Failure('failed', 'this is not the name of a site');
    }
  }

  return {
    async 'rules:list'({ privateWindow }) {
      const told = (await rules.list()).filter(({ storeId }) => privateWindow || storeId === null);
      const described = await Promise.all(told.map((held) => describe(held, privateWindow)));
      return described.toReversed().sort((a, b) => b.madeAt - a.madeAt);
    },

    async 'rules:add'({ wish, tabId }, sender) {
      refuseNonsense(wish.target);
      const from = tabId ?? sender.tabId;
      const tab = from === null ? null : await deps.describeTab(from);
      // It may have been a private one, of which nothing may reach the disk.
      if (from !== null && tab === null) throw new Failure('not-found', 'the tab is gone');
      const inPrivate = tab?.privateWindow ?? false;
      const made = await rules.add(wish, inPrivate && tab ? tab.storeId : null).catch(() => {
        throw new Failure('failed', 'the rule could not be saved');
      });
      if (made === null) throw new Failure('failed', 'there is no room for another rule');
      if (made.isNew) keeper.rulesChanged();
      const { keepsClear, domains } = compileRules([made.held.rule]);
      // Also where there was one like it: a background may have been stopped before it had looked at what lies there.
      if (keepsClear) await keeper.sweep({ domains, usedIn: tabId === null ? null : (tab?.storeId ?? null) });
      if (made.isNew) deps.changed();
      return describe(made.held, inPrivate);
    },

    async 'rules:remove'({ ruleId }) {
      const found = await rules.remove(ruleId).catch(() => {
        throw new Failure('failed', 'the rule could not be removed');
      });
      if (!found) throw new Failure('not-found', 'there is no such rule any more');
      keeper.rulesChanged();
      await log.forgetRule(ruleId);
      deps.changed();
      return null;
    },
  };
}
