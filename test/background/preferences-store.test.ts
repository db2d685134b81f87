import { describe, expect, it } from 'vitest';
import { createPreferencesStore, parsePreferences } from '../../src/background/preferences-store.ts';
import { createSerialQueue } from '../../src/background/serial-queue.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/core/preferences.ts';
import { FakeStore } from '../fakes/fake-store.ts';

function start(store: FakeStore) {
  const told: Preferences[] = [];
  const preferences = createPreferencesStore({
    store,
    queue: createSerialQueue(),
    changed: (next) => told.push(next),
  });
  return { preferences, told };
}

describe('the user’s choices', () => {
  it('are the defaults until one is made', async () => {
    expect(await start(new FakeStore()).preferences.get()).toEqual(DEFAULT_PREFERENCES);
  });

  it('outlive the worker, and whoever listens is told', async () => {
    const store = new FakeStore();
    const { preferences, told } = start(store);
    await preferences.set({ theme: 'dark' });
    expect(told).toEqual([{ ...DEFAULT_PREFERENCES, theme: 'dark' }]);
    expect((await start(store).preferences.get()).theme).toBe('dark');
  });

  it('made at the same moment are all kept', async () => {
    const store = new FakeStore();
    const { preferences } = start(store);
    await Promise.all([
      preferences.set({ theme: 'dark' }),
      preferences.set({ badge: false }),
      preferences.set({ warnScope: 'everywhere' }),
    ]);
    expect(await start(store).preferences.get()).toMatchObject({
      theme: 'dark',
      badge: false,
      warnScope: 'everywhere',
    });
  });

  it('that rest on the ones before take these as they stand when their turn comes', async () => {
    const { preferences } = start(new FakeStore());
    const silence = (site: string) => preferences.change(({ quietSites }) => ({ quietSites: [...quietSites, site] }));
    await Promise.all([silence('a.example'), silence('b.example'), silence('c.example')]);
    expect((await preferences.get()).quietSites).toEqual(['a.example', 'b.example', 'c.example']);
  });

  it('that cannot be written are refused, and the old ones stand', async () => {
    const store = new FakeStore();
    const { preferences, told } = start(store);
    store.full = true;
    await expect(preferences.set({ theme: 'dark' })).rejects.toThrow('quota');
    expect((await preferences.get()).theme).toBe('system');
    expect(told).toEqual([]);
  });
});

describe('stored choices', () => {
  it.each([
    { stored: undefined, why: 'nothing stored' },
    { stored: 'theme', why: 'not an object' },
    { stored: { theme: 'purple', badge: 'yes', warnScope: 7, quietSites: [1] }, why: 'every field spoilt' },
    {
      stored: { leaveRules: [{ from: 'a.example', to: null, mode: 'shout' }], warnMode: 'nowhere' },
      why: 'rules and a mode of no version',
    },
    {
      stored: { leaveRules: Array(2).fill({ from: 'a.example', to: null, mode: 'off' }) },
      why: 'two rules for one site',
    },
    { stored: JSON.parse('{"__proto__": {"badge": false}}'), why: 'a prototype instead of fields' },
  ])('give the defaults for $why', ({ stored }) => {
    expect(parsePreferences(stored)).toEqual(DEFAULT_PREFERENCES);
  });

  it('lose only the spoilt field', () => {
    expect(parsePreferences({ theme: 'dark', badge: 'yes' })).toEqual({ ...DEFAULT_PREFERENCES, theme: 'dark' });
  });
});
