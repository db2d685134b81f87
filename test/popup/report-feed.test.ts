import { describe, expect, it } from 'vitest';
import type { CookieRow, TabReport } from '../../src/core/report/page-report.ts';
import type { Reply } from '../../src/messaging/protocol.ts';
import { createReportFeed, type View } from '../../src/popup/report-feed.ts';
import { REPORTS } from '../gallery/reports.ts';

const ready = (name: keyof typeof REPORTS): Reply<TabReport> => ({
  ok: true,
  value: { state: 'ready', report: REPORTS[name] },
});

const shortened = (rows: number): Reply<TabReport> => {
  const report = REPORTS.many;
  const part = { ...report, rows: report.rows.slice(0, rows), rowsLeftOut: report.rows.length - rows };
  return { ok: true, value: { state: 'ready', report: part } };
};

const rowsIn = (view: View) => (view.kind === 'ready' ? view.report.rows.length : -1);

/** A background that answers when told to, so that a test decides what happens meanwhile. */
function createSlowBackground(tabId: number | null = 7) {
  const asked: ((reply: Reply<TabReport>) => void)[] = [];
  const listeners = new Set<(tabId: number) => void>();
  const askedRows: { revision: number; from: number; answer: (reply: Reply<readonly CookieRow[] | null>) => void }[] =
    [];
  /** How many views had been shown at each time the feed waited for the paint. */
  const paints: number[] = [];
  const views: View[] = [];
  const feed = createReportFeed(
    {
      tabId,
      load: () => new Promise((answer) => asked.push(answer)),
      loadRows: (_tab, revision, from) => new Promise((answer) => askedRows.push({ revision, from, answer })),
      painted: async () => void paints.push(views.length),
      onChanged(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    (view) => views.push(view),
  );
  return {
    feed,
    views,
    asked,
    askedRows,
    paints,
    tell: (changed: number) => {
      for (const listener of listeners) listener(changed);
    },
    async answer(reply: Reply<TabReport>) {
      asked.shift()?.(reply);
      await new Promise((done) => setTimeout(done)); // lets the feed take the answer in
    },
    async answerRows(rows: readonly CookieRow[] | null) {
      askedRows.shift()?.answer({ ok: true, value: rows });
      await new Promise((done) => setTimeout(done));
    },
  };
}

describe('the feed of a tab’s report', () => {
  it('asks once for a burst of changes while an answer is under way, and once more after it', async () => {
    const background = createSlowBackground();
    for (let i = 0; i < 100; i += 1) background.tell(7);
    expect(background.asked).toHaveLength(1);
    await background.answer(ready('empty'));
    expect(background.asked).toHaveLength(1);
    await background.answer(ready('shop'));
    expect(background.asked).toHaveLength(0);
    expect(background.views.at(-1)).toMatchObject({ kind: 'ready', report: REPORTS.shop });
  });

  it('shows the beginning of a long report, waits for the paint, and shows the whole when it has come in parts', async () => {
    const background = createSlowBackground();
    const { rows } = REPORTS.many;
    await background.answer(shortened(50));
    expect(background.views.map(rowsIn)).toEqual([50]);
    expect(background.paints).toEqual([1]);
    expect(background.askedRows).toMatchObject([{ revision: 1, from: 50 }]);
    await background.answerRows(rows.slice(50, 5000));
    expect(background.views.map(rowsIn)).toEqual([50]);
    expect(background.askedRows).toMatchObject([{ from: 5000 }]);
    await background.answerRows(rows.slice(5000));
    expect(background.views.at(-1)).toMatchObject({ report: { rows, rowsLeftOut: 0 } });
    expect(background.asked).toHaveLength(0);
  });

  it('begins anew where the report it was fetching has given way to another, and never shows less than before', async () => {
    const background = createSlowBackground();
    await background.answer(shortened(50));
    await background.answerRows(REPORTS.many.rows.slice(50));
    background.tell(7);
    await background.answer(shortened(50));
    await background.answerRows(null);
    expect(background.asked).toHaveLength(1);
    await background.answer(shortened(50));
    await background.answerRows(REPORTS.many.rows.slice(50));
    expect(background.views.map(rowsIn)).toEqual([50, 10_000, 10_000]);
  });

  it('marks a report whose rest cannot be had', async () => {
    const background = createSlowBackground();
    await background.answer(shortened(50));
    background.askedRows.shift()?.answer({ ok: false, code: 'failed', message: 'asleep' });
    await new Promise((done) => setTimeout(done));
    expect(background.views.at(-1)).toMatchObject({ kind: 'ready', stale: true });
  });

  it('does not mind the changes of other tabs', async () => {
    const background = createSlowBackground();
    await background.answer(ready('shop'));
    background.tell(8);
    expect(background.asked).toHaveLength(0);
  });

  it('keeps a report it has when the next look fails, and marks it', async () => {
    const background = createSlowBackground();
    await background.answer(ready('shop'));
    background.tell(7);
    await background.answer({ ok: false, code: 'failed', message: 'asleep' });
    expect(background.views.at(-1)).toEqual({ kind: 'ready', report: REPORTS.shop, stale: true });
  });

  it('says that there is no page where there is no tab', () => {
    expect(createSlowBackground(null).views).toEqual([{ kind: 'no-page' }]);
  });

  it('shows nothing more once it was stopped', async () => {
    const background = createSlowBackground();
    background.feed.stop();
    await background.answer(ready('shop'));
    expect(background.views).toEqual([]);
  });
});
