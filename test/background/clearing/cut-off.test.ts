import { describe, expect, it } from 'vitest';
import type { StoredCookie } from '../../../src/core/cookies/cookie.ts';
import { cookieOf } from '../../core/report/joined.ts';
import { ALL, counted, World } from './world.ts';

/*
 * The background is stopped at every call it makes of the browser in turn, before or after the browser did what was
 * asked. The next one goes on, or nothing has happened; nothing is half done, and nothing half said.
 */

const COOKIES = Array.from({ length: 120 }, (_, i) => cookieOf({ name: `n${i}` }));
const [NEWER, SOON] = [{ ...cookieOf({ name: 'n0' }), value: 'another' }, 1];

async function worldWithPlan() {
  const world = new World();
  world.jar.put(...COOKIES);
  const { planId } = await world.start().plan(ALL);
  return { world, planId };
}

async function worldCleared() {
  const { world, planId } = await worldWithPlan();
  await world.start().clear(planId);
  world.jar.put(NEWER);
  return { world, planId };
}

/** Stops a background at its first call, its second, and so on, until one comes to its end. */
async function atEveryStep(
  begin: () => Promise<{ world: World; planId: string }>,
  work: (clearing: ReturnType<World['start']>, planId: string) => Promise<unknown>,
  after: (world: World, planId: string, lives: number) => Promise<void>,
): Promise<number> {
  for (let lives = SOON; ; lives += 1) {
    for (const dieAfterActing of [false, true]) {
      const { world, planId } = await begin();
      Object.assign(world, { lives, dieAfterActing });
      if (await world.until((clearing) => work(clearing, planId))) return lives;
      world.lives = Number.POSITIVE_INFINITY;
      await after(world, planId, lives);
    }
  }
}

describe('a background that is stopped for more than half an hour', () => {
  const LONG = 40 * 60_000;

  it('in a clear is woken soon, and its successor clears the rest and can undo it', async () => {
    const { world, planId } = await worldWithPlan();
    world.lives = 80;
    expect(await world.until((clearing) => clearing.clear(planId))).toBe(false);
    world.lives = Number.POSITIVE_INFINITY;
    expect(world.wakesAt).toBeLessThanOrEqual(world.clock.time + 60_000);
    world.clock.time += LONG; // the machine slept
    const next = world.start();
    expect(counted(await next.clear(planId))).toEqual({ gone: COOKIES.length });
    expect(counted(await next.undo(planId, false))).toEqual({ restored: COOKIES.length });
  });

  it('in an undo tells how it ended, and then keeps no value', async () => {
    const { world, planId } = await worldCleared();
    await world.clock.pass(29 * 60_000);
    world.lives = 80;
    expect(await world.until((clearing) => clearing.undo(planId, false))).toBe(false);
    world.lives = Number.POSITIVE_INFINITY;
    world.clock.time += LONG;
    const next = world.start();
    expect(counted(await next.undo(planId, false))).toEqual({ restored: COOKIES.length - 1, 'newer-kept': 1 });
    await world.clock.pass(61_000);
    expect([...world.store.values.keys()].filter((key) => key !== 'clearing:plans')).toEqual([]);
  });
});

describe('a background that is stopped', () => {
  it('in a clear has cleared nothing, or its successor clears the rest and says so', { timeout: 60_000 }, async () => {
    const ends = { nothing: 0, resumed: 0, whole: 0 };
    const steps = await atEveryStep(
      worldWithPlan,
      (clearing, planId) => clearing.clear(planId),
      async (world, planId) => {
        const next = world.start();
        await next.resume();
        const left = world.jar.all().length;
        if (left > 0) {
          expect(left).toBe(COOKIES.length);
          ends.nothing += 1;
          await expect(next.outcome(planId)).rejects.toThrow();
          expect(counted(await next.clear(planId))).toEqual({ gone: COOKIES.length });
        } else {
          const outcome = await next.outcome(planId);
          expect(outcome).toMatchObject({ undoable: true, counts: { gone: COOKIES.length } });
          ends[outcome.resumed ? 'resumed' : 'whole'] += 1;
        }
        expect(counted(await next.undo(planId, false))).toEqual({ restored: COOKIES.length });
        expect(world.jar.all().sort(byName)).toEqual(COOKIES.toSorted(byName));
      },
    );
    expect(steps).toBeGreaterThan(COOKIES.length);
    expect(ends.nothing).toBeGreaterThan(0);
    expect(ends.resumed).toBeGreaterThan(COOKIES.length);
    expect(ends.whole).toBeGreaterThan(0);
  });

  it('in an undo put back nothing, or its successor puts back the rest; the newer one stays', {
    timeout: 60_000,
  }, async () => {
    let resumed = 0;
    await atEveryStep(
      worldCleared,
      (clearing, planId) => clearing.undo(planId, false),
      async (world, planId) => {
        const next = world.start();
        await next.resume();
        if (world.jar.all().length > 1) resumed += 1;
        const outcome = await next.undo(planId, false);
        expect(counted(outcome)).toEqual({ restored: COOKIES.length - 1, 'newer-kept': 1 });
        expect(world.jar.all()).toHaveLength(COOKIES.length);
        expect(world.jar.all().filter(({ value }) => value === 'another')).toEqual([NEWER]);
        expect(counted(await next.undo(planId, true))).toEqual({ restored: COOKIES.length });
      },
    );
    expect(resumed).toBeGreaterThan(COOKIES.length);
  });

  it('in a clear leaves alone what the site set since', async () => {
    const { world, planId } = await worldWithPlan();
    world.lives = 60; // in the middle of the first cookies
    await world.until((clearing) => clearing.clear(planId));
    world.lives = Number.POSITIVE_INFINITY;
    world.jar.put(NEWER);
    const outcome = await world.start().outcome(planId);
    expect(counted(outcome)).toEqual({ gone: COOKIES.length - 1, 'set-anew': 1 });
    expect(world.jar.all()).toEqual([NEWER]);
    // It was cleared, or would have been: the old one can be had back for the asking.
    expect(await world.start().undoable('0')).toMatchObject({ clearId: planId, count: COOKIES.length });
    expect(counted(await world.start().undo(planId, true))).toEqual({ restored: COOKIES.length });
  });

  it('in a clear says that it does not know where the jar could not be read when it was gone on with', async () => {
    const { world, planId } = await worldWithPlan();
    world.lives = 60;
    await world.until((clearing) => clearing.clear(planId));
    world.lives = Number.POSITIVE_INFINITY;
    world.jar.failures = 1;
    const left = world.jar.all().length;
    expect(left).toBeGreaterThan(0);
    expect(counted(await world.start().outcome(planId))).toEqual({ gone: COOKIES.length - left, unreadable: left });
  });

  it('in a clear that nobody asked for shows it to no view when it is gone on with', async () => {
    const { world } = await worldWithPlan();
    world.lives = 60;
    await world.until((clearing) => clearing.clearKeys(COOKIES.map(({ key }) => key)));
    world.lives = Number.POSITIVE_INFINITY;
    const next = world.start();
    let during: unknown = 'not looked';
    world.jar.afterExpire = () => {
      during = next.underWay('0');
    };
    await next.resume();
    expect([during, world.progress, world.jar.all()]).toEqual([null, [], []]);
  });

  it('in a clear tells of what comes back from when it was gone on with, also if that was set meanwhile', async () => {
    const { world, planId } = await worldWithPlan();
    world.lives = 60;
    await world.until((clearing) => clearing.clear(planId));
    world.lives = Number.POSITIVE_INFINITY;
    world.clock.time += 10 * 60_000;
    const next = world.start();
    const hear = (cookie: StoredCookie, removed: boolean) => {
      const cause = removed ? ('expired_overwrite' as const) : ('explicit' as const);
      const change = { key: cookie.key, attributes: cookie.attributes, at: world.clock.time, removed, cause };
      next.hear(change, world.own.recognise(change));
    };
    const last = world.jar.all().at(-1) ?? NEWER;
    const set = (value: string) => {
      world.jar.put({ ...last, value });
      hear(last, false);
    };
    let meanwhile = false;
    world.jar.afterExpire = (key) => {
      hear(cookieOf(key), true);
      if (!meanwhile) set('meanwhile');
      meanwhile = true;
    };
    await next.resume();
    await world.clock.pass(500);
    expect(counted(await next.outcome(planId))).toEqual({ gone: COOKIES.length });
    world.clock.time += 300;
    set('later');
    await world.clock.pass(500);
    const outcome = await next.outcome(planId);
    expect(counted(outcome)).toEqual({ gone: COOKIES.length - 1, 'came-back': 1 });
    expect(outcome.exceptions[0]?.after).toBeLessThan(2000);
  });

  it('with nothing under way costs the next one a single look', async () => {
    const world = new World();
    world.lives = 2;
    expect(await world.until((clearing) => clearing.resume())).toBe(true);
  });
});

const byName = (a: (typeof COOKIES)[number], b: (typeof COOKIES)[number]) => a.key.name.localeCompare(b.key.name);
