import type { CatalogueLookup } from '../core/catalogue/lookup.ts';
import type { Handlers } from '../messaging/router.ts';
import type { TabInfo } from '../platform/tabs.ts';
import { createKeeper, type Keeper, type KeeperDeps } from './keeper.ts';
import { createKeeperLog } from './keeper-log.ts';
import { createRuleHandlers } from './rule-handlers.ts';
import { createRuleJudge, type RuleJudge } from './rule-judge.ts';
import { createRulesStore, type RulesStore, type RulesStoreDeps } from './rules-store.ts';
import { createSerialQueue } from './serial-queue.ts';
import type { VisitedSites } from './visited-sites.ts';

/** A browser still names a private window's cookies for some ms after the last of its tabs closed. */
const WINDOW_CLOSES = 2000;

type Lookup = () => Promise<Pick<CatalogueLookup, 'classify' | 'vendorName'>>;

export interface Rules {
  readonly store: RulesStore;
  readonly judge: RuleJudge;
  readonly session: RulesStoreDeps['session'];
}

/** The part of the background that knows the user's rules. */
export function createRules(
  deps: Omit<RulesStoreDeps, 'queue'> & { readonly lookup: Lookup; readonly visited: VisitedSites },
): Rules {
  const store = createRulesStore({ ...deps, queue: createSerialQueue() });
  const judge = createRuleJudge({ rules: store, lookup: deps.lookup, shownSites: deps.visited.shownIn });
  return { store, judge, session: deps.session };
}

export interface RuleKeeping {
  readonly keeper: Keeper;
  readonly handlers: Pick<Handlers, 'rules:list' | 'rules:add' | 'rules:remove'>;
  /** A tab was closed; it may have been the last private one, also where nobody tells of its window. */
  tabRemoved(): void;
  /** The last private window was closed, perhaps a moment before another is opened. */
  privateWindowsClosed(): Promise<void>;
}

export interface RuleKeepingDeps extends Omit<KeeperDeps, 'rules' | 'judge' | 'log' | 'changed' | 'lookup'> {
  readonly lookup: Lookup;
  readonly privateStores: readonly string[];
  readonly describeTab: (tabId: number) => Promise<TabInfo | null>;
  /** There is more to tell of rules. */
  readonly tellViews: () => void;
  /** Rules mean other cookies than before. */
  readonly remakeReports: () => void;
}

/** The part of the background that acts on them. */
export function keepRules({ store, judge, session }: Rules, deps: RuleKeepingDeps): RuleKeeping {
  const log = createKeeperLog(session);
  const keeper = createKeeper({ ...deps, rules: store, judge, log, changed: deps.tellViews });
  const handlers = createRuleHandlers({
    rules: store,
    keeper,
    log,
    describeTab: deps.describeTab,
    isPrivateStore: (storeId) => deps.privateStores.includes(storeId),
    vendorName: async (id) => (await deps.lookup()).vendorName(id),
    changed() {
      deps.tellViews();
      deps.remakeReports();
    },
    now: deps.now,
  });

  /** What was ruled in private windows, and done in them, ends with the last of them. */
  async function endPrivateStores(stillOpen: readonly string[]): Promise<void> {
    for (const storeId of deps.privateStores) {
      if (stillOpen.includes(storeId)) continue;
      await store.endStore(storeId);
      await keeper.forgetStore(storeId);
      keeper.rulesChanged();
    }
  }

  return {
    keeper,
    handlers,
    tabRemoved: () =>
      deps.later(() => {
        const look = async () => endPrivateStores(await deps.stores());
        void look().catch(() => undefined); // with the next tab
      }, WINDOW_CLOSES),
    privateWindowsClosed: () => endPrivateStores([]),
  };
}
