import { beforeEach, describe, expect, it } from 'vitest';
import { createKeeper, type Keeper } from '../../src/background/keeper.ts';
import { createKeeperLog, type KeeperLog } from '../../src/background/keeper-log.ts';
import { createOwnChanges, type OwnChanges } from '../../src/background/own-changes.ts';
import { createRuleJudge } from '../../src/background/rule-judge.ts';
import { createRulesStore, type RulesStore } from '../../src/background/rules-store.ts';
import { createSerialQueue } from '../../src/background/serial-queue.ts';
import { createSessionWriter } from '../../src/background/session-cache.ts';
import { createLookup } from '../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../src/core/catalogue/open-catalogue.ts';
import type { SetBy } from '../../src/core/clearing/clearing.ts';
import type { RuleTarget, RuleWish } from '../../src/core/clearing/rules.ts';
import type { StoredCookie } from '../../src/core/cookies/cookie.ts';
import { cookieOf } from '../core/report/joined.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { FakeJar } from '../fakes/fake-jar.ts';
import { FakeStore } from '../fakes/fake-store.ts';

const catalogue = createLookup(openCatalogue);

/** What survives a worker. */
let jar: FakeJar;
let disk: FakeStore;
let memory: FakeStore;
let clock: FakeClock;
/** What the world looks like. */
let shown: Set<string>;
let setter: SetBy | null;
/** What was seen of the worker. */
let removedAt: number[];
let readings: number;
let diskReadings: number;
let catalogueOpened: number;
let ids: number;

interface Worker {
  readonly keeper: Keeper;
  readonly rules: RulesStore;
  readonly log: KeeperLog;
  readonly own: OwnChanges;
}
let worker: Worker;

function start(): Worker {
  const own = createOwnChanges(clock.now);
  const session = createSessionWriter({ store: memory, later: clock.later });
  const rules = createRulesStore({
    store: {
      get: (key) => {
        diskReadings += 1;
        return disk.get(key);
      },
      getAll: () => disk.getAll(),
      set: (key, value) => disk.set(key, value),
      setMany: (entries) => disk.setMany(entries),
      remove: (keys) => disk.remove(keys),
    },
    session,
    queue: createSerialQueue(),
    newId: () => `rule-${++ids}`,
    now: clock.now,
  });
  const lookup = async () => {
    catalogueOpened += 1;
    return catalogue;
  };
  const log = createKeeperLog(session);
  const keeper = createKeeper({
    rules,
    judge: createRuleJudge({ rules, lookup, shownSites: async () => shown }),
    log,
    lookup,
    stores: async () => ['0', '1'],
    readJar: (...asked) => {
      readings += 1;
      return jar.readJar(...asked);
    },
    expireCookie: jar.expireCookie,
    expectOwnChanges: own.expect,
    whoSet: async () => setter,
    hold: (work) => work(),
    changed: () => {},
    now: clock.now,
    later: clock.later,
  });
  return { keeper, rules, log, own };
}

const site = (name: string): RuleTarget => ({ kind: 'site', site: name });

async function rule(target: RuleTarget, parts: Partial<RuleWish> = {}, storeId: string | null = null): Promise<string> {
  const made = await worker.rules.add({ effect: 'keep-clear', target, thirdPartyOnly: false, ...parts }, storeId);
  worker.keeper.rulesChanged();
  return made?.held.rule.id ?? 'none';
}

/** A page, or another extension, sets cookies: all at once, before anybody can look. */
function set(...cookies: StoredCookie[]): void {
  for (const cookie of cookies) {
    const change = { key: cookie.key, attributes: cookie.attributes, at: clock.time };
    const was = jar.has(cookie.key);
    jar.put(cookie);
    if (was) worker.keeper.jarChange({ ...change, removed: true, cause: 'overwrite' });
    worker.keeper.jarChange({ ...change, removed: false, cause: 'explicit' });
  }
}

/** Lets time pass, and what was begun come to its end. */
async function pass(ms: number): Promise<void> {
  await clock.pass(ms);
  await worker.keeper.sweep({ domains: [], usedIn: null }); // comes after all that waits its turn, and does nothing
}

const deeds = (id: string, store = '0') => worker.log.deeds(id, (storeId) => storeId === store, clock.time);

beforeEach(() => {
  jar = new FakeJar();
  disk = new FakeStore();
  memory = new FakeStore();
  clock = new FakeClock();
  shown = new Set();
  setter = { kind: 'script', host: 'www.shop.example' };
  removedAt = [];
  readings = 0;
  diskReadings = 0;
  catalogueOpened = 0;
  ids = 0;
  jar.afterExpire = (key) => {
    removedAt.push(clock.time);
    const { attributes } = cookieOf();
    worker.keeper.jarChange({ key, attributes, at: clock.time, removed: true, cause: 'expired_overwrite' });
  };
  worker = start();
});

describe('a cookie that is kept clear', () => {
  it('is removed on sight and counted, and its twins stay', async () => {
    const id = await rule({ kind: 'cookie', name: 'a', domain: 'shop.example' });
    const twins = [
      cookieOf({ name: 'A' }),
      cookieOf({ name: 'a', domain: 'www.shop.example' }),
      cookieOf({ name: 'a', domain: 'evilshop.example' }),
    ];
    set(
      cookieOf({ name: 'a' }),
      cookieOf({ name: 'a', hostOnly: true }),
      cookieOf({ name: 'a', path: '/x' }),
      ...twins,
    );
    await pass(0);
    expect(jar.all()).toEqual(twins);
    expect(await deeds(id)).toEqual({ removed: 3, refused: 0, comingBack: [] });
  });

  it('is our own doing, and no evidence against anybody', async () => {
    await rule(site('shop.example'));
    set(cookieOf());
    await pass(0);
    const change = { ...cookieOf(), at: 0, removed: true, cause: 'expired_overwrite' as const };
    expect(worker.own.recognise(change)).toBe('removal');
  });

  it('is left alone where the user allowed it', async () => {
    await rule(site('shop.example'));
    await rule({ kind: 'cookie', name: 'basket', domain: 'shop.example' }, { effect: 'allow' });
    set(cookieOf({ name: 'basket' }), cookieOf({ name: 'other' }));
    await pass(0);
    expect(jar.names()).toEqual(['basket']);
  });

  it('is found by its vendor', async () => {
    await rule({ kind: 'vendor', vendorId: 'google' });
    set(cookieOf({ name: '_ga' }), cookieOf({ name: 'IDE', domain: 'doubleclick.net' }), cookieOf({ name: 'mine' }));
    await pass(0);
    expect(jar.names()).toEqual(['mine']);
  });

  it('goes from the private window alone where the rule is of one', async () => {
    const id = await rule(site('shop.example'), {}, '1');
    set(cookieOf(), cookieOf({ storeId: '1' }));
    await pass(0);
    expect(jar.all().map(({ key }) => key.storeId)).toEqual(['0']);
    expect([(await deeds(id, '1')).removed, (await deeds(id, '0')).removed]).toEqual([1, 0]);
  });

  it('that refuses to go counts as refused, never as removed', async () => {
    const id = await rule(site('shop.example'));
    jar.stuck.add('a');
    set(cookieOf());
    await pass(0);
    expect(await deeds(id)).toMatchObject({ removed: 0, refused: 1 });
    jar.stuck.delete('a'); // the permission was given
    await pass(31_000);
    expect(await deeds(id)).toMatchObject({ removed: 1, refused: 0 });
    expect(jar.names()).toEqual([]);
  });

  it('counts as refused no longer once it is gone, by whatever hand, also while no worker ran', async () => {
    const id = await rule(site('shop.example'));
    jar.stuck.add('a');
    for (const stopped of [false, true]) {
      set(cookieOf());
      await pass(0);
      expect(await deeds(id)).toMatchObject({ removed: 0, refused: 1 });
      await pass(1000);
      jar.stuck.delete('a');
      const { afterExpire } = jar;
      jar.afterExpire = () => {};
      await jar.expireCookie(cookieOf().key);
      Object.assign(jar, { afterExpire }).stuck.add('a');
      if (stopped) {
        worker = start();
        await worker.keeper.resume();
      } else await pass(31_000);
      expect(await deeds(id)).toMatchObject({ removed: 0, refused: 0 });
    }
  });

  it('counts as refused no longer once all of its site are gone, of which too many waited', async () => {
    const id = await rule(site('shop.example'));
    const cookies = Array.from({ length: 260 }, (_, n) => cookieOf({ name: `n${n}` }));
    for (const { key } of cookies) jar.stuck.add(key.name);
    set(...cookies);
    await pass(0);
    await pass(31_000);
    expect((await deeds(id)).refused).toBe(260);
    jar.stuck.clear();
    jar.afterExpire = () => {};
    for (const { key } of cookies) await jar.expireCookie(key);
    for (let time = 0; time < 3; time += 1) await pass(31_000);
    expect(await deeds(id)).toMatchObject({ removed: 0, refused: 0 });
  });

  it('counts as refused too where the jar cannot be read afterwards and nothing was announced', async () => {
    const id = await rule(site('shop.example'));
    jar.afterExpire = () => {
      jar.unreadable = true;
    };
    set(cookieOf());
    await pass(0);
    expect(await deeds(id)).toMatchObject({ removed: 0, refused: 1 });
  });

  it('is a thing of the present: nothing of it reaches the disk', async () => {
    await rule(site('shop.example'));
    set(cookieOf());
    await pass(1000);
    expect([...disk.values.keys()]).toEqual(['rules']);
    expect([...memory.values.values()].join()).not.toContain('canary');
  });
});

describe('without a rule that keeps anything clear', () => {
  it('nothing is read but the rules, once, and the catalogue stays closed', async () => {
    await rule({ kind: 'vendor', vendorId: 'google' }, { effect: 'allow' });
    diskReadings = 0;
    for (let n = 0; n < 100; n += 1) set(cookieOf({ name: `n${n}` }));
    await pass(0);
    for (let n = 0; n < 100; n += 1) set(cookieOf({ name: `n${n}` }));
    await pass(0);
    expect({ diskReadings, readings, catalogueOpened }).toEqual({ diskReadings: 0, readings: 0, catalogueOpened: 0 });
    expect(removedAt).toEqual([]);
  });

  it('a rule that is made later is heeded', async () => {
    set(cookieOf());
    await pass(0);
    await rule(site('shop.example'));
    set(cookieOf());
    await pass(0);
    expect(jar.names()).toEqual([]);
  });

  it('a rule without vendors opens no catalogue', async () => {
    await rule(site('shop.example'));
    set(cookieOf());
    await pass(0);
    expect(catalogueOpened).toBe(0);
  });
});

describe('a page that sets its cookie over and over', () => {
  /** Sets it every 50 ms, for so many seconds. */
  async function insist(seconds: number, cookie = cookieOf()): Promise<void> {
    for (let passed = 0; passed < seconds * 1000; passed += 50) {
      set(cookie);
      await pass(50);
    }
  }
  function mostInASecond(): number {
    return Math.max(...removedAt.map((from) => removedAt.filter((at) => at >= from && at < from + 1000).length));
  }

  it('is answered three times a second at most, and then every half minute', async () => {
    const id = await rule(site('shop.example'));
    await insist(3);
    expect(mostInASecond()).toBeLessThanOrEqual(3);
    expect((await deeds(id)).comingBack).toEqual([]);
    await insist(120);
    expect(mostInASecond()).toBeLessThanOrEqual(3);
    expect(removedAt.length).toBeLessThan(10 + 2 + 5);
    const { removed, comingBack } = await deeds(id);
    expect(removed).toBe(removedAt.length);
    expect(comingBack).toEqual([{ name: 'a', domain: 'shop.example', times: removed, setBy: setter }]);
  });

  it('is answered at once again when it had stopped', async () => {
    const id = await rule(site('shop.example'));
    await insist(40);
    expect((await deeds(id)).comingBack).toHaveLength(1);
    await pass(31_000);
    expect(jar.names()).toEqual([]);
    await pass(61_000);
    expect((await deeds(id)).comingBack).toEqual([]);
    set(cookieOf());
    await pass(0);
    expect(jar.names()).toEqual([]);
    expect((await deeds(id)).comingBack).toEqual([]);
  });

  it('is still known to the next worker', async () => {
    const id = await rule(site('shop.example'));
    await insist(40);
    const before = await deeds(id);
    await pass(500);
    worker = start();
    expect(await deeds(id)).toEqual(before);
    removedAt = [];
    await insist(10);
    expect(removedAt.length).toBeLessThanOrEqual(1);
  });

  it('cannot take more by inventing names', async () => {
    await rule(site('shop.example'));
    for (let n = 0; n < 2000; n += 1) {
      set(cookieOf({ name: `n${n}` }));
      await pass(10);
    }
    expect(mostInASecond()).toBeLessThanOrEqual(200);
    expect(removedAt.length).toBeLessThan(200 + 20 * 3 + 5);
    await pass(31_000);
    expect(jar.names()).toEqual([]);
  });

  it('takes nothing from another site, however many names it invents', async () => {
    await rule(site('shop.example'));
    await rule(site('ads.example'), { thirdPartyOnly: true });
    for (let n = 0; n < 60; n += 1) {
      set(...Array.from({ length: 100 }, (_, m) => cookieOf({ name: `n${n}-${m}` })));
      await pass(100);
    }
    set(cookieOf({ domain: 'ads.example' }));
    await pass(0);
    await pass(1100);
    expect(jar.all().map(({ key }) => key.domain)).not.toContain('ads.example');
    await pass(31_000);
    await pass(31_000);
    expect(jar.names()).toEqual([]);
  });

  it('cannot take more by setting many cookies over and over', async () => {
    await rule(site('shop.example'));
    const many = Array.from({ length: 150 }, (_, n) => cookieOf({ name: `n${n}` }));
    for (let passed = 0; passed < 20_000; passed += 200) {
      set(...many);
      await pass(200);
    }
    expect(removedAt.length).toBeLessThan(200 + 20 * 3 + 5);
    await pass(31_000);
    await pass(31_000);
    expect(jar.names()).toEqual([]);
  });

  it('does not slow down for another cookie', async () => {
    await rule(site('shop.example'));
    await insist(10);
    set(cookieOf({ name: 'other' }));
    await pass(0);
    expect(jar.names()).not.toContain('other');
  });

  it('by two hands at once is one cookie that comes back', async () => {
    const id = await rule(site('shop.example'));
    for (let n = 0; n < 400; n += 1) {
      set({ ...cookieOf(), value: `one ${n}` }, { ...cookieOf(), value: `two ${n}` });
      await pass(25);
    }
    expect(mostInASecond()).toBeLessThanOrEqual(3);
    expect((await deeds(id)).comingBack).toHaveLength(1);
  });
});

describe('a burst', () => {
  it('of 10,000 cookies is removed whole, more than can be remembered at once from the jar', async () => {
    const id = await rule(site('shop.example'));
    set(...Array.from({ length: 10_000 }, (_, n) => cookieOf({ name: `n${n}` })));
    await pass(31_000);
    await pass(31_000);
    expect(jar.all()).toHaveLength(0);
    expect((await deeds(id)).removed).toBe(10_000);
  }, 20_000);

  it('of other cookies leaves nothing to be done', async () => {
    await rule(site('shop.example'));
    const others = Array.from({ length: 5_000 }, (_, n) => cookieOf({ name: `n${n}`, domain: 'other.example' }));
    set(...others);
    await pass(31_000);
    expect([jar.all().length, removedAt.length]).toEqual([5_000, 0]);
  });
});

describe('for third-party use alone', () => {
  const third = { thirdPartyOnly: true };
  const ads = { name: 'id', domain: 'ads.example' };

  it('a cookie goes that is in the partition of another site, or that no open tab can have set for itself', async () => {
    await rule(site('ads.example'), third);
    shown = new Set(['shop.example']);
    const under = (topLevelSite: string) => ({ ...ads, partitionKey: { topLevelSite, hasCrossSiteAncestor: true } });
    set(cookieOf(ads), cookieOf(under('https://shop.example')), cookieOf(under('https://ads.example')));
    await pass(0);
    await pass(1500);
    expect(jar.all().map(({ key }) => key.partitionKey?.topLevelSite)).toEqual(['https://ads.example']);
  });

  it('a cookie stays that its own site set, also just before the tab shows it', async () => {
    await rule(site('ads.example'), third);
    set(cookieOf(ads));
    await pass(0);
    await pass(100);
    shown = new Set(['ads.example']);
    await pass(1500);
    expect(jar.all()).toHaveLength(1);
  });

  it('a cookie at rest stays, which nobody uses, but for one in a partition', async () => {
    const id = await rule(site('ads.example'), third);
    const partitionKey = { topLevelSite: 'https://shop.example', hasCrossSiteAncestor: true };
    jar.put(cookieOf(ads), cookieOf({ ...ads, partitionKey }));
    await worker.keeper.sweep();
    expect(jar.all().map(({ key }) => key.partitionKey)).toEqual([null]);
    expect((await deeds(id)).removed).toBe(1);
  });

  it('what a page of another site uses goes at once when the rule is made there', async () => {
    await rule(site('ads.example'), third);
    shown = new Set(['shop.example']);
    jar.put(cookieOf(ads), cookieOf({ ...ads, storeId: '1' }));
    await worker.keeper.sweep({ domains: ['ads.example'], usedIn: '0' });
    expect(jar.all().map(({ key }) => key.storeId)).toEqual(['1']);
  });
});

describe('what lies in the jar', () => {
  it('is removed when the browser starts, and nothing else', async () => {
    const id = await rule(site('shop.example'));
    await rule({ kind: 'cookie', name: 'basket', domain: 'shop.example' }, { effect: 'allow' });
    jar.put(cookieOf({ name: 'a' }), cookieOf({ name: 'basket' }), cookieOf({ name: 'b', domain: 'other.example' }));
    worker = start();
    await worker.keeper.sweep();
    expect(jar.names()).toEqual(['b', 'basket']);
    expect((await deeds(id)).removed).toBe(1);
  });

  it('is removed by the next worker where one was stopped in the middle', async () => {
    await rule(site('shop.example'));
    jar.stuck.add('a');
    set(cookieOf({ name: 'a' }));
    await pass(500);
    clock = Object.assign(new FakeClock(), { time: clock.time + 60_000 }); // its timers are gone with it
    jar.stuck.clear();
    worker = start();
    await worker.keeper.resume();
    expect(jar.names()).toEqual([]);
  });

  it('is removed by the next worker where it was waiting when the one before was stopped', async () => {
    await rule(site('shop.example'), { thirdPartyOnly: true });
    set(cookieOf());
    await pass(0);
    expect(jar.names()).toEqual(['a']); // it waits until it is known whose it is
    await clock.pass(600);
    clock = Object.assign(new FakeClock(), { time: clock.time + 60_000 });
    worker = start();
    await worker.keeper.resume();
    await pass(1000);
    expect(jar.names()).toEqual([]);
    await pass(1000);
    readings = 0;
    worker = start();
    await worker.keeper.resume();
    expect(readings).toBe(0);
  });

  it('is removed by the next worker, however many of another site or of its own waited with it', async () => {
    await rule(site('shop.example'), { thirdPartyOnly: true });
    await rule(site('ads.example'), { thirdPartyOnly: true });
    set(cookieOf({ domain: 'ads.example' }));
    await pass(0);
    set(...Array.from({ length: 260 }, (_, n) => cookieOf({ name: `n${n}` })));
    await pass(0);
    expect(jar.all()).toHaveLength(261);
    await clock.pass(600);
    clock = Object.assign(new FakeClock(), { time: clock.time + 60_000 });
    worker = start();
    await worker.keeper.resume();
    for (let time = 0; time < 3; time += 1) await pass(31_000);
    expect(jar.names()).toEqual([]);
  });

  it('of a private window is forgotten with it, though it waited', async () => {
    await rule(site('shop.example'), { thirdPartyOnly: true });
    set(cookieOf({ name: 'secret', storeId: '1' }));
    await pass(0);
    await clock.pass(600);
    expect([...memory.values.values()].join()).toContain('secret');
    await worker.keeper.forgetStore('1');
    expect([...memory.values.values()].join()).not.toContain('secret');
  });

  it('is not looked at where the last worker had ended its work', async () => {
    await rule(site('shop.example'));
    set(cookieOf());
    await pass(1000);
    worker = start();
    readings = 0;
    await worker.keeper.resume();
    expect(readings).toBe(0);
  });
});
