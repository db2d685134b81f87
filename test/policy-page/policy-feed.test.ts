import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Survey } from '../../src/core/policy/survey.ts';
import type { TabReport } from '../../src/core/report/page-report.ts';
import type { Reply } from '../../src/messaging/protocol.ts';
import { createPolicyFeed, type FeedSource, type PolicyView } from '../../src/policy-page/policy-feed.ts';
import { POLICY_REPORTS, SURVEY } from '../gallery/policy-pages.ts';

const READY: TabReport = { state: 'ready', report: POLICY_REPORTS.shop };
const PRIVATE: TabReport = { state: 'ready', report: { ...POLICY_REPORTS.shop, privateWindow: true } };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A background that answers when it is told to, and writes down what it was asked. */
function createSource(tabId: number | null, first: TabReport = READY) {
  const asked: string[] = [];
  const shown: PolicyView[] = [];
  let listener: (tabId: number) => void = () => {};
  let answer: Reply<TabReport> = { ok: true, value: first };
  let surveyed: Reply<Survey> = { ok: true, value: SURVEY };
  let listening = false;
  const source: FeedSource = {
    tabId,
    loadReport: async () => {
      asked.push('report');
      return answer;
    },
    loadSurvey: async (privateWindow) => {
      asked.push(privateWindow ? 'private survey' : 'survey');
      return surveyed;
    },
    onChanged(heard) {
      listener = heard;
      listening = true;
      return () => {
        listening = false;
      };
    },
  };
  return {
    source,
    asked,
    shown,
    show: (view: PolicyView) => shown.push(view),
    last: () => shown.at(-1),
    change: (id: number) => listener(id),
    isListening: () => listening,
    fail(part: 'report' | 'survey') {
      const failure = { ok: false, code: 'failed', message: 'asleep' } as const;
      if (part === 'report') answer = failure;
      else surveyed = failure;
    },
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('the policy feed', () => {
  it('asks for the tab’s report first, then for all pages', async () => {
    const world = createSource(7);
    createPolicyFeed(world.source, world.show);
    await settle();
    expect(world.asked).toEqual(['report', 'survey']);
    expect(world.shown.map(({ page, survey }) => `${page.kind} ${survey.kind}`)).toEqual([
      'ready loading',
      'ready ready',
    ]);
  });

  it('asks for all pages of private windows only for a page in one', async () => {
    const world = createSource(7, PRIVATE);
    createPolicyFeed(world.source, world.show);
    await settle();
    expect(world.asked).toEqual(['report', 'private survey']);
  });

  it('asks for no report without a tab', async () => {
    const world = createSource(null);
    createPolicyFeed(world.source, world.show);
    await settle();
    expect(world.asked).toEqual(['survey']);
    expect(world.last()?.page.kind).toBe('no-tab');
  });

  it('follows its own tab and no other', async () => {
    const world = createSource(7);
    createPolicyFeed(world.source, world.show);
    await settle();
    world.change(8);
    await settle();
    expect(world.asked).toEqual(['report', 'survey']);
    world.change(7);
    await settle();
    expect(world.asked).toEqual(['report', 'survey', 'report']);
  });

  it('has all pages looked at once for a burst of changes, a little later', async () => {
    const world = createSource(7);
    createPolicyFeed(world.source, world.show);
    await settle();
    world.asked.length = 0;
    for (let n = 0; n < 10; n += 1) {
      world.change(7);
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(5000);
    expect(world.asked.filter((what) => what === 'survey')).toHaveLength(1);
    expect(world.asked.filter((what) => what === 'report')).toHaveLength(10);
  });

  it('has one request under way at a time, and loses no change', async () => {
    const world = createSource(7);
    createPolicyFeed(world.source, world.show);
    await settle();
    world.asked.length = 0;
    for (let n = 0; n < 10; n += 1) world.change(7);
    await settle();
    expect(world.asked).toEqual(['report', 'report']);
  });

  it('keeps what it has where a look fails, and says that it may be old', async () => {
    const world = createSource(7);
    const feed = createPolicyFeed(world.source, world.show);
    await settle();
    world.fail('report');
    world.fail('survey');
    await feed.refresh();
    expect(world.last()).toMatchObject({
      page: { kind: 'ready', stale: true },
      survey: { kind: 'ready', stale: true },
    });
  });

  it('says what failed where it has nothing yet', async () => {
    const world = createSource(7);
    world.fail('report');
    world.fail('survey');
    createPolicyFeed(world.source, world.show);
    await settle();
    const failed = { kind: 'failed', message: 'asleep' };
    expect(world.last()).toEqual({ page: failed, survey: failed });
  });

  it('is silent once it was stopped', async () => {
    const world = createSource(7);
    const feed = createPolicyFeed(world.source, world.show);
    await settle();
    world.change(7);
    feed.stop();
    const before = world.shown.length;
    await vi.advanceTimersByTimeAsync(5000);
    expect(world.isListening()).toBe(false);
    expect(world.shown).toHaveLength(before);
  });
});
