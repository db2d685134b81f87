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
