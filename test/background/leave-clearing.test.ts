import { beforeEach, describe, expect, it } from 'vitest';
import { createLeaveClearing, GRACE, type LeaveClearing } from '../../src/background/leave-clearing.ts';
import { createSerialQueue } from '../../src/background/serial-queue.ts';
import { createSessionWriter } from '../../src/background/session-cache.ts';
import { createLookup } from '../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../src/core/catalogue/open-catalogue.ts';
import type { CookieKey } from '../../src/core/cookies/cookie-key.ts';
import { cookieOf } from '../core/report/joined.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { FakeJar } from '../fakes/fake-jar.ts';
import { FakeStore } from '../fakes/fake-store.ts';

const catalogue = createLookup(openCatalogue);
const rule = {
  id: 'r',
  madeAt: 0,
  effect: 'allow' as const,
  thirdPartyOnly: false,
  target: { kind: 'site' as const, site: 'shop.example' },
};

let jar: FakeJar;
let memory: FakeStore;
let clock: FakeClock;
let wanted: boolean;
let tabs: { storeId: string; url: string }[];
let stores: string[];
let allowed: Set<string>;
let cleared: CookieKey[][];
let leaving: LeaveClearing;

async function clearNow(keys: readonly CookieKey[]): Promise<void> {
  cleared.push([...keys]);
  for (const key of keys) await jar.expireCookie(key);
}

function start(clearKeys = clearNow): LeaveClearing {
  return createLeaveClearing({
    wanted: async () => wanted,
    openTabs: async () => tabs,
    stores: async () => stores,
    isPrivateStore: (storeId) => storeId === '1',
    session: createSessionWriter({ store: memory, later: clock.later }),
    queue: createSerialQueue(),
    lookup: async () => catalogue,
    judge: { in: async () => (key) => (allowed.has(key.name) ? { effect: 'allow', rule } : null) },
    readJar: jar.readJar,
    clearKeys,
    now: clock.now,
    later: clock.later,
  });
}

/** The tabs show these addresses from now on. */
async function show(...urls: string[]): Promise<void> {
  tabs = urls.map((url) => ({ storeId: '0', url }));
  leaving.tabsChanged();
  await clock.pass(600);
}

const SHOP = 'https://www.shop.example/chairs';
const OTHER = 'https://plain.example/';
const under = (topLevelSite: string) => ({ partitionKey: { topLevelSite, hasCrossSiteAncestor: true } });

beforeEach(() => {
  jar = new FakeJar();
  memory = new FakeStore();
  clock = new FakeClock();
  wanted = true;
  tabs = [];
  stores = ['0'];
  allowed = new Set();
  cleared = [];
  leaving = start();
});

describe('a site that no tab shows any more', () => {
  it('loses its remarketing cookies after the grace, and nothing else goes', async () => {
    const staying = [
      cookieOf({ name: 'basket' }),
      cookieOf({ name: 'sessionid' }, { httpOnly: true }),
      cookieOf({ name: '_ga', domain: 'evilshop.example' }),
      cookieOf({ name: '_ga', storeId: '1' }),
      cookieOf({ name: '_ga', ...under('https://plain.example') }),
      cookieOf({ name: 'IDE', domain: 'doubleclick.net' }),
      cookieOf({ name: '_fbp' }), // allowed
    ];
    allowed.add('_fbp');
    jar.put(
      ...staying,
      cookieOf({ name: '_ga' }),
      cookieOf({ name: '_gid', domain: 'www.shop.example', hostOnly: true }),
      cookieOf({ name: 'IDE', domain: 'doubleclick.net', ...under('https://shop.example') }),
    );
    await show(SHOP, OTHER);
    await show(OTHER);
    await clock.pass(GRACE - 1000);
    expect(cleared).toEqual([]);
    await clock.pass(1500);
    await clock.pass(600);
    expect(cleared).toHaveLength(1); // one act, undone as one
    expect(jar.all()).toEqual(staying);
  });

  it('is left by navigating away as well, and not while another tab shows it', async () => {
    jar.put(cookieOf({ name: '_ga' }));
    await show(SHOP, 'https://shop.example/other');
    await show(OTHER, 'https://shop.example/other');
    await clock.pass(60_000);
    expect(cleared).toEqual([]);
    await show(OTHER, OTHER);
    await clock.pass(GRACE);
    await clock.pass(600);
    expect(cleared).toHaveLength(1);
  });

  it('was not left when it is shown again within the grace', async () => {
    jar.put(cookieOf({ name: '_ga' }));
    await show(SHOP);
    await show(OTHER);
    await clock.pass(GRACE - 2000);
    await show(SHOP);
    await clock.pass(60_000);
    expect(cleared).toEqual([]);
  });

  it('is seen to by the next worker, if the one before was stopped in between', async () => {
    jar.put(cookieOf({ name: '_ga' }));
    await show(SHOP);
    await show(OTHER);
    await clock.pass(1000);
    clock = Object.assign(new FakeClock(), { time: clock.time + 5 * 60_000 }); // its timers are gone with it
    leaving = start();
    leaving.tabsChanged();
    await clock.pass(600);
    expect(cleared).toHaveLength(1);
  });

  it('keeps everything where the user did not choose so, and nothing is remembered of it', async () => {
    wanted = false;
    jar.put(cookieOf({ name: '_ga' }));
    await show(SHOP);
    await show(OTHER);
    await clock.pass(60_000);
    expect([cleared, [...memory.values.keys()]]).toEqual([[], []]);
    wanted = true; // what was left before the choice is not caught up on
    await show(OTHER);
    await clock.pass(60_000);
    expect(cleared).toEqual([]);
  });

  it('of a private window goes with it, and is forgotten', async () => {
    stores = ['0', '1'];
    tabs = [{ storeId: '1', url: SHOP }];
    leaving.tabsChanged();
    await clock.pass(600);
    stores = ['0'];
    await show();
    await clock.pass(60_000);
    expect(cleared).toEqual([]);
    expect([...memory.values.values()].join()).not.toContain('shop');
  });

  it('of a container is cleared though the container is not told of without a tab', async () => {
    const storeId = 'firefox-container-1';
    jar.put(cookieOf({ name: '_ga', domain: 'shop.example', storeId }));
    tabs = [{ storeId, url: SHOP }];
    stores = ['0', storeId];
    leaving.tabsChanged();
    await clock.pass(600);
    stores = ['0'];
    await show(OTHER);
    await clock.pass(GRACE + 1000);
    await clock.pass(600);
    expect(cleared.flat().map((key) => `${key.storeId} ${key.name}`)).toEqual([`${storeId} _ga`]);
  });

  it('is not kept from being cleared by another, whose container was deleted', async () => {
    const storeId = 'firefox-container-1';
    const { readJar } = jar;
    Object.assign(jar, {
      readJar: async (asked: string) => {
        if (asked === storeId) throw new Error('there is no such store');
        return readJar(asked, null);
      },
    });
    leaving = start();
    jar.put(cookieOf({ name: '_ga', domain: 'shop.example' }));
    tabs = [
      { storeId, url: SHOP },
      { storeId: '0', url: SHOP },
    ];
    leaving.tabsChanged();
    await clock.pass(600);
    await show(OTHER);
    await clock.pass(GRACE + 1000);
    await clock.pass(600);
    expect(jar.names()).toEqual([]);
    await clock.pass(2000);
    expect([...memory.values.values()].join()).not.toContain(storeId);
  });

  it('is cleared together with all that are left at once, in one act', async () => {
    const hosts = Array.from({ length: 40 }, (_, n) => `shop-${n}.example`);
    jar.put(...hosts.map((domain) => cookieOf({ name: '_ga', domain })));
    await show(...hosts.map((host) => `https://${host}/`));
    await show(OTHER);
    await clock.pass(GRACE + 1000);
    await clock.pass(600);
    expect(cleared).toHaveLength(1);
    expect(jar.names()).toEqual([]);
  });

  it('is let be where clearing it does not work for long', async () => {
    let tries = 0;
    leaving = start(async () => {
      tries += 1;
      throw new Error('no room');
    });
    jar.put(cookieOf({ name: '_ga' }));
    await show(SHOP);
    for (let minute = 0; minute < 30; minute += 1) {
      await show(OTHER);
      await clock.pass(60_000);
    }
    expect(tries).toBeGreaterThan(3);
    expect(tries).toBeLessThan(15);
  });

  it('is tried again where clearing it did not work', async () => {
    let works = false;
    leaving = start(async (keys) => {
      if (!works) throw new Error('no room');
      await clearNow(keys);
    });
    jar.put(cookieOf({ name: '_ga' }));
    await show(SHOP);
    await show(OTHER);
    await clock.pass(GRACE + 1000);
    await clock.pass(600);
    expect(jar.names()).toEqual(['_ga']);
    works = true;
    await show(OTHER);
    expect(jar.names()).toEqual([]);
  });

  it('makes no clear where it has nothing to clear', async () => {
    jar.put(cookieOf({ name: 'basket' }));
    await show(SHOP);
    await show(OTHER);
    await clock.pass(60_000);
    expect(cleared).toEqual([]);
  });
});
