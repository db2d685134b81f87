import { expect, it } from 'vitest';
import { logRestoration, pruneChanges } from '../../../src/core/report/change-log.ts';
import { keyOf, logOf, START } from './joined.ts';

it('an overwrite is one set, not a removal and a set', () => {
  const key = keyOf();
  const [entry] = logOf(
    { key },
    { key, at: START + 30, removed: true, cause: 'overwrite' },
    { key, at: START + 31 },
  ).values();
  expect(entry).toMatchObject({ firstSetAt: START + 20, lastSetAt: START + 31, removedAt: null });
});

it('a removal keeps when the cookie was set', () => {
  const key = keyOf();
  const [entry] = logOf({ key }, { key, at: START + 30, removed: true, cause: 'evicted' }).values();
  expect(entry).toMatchObject({ firstSetAt: START + 20, removedAt: START + 30, cause: 'evicted' });
});

it('a cookie given back was never away', () => {
  const key = keyOf();
  const log = logOf({ key }, { key, at: START + 30, removed: true, cause: 'cleared-by-user' });
  logRestoration(log, key);
  expect([...log.values()]).toMatchObject([{ removedAt: null, lastSetAt: START + 20 }]);
});

it('forgets the oldest over the limit, and what is too old', () => {
  const names = ['a', 'b', 'c', 'd'].map((name) => keyOf({ name }));
  const log = logOf(...names.map((key, at) => ({ key, at })));
  pruneChanges(log, 2, 0);
  expect([...log.values()].map((entry) => entry.key.name)).toEqual(['c', 'd']);
  pruneChanges(log, 2, 3);
  expect([...log.values()].map((entry) => entry.key.name)).toEqual(['d']);
});
