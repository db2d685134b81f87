import { beforeEach, describe, expect, it } from 'vitest';
import { type ArrivalDependencies, type Arrivals, createArrivals } from '../../src/background/arrivals.ts';
import { createLeavingWishes } from '../../src/background/leaving-wishes.ts';
import { createSessionWriter } from '../../src/background/session-cache.ts';
import { departureId } from '../../src/core/leaving/departure-id.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/core/preferences.ts';
import type { TopCommit } from '../../src/platform/navigation.ts';
import { FakeClock, settle } from '../fakes/fake-clock.ts';
import { FakeStore } from '../fakes/fake-store.ts';

const HOME = 'https://www.cloudinary.com/partners';
const STORE = 'https://store.example/offer';

let clock: FakeClock;
let store: FakeStore;
let preferences: Preferences;
/** What each tab shows, as the record of it tells. */
let shown: Map<number, string>;
let events: string[];
let told: string[];
let requests: number;

function start(): Arrivals {
  const deps: ArrivalDependencies = {
    wishes: createLeavingWishes({
      preferences: async () => preferences,
      seenSites: async () => [],
      toldToday: async (site) => told.includes(site),
      noteTold: async (site) => {
        told.push(site);
      },
    }),
    siteShown: async (tabId) => shown.get(tabId) ?? null,
    injectArrival: async (tabId) => void events.push(`script ${tabId}`),
    noteDeparture: (tabId, { destinationHost, state }) => void events.push(`note ${tabId} ${state} ${destinationHost}`),
    silence: async (site) => void events.push(`silence ${site}`),
    goBack: async (tabId) => void events.push(`back ${tabId}`),
    close: async (tabId) => void events.push(`close ${tabId}`),
    countCookies: async () => ({ total: 1, advertising: 0, allowed: 0 }),
    cookiesHere: async () => [],
    privacyStatement: async () => null,
    clauseText: (id) => `the words of ${id}`,
    session: createSessionWriter({ store, later: (task) => task() }),
    now: clock.now,
    later: clock.later,
  };
  return createArrivals(deps);
}

let arrivals: Arrivals;
beforeEach(() => {
  clock = new FakeClock();
  store = new FakeStore();
  preferences = { ...DEFAULT_PREFERENCES, warnOften: 'always' };
  shown = new Map([[1, 'cloudinary.com']]);
  events = [];
  told = [];
  requests = 0;
  arrivals = start();
});

/** A navigation as the browser tells of it: each hop's request, then the commit. */
async function go(
  hops: readonly string[],
  {
    tabId = 1,
    cause = HOME as string | null,
    late = false,
    ...commit
  }: Partial<TopCommit> & { cause?: string | null; late?: boolean } = {},
): Promise<void> {
  requests += 1;
  const url = hops.at(-1) ?? '';
  const ask = () => {
    for (const hop of hops) {
      arrivals.request({ requestId: String(requests), tabId, url: hop, cause, at: clock.now() });
    }
  };
  if (!late) ask();
  const defaults = {
    documentId: `d${requests}`,
    at: clock.now(),
    active: true,
    how: 'page',
    clientRedirect: false,
  } as const;
  arrivals.commit({ ...defaults, ...commit, tabId, url });
  await settle();
  if (late) ask();
  await settle();
  shown.set(tabId, new URL(url).hostname.split('.').slice(-2).join('.'));
}

describe('a departure that nobody asked about', () => {
  it('is noted, and told once to the script that comes for it', async () => {
    await go([STORE]);
    // The script first: the page is about to be seen.
    expect(events).toEqual(['script 1', 'note 1 arrived cloudinary.com']);
    expect(await arrivals.get({ documentId: 'd1' })).toMatchObject({
      size: 'whole',
      notice: { when: 'arrived', fromSite: 'cloudinary.com', destination: { host: 'store.example' } },
    });
    expect(await arrivals.get({ documentId: 'd1' })).toBeNull();
    expect(await arrivals.get({ documentId: 'another' })).toBeNull();
  });

  it('is told of by a script that is put in again until one comes', async () => {
    await go([STORE]);
    await clock.pass(1000);
    await clock.pass(1000);
    await clock.pass(60_000);
    expect(events.filter((event) => event === 'script 1')).toHaveLength(3);
    events = [];
    await go([STORE], { tabId: 2 });
    await arrivals.get({ documentId: 'd2' });
    await clock.pass(10_000);
    expect(events.filter((event) => event === 'script 2')).toHaveLength(1);
  });

  it('is told of when the browser names its request only after the commit', async () => {
    await go([STORE], { late: true });
    expect(events).toContain('note 1 arrived cloudinary.com');
  });

  it('is the site’s whose page opened the window, also after a restart in between', async () => {
    arrivals.opened({ tabId: 5, sourceTabId: 1 });
    await settle();
    arrivals = start();
    await go([STORE], { tabId: 5, cause: null });
    expect((await arrivals.get({ documentId: 'd1' }))?.notice.when).toBe('opened');
  });

  it.each([
    { mode: 'tell', size: 'small' },
    { mode: 'badge', size: undefined },
  ] as const)('in the mode $mode is told with the size $size', async ({ mode, size }) => {
    preferences = { ...preferences, warnMode: mode };
    await go([STORE]);
    expect(events).toContain('note 1 arrived cloudinary.com');
    expect((await arrivals.get({ documentId: 'd1' }))?.size).toBe(size);
  });

  it('is told once a day, if that is the choice', async () => {
    preferences = { ...preferences, warnOften: 'once-a-day' };
    await go([STORE]);
    shown.set(1, 'cloudinary.com');
    await go([STORE]);
    expect(events.filter((event) => event.startsWith('note'))).toHaveLength(1);
  });
});

describe('nothing is told', () => {
  it.each([
    { why: 'the user typed it', change: { cause: null } },
    { why: 'it is gone back to', change: { how: 'history' } },
    { why: 'it is loaded again', change: { how: 'reload' } },
    { why: 'it is only prerendered', change: { active: false } },
  ] as const)('when $why', async ({ change }) => {
    await go([STORE], change);
    expect(events).toEqual([]);
  });

  it('when the user wants nothing', async () => {
    preferences = { ...preferences, warnMode: 'off' };
    await go([STORE]);
    expect(events).toEqual([]);
  });

  it('of what was let go, its redirects included, and of nothing else for it', async () => {
    arrivals.allow(1, ['store.example']);
    await go([STORE, 'https://landed.example/']);
    expect(events).toEqual([]);
    shown.set(1, 'cloudinary.com');
    await go([STORE]);
    expect(events).toContain('note 1 arrived cloudinary.com');
  });

  it('of what was let go into a new tab', async () => {
    arrivals.opened({ tabId: 5, sourceTabId: 1 });
    arrivals.allow(1, ['store.example']);
    await go([STORE], { tabId: 5 });
    expect(events).toEqual([]);
  });

  it('of what was let go, when the browser names its request only after the commit', async () => {
    arrivals.opened({ tabId: 5, sourceTabId: 1 });
    arrivals.allow(1, ['store.example']);
    await go([STORE], { tabId: 5, late: true });
    expect(events).toEqual([]);
  });

  it('is not held against a departure that begins much later', async () => {
    arrivals.allow(1, ['store.example']);
    await clock.pass(60_000);
    await go([STORE]);
    expect(events).toContain('note 1 arrived cloudinary.com');
  });
});

describe('a page on the way that sends the visitor on', () => {
  const STEP = { cause: STORE, clientRedirect: true };
  beforeEach(() => {
    preferences = { ...preferences, warnScope: 'everywhere' };
  });

  it('is a step of a way that was let go', async () => {
    arrivals.allow(1, ['store.example']);
    await go([STORE]);
    await go(['https://landed.example/'], STEP);
    expect(events).toEqual([]);
  });

  it('is a step of a way that is told where it ends, from where it began', async () => {
    await go([STORE]);
    await go(['https://landed.example/'], STEP);
    expect((await arrivals.get({ documentId: 'd2' }))?.notice.fromSite).toBe('cloudinary.com');
  });

  it('is no step after a while: then that page is what is left', async () => {
    arrivals.allow(1, ['store.example']);
    await go([STORE]);
    await clock.pass(6000);
    await go(['https://landed.example/'], STEP);
    expect(events).toContain('note 1 arrived store.example');
  });

  it('is let go by the guard while nobody has touched it, and only then', async () => {
    const ask = { tabId: 1, from: 'store.example', to: 'landed.example', first: 'landed.example' };
    arrivals.allow(1, ['store.example']);
    // Its script may ask before the browser has told of the page itself.
    expect(await arrivals.isOnTheWay({ ...ask, untouched: true })).toBe(true);
    await go([STORE]);
    expect(await arrivals.isOnTheWay({ ...ask, untouched: false })).toBe(false);
    expect(await arrivals.isOnTheWay({ ...ask, untouched: true })).toBe(true);
    await go(['https://landed.example/'], { cause: STORE });
    expect(events).toEqual([]);
  });
});

it('a window to sign in may come back to the site that opened it, and go nowhere else', async () => {
  preferences = { ...preferences, warnScope: 'everywhere' };
  arrivals.opened({ tabId: 5, sourceTabId: 1 });
  await go(['https://idp.example/'], { tabId: 5 });
  const ask = { tabId: 5, from: 'idp.example', untouched: false };
  expect(await arrivals.isOnTheWay({ ...ask, to: 'cloudinary.com', first: 'www.cloudinary.com' })).toBe(true);
  expect(await arrivals.isOnTheWay({ ...ask, to: 'store.example', first: 'store.example' })).toBe(false);
  events = [];
  await go(['https://www.cloudinary.com/signed-in'], { tabId: 5, cause: 'https://idp.example/' });
  expect(events).toEqual([]);
});

describe('an answer to what was told', () => {
  const id = departureId({ at: 1, host: 'shop.store.example', first: 'shop.store.example' });
  it.each([
    { choice: 'stay', silence: false, does: [] },
    { choice: 'stay', silence: true, does: ['silence store.example'] },
    { choice: 'back', silence: false, does: ['back 1'] },
    { choice: 'close', silence: false, does: ['close 1'] },
  ] as const)('$choice, silence $silence: does $does', async ({ choice, silence, does }) => {
    await arrivals.settled({ departureId: id, choice, silence }, { tabId: 1 });
    expect(events).toEqual(does);
  });

  it('with an id of nobody does nothing', async () => {
    await arrivals.settled({ departureId: 'nonsense', choice: 'close', silence: true }, { tabId: 1 });
    expect(events).toEqual([]);
  });
});
