import { expect, it } from 'vitest';
import { createSessionWriter } from '../../src/background/session-cache.ts';
import { createToldToday } from '../../src/background/told-today.ts';
import { FakeStore } from '../fakes/fake-store.ts';

it('remembers a site until the day is over, across a restart, and apart from private windows', async () => {
  const store = new FakeStore();
  let day = 'Monday';
  const start = () => {
    const session = createSessionWriter({ store, later: (task) => task() });
    return createToldToday(session, () => day);
  };
  await start().add('b.example', false);
  await start().add('c.example', false);
  expect(await start().has('b.example', false)).toBe(true);
  expect(await start().has('c.example', false)).toBe(true);
  expect(await start().has('b.example', true)).toBe(false);
  day = 'Tuesday';
  expect(await start().has('b.example', false)).toBe(false);
  await start().add('d.example', false);
  day = 'Monday';
  expect(await start().has('b.example', false)).toBe(false);
});

it('forgets what private windows went to when the last of them is closed', async () => {
  const session = createSessionWriter({ store: new FakeStore(), later: (task) => task() });
  const told = createToldToday(session, () => 'Monday');
  await told.add('b.example', true);
  await told.add('c.example', false);
  told.forgetPrivate();
  expect([await told.has('b.example', true), await told.has('c.example', false)]).toEqual([false, true]);
});

it('remembers a thousand sites of a day, the latest', async () => {
  const session = createSessionWriter({ store: new FakeStore(), later: () => undefined });
  const told = createToldToday(session, () => 'Monday');
  for (let at = 0; at <= 1000; at += 1) await told.add(`site-${at}.example`, false);
  expect([await told.has('site-0.example', false), await told.has('site-1.example', false)]).toEqual([false, true]);
});
