import type { Survey } from '../core/policy/survey.ts';
import type { PageReport, TabReport } from '../core/report/page-report.ts';
import type { Reply } from '../messaging/protocol.ts';

/** What is known of the page that the text is held against. `stale`: the last look failed. */
export type PageView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly report: PageReport; readonly stale: boolean }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'no-tab' | 'no-page' | 'gone' }
  | { readonly kind: 'no-access'; readonly host: string };

/** What is known of all pages. */
export type SurveyView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly survey: Survey; readonly stale: boolean }
  | { readonly kind: 'failed'; readonly message: string };

export interface PolicyView {
  readonly page: PageView;
  readonly survey: SurveyView;
}

export interface FeedSource {
  /** `null` where the text was opened for no tab. */
  readonly tabId: number | null;
  loadReport(tabId: number): Promise<Reply<TabReport>>;
  loadSurvey(privateWindow: boolean): Promise<Reply<Survey>>;
  /** Calls back whenever the report of a tab has changed; gives the function that stops it. */
  onChanged(listener: (tabId: number) => void): () => void;
}

/** A survey looks at dozens of pages: while a page keeps changing, it is made no more often than this, in ms. */
const SURVEY_PAUSE = 2000;

/**
 * Keeps what stands beside the text up to date: one tab's report, at once when it changed, and the survey of all pages,
 * a little later. Of each, one request is under way at a time.
 */
export function createPolicyFeed(source: FeedSource, show: (view: PolicyView) => void) {
  const { tabId } = source;
  let view: PolicyView = { page: { kind: 'loading' }, survey: { kind: 'loading' } };
  let stopped = false;
  let surveyDue: ReturnType<typeof setTimeout> | undefined;

  const loadPage = oneAtATime(async () => {
    publish({ ...view, page: await lookAtPage(source, view.page) });
  });
  const loadSurvey = oneAtATime(async () => {
    const privateWindow = view.page.kind === 'ready' && view.page.report.privateWindow;
    const reply = await source.loadSurvey(privateWindow);
    publish({ ...view, survey: surveyViewOf(reply, view.survey) });
  });

  function publish(next: PolicyView): void {
    view = next;
    if (!stopped) show(next);
  }

  async function refresh(): Promise<void> {
    await loadPage();
    if (!stopped) await loadSurvey();
  }

  const stopListening = source.onChanged((changed) => {
    if (changed !== tabId) return;
    void loadPage();
    surveyDue ??= setTimeout(() => {
      surveyDue = undefined;
      void loadSurvey();
    }, SURVEY_PAUSE);
  });
  void refresh();
  return {
    refresh,
    /** For a reader who turns to all pages: other tabs may have changed since. */
    refreshSurvey: loadSurvey,
    stop() {
      stopped = true;
      stopListening();
      clearTimeout(surveyDue);
    },
  };
}

/** Runs a job, and once more where it was asked for again meanwhile. Resolves when there is nothing left to do. */
function oneAtATime(job: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await job();
    } while (again);
    underWay = undefined;
  };
  return () => {
    if (underWay !== undefined) again = true;
    underWay ??= run();
    return underWay;
  };
}

async function lookAtPage({ tabId, loadReport }: FeedSource, shown: PageView): Promise<PageView> {
  if (tabId === null) return { kind: 'no-tab' };
  const reply = await loadReport(tabId);
  if (!reply.ok) return shown.kind === 'ready' ? { ...shown, stale: true } : { kind: 'failed', message: reply.message };
  switch (reply.value.state) {
    case 'ready':
      return { kind: 'ready', report: reply.value.report, stale: false };
    case 'no-access':
      return { kind: 'no-access', host: reply.value.host };
    default:
      return { kind: reply.value.state };
  }
}

function surveyViewOf(reply: Reply<Survey>, shown: SurveyView): SurveyView {
  if (reply.ok) return { kind: 'ready', survey: reply.value, stale: false };
  return shown.kind === 'ready' ? { ...shown, stale: true } : { kind: 'failed', message: reply.message };
}
