import { beforeEach, describe, expect, it } from 'vitest';
import { type Codec, createSessionWriter } from '../../src/background/session-cache.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { FakeStore } from '../fakes/fake-store.ts';

const numbers: Codec<number[]> = {
  encode: (value) => value,
  decode: (stored) => (Array.isArray(stored) && stored.every((item) => typeof item === 'number') ? stored : null),
};

describe('a value that outlives the worker', () => {
  let store: FakeStore;
  let clock: FakeClock;
  beforeEach(() => {
    store = new FakeStore();
    clock = new FakeClock();
  });
  /** A worker that starts: it knows nothing but what is in the store. */
  const start = () => {
    const writer = createSessionWriter({ store, later: clock.later });
    return { writer, cache: writer.cache('n:', numbers) };
  };

  it('is there for the next worker', async () => {
    start().cache.put('a', [1]);
    await clock.pass(1000);
    expect(await start().cache.get('a')).toEqual([1]);
  });

  it('is written as it is when the time comes, not as it was when it was put', async () => {
    const { cache } = start();
    const value = [1];
    cache.put('a', value);
    value.push(2);
    await clock.pass(1000);
    expect(await start().cache.get('a')).toEqual([1, 2]);
  });

  it('is gone for good once removed, also before it was written', async () => {
    const { cache } = start();
    cache.put('a', [1]);
    cache.remove('a');
    expect(await cache.get('a')).toBeNull();
    await clock.pass(1000);
    expect(await start().cache.get('a')).toBeNull();
    expect(store.values.size).toBe(0);
  });

  it('is listed with all others, those of earlier workers too, and none that was removed', async () => {
    const first = start();
    first.cache.put('a', [1]);
    first.cache.put('b', [2]);
    first.writer.cache('other:', numbers).put('c', [3]);
    await clock.pass(1000);
    const { cache } = start();
    cache.put('b', [20]);
    cache.remove('a');
    cache.put('d', [4]);
    expect([...(await cache.all())].sort()).toEqual([
      ['b', [20]],
      ['d', [4]],
    ]);
  });

  it('counts as absent when the store holds something else', async () => {
    await store.set('n:a', { spoilt: true });
    expect(await start().cache.get('a')).toBeNull();
  });

  it('takes ids like "__proto__" as ids', async () => {
    start().cache.put('__proto__', [7]);
    await clock.pass(1000);
    expect(await start().cache.get('__proto__')).toEqual([7]);
  });

  it('stays in memory while the store is full, and is written when there is room', async () => {
    const { writer, cache } = start();
    store.full = true;
    cache.put('a', [1]);
    expect(await writer.flush()).toBe(false);
    expect(await cache.get('a')).toEqual([1]);
    store.full = false;
    cache.put('b', [2]);
    await clock.pass(1000);
    const next = start().cache;
    expect([await next.get('a'), await next.get('b')]).toEqual([[1], [2]]);
  });
});
