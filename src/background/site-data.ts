import {
  asCounts,
  judgeSiteData,
  NOTHING_COUNTED,
  SITE_DATA_KINDS,
  type SiteData,
  type SiteDataCounts,
  type SiteDataKind,
  type SiteDataOutcome,
} from '../core/clearing/site-data.ts';
import { Failure, type Handlers } from '../messaging/router.ts';
import type { TabInfo } from '../platform/tabs.ts';
import { clearInPage, countInPage, keyInPage } from './site-data-in-page.ts';

/** How long after a clear it is looked at again: what a page puts back, it mostly puts back at once. */
const LOOK_AGAIN = 1000;
/** A page that is stuck answers nothing. */
const PATIENCE = 8000;

/** `key` of web storage, or all of an area. */
export interface GoneStorage {
  readonly area: 'local' | 'session';
  readonly origin: string;
  readonly key: string | null;
}

export interface SiteDataDeps {
  readonly describeTab: (tabId: number) => Promise<TabInfo | null>;
  readonly topDocument: (tabId: number) => Promise<{ readonly url: string } | null>;
  readonly runInTab: <Args extends readonly unknown[], Result>(
    tabId: number,
    frames: 'top' | 'all',
    work: (...args: Args) => Result,
    args: Args,
  ) => Promise<readonly (Awaited<Result> | null)[]>;
  /** What the browser can clear for one site alone, and clears of one. */
  readonly clearedByBrowser: readonly SiteDataKind[];
  readonly clearByBrowser: (origin: string, kinds: readonly SiteDataKind[], storeId: string) => Promise<void>;
  readonly permitted: () => Promise<boolean>;
  /** An identifier is no longer in web storage, or none is: the report of the tab says so. */
  readonly forget: (tabId: number, gone: GoneStorage) => Promise<void>;
  readonly later: (task: () => void, delay: number) => void;
}

export type SiteDataHandlers = Pick<Handlers, 'site-data:count' | 'site-data:clear' | 'site-data:remove-key'>;

/**
 * What a site keeps besides cookies: counted, cleared and counted again, from within the page where that is exact, and
 * by the browser where the page's own means fall short.
 */
export function createSiteDataHandlers(deps: SiteDataDeps): SiteDataHandlers {
  const wait = (delay: number) => new Promise<void>((done) => deps.later(done, delay));

  /** A page that hangs must not keep the popup waiting for ever. */
  async function inTime<T>(work: Promise<T>, otherwise: T): Promise<T> {
    return Promise.race([work, wait(PATIENCE).then(() => otherwise)]);
  }

  async function countNow(tabId: number, origin: string): Promise<SiteDataCounts> {
    const [told = null] = await inTime(deps.runInTab(tabId, 'top', countInPage, [origin]), []);
    return told === null ? NOTHING_COUNTED : asCounts(told);
  }

  async function tabAt(tabId: number) {
    const [tab, shown] = await Promise.all([deps.describeTab(tabId), deps.topDocument(tabId)]);
    if (tab === null || shown === null) throw new Failure('not-found', 'the tab is gone');
    if (!/^https?:/.test(shown.url)) throw new Failure('not-found', 'this is no page of a website');
    return { tab, origin: new URL(shown.url).origin };
  }

  /** In Chromium the browser would clear the normal windows for a private one; there the page's own means are exact. */
  const byBrowserIn = (tab: TabInfo) => (tab.privateWindow ? [] : deps.clearedByBrowser);

  return {
    async 'site-data:count'({ tabId }): Promise<SiteData> {
      const { tab, origin } = await tabAt(tabId);
      const [counts, permitted] = await Promise.all([countNow(tabId, origin), deps.permitted()]);
      const byBrowser = byBrowserIn(tab);
      // Of a page that says nothing at all it is not known what can be done.
      const isAnswered = SITE_DATA_KINDS.some((kind) => counts[kind] !== null);
      const impossible = SITE_DATA_KINDS.filter(
        (kind) => isAnswered && counts[kind] === null && !byBrowser.includes(kind),
      );
      return { origin, counts, impossible, byBrowser, permitted };
    },

    async 'site-data:clear'({ tabId, origin, kinds }): Promise<SiteDataOutcome> {
      const at = await tabAt(tabId);
      if (at.origin !== origin) throw new Failure('not-found', 'the tab shows another site by now');
      const wanted = SITE_DATA_KINDS.filter((kind) => kinds.includes(kind));
      const before = await countNow(tabId, origin);
      const browsers = byBrowserIn(at.tab).filter((kind) => wanted.includes(kind));
      if (browsers.length > 0 && (await deps.permitted())) {
        // What it did not do, counting tells.
        await inTime(
          deps.clearByBrowser(origin, browsers, at.tab.storeId).catch(() => undefined),
          undefined,
        );
      }
      // The browser first: a database that the page holds open would wait for ever, and the browser with it.
      await inTime(deps.runInTab(tabId, 'all', clearInPage, [origin, wanted]), []);
      const atOnce = await countNow(tabId, origin);
      await wait(LOOK_AGAIN);
      const later = await countNow(tabId, origin);
      if (later.localStorage === 0) await deps.forget(tabId, { area: 'local', origin, key: null });
      if (later.sessionStorage === 0) await deps.forget(tabId, { area: 'session', origin, key: null });
      return wanted.map((kind) => {
        const result = judgeSiteData(before[kind], atOnce[kind], later[kind]);
        // Web storage goes when it is told to: what lies there was put there since, however soon.
        const refilled = result === 'still-there' && ['localStorage', 'sessionStorage'].includes(kind);
        return { kind, result: refilled ? 'came-back' : result };
      });
    },

    async 'site-data:remove-key'({ tabId, area, origin, storageKey }) {
      // Frames share one storage unless the browser keeps them apart; the least good news is the true one.
      const look = async (remove: boolean) => {
        const asked = deps.runInTab(tabId, 'all', keyInPage, [origin, area, storageKey, remove]);
        const answers = (await inTime(asked, [])).filter((each) => each !== null);
        if (answers.length === 0) return null;
        return { before: answers.some(({ before }) => before), after: answers.some(({ after }) => after) };
      };
      const first = await look(true);
      await wait(LOOK_AGAIN);
      const later = first && (await look(false));
      if (!first || !later) return 'unreadable';
      const result = judgeSiteData(Number(first.before), Number(first.after), Number(later.after));
      if (!later.after) await deps.forget(tabId, { area, origin, key: storageKey });
      return result;
    },
  };
}
