import { rowsFrom, shorten } from '../core/report/build-report.ts';
import { Failure, type Handlers } from '../messaging/router.ts';
import type { TabInfo } from '../platform/tabs.ts';
import type { Clearing } from './clearing/engine.ts';
import type { Leaving } from './leaving.ts';
import type { Observers } from './observers.ts';
import type { PreferencesStore } from './preferences-store.ts';
import type { Reporter } from './reporter.ts';
import type { RuleKeeping } from './rules.ts';
import type { SiteDataHandlers } from './site-data.ts';

/** Rows that one message carries: what a view can take in within a few milliseconds. */
const ROWS_AT_ONCE = 400;

export interface HandlersDeps {
  readonly observers: Pick<Observers, 'page' | 'policy'>;
  readonly reporter: Pick<Reporter, 'report' | 'made' | 'survey' | 'hold'>;
  readonly leaving: Leaving['handlers'];
  readonly clearing: Clearing;
  readonly preferences: PreferencesStore;
  readonly rules: RuleKeeping['handlers'];
  readonly siteData: SiteDataHandlers;
  readonly describeTab: (tabId: number) => Promise<TabInfo | null>;
  /** The top document that a frame is part of now. */
  readonly documentOfFrame: (
    tabId: number,
    frameId: number,
    documentId: string | null,
  ) => Promise<{ readonly documentId: string } | null>;
  readonly openOptions: () => Promise<void>;
}

/** Which part of the background answers which message. */
export function createHandlers(deps: HandlersDeps): Handlers {
  const { observers, reporter, clearing, preferences } = deps;
  return {
    async 'page:seen'(seen, { tabId, frameId, documentId, url, origin }) {
      if (tabId === null || frameId === null) return null;
      const page = frameId === 0 ? { documentId } : await deps.documentOfFrame(tabId, frameId, documentId);
      if (page) await observers.page(seen, { tabId, documentId: page.documentId, url, origin });
      return null;
    },
    async 'policy:read'(text, { tabId, frameId, documentId, url }) {
      if (tabId !== null && frameId === 0) await observers.policy(text, { tabId, documentId, url });
      return null;
    },
    ...deps.leaving,
    async 'options:open'() {
      await deps.openOptions();
      return null;
    },
    async 'report:get'({ tabId, rows }) {
      const tab = await reporter.report(tabId);
      return tab.state === 'ready' && rows ? { ...tab, report: shorten(tab.report, rows) } : tab;
    },
    'report:rows'({ tabId, revision, from }) {
      const report = reporter.made(tabId, revision);
      return report && rowsFrom(report, from, ROWS_AT_ONCE);
    },
    'policy:survey': ({ privateWindow }) => reporter.survey(privateWindow),
    'cookies:plan': ({ scope }) => clearing.plan(scope),
    'cookies:clear': ({ planId }) => reporter.hold(() => clearing.clear(planId)),
    'cookies:outcome': ({ clearId }) => clearing.outcome(clearId),
    async 'cookies:under-way'({ tabId }) {
      const tab = await deps.describeTab(tabId);
      return tab && clearing.underWay(tab.storeId);
    },
    async 'cookies:undoable'({ tabId }) {
      const tab = await deps.describeTab(tabId);
      return tab && clearing.undoable(tab.storeId);
    },
    'cookies:undo': ({ clearId, overwrite }) => reporter.hold(() => clearing.undo(clearId, overwrite)),
    ...deps.rules,
    ...deps.siteData,
    'preferences:get': () => preferences.get(),
    async 'preferences:set'({ change }) {
      try {
        return await preferences.set(change);
      } catch {
        throw new Failure('failed', 'the choice could not be saved');
      }
    },
  };
}
