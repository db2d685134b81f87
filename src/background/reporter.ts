import type { CookieKey } from '../core/cookies/cookie-key.ts';
import { siteOf } from '../core/cookies/site.ts';
import { CLAUSES } from '../core/policy/clauses.ts';
import { type Survey, type SurveyedPage, surveyClauses } from '../core/policy/survey.ts';
import { badgeText } from '../core/report/badge-text.ts';
import { SETTLING } from '../core/report/cookie-rows.ts';
import type { DocumentRecord } from '../core/report/document-record.ts';
import type { PageReport, TabReport } from '../core/report/page-report.ts';
import { createReportMaker, type MadeReport, type ReportMakerDeps } from './report-maker.ts';

/** Reports kept at hand: the tabs one goes to and fro between. */
const MOST_KEPT = 3;
/** How long the second look waits, in ms: the view that asks is to be painted first. */
const SECOND_LOOK = 150;
/** How long changes are gathered before a report is made again, in ms. */
const GATHER = 300;

export interface Reporter {
  /** The tab's report as of now. */
  report(tabId: number): Promise<TabReport>;
  /** The last report that was made of the tab, if it is the one of this revision. */
  made(tabId: number, revision: number): PageReport | null;
  /** Where the clauses stood on the pages seen since the browser started; of private windows, where they stand now. */
  survey(privateWindow: boolean): Promise<Survey>;
  /** Something was seen in this tab: in a moment, badge and open views get to know. */
  touch(tabId: number): void;
  /** Something was seen that only a view that is open has use for. */
  outdate(tabId: number): void;
  /** A cookie of this key changed: touches every tab whose document it concerns. */
  touchConcerned(key: CookieKey): Promise<void>;
  /** Puts off badge and views until the work is done: a thousand changes of our own are one change to them. */
  hold<T>(work: () => Promise<T>): Promise<T>;
  /** Something changed that concerns every page, as the user's rules do. */
  touchAll(): Promise<void>;
  /** Shows every open tab's badge anew. */
  refreshBadges(): Promise<void>;
}

export interface ReporterDeps extends ReportMakerDeps {
  readonly topDocument: (tabId: number) => Promise<{ documentId: string; url: string } | null>;
  readonly isOpen: (tabId: number) => Promise<boolean>;
  readonly hasAccess: (url: string) => Promise<boolean>;
  /** Adopts a document that began before the extension was looking, and looks at it. */
  readonly adopt: (tabId: number, document: { documentId: string; url: string }) => Promise<void>;
  /** Looks into the page again, for what it loaded since the page eye looked. */
  readonly lookAgain: (tabId: number) => void;
  readonly openTabs: () => Promise<readonly number[]>;
  readonly showBadge: (tabId: number, text: string) => Promise<void>;
  readonly badgeWanted: () => Promise<boolean>;
  readonly tellViews: (tabId: number) => void;
  /** The page was found to have cookies of Cloudinary or remarketing. */
  readonly noteSeenSite: (site: string, privateWindow: boolean) => void;
}

/** Has reports made when they are asked for or have changed, keeps them while they hold, and tells badge and views. */
export function createReporter(deps: ReporterDeps): Reporter {
  const make = createReportMaker(deps);
  const touched = new Set<number>();
  /** How many works are under way that badge and views wait for, and which tabs were touched meanwhile. */
  let holding = 0;
  const held = new Set<number>();
  /** Tabs whose open views are about to be told, without a badge being made. */
  const outdated = new Set<number>();
  /** Reports that are still true: nothing was seen and no cookie ran out since they were made. */
  const fresh = new Map<number, MadeReport>();
  /** The last report of a tab, fresh or not: views fetch the rows of one in parts. */
  const latest = new Map<number, PageReport>();
  /** Tabs about to be looked at again, however often their report is asked for meanwhile. */
  const looking = new Set<number>();
  /** Counts up with everything seen, so that a report made from what was before is not taken for fresh. */
  const seen = new Map<number, number>();

  async function report(tabId: number): Promise<TabReport> {
    const shown = await deps.topDocument(tabId);
    if (!shown) return { state: (await deps.isOpen(tabId)) ? 'no-page' : 'gone' };
    if (!/^https?:/.test(shown.url)) return { state: 'no-page' };
    if (!(await deps.hasAccess(shown.url))) return { state: 'no-access', host: new URL(shown.url).hostname };
    if (!(await recordOf(tabId, shown.documentId))) await deps.adopt(tabId, shown);
    else lookAgain(tabId);
    const record = await recordOf(tabId, shown.documentId);
    return record ? { state: 'ready', report: await current(record) } : { state: 'no-page' };
  }

  function lookAgain(tabId: number): void {
    if (looking.has(tabId)) return;
    looking.add(tabId);
    deps.later(() => {
      looking.delete(tabId);
      deps.lookAgain(tabId);
    }, SECOND_LOOK);
  }

  /** The report as of now: the one at hand if it still holds, else a new one. */
  async function current(record: DocumentRecord): Promise<PageReport> {
    const { tabId, documentId } = record;
    const kept = fresh.get(tabId);
    const now = deps.now();
    if (kept && kept.report.documentId === documentId && now < kept.until) return { ...kept.report, madeAt: now };
    const version = seen.get(tabId) ?? 0;
    const { report, until } = await make(record);
    keep(latest, tabId, report);
    if ((seen.get(tabId) ?? 0) === version) {
      keep(fresh, tabId, { report, until });
    }
    return report;
  }

  function recordOf(tabId: number, documentId: string): Promise<DocumentRecord | null> {
    return deps.queue.run(() => deps.documents.record(tabId, documentId));
  }

  async function showTab(tabId: number): Promise<void> {
    const record = await deps.queue.run(() => deps.documents.record(tabId));
    if (!record) return deps.tellViews(tabId); // no page to report, or none that may be: that may have changed
    const made = await current(record);
    if (made.counts.badge > 0) deps.noteSeenSite(record.site, record.privateWindow);
    await deps.showBadge(tabId, badgeText(made, await deps.badgeWanted()));
    deps.tellViews(tabId);
    const kept = fresh.get(tabId);
    if (kept && kept.until - made.madeAt <= SETTLING) touch(tabId, SETTLING);
  }

  /** Of private windows nothing is noted, so what their open tabs show is looked at when it is asked for. */
  async function privatePages(): Promise<readonly SurveyedPage[]> {
    const pages: SurveyedPage[] = [];
    // One after the other: each reads the jar, and nobody waits for it with a page half loaded.
    for (const record of await deps.documents.current()) {
      if (record.privateWindow) pages.push((await make(record)).report);
    }
    return pages;
  }

  function touch(tabId: number, delay = GATHER): void {
    fresh.delete(tabId);
    seen.set(tabId, (seen.get(tabId) ?? 0) + 1);
    if (touched.has(tabId)) return;
    touched.add(tabId);
    deps.later(() => {
      touched.delete(tabId);
      if (holding > 0) held.add(tabId);
      else void showTab(tabId);
    }, delay);
  }

  return {
    report,
    made(tabId, wanted) {
      const report = latest.get(tabId);
      return report?.revision === wanted ? report : null;
    },
    async survey(privateWindow) {
      return surveyClauses(
        CLAUSES.map(({ id }) => id),
        privateWindow ? await privatePages() : await deps.queue.run(deps.surveyed.pages),
      );
    },
    touch,
    outdate(tabId) {
      fresh.delete(tabId);
      seen.set(tabId, (seen.get(tabId) ?? 0) + 1);
      if (touched.has(tabId) || outdated.has(tabId)) return;
      outdated.add(tabId);
      deps.later(() => {
        outdated.delete(tabId);
        deps.tellViews(tabId);
      }, SETTLING);
    },
    async touchConcerned(key) {
      for (const record of await deps.documents.current()) {
        if (record.storeId !== key.storeId) continue;
        if (touched.has(record.tabId) && !fresh.has(record.tabId)) continue;
        const site = siteOf(key.domain);
        if ([...record.hosts.keys()].some((host) => siteOf(host) === site)) touch(record.tabId);
      }
    },
    async hold(work) {
      holding += 1;
      try {
        return await work();
      } finally {
        holding -= 1;
        if (holding === 0) for (const tabId of held) touch(tabId);
        if (holding === 0) held.clear();
      }
    },
    async touchAll() {
      fresh.clear();
      for (const tabId of await deps.openTabs()) touch(tabId);
    },
    async refreshBadges() {
      for (const tabId of await deps.openTabs()) touch(tabId);
    },
  };
}

/** Adds to what is kept by tab, the newest last, and lets go of the oldest. */
function keep<T>(byTab: Map<number, T>, tabId: number, value: T): void {
  byTab.delete(tabId);
  byTab.set(tabId, value);
  for (const [oldest] of byTab) if (byTab.size > MOST_KEPT) byTab.delete(oldest);
}
