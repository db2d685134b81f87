import type { CookieRow, PageReport, TabReport } from '../core/report/page-report.ts';
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
  load(tabId: number, rows: number): Promise<Reply<TabReport>>;
  /** The rows of that report that follow the first `from`, some at a time; `null` where there is a newer one by now. */
  loadRows(tabId: number, revision: number, from: number): Promise<Reply<readonly CookieRow[] | null>>;
  /** Resolves when what was shown has been painted. */
  painted(): Promise<void>;
  /** Calls back whenever the report of a tab has changed; gives the function that stops it. */
  onChanged(listener: (tabId: number) => void): () => void;
}

/** More than the popup shows without scrolling. */
const FIRST_ROWS = 50;

/**
 * Keeps one tab's report up to date: loads it, and again whenever it is said to have changed. One request is under way
 * at a time; what changes meanwhile leads to one more, so a burst of cookies costs two look-ups and no answer is lost.
 *
 * A report of thousands of rows comes in parts, so that neither the background nor the page is busy for long with one:
 * its beginning is shown at once, the whole when it is there.
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
      const next = viewOf(await source.load(tabId, FIRST_ROWS), view);
      if (next.kind !== 'ready' || next.report.rowsLeftOut === 0) publish(next);
      else await publishInParts(tabId, next.report);
    } while (again && !stopped);
    underWay = false;
  }

  async function publishInParts(of: number, begun: PageReport): Promise<void> {
    // A list that is there already is replaced when the new one is whole: it does not shrink meanwhile.
    if (view.kind !== 'ready' || view.report.documentId !== begun.documentId) {
      publish({ kind: 'ready', report: begun, stale: false });
      await source.painted();
    }
    const rows = [...begun.rows];
    const whole = begun.rows.length + begun.rowsLeftOut;
    while (rows.length < whole && !stopped) {
      const reply = await source.loadRows(of, begun.revision, rows.length);
      if (!reply.ok) return publish(failed(reply.message, view));
      if (reply.value === null || reply.value.length === 0) {
        again = true;
        return;
      }
      rows.push(...reply.value);
    }
    publish({ kind: 'ready', report: { ...begun, rows, rowsLeftOut: 0 }, stale: false });
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
  if (!reply.ok) return failed(reply.message, shown);
  switch (reply.value.state) {
    case 'ready':
      return { kind: 'ready', report: reply.value.report, stale: false };
    case 'no-access':
      return { kind: 'no-access', host: reply.value.host };
    default:
      return { kind: reply.value.state };
  }
}

function failed(message: string, shown: View): View {
  return shown.kind === 'ready' ? { ...shown, stale: true } : { kind: 'failed', message };
}
