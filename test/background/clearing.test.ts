import { beforeEach, describe, expect, it } from 'vitest';
import { type Clearing, createClearing } from '../../src/background/clearing.ts';
import { createOwnChanges, type OwnChanges } from '../../src/background/own-changes.ts';
import { createSessionWriter } from '../../src/background/session-cache.ts';
import type { ClearOutcome } from '../../src/core/clearing/clearing.ts';
import { cookieOf } from '../core/report/joined.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { FakeJar } from '../fakes/fake-jar.ts';
import { FakeStore } from '../fakes/fake-store.ts';

let jar: FakeJar;
let store: FakeStore;
let clock: FakeClock;
let own: OwnChanges;
let ids: number;

/** A worker that starts: it knows nothing but what is in the store. */
function start(): Clearing {
  return createClearing({
    report: async () => ({ state: 'gone' }),
    readJar: jar.readJar,
    expireCookie: jar.expireCookie,
    writeCookie: jar.writeCookie,
    session: createSessionWriter({ store, later: clock.later }),
    expectOwnChanges: own.expect,
    newId: () => `undo-${++ids}`,
    now: clock.now,
    later: clock.later,
  });
}

const results = (outcome: { results: readonly { key: { name: string }; result: string }[] } | null) =>
  outcome?.results.map(({ key, result }) => `${key.name}: ${result}`);

const undoIdOf = (outcome: ClearOutcome) => outcome.undoId ?? 'none';

beforeEach(() => {
  jar = new FakeJar();
  store = new FakeStore();
  clock = new FakeClock();
  own = createOwnChanges(clock.now);
  ids = 0;
});

describe('clearing', () => {
  it('takes exactly the cookies it was given, and leaves their twins', async () => {
    const cookie = cookieOf({ name: 'a' });
    const twins = [
      cookieOf({ name: 'a', hostOnly: true }),
      cookieOf({ name: 'a', path: '/deep' }),
      cookieOf({ name: 'a', storeId: '1' }),
      cookieOf({ name: 'a', partitionKey: { topLevelSite: 'https://news.example', hasCrossSiteAncestor: true } }),
    ];
    jar.put(cookie, ...twins);
    expect(results(await start().clear([cookie.key]))).toEqual(['a: gone']);
    expect(jar.all()).toEqual(twins);
  });

  it('says what the jar says afterwards, cookie by cookie', async () => {
    const cookies = ['goes', 'stays', 'returns'].map((name) => cookieOf({ name }));
    jar.put(...cookies);
    jar.stuck.add('stays');
    jar.afterExpire = (key) => {
      if (key.name === 'returns') jar.put({ ...cookieOf({ name: 'returns' }), value: 'another' });
    };
    const outcome = await start().clear([...cookies, cookieOf({ name: 'never' })].map((cookie) => cookie.key));
    expect(results(outcome)).toEqual(['goes: gone', 'stays: still-there', 'returns: set-again', 'never: was-gone']);
  });

  it('says that it does not know when the jar cannot be read afterwards', async () => {
    jar.put(cookieOf());
    jar.afterExpire = () => {
      jar.unreadable = true;
    };
    expect(results(await start().clear([cookieOf().key]))).toEqual(['a: unreadable']);
  });

  it('keeps no value but for undo', async () => {
    jar.put(cookieOf());
    const outcome = await start().clear([cookieOf().key]);
    expect(JSON.stringify(outcome)).not.toContain('canary');
    expect([...store.values.keys()]).toEqual(['undo:undo-1']);
  });

  it('of nothing leaves nothing to undo', async () => {
    expect(await start().clear([cookieOf().key])).toMatchObject({ undoId: null });
  });

  it('announces its own removals, once', async () => {
    jar.put(cookieOf());
    const change = { ...cookieOf(), at: 0, removed: true, cause: 'expired_overwrite' as const };
    await start().clear([cookieOf().key]);
    expect([own.recognise(change), own.recognise(change)]).toEqual(['removal', null]);
  });
});

describe('undo', () => {
  it('gives back every attribute, also to the next worker', async () => {
    const cookies = [
      cookieOf({ name: 'h', hostOnly: true }, { httpOnly: true, sameSite: 'strict' }),
      cookieOf(
        { name: 'p', partitionKey: { topLevelSite: 'https://shop.example', hasCrossSiteAncestor: true } },
        { sameSite: 'none', expiresAt: clock.time + 1e9 },
      ),
    ];
    jar.put(...cookies);
    const outcome = await start().clear(cookies.map((cookie) => cookie.key));
    expect(jar.names()).toEqual([]);
    expect(results(await start().undo(undoIdOf(outcome)))).toEqual(['h: restored', 'p: restored']);
    expect(jar.all()).toEqual(cookies);
  });

  it('is offered for the last clear of the same store, by the next worker too, until it is used', async () => {
    const mine = ['a', 'b'].map((name) => cookieOf({ name }));
    const inPrivate = cookieOf({ storeId: '1' });
    jar.put(...mine, inPrivate);
    const clearing = start();
    const key = (cookie: (typeof mine)[number]) => cookie.key;
    await clearing.clear(mine.slice(0, 1).map(key));
    await clock.pass(10);
    const last = await clearing.clear(mine.slice(1).map(key));
    await clock.pass(10);
    await clearing.clear([inPrivate.key]);
    await clock.pass(1000);
    const next = start();
    expect(await next.undoable('0')).toEqual({ undoId: last.undoId, count: 1 });
    expect(await next.undoable('firefox-container-1')).toBeNull();
    await next.undo(undoIdOf(last));
    expect(await next.undoable('0')).toMatchObject({ undoId: 'undo-1' });
    await clock.pass(31 * 60 * 1000);
    expect(await next.undoable('0')).toBeNull();
  });

  it('never overwrites a newer cookie, nor brings back an expired one', async () => {
    const soon = cookieOf({ name: 'soon' }, { expiresAt: clock.time + 1000 });
    jar.put(cookieOf({ name: 'newer' }), soon, cookieOf({ name: 'stuck' }));
    const clearing = start();
    const outcome = await clearing.clear(jar.all().map((cookie) => cookie.key));
    const newer = { ...cookieOf({ name: 'newer' }), value: 'another' };
    jar.put(newer);
    jar.stuck.add('stuck');
    await clock.pass(2000);
    expect(results(await clearing.undo(undoIdOf(outcome)))?.sort()).toEqual([
      'newer: newer-kept',
      'soon: expired-meanwhile',
      'stuck: refused',
    ]);
    expect(jar.all()).toEqual([newer]);
  });

  it('keeps no value past half an hour, also when the worker slept', async () => {
    jar.put(cookieOf());
    await start().clear([cookieOf().key]);
    clock = Object.assign(new FakeClock(), { time: clock.time + 31 * 60 * 1000 });
    await start().plan({ kind: 'everything', tabId: 1 });
    await clock.pass(1000);
    expect([...store.values.values()].join()).not.toContain('canary');
  });

  it('is over after half an hour, and done only once', async () => {
    jar.put(cookieOf());
    const clearing = start();
    const first = await clearing.clear([cookieOf().key]);
    expect(await clearing.undo(undoIdOf(first))).not.toBeNull();
    expect(await clearing.undo(undoIdOf(first))).toBeNull();
    const second = await clearing.clear([cookieOf().key]);
    await clock.pass(31 * 60 * 1000);
    expect(await clearing.undo(undoIdOf(second))).toBeNull();
    await clock.pass(1000);
    expect(store.values.size).toBe(0);
  });
});
