import type { UndoOffer } from '../core/clearing/clearing.ts';
import type { Reply } from '../messaging/protocol.ts';
import type { ClearingSource } from './clearing-flow.ts';
import type { FeedSource } from './report-feed.ts';

/** Everything the popup needs from outside; the tests hand in a world of their own. */
export interface PopupDeps extends FeedSource, ClearingSource {
  /** The page is a tab of its own, not the panel of the toolbar button. */
  readonly inTab: boolean;
  /** The last clear that can still be undone. */
  undoable(tabId: number): Promise<Reply<UndoOffer | null>>;
  openReport(tabId: number): void;
  /** Opens the page with the whole policy, at a clause if one is named. */
  openPolicy(tabId: number, clauseId?: string): void;
  openOptions(): void;
  reload(tabId: number): void;
  /** Resolves once the user has answered the browser's question. */
  requestAccess(): Promise<boolean>;
}
