import { beforeEach, describe, expect, it } from 'vitest';
import { createDocumentStore, type DocumentStore } from '../../src/background/document-store.ts';
import { createReporter, type Reporter } from '../../src/background/reporter.ts';
import { createSerialQueue } from '../../src/background/serial-queue.ts';
import { createSessionWriter } from '../../src/background/session-cache.ts';
import { createSurveyedPages } from '../../src/background/surveyed-pages.ts';
import { markOfHost } from '../../src/core/catalogue/cloudinary.ts';
import { createLookup } from '../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../src/core/catalogue/open-catalogue.ts';
import type { RuleMatch } from '../../src/core/clearing/match-rules.ts';
import { KEY_BYTES } from '../../src/core/evidence/sharing/token-hash.ts';
import { CLAUSES } from '../../src/core/policy/clauses.ts';
import { rowsFrom, shorten } from '../../src/core/report/build-report.ts';
import type { PageReport } from '../../src/core/report/page-report.ts';
import { cookieOf } from '../core/report/joined.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { FakeJar } from '../fakes/fake-jar.ts';
import { FakeStore } from '../fakes/fake-store.ts';

let clock: FakeClock;
let jar: FakeJar;
let documents: DocumentStore;
let reporter: Reporter;
const lookup = createLookup(openCatalogue);
let badges: Map<number, string>;
let told: number[];
let looks: number[];
let readings: number;
let badgeWanted: boolean;
let access: boolean;
let everySite: boolean;
/** The cookie that the user allowed. */
let allowedName: string | null;
const allowance: RuleMatch = {
  effect: 'allow',
  rule: {
    id: 'r',
    madeAt: 0,
    effect: 'allow',
    thirdPartyOnly: false,
    target: { kind: 'site', site: 'shop.example' },
  },
};

beforeEach(async () => {
  clock = new FakeClock();
  jar = new FakeJar();
  badges = new Map();
  told = [];
  looks = [];
  readings = 0;
  badgeWanted = true;
  access = true;
  everySite = true;
  allowedName = null;
  const session = createSessionWriter({ store: new FakeStore(), later: clock.later });
  documents = createDocumentStore(session, markOfHost, () => new Uint8Array(KEY_BYTES).fill(1));
  reporter = createReporter({
    documents,
    queue: createSerialQueue(),
    surveyed: createSurveyedPages(
      session,
      CLAUSES.map(({ id }) => id),
    ),
    lookup: async () => lookup,
    rulesIn: async () => (key) => (key.name === allowedName ? allowance : null),
    readJar: (...asked) => {
      readings += 1;
      return jar.readJar(...asked);
    },
    topDocument: async (tabId) => (tabId === 1 ? { documentId: 'D', url: 'https://shop.example/' } : null),
    isOpen: async (tabId) => tabId === 2,
    hasAccess: async () => access,
    seesEverySite: async () => everySite,
    withheld: async (hosts) => new Set(hosts.filter((host) => host !== 'shop.example')),
    adopt: async () => {},
    lookAgain: (tabId) => looks.push(tabId),
    openTabs: async () => [1],
    showBadge: async (tabId, text) => void badges.set(tabId, text),
    badgeWanted: async () => badgeWanted,
    tellViews: (tabId) => told.push(tabId),
    noteSeenSite: () => {},
    now: clock.now,
    later: clock.later,
  });
  await documents.begin(
    {
      documentId: 'D',
      tabId: 1,
      storeId: '0',
      privateWindow: false,
      url: 'https://shop.example/',
      startedAt: clock.time,
      observedLate: false,
    },
    true,
  );
});

async function readyReport(): Promise<PageReport> {
  const tab = await reporter.report(1);
  if (tab.state !== 'ready') throw new Error(tab.state);
  return tab.report;
}

async function rows(): Promise<string[]> {
  return (await readyReport()).rows.map((row) => `${row.key.name} ${row.status}`);
}

describe('a report', () => {
  it('is made once while nothing changes, and anew when something does', async () => {
    jar.put(cookieOf({ name: '_ga' }));
    expect([await rows(), await rows()]).toEqual([['_ga stored'], ['_ga stored']]);
    expect(readings).toBe(1);
    jar.put(cookieOf({ name: 'b' }));
    await reporter.touchConcerned(cookieOf({ name: 'b' }).key);
    expect(await rows()).toEqual(['_ga stored', 'b stored']);
  });

  it('is made anew when something changes while it is being made', async () => {
    const slow = reporter.report(1);
    jar.put(cookieOf({ name: 'late' }));
    reporter.touch(1);
    await slow;
    expect(await rows()).toContain('late stored');
  });

  it('does not show a cookie after its time', async () => {
    jar.put(cookieOf({ name: 'short' }, { expiresAt: clock.time + 1000 }));
    expect(await rows()).toEqual(['short stored']);
    jar.unreadable = false;
    await clock.pass(1500);
    await rows();
    expect(readings).toBe(2);
  });

  it('tells a refusal as soon as the moment of grace is over', async () => {
    const hint = { tabId: 1, documentId: 'D', parentDocumentId: null, prerendered: false };
    await documents.see(hint, {
      kind: 'response',
      at: clock.time,
      url: 'https://shop.example/',
      setCookies: ['no=1; Domain=other.example'],
      server: null,
      of: 'document',
      body: null,
    });
    expect(await rows()).toEqual([]);
    await clock.pass(1100);
    expect(await rows()).toEqual(['no refused']);
  });

  it('calls a cookie a script’s only when no header came after it, and tells the views then', async () => {
    await documents.seeChange({ ...cookieOf(), at: clock.time, removed: false, cause: 'explicit' });
    jar.put(cookieOf());
    await reporter.touchConcerned(cookieOf().key);
    const kinds = async () => {
      const tab = await reporter.report(1);
      return tab.state === 'ready' ? tab.report.rows[0]?.sightings.map((sighting) => sighting.kind) : null;
    };
    await clock.pass(400);
    expect(await kinds()).toEqual(['present']);
    told = [];
    await clock.pass(1100);
    expect(told).toEqual([1]);
    expect(await kinds()).toEqual(['set-by-script', 'present']);
  });

  it('says that it speaks of some sites only, where no more may be seen', async () => {
    everySite = false;
    expect((await readyReport()).limits).toEqual(['sites-withheld']);
  });

  it('has the views look again where there was nothing to report', async () => {
    access = false;
    expect(await reporter.report(1)).toEqual({ state: 'no-access', host: 'shop.example' });
    await documents.forgetTab(1);
    access = true;
    told = [];
    await reporter.touchAll();
    await clock.pass(400);
    expect(told).toEqual([1]);
  });

  it('says that the jar could not be read, and looks again the next time', async () => {
    jar.put(cookieOf({ name: '_ga' }));
    jar.unreadable = true;
    const tab = await reporter.report(1);
    expect(tab).toMatchObject({ state: 'ready', report: { rows: [], limits: ['jar-unreadable'] } });
    jar.unreadable = false;
    expect(await rows()).toEqual(['_ga stored']);
  });

  it.each([
    { tabId: 3, state: 'gone', why: 'no such tab' },
    { tabId: 2, state: 'no-page', why: 'a tab without a web page' },
  ])('of $why is "$state"', async ({ tabId, state }) => {
    expect(await reporter.report(tabId)).toEqual({ state });
  });

  it('marks a cookie that the user allowed, and counts it nowhere', async () => {
    jar.put(cookieOf({ name: '_ga' }), cookieOf({ name: '_gid' }));
    const counts = async () => {
      const tab = await reporter.report(1);
      if (tab.state !== 'ready') throw new Error(tab.state);
      const { stored, remarketing, badge } = tab.report.counts;
      return { stored, remarketing, badge, rules: tab.report.rows.map(({ rule }) => rule) };
    };
    expect(await counts()).toEqual({ stored: 2, remarketing: 2, badge: 2, rules: [null, null] });
    allowedName = '_gid';
    await reporter.touchAll();
    const mark = { id: 'r', effect: 'allow' };
    expect(await counts()).toEqual({ stored: 1, remarketing: 1, badge: 1, rules: [null, mark] });
    await clock.pass(1000);
    expect(badges.get(1)).toBe('1');
  });

  it('of a site the user keeps to himself says whose', async () => {
    access = false;
    expect(await reporter.report(1)).toEqual({ state: 'no-access', host: 'shop.example' });
  });
});

describe('badge and views', () => {
  it('are told once for a burst', async () => {
    for (let at = 0; at < 100; at += 1) {
      const cookie = cookieOf({ name: '_ga', path: `/${at}` });
      jar.put(cookie);
      await reporter.touchConcerned(cookie.key);
    }
    await clock.pass(1000);
    expect(badges.get(1)).toBe('100');
    expect(told).toEqual([1]);
  });

  it('wait while we clear, and are told once when it is done', async () => {
    let done = () => {};
    const work = reporter.hold(() => new Promise<void>((resolve) => (done = resolve)));
    jar.put(cookieOf({ name: '_ga' }));
    await reporter.touchConcerned(cookieOf({ name: '_ga' }).key);
    await clock.pass(5000);
    expect(told).toEqual([]);
    done();
    await work;
    await clock.pass(1000);
    expect(told).toEqual([1]);
    expect(badges.get(1)).toBe('1');
  });

  it('are told nothing of a cookie that concerns no page', async () => {
    await reporter.touchConcerned(cookieOf({ domain: 'elsewhere.example' }).key);
    await clock.pass(1000);
    expect(told).toEqual([]);
  });

  it('the badge goes and comes with the choice', async () => {
    jar.put(cookieOf({ name: '_ga' }));
    reporter.touch(1);
    await clock.pass(1000);
    expect(badges.get(1)).toBe('1');
    badgeWanted = false;
    await reporter.refreshBadges();
    await clock.pass(1000);
    expect(badges.get(1)).toBe('');
    badgeWanted = true;
    await reporter.refreshBadges();
    await clock.pass(1000);
    expect(badges.get(1)).toBe('1');
  });
});

it('a short answer has the first rows as they are shown, and counts all', async () => {
  for (let at = 0; at < 30; at += 1) jar.put(cookieOf({ name: `x${at}` }));
  jar.put(cookieOf({ name: '_ga' }));
  const report = shorten(await readyReport(), 5);
  expect(report.rows.map((row) => row.key.name)[0]).toBe('_ga');
  expect(report).toMatchObject({ rowsLeftOut: 26, counts: { stored: 31 } });
});

it('the rows after those of a short answer are of that very report, also when the page has changed since', async () => {
  for (let at = 0; at < 30; at += 1) jar.put(cookieOf({ name: `x${at}` }));
  const { revision, rows } = await readyReport();
  jar.put(cookieOf({ name: 'later' }));
  reporter.touch(1);
  const made = reporter.made(1, revision);
  const parts = made ? [shorten(made, 5).rows, rowsFrom(made, 5, 20), rowsFrom(made, 25, 20)] : [];
  expect(parts.map((part) => part.length)).toEqual([5, 20, 5]);
  expect(new Set(parts.flat())).toEqual(new Set(rows));
  expect(reporter.made(2, revision)).toBeNull();
  const { revision: next } = await readyReport();
  expect(next).not.toBe(revision);
  expect(reporter.made(1, revision)).toBeNull();
});

describe('the survey', () => {
  const statusOf = async (clauseId: string) =>
    (await reporter.survey(false)).clauses.find((clause) => clause.clauseId === clauseId);

  it('takes in the pages of closed tabs too, and says on which hosts', async () => {
    await documents.begin(
      {
        documentId: 'D',
        tabId: 1,
        storeId: '0',
        privateWindow: false,
        url: 'https://shop.example/',
        startedAt: clock.time,
        observedLate: false,
      },
      true,
    );
    jar.put(cookieOf({ name: '_cld_session_key', domain: 'cloudinary.com' }));
    expect(await statusOf('cookies.1')).toMatchObject({ status: null, hosts: [] });
    await documents.see(
      { tabId: 1, documentId: 'D', parentDocumentId: null, prerendered: false },
      { kind: 'sent', at: clock.time, url: 'https://res.cloudinary.com/x.jpg', cookieHeader: '_cld_session_key=x' },
    );
    await reporter.report(1);
    await clock.pass(0);
    await documents.forgetTab(1);
    expect(await statusOf('cookies.1')).toMatchObject({ status: 'seen', hosts: ['shop.example'] });
    expect((await reporter.survey(false)).pages).toBe(1);
  });
});

it('looks at a page again once, however often its report is asked for meanwhile', async () => {
  for (let times = 0; times < 5; times += 1) await reporter.report(1);
  await clock.pass(1000);
  expect(looks).toEqual([1]);
  await reporter.report(1);
  await clock.pass(1000);
  expect(looks).toEqual([1, 1]);
});
