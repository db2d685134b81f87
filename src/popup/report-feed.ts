import type { PageReport, TabReport } from '../core/report/page-report.ts';
import type { Reply } from '../messaging/protocol.ts';

/** What the popup can show. `stale`: the last look-up failed, so what is shown may be out of date. */
export type View =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly report: PageReport; readonly stale: boolean }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'no-page' | 'gone' }
  | { readonly kind: 'no-access'; readonly host: string };

export interface FeedSource {
  /** `null` where there is no tab to speak of. */
  readonly tabId: number | null;
  /** The tab's report; with `rows`, no more of it than so many rows. */
  load(tabId: number, rows?: number): Promise<Reply<TabReport>>;
  /** Calls back whenever the report of a tab has changed; gives the function that stops it. */
  onChanged(listener: (tabId: number) => void): () => void;
}

/** More than the popup shows without scrolling. */
const FIRST_ROWS = 50;

/**
 * Keeps one tab's report up to date: loads it, and again whenever it is said to have changed. One request is under way
 * at a time; what changes meanwhile leads to one more, so a burst of cookies costs two look-ups and no answer is lost.
 */
export function createReportFeed(source: FeedSource, show: (view: View) => void) {
  const { tabId } = source;
  let view: View = { kind: 'loading' };
  let underWay = false;
  let again = false;
  let stopped = false;

  async function refresh(): Promise<void> {
    if (tabId === null) return publish({ kind: 'no-page' });
    if (underWay) {
      again = true;
      return;
    }
    underWay = true;
    do {
      again = false;
      // The first answer is short, so that something can be seen at once; all of it follows.
      const first = view.kind === 'loading';
      publish(viewOf(await source.load(tabId, first ? FIRST_ROWS : undefined), view));
      again ||= view.kind === 'ready' && view.report.rowsLeftOut > 0;
    } while (again && !stopped);
    underWay = false;
  }

  function publish(next: View): void {
    view = next;
    if (!stopped) show(next);
  }

  const stopListening = source.onChanged((changed) => {
    if (changed === tabId) void refresh();
  });
  void refresh();
  return {
    refresh,
    stop() {
      stopped = true;
      stopListening();
    },
  };
}

function viewOf(reply: Reply<TabReport>, shown: View): View {
  if (!reply.ok) {
    return shown.kind === 'ready' ? { ...shown, stale: true } : { kind: 'failed', message: reply.message };
  }
  switch (reply.value.state) {
    case 'ready':
      return { kind: 'ready', report: reply.value.report, stale: false };
    case 'no-access':
      return { kind: 'no-access', host: reply.value.host };
    default:
      return { kind: reply.value.state };
  }
}
