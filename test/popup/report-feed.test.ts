import { describe, expect, it } from 'vitest';
import type { TabReport } from '../../src/core/report/page-report.ts';
import type { Reply } from '../../src/messaging/protocol.ts';
import { createReportFeed, type View } from '../../src/popup/report-feed.ts';
import { REPORTS } from '../gallery/reports.ts';

const ready = (name: keyof typeof REPORTS): Reply<TabReport> => ({
  ok: true,
  value: { state: 'ready', report: REPORTS[name] },
});

/** A background that answers when told to, so that a test decides what happens meanwhile. */
function createSlowBackground(tabId: number | null = 7) {
  const asked: ((reply: Reply<TabReport>) => void)[] = [];
  const listeners = new Set<(tabId: number) => void>();
  const views: View[] = [];
  const feed = createReportFeed(
    {
      tabId,
      load: () => new Promise((answer) => asked.push(answer)),
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
    tell: (changed: number) => {
      for (const listener of listeners) listener(changed);
    },
    async answer(reply: Reply<TabReport>) {
      asked.shift()?.(reply);
      await new Promise((done) => setTimeout(done)); // lets the feed take the answer in
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
