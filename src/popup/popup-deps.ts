import type { ClearProgress, UndoOffer } from '../core/clearing/clearing.ts';
import type { RuleInUse, RuleWish } from '../core/clearing/rules.ts';
import type { Reply } from '../messaging/protocol.ts';
import type { ClearingSource } from './clearing-flow.ts';
import type { FeedSource } from './report-feed.ts';
import type { SiteDataSource } from './site-data-flow.ts';

/** Everything the popup needs from outside; the tests hand in a world of their own. */
export interface PopupDeps extends FeedSource, ClearingSource, SiteDataSource, RulesSource {
  /** The page is a tab of its own, not the panel of the toolbar button. */
  readonly inTab: boolean;
  /** What clears or undoes cookies of the tab's store right now, whoever asked for it. */
  underWay(tabId: number): Promise<Reply<ClearProgress | null>>;
  /** The last clear that can still be undone. */
  undoable(tabId: number): Promise<Reply<UndoOffer | null>>;
  /** How far clears and undos are, those of other views too. Gives the function that stops it. */
  onProgress(listener: (progress: ClearProgress) => void): () => void;
  /** There is more to say of a clear. */
  onClearChanged(listener: (clearId: string) => void): () => void;
  openReport(tabId: number): void;
  /** Opens the page with the whole policy, at a clause if one is named. */
  openPolicy(tabId: number, clauseId?: string): void;
  openOptions(): void;
  reload(tabId: number): void;
  /** Resolves once the user has answered the browser's question. */
  requestAccess(): Promise<boolean>;
  /** Asks for these hosts alone and what lies below them. Has to be called straight from a click. */
  requestHosts(hosts: readonly string[]): Promise<boolean>;
}

export interface RulesSource {
  rules(privateWindow: boolean): Promise<Reply<readonly RuleInUse[]>>;
  addRule(wish: RuleWish, tabId: number): Promise<Reply<RuleInUse>>;
  removeRule(ruleId: string): Promise<Reply<null>>;
  onRulesChanged(listener: () => void): () => void;
}
