import { beforeEach, describe, expect, it } from 'vitest';
import { cookieOf } from '../../core/report/joined.ts';
import { settle } from '../../fakes/fake-clock.ts';
import { ALL, clearAll, counted, keysOf, World } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});

const newer = (name: string) => ({ ...cookieOf({ name }), value: 'another' });
const HALF_AN_HOUR = 30 * 60 * 1000;

describe('clearing', () => {
  it('takes exactly the cookies it was given, and leaves their twins', async () => {
    const cookie = cookieOf({ name: 'a' });
    const partition = { topLevelSite: 'https://news.example', hasCrossSiteAncestor: true };
    const twins = [
      cookieOf({ name: 'a', hostOnly: true }),
      cookieOf({ name: 'a', path: '/deep' }),
      cookieOf({ name: 'a', storeId: '1' }),
      cookieOf({ name: 'a', partitionKey: partition }),
      cookieOf({ name: 'a', partitionKey: { ...partition, hasCrossSiteAncestor: false } }),
    ];
    world.jar.put(cookie, ...twins);
    expect(counted(await clearAll(world.start(), [cookie.key]))).toEqual({ gone: 1 });
    expect(world.jar.all()).toEqual(twins);
  });

  it('clears what was shown, and nothing that came since', async () => {
    world.jar.put(cookieOf({ name: 'shown' }));
    const clearing = world.start();
    const { planId, count } = await clearing.plan(ALL);
    world.jar.put(cookieOf({ name: 'later' }));
    expect(counted(await clearing.clear(planId))).toEqual({ gone: count });
    expect(world.jar.names()).toEqual(['later']);
  });

  it('finds what was shown also after the background slept, for ten minutes', async () => {
    world.jar.put(cookieOf());
    const plan = () => world.start().plan(ALL);
    expect(counted(await world.start().clear((await plan()).planId))).toEqual({ gone: 1 });
    world.jar.put(cookieOf());
    const { planId } = await plan();
    await world.clock.pass(11 * 60 * 1000);
    await expect(world.start().clear(planId)).rejects.toThrow(/too old/);
    expect(world.jar.names()).toEqual(['a']);
  });

  it('counts what the user allowed, and leaves it', async () => {
    world.jar.put(cookieOf({ name: 'a' }), cookieOf({ name: 'mine' }));
    world.allowed.add('mine');
    const clearing = world.start();
    const plan = await clearing.plan(ALL);
    expect(plan).toMatchObject({ count: 1, allowed: 1 });
    await clearing.clear(plan.planId);
    expect(world.jar.names()).toEqual(['mine']);
  });

  it('says what the jar says afterwards', async () => {
    const cookies = ['goes', 'stays', 'returns', 'never'].map((name) => cookieOf({ name }));
    world.jar.put(...cookies);
    const clearing = world.start();
    const { planId } = await clearing.plan(ALL);
    await world.jar.expireCookie(cookieOf({ name: 'never' }).key);
    world.jar.stuck.add('stays');
    world.jar.afterExpire = (key) => {
      if (key.name === 'returns') world.jar.put(newer('returns'));
    };
    const outcome = await clearing.clear(planId);
    expect(counted(outcome)).toEqual({ gone: 1, 'still-there': 1, 'came-back': 1, 'was-gone': 1 });
    expect(outcome.exceptions.map(({ key, result }) => `${key.name}: ${result}`)).toEqual([
      'stays: still-there',
      'returns: came-back',
    ]);
  });

  it('takes also what the site sets anew meanwhile, and undo gives back the newest', async () => {
    const cookies = Array.from({ length: 120 }, (_, i) => cookieOf({ name: `n${i}` }));
    world.jar.put(...cookies);
    const clearing = world.start();
    const { planId } = await clearing.plan(ALL);
    world.jar.afterExpire = ({ name }) => {
      if (name !== 'n0') return;
      world.jar.put(newer('n119'));
      clearing.hear({ ...newer('n119'), at: world.clock.time, removed: false, cause: 'explicit' }, null);
    };
    expect(counted(await clearing.clear(planId))).toEqual({ gone: 120 });
    expect(counted(await world.start().undo(planId, false))).toEqual({ restored: 120 });
    expect(world.jar.all().find(({ key }) => key.name === 'n119')).toEqual(newer('n119'));
  });

  it('says that it does not know when the jar cannot be read afterwards', async () => {
    world.jar.put(cookieOf());
    world.jar.afterExpire = () => {
      world.jar.unreadable = true;
    };
    expect(counted(await clearAll(world.start(), [cookieOf().key]))).toEqual({ unreadable: 1 });
  });

  it('tells hosts it may not touch from cookies that are gone, whenever access is withheld', async () => {
    const [mine, theirs] = [cookieOf(), cookieOf({ domain: 'ads.example' })];
    world.jar.put(mine, theirs);
    const clearing = world.start();
    const { planId } = await clearing.plan(ALL);
    world.withheld.add('ads.example');
    expect(counted(await clearing.clear(planId))).toEqual({ gone: 1, 'no-access': 1 });
    world.withheld.clear();
    const again = await clearing.plan(ALL);
    world.jar.afterExpire = () => world.withheld.add('ads.example');
    expect(counted(await clearing.clear(again.planId))).toEqual({ 'no-access': 1 });
  });

  it('clears nothing where there is no room to keep what undo needs', async () => {
    world.jar.put(cookieOf());
    const clearing = world.start();
    const { planId } = await clearing.plan(ALL);
    world.store.full = true;
    await expect(clearing.clear(planId)).rejects.toThrow(/nothing was cleared/);
    expect(world.jar.names()).toEqual(['a']);
    world.store.full = false;
    expect(counted(await clearing.clear(planId))).toEqual({ gone: 1 });
  });

  it('says no value, and keeps none but for undo', async () => {
    world.jar.put(cookieOf());
    const outcome = await clearAll(world.start(), [cookieOf().key]);
    expect(JSON.stringify(outcome)).not.toContain('canary');
    const holding = [...world.store.values].filter(([, text]) => text.includes('canary')).map(([key]) => key);
    expect(holding).toEqual([`clearing:undo:${outcome.clearId}`]);
  });

  it('of nothing leaves nothing to undo', async () => {
    world.jar.put(cookieOf());
    const clearing = world.start();
    const { planId } = await clearing.plan(ALL);
    await world.jar.expireCookie(cookieOf().key);
    expect(await clearing.clear(planId)).toMatchObject({ undoable: false, counts: { 'was-gone': 1 } });
  });

  it('carries out a plan once, however often it is confirmed', async () => {
    world.jar.put(cookieOf());
    const clearing = world.start();
    const { planId } = await clearing.plan(ALL);
    const [first, second] = await Promise.all([clearing.clear(planId), clearing.clear(planId)]);
    world.jar.put(cookieOf());
    expect(second).toEqual(first);
    expect(await clearing.clear(planId)).toEqual(first);
    expect(world.jar.names()).toEqual(['a']);
  });

  it('does one thing after the other', async () => {
    const cookies = ['a', 'b'].map((name) => cookieOf({ name }));
    world.jar.put(...cookies);
    const clearing = world.start();
    const first = await clearAll(clearing, keysOf(cookies));
    const [undone, second] = await Promise.all([
      clearing.undo(first.clearId, false),
      clearAll(clearing, keysOf(cookies)),
    ]);
    expect(counted(undone)).toEqual({ restored: 2 });
    // It was planned while the cookies were away.
    expect(counted(second)).toEqual({});
    expect(world.jar.names()).toEqual(['a', 'b']);
  });

  it('announces its own removals, once', async () => {
    world.jar.put(cookieOf());
    const change = { ...cookieOf(), at: 0, removed: true, cause: 'expired_overwrite' as const };
    await clearAll(world.start(), [cookieOf().key]);
    expect([world.own.recognise(change), world.own.recognise(change)]).toEqual(['removal', null]);
  });

  it('tells how far it is, at most every tenth of a second', async () => {
    const cookies = Array.from({ length: 1000 }, (_, i) => cookieOf({ name: `n${i}` }));
    world.jar.put(...cookies);
    world.jar.afterExpire = () => {
      world.clock.time += 1;
    };
    const { clearId } = await clearAll(world.start(), keysOf(cookies));
    expect(world.progress[0]).toEqual({ clearId, doing: 'clear', done: 50, total: 1000 });
    expect(world.progress.length).toBeGreaterThan(5);
    expect(world.progress.length).toBeLessThanOrEqual(12);
    expect(world.progress.at(-1)).toEqual({ clearId, doing: 'clear', done: 1000, total: 1000 });
  });

  it('says at once what is under way, to those whose cookies it is', async () => {
    world.jar.put(...Array.from({ length: 120 }, (_, i) => cookieOf({ name: `n${i}` })));
    const clearing = world.start();
    const { planId } = await clearing.plan(ALL);
    const during: unknown[] = [];
    const look = () => during.push(clearing.underWay('0'), clearing.underWay('1'));
    world.jar.afterExpire = ({ name }) => name === 'n60' && look();
    world.jar.beforeWrite = ({ key }) => key.name === 'n0' && look();
    await clearing.clear(planId);
    await clearing.undo(planId, false);
    expect(during).toEqual([
      { clearId: planId, doing: 'clear', done: 50, total: 120 },
      null,
      { clearId: planId, doing: 'undo', done: 0, total: 120 },
      null,
    ]);
    expect(clearing.underWay('0')).toBeNull();
  });

  it('leaves alone what a site sets anew where no copy of it can be kept, and says so', async () => {
    const cookies = Array.from({ length: 120 }, (_, i) => cookieOf({ name: `n${i}` }));
    for (const failure of ['full', 'unreadable'] as const) {
      world = new World();
      world.jar.put(...cookies);
      const clearing = world.start();
      const { planId } = await clearing.plan(ALL);
      world.jar.afterExpire = ({ name }) => {
        if (name === 'n49') Object.assign(failure === 'full' ? world.store : world.jar, { [failure]: true });
        if (name === 'n50') Object.assign(failure === 'full' ? world.store : world.jar, { [failure]: false });
        if (name !== 'n0') return;
        world.jar.put(newer('n60'));
        clearing.hear({ ...newer('n60'), at: world.clock.time, removed: false, cause: 'explicit' }, null);
      };
      const outcome = await clearing.clear(planId);
      expect(counted(outcome)).toEqual({ gone: 119, 'set-anew': 1 });
      expect(outcome.exceptions.map(({ key, result }) => `${key.name}: ${result}`)).toEqual(['n60: set-anew']);
      expect(counted(await clearing.undo(planId, false))).toEqual({ restored: 119, 'newer-kept': 1 });
      expect(world.jar.all().find(({ key }) => key.name === 'n60')).toEqual(newer('n60'));
    }
  });

  it('announces no removal that comes much later than it began', async () => {
    const cookies = Array.from({ length: 60 }, (_, i) => cookieOf({ name: `n${i}` }));
    world.jar.put(...cookies);
    world.jar.afterExpire = () => {
      world.clock.time += 1000; // a slow browser
    };
    await clearAll(world.start(), keysOf(cookies));
    const change = { ...cookieOf({ name: 'n59' }), at: 0, removed: true, cause: 'expired_overwrite' as const };
    expect(world.own.recognise(change)).toBe('removal');
  });

  it('that nobody asked for takes no view from what it shows', async () => {
    world.jar.put(cookieOf());
    const clearing = world.start();
    let during: unknown = 'not looked';
    world.jar.afterExpire = () => {
      during = clearing.underWay('0');
    };
    const { clearId } = await clearing.clearKeys([cookieOf().key]);
    expect([during, world.progress]).toEqual([null, []]);
    expect(await clearing.undoable('0')).toMatchObject({ clearId, count: 1 });
  });

  it('that nobody asked for takes no undo from one that the user asked for, by number or by room', async () => {
    const big = (name: string) => ({ ...cookieOf({ name }), value: 'v'.repeat(3000) });
    const names = Array.from({ length: 25 }, (_, i) => `n${i}`);
    world.jar.put(big('mine'), ...names.map(big));
    const clearing = world.start();
    const mine = await clearAll(clearing, [cookieOf({ name: 'mine' }).key]);
    world.store.room = 20_000;
    for (const name of names) await clearing.clearKeys([cookieOf({ name }).key]);
    expect(await clearing.undoable('0')).toMatchObject({ clearId: mine.clearId });
    expect(counted(await clearing.undo(mine.clearId, false))).toEqual({ restored: 1 });
    expect(await clearing.undoable('0')).toMatchObject({ count: 1 });
  });

  it('is picked up with the next question where something failed after it was carried out', async () => {
    world.jar.put(cookieOf());
    const clearing = world.start();
    const { planId } = await clearing.plan(ALL);
    const { has } = world.withheld;
    world.jar.afterExpire = () => {
      world.withheld.has = () => {
        throw new Error('permissions cannot be read');
      };
    };
    await expect(clearing.clear(planId)).rejects.toThrow(/permissions/);
    world.withheld.has = has;
    expect(counted(await clearing.outcome(planId))).toEqual({ gone: 1 });
    expect(counted(await clearing.undo(planId, false))).toEqual({ restored: 1 });
  });

  it('goes on once the session store can be read again', async () => {
    world.jar.put(cookieOf());
    const clearing = world.start();
    world.store.unreadable = true;
    await expect(clearing.resume()).rejects.toThrow();
    await expect(clearing.plan(ALL)).rejects.toThrow();
    world.store.unreadable = false;
    expect(counted(await clearAll(clearing, [cookieOf().key]))).toEqual({ gone: 1 });
  });

  it('forgets first those that cannot be undone, then the oldest', async () => {
    const clearing = world.start();
    const one = async () => {
      world.jar.put(cookieOf());
      return (await clearAll(clearing, [cookieOf().key])).clearId;
    };
    const first = await one();
    for (let n = 0; n < 30; n += 1) await clearing.clearKeys([cookieOf({ name: 'nowhere' }).key]);
    expect(await clearing.outcome(first)).toMatchObject({ undoable: true });
    for (let n = 0; n < 20; n += 1) await one();
    await expect(clearing.outcome(first)).rejects.toThrow(/nothing is known/);
  });

  it('gives up the undo of the oldest clears where there is no room for that of a new one', async () => {
    const cookies = ['a', 'b', 'c'].map((name) => ({ ...cookieOf({ name }), value: 'v'.repeat(3000) }));
    const huge = { ...cookieOf({ name: 'huge' }), value: 'v'.repeat(20_000) };
    world.jar.put(...cookies, huge);
    const clearing = world.start();
    world.store.room = 9_000;
    const cleared = async (name: string) => (await clearAll(clearing, [cookieOf({ name }).key])).clearId;
    const first = await cleared('a');
    const second = await cleared('b');
    await expect(cleared('huge')).rejects.toThrow(/nothing was cleared/);
    expect(world.jar.names()).toEqual(['c', 'huge']);
    const third = await cleared('c');
    expect(await world.start().undoable('0')).toMatchObject({ clearId: third, count: 1 });
    await expect(clearing.undo(first, false)).rejects.toThrow(/nothing to undo/);
    for (const clearId of [third, second])
      expect(counted(await clearing.undo(clearId, false))).toEqual({ restored: 1 });
    expect(world.jar.names()).toEqual(['b', 'c', 'huge']);
  });
});

describe('a cookie that comes back', () => {
  const removed = { ...cookieOf(), removed: true, cause: 'expired_overwrite' as const };
  const set = { ...cookieOf(), removed: false, cause: 'explicit' as const };

  async function cleared() {
    world.jar.put(cookieOf());
    const clearing = world.start();
    await clearing.resume();
    const { clearId } = await clearAll(clearing, [cookieOf().key]);
    world.changed.length = 0; // that it ended
    return { clearing, clearId };
  }

  it('is told, with when and by whom', async () => {
    const { clearing, clearId } = await cleared();
    clearing.hear({ ...removed, at: world.clock.time }, 'removal');
    world.setter = { kind: 'header', host: 'www.shop.example' };
    clearing.hear({ ...set, at: world.clock.time + 700 }, null);
    await world.clock.pass(200);
    expect(world.changed).toEqual([clearId]);
    const told = { key: cookieOf().key, result: 'came-back', after: 700 };
    expect(await clearing.outcome(clearId)).toMatchObject({
      counts: { gone: 0, 'came-back': 1 },
      exceptions: [{ ...told, setBy: null }],
    });
    await world.clock.pass(2000);
    const outcome = await world.start().outcome(clearId);
    expect(outcome).toMatchObject({ counts: { 'came-back': 1 }, exceptions: [{ ...told, setBy: world.setter }] });
    expect(outcome.exceptions).toHaveLength(1);
  });

  it('is counted once, however often it does', async () => {
    const { clearing, clearId } = await cleared();
    for (let time = 50; time < 5000; time += 50) {
      clearing.hear({ ...set, at: world.clock.time }, null);
      await world.clock.pass(50);
    }
    expect(counted(await clearing.outcome(clearId))).toEqual({ 'came-back': 1 });
    expect(world.changed.length).toBeLessThanOrEqual(2);
  });

  it('is gone for good, as far as it is told here, where a rule has removed it since', async () => {
    const { clearing, clearId } = await cleared();
    clearing.hear({ ...removed, at: world.clock.time }, 'removal');
    for (let time = 0; time < 3; time += 1) {
      clearing.hear({ ...set, at: world.clock.time + 300 }, null);
      await world.clock.pass(2000);
      clearing.hear({ ...removed, at: world.clock.time }, 'removal');
      await world.clock.pass(2000);
    }
    expect(counted(await clearing.outcome(clearId))).toEqual({ gone: 1 });
    expect(world.changed).toHaveLength(2);
  });

  it('is gone again where its page removed it since, also where the background was stopped between', async () => {
    const first = await cleared();
    const { clearId } = first;
    first.clearing.hear({ ...removed, at: world.clock.time }, 'removal');
    first.clearing.hear({ ...set, at: world.clock.time + 300 }, null);
    await world.clock.pass(2000);
    expect(counted(await first.clearing.outcome(clearId))).toEqual({ 'came-back': 1 });
    const clearing = world.start();
    await clearing.resume();
    clearing.hear({ ...removed, at: world.clock.time }, null);
    await world.clock.pass(2000);
    const outcome = await world.start().outcome(clearId);
    expect(counted(outcome)).toEqual({ gone: 1 });
    expect(outcome.exceptions).toEqual([]);
    clearing.hear({ ...set, at: world.clock.time }, null);
    await world.clock.pass(2000);
    expect(counted(await clearing.outcome(clearId))).toEqual({ 'came-back': 1 });
  });

  it('is told also where it came back after the last look, before the outcome was written', async () => {
    world.jar.put(cookieOf());
    const clearing = world.start();
    await clearing.resume();
    const { planId } = await clearing.plan(ALL);
    const { setMany } = world.store;
    world.store.setMany = async (entries) => {
      if (JSON.stringify(entries).includes('"cleared"') && !world.jar.has(cookieOf().key)) {
        world.store.setMany = setMany;
        clearing.hear({ ...removed, at: world.clock.time }, 'removal');
        world.jar.put(newer('a'));
        clearing.hear({ ...set, at: world.clock.time + 5 }, null);
      }
      await setMany.call(world.store, entries);
    };
    expect(counted(await clearing.clear(planId))).toEqual({ gone: 1 });
    await world.clock.pass(500);
    expect(counted(await clearing.outcome(planId))).toEqual({ 'came-back': 1 });
  });

  it('is told for a minute from when the clear was over, however late that was', async () => {
    world.jar.put(cookieOf());
    const clearing = world.start();
    await clearing.resume();
    world.jar.afterExpire = () => {
      world.clock.time += 90_000;
    };
    const { clearId } = await clearAll(clearing, [cookieOf().key]);
    await world.clock.pass(30_000);
    clearing.hear({ ...set, at: world.clock.time }, null);
    await world.clock.pass(500);
    expect(counted(await clearing.outcome(clearId))).toEqual({ 'came-back': 1 });
  });

  it('is counted quickly where ten thousand do, and only those are looked into that are named', async () => {
    const cookies = Array.from({ length: 10_000 }, (_, i) => cookieOf({ name: `n${i}` }));
    world.jar.put(...cookies);
    const clearing = world.start();
    await clearing.resume();
    const { clearId } = await clearAll(clearing, keysOf(cookies));
    world.setter = { kind: 'script', host: 'www.shop.example' };
    for (const cookie of cookies) {
      clearing.hear({ ...cookie, at: world.clock.time, removed: false, cause: 'explicit' }, null);
    }
    const start = performance.now();
    await world.clock.pass(200);
    await clearing.outcome(clearId);
    expect(performance.now() - start).toBeLessThan(1000);
    await world.clock.pass(2000);
    for (let turn = 0; turn < 20; turn += 1) await settle();
    const outcome = await clearing.outcome(clearId);
    expect(counted(outcome)).toEqual({ 'came-back': 10_000 });
    expect(outcome.exceptions.filter(({ setBy }) => setBy !== null)).toHaveLength(100);
    expect(world.settersAsked).toBe(100);
  });

  it('is told by the next background too, which its coming back woke', async () => {
    const { clearId } = await cleared();
    const next = world.start();
    next.hear({ ...set, at: world.clock.time + 10 }, null);
    await next.resume();
    await world.clock.pass(200);
    expect(counted(await next.outcome(clearId))).toEqual({ 'came-back': 1 });
  });

  it('is no news after a minute, nor when undo put it back', async () => {
    const { clearing, clearId } = await cleared();
    await clearing.undo(clearId, false);
    world.changed.length = 0;
    clearing.hear({ ...set, at: world.clock.time }, 'restoration');
    await world.clock.pass(2000);
    expect(world.changed).toEqual([]);
    const again = await clearAll(clearing, [cookieOf().key]);
    await world.clock.pass(61_000);
    clearing.hear({ ...set, at: world.clock.time }, null);
    await world.clock.pass(2000);
    expect(counted(await clearing.outcome(again.clearId))).toEqual({ gone: 1 });
  });

  it('is none where a page wrote it before it was cleared', async () => {
    world.jar.put(cookieOf());
    const clearing = world.start();
    await clearing.resume();
    world.jar.stuck.add('a');
    const { clearId } = await clearAll(clearing, [cookieOf().key]);
    clearing.hear({ ...set, at: world.clock.time }, null);
    await world.clock.pass(2000);
    expect(counted(await clearing.outcome(clearId))).toEqual({ 'still-there': 1 });
    const next = world.start();
    await next.resume();
    next.hear({ ...set, at: world.clock.time }, null);
    await world.clock.pass(2000);
    expect(counted(await next.outcome(clearId))).toEqual({ 'still-there': 1 });
  });
});

describe('undo', () => {
  it('gives back every attribute, also to the next background', async () => {
    const cookies = [
      cookieOf({ name: 'h', hostOnly: true }, { httpOnly: true, sameSite: 'strict' }),
      cookieOf(
        { name: 'p', partitionKey: { topLevelSite: 'https://shop.example', hasCrossSiteAncestor: true } },
        { sameSite: 'none', expiresAt: world.clock.time + 1e9 },
      ),
    ];
    world.jar.put(...cookies);
    const { clearId } = await clearAll(world.start(), keysOf(cookies));
    expect(world.jar.names()).toEqual([]);
    expect(counted(await world.start().undo(clearId, false))).toEqual({ restored: 2 });
    expect(world.jar.all()).toEqual(cookies);
  });

  it('goes back clear by clear, in the same store only', async () => {
    const [a, b] = [cookieOf({ name: 'a' }), cookieOf({ name: 'b' })];
    world.privateWindows = true;
    world.jar.put(a, b, cookieOf({ storeId: '1' }));
    const clearing = world.start();
    const first = await clearAll(clearing, [a.key]);
    const last = await clearAll(clearing, [b.key]);
    await clearAll(clearing, [cookieOf({ storeId: '1' }).key], 2);
    const next = world.start();
    expect(await next.undoable('0')).toMatchObject({ clearId: last.clearId, count: 1 });
    expect(await next.undoable('firefox-container-1')).toBeNull();
    await next.undo(last.clearId, false);
    expect(await next.undoable('0')).toMatchObject({ clearId: first.clearId, count: 1 });
    await next.undo(first.clearId, false);
    expect(await next.undoable('0')).toBeNull();
    expect(world.jar.all()).toEqual([b, a]);
  });

  it('never overwrites a newer cookie unasked, nor brings back an expired one', async () => {
    const soon = cookieOf({ name: 'soon' }, { expiresAt: world.clock.time + 1000 });
    world.jar.put(cookieOf({ name: 'newer' }), soon, cookieOf({ name: 'stuck' }));
    const clearing = world.start();
    const { clearId } = await clearAll(clearing, keysOf(world.jar.all()));
    world.jar.put(newer('newer'));
    world.jar.stuck.add('stuck');
    await world.clock.pass(2000);
    const outcome = await clearing.undo(clearId, false);
    expect(counted(outcome)).toEqual({ 'newer-kept': 1, 'expired-meanwhile': 1, refused: 1 });
    expect(outcome.overwritable).toBe(1);
    expect(world.jar.all()).toEqual([newer('newer')]);
    world.jar.stuck.clear();
    expect(counted(await clearing.undo(clearId, true))).toEqual({ restored: 2, 'expired-meanwhile': 1 });
    expect(world.jar.all().map(({ value }) => value)).toEqual(['canary', 'canary']);
  });

  it('does not bring back what a rule would remove at once, until the rule is gone', async () => {
    const cookies = [cookieOf({ name: 'kept' }), cookieOf({ name: 'free' })];
    world.jar.put(...cookies);
    const clearing = world.start();
    const { clearId } = await clearAll(clearing, keysOf(cookies));
    world.keptClear.add('kept');
    const outcome = await clearing.undo(clearId, true);
    expect(counted(outcome)).toEqual({ restored: 1, 'kept-clear': 1 });
    expect(world.jar.names()).toEqual(['free']);
    world.keptClear.clear();
    expect(counted(await clearing.undo(clearId, false))).toEqual({ restored: 2 });
    expect(world.jar.names().sort()).toEqual(['free', 'kept']);
  });

  it('calls newer what a site sets while it runs, though it says the same and only lasts longer', async () => {
    const cookie = cookieOf({ name: 'a' }, { expiresAt: world.clock.time + HALF_AN_HOUR });
    const renewed = cookieOf({ name: 'a' }, { expiresAt: world.clock.time + 2 * HALF_AN_HOUR });
    const first = cookieOf({ name: 'first' });
    world.jar.put(first, cookie);
    const clearing = world.start();
    const { clearId } = await clearAll(clearing, keysOf([first, cookie]));
    world.jar.beforeWrite = ({ key }) => {
      if (key.name !== 'first') return;
      world.jar.put(renewed);
      clearing.hear({ ...renewed, at: world.clock.time, removed: false, cause: 'explicit' }, null);
    };
    expect(counted(await clearing.undo(clearId, false))).toEqual({ restored: 1, 'newer-kept': 1 });
  });

  it('never overwrites what a site sets while it runs', async () => {
    const cookies = Array.from({ length: 120 }, (_, i) => cookieOf({ name: `n${i}` }));
    world.jar.put(...cookies);
    const clearing = world.start();
    const { clearId } = await clearAll(clearing, keysOf(cookies));
    world.jar.beforeWrite = (cookie) => {
      if (cookie.key.name !== 'n0') return;
      world.jar.put(newer('n119'));
      clearing.hear({ ...newer('n119'), at: world.clock.time, removed: false, cause: 'explicit' }, null);
    };
    const outcome = await clearing.undo(clearId, false);
    expect(counted(outcome)).toEqual({ restored: 119, 'newer-kept': 1 });
    expect(world.jar.all().find(({ key }) => key.name === 'n119')?.value).toBe(newer('n119').value);
  });

  it('takes a cookie that never went for one that is there', async () => {
    world.jar.put(cookieOf({ name: 'stays' }), cookieOf({ name: 'goes' }));
    world.jar.stuck.add('stays');
    const clearing = world.start();
    const { clearId } = await clearAll(clearing, keysOf(world.jar.all()));
    expect(await clearing.undoable('0')).toMatchObject({ clearId, count: 1 });
    expect(counted(await clearing.undo(clearId, false))).toEqual({ restored: 1 });
    expect(world.jar.names()).toEqual(['goes', 'stays']);
  });

  it('says that the browser refused where the newer one was to be overwritten', async () => {
    world.jar.put(cookieOf());
    const clearing = world.start();
    const { clearId } = await clearAll(clearing, [cookieOf().key]);
    world.jar.put(newer('a'));
    world.jar.stuck.add('a');
    expect(counted(await clearing.undo(clearId, false))).toEqual({ 'newer-kept': 1 });
    const outcome = await clearing.undo(clearId, true);
    expect([counted(outcome), outcome.overwritable]).toEqual([{ refused: 1 }, 0]);
    expect(await clearing.undoable('0')).toBeNull();
  });

  it('that is waiting for a rule to go hides no other', async () => {
    const [a, b] = [cookieOf({ name: 'a' }), cookieOf({ name: 'b' })];
    world.jar.put(a, b);
    const clearing = world.start();
    const first = await clearAll(clearing, [a.key]);
    const last = await clearAll(clearing, [b.key]);
    world.keptClear.add('b');
    expect(counted(await clearing.undo(last.clearId, false))).toEqual({ 'kept-clear': 1 });
    expect(await clearing.undoable('0')).toMatchObject({ clearId: first.clearId });
    await clearing.undo(first.clearId, false);
    expect(await clearing.undoable('0')).toMatchObject({ clearId: last.clearId, count: 1 });
  });

  it('waits for access, and is offered again', async () => {
    world.jar.put(cookieOf());
    const clearing = world.start();
    const { clearId } = await clearAll(clearing, [cookieOf().key]);
    world.withheld.add('shop.example');
    expect(counted(await clearing.undo(clearId, false))).toEqual({ 'no-access': 1 });
    world.withheld.clear();
    expect(await clearing.undoable('0')).toMatchObject({ clearId, count: 1 });
    expect(counted(await clearing.undo(clearId, false))).toEqual({ restored: 1 });
  });

  it('is offered again for what waits for access, and for no more', async () => {
    const [mine, theirs, renewed] = [cookieOf(), cookieOf({ domain: 'ads.example' }), cookieOf({ name: 'newer' })];
    world.jar.put(mine, theirs, renewed);
    const clearing = world.start();
    const { clearId } = await clearAll(clearing, keysOf([mine, theirs, renewed]));
    world.jar.put(newer('newer'));
    world.withheld.add('ads.example');
    expect(counted(await clearing.undo(clearId, false))).toEqual({ restored: 1, 'newer-kept': 1, 'no-access': 1 });
    expect(await world.start().undoable('0')).toMatchObject({ clearId, count: 1 });
    world.withheld.clear();
    expect(counted(await clearing.undo(clearId, false))).toEqual({ restored: 2, 'newer-kept': 1 });
    expect(await clearing.undoable('0')).toBeNull();
  });

  it('keeps no value of what it is done with', async () => {
    world.jar.put(cookieOf());
    const clearing = world.start();
    const { clearId } = await clearAll(clearing, [cookieOf().key]);
    await clearing.undo(clearId, false);
    expect([...world.store.values.values()].join()).not.toContain('canary');
    expect(counted(await clearing.undo(clearId, false))).toEqual({ restored: 1 });
  });

  it('is over after half an hour, and nothing of it is kept, also when the background slept', async () => {
    world.jar.put(cookieOf());
    const { clearId } = await clearAll(world.start(), [cookieOf().key]);
    world.clock.time += HALF_AN_HOUR + 1;
    const next = world.start();
    await next.resume();
    expect([...world.store.values.keys()].filter((key) => key !== 'clearing:plans')).toEqual([]);
    await expect(next.undo(clearId, false)).rejects.toThrow(/nothing to undo/);
  });

  it('is over after half an hour for a background that woke meanwhile and stayed awake', async () => {
    world.jar.put(cookieOf());
    await clearAll(world.start(), [cookieOf().key]);
    await world.clock.pass(60_000);
    await world.start().resume();
    await world.clock.pass(HALF_AN_HOUR);
    expect([...world.store.values.keys()].filter((key) => key !== 'clearing:plans')).toEqual([]);
  });

  it('is over after half an hour also for the second of two, of which the first ended before', async () => {
    world.privateWindows = true;
    world.jar.put(cookieOf(), cookieOf({ storeId: '1' }));
    const clearing = world.start();
    await clearAll(clearing, [cookieOf({ storeId: '1' }).key], 2);
    await world.clock.pass(HALF_AN_HOUR / 2);
    await clearAll(clearing, [cookieOf().key]);
    world.privateWindows = false;
    await clearing.forgetPrivate();
    await world.clock.pass(HALF_AN_HOUR + 10);
    expect([...world.store.values.keys()].filter((key) => key !== 'clearing:plans')).toEqual([]);
  });

  it('never counts a cookie twice that comes back though nothing was known of it', async () => {
    world.jar.put(cookieOf());
    const clearing = world.start();
    world.jar.unreadable = true;
    const { clearId } = await clearAll(clearing, [cookieOf().key]);
    world.jar.unreadable = false;
    clearing.hear({ ...cookieOf(), at: world.clock.time, removed: false, cause: 'explicit' }, null);
    await world.clock.pass(1000);
    const { counts } = await clearing.outcome(clearId);
    expect(Object.values(counts).every((count) => count >= 0)).toBe(true);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  it('of a private window ends with the last of them, also if the background slept', async () => {
    const inPrivate = cookieOf({ storeId: '1' });
    const stays = cookieOf();
    world.privateWindows = true;
    const clearing = world.start();
    for (const forget of [() => clearing.forgetPrivate(), () => world.start().resume()]) {
      world.privateWindows = true;
      world.jar.put(inPrivate, stays);
      const [hidden, open] = [await clearAll(clearing, [inPrivate.key], 2), await clearAll(clearing, [stays.key])];
      world.privateWindows = false;
      await forget();
      expect(world.store.values.has(`clearing:undo:${hidden.clearId}`)).toBe(false);
      expect(world.store.values.has(`clearing:undo:${open.clearId}`)).toBe(true);
    }
  });
});
