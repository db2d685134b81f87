import { describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/core/preferences.ts';
import type { Reply } from '../../src/messaging/protocol.ts';
import { createPreferencesStore, type OptionsView } from '../../src/options/preferences-store.ts';

const settle = () => new Promise((done) => setTimeout(done)); // lets pending answers be taken in

async function createSlowStore() {
  const answers: (() => void)[] = [];
  let kept = DEFAULT_PREFERENCES;
  let announce: (preferences: Preferences) => void = () => undefined;
  const views: OptionsView[] = [];
  const store = createPreferencesStore(
    {
      load: async () => ({ ok: true, value: kept }),
      save: (change) =>
        new Promise<Reply<Preferences>>((answer) =>
          answers.push(() => {
            kept = { ...kept, ...change };
            answer({ ok: true, value: kept });
          }),
        ),
      onChanged: (listener) => {
        announce = listener;
        return () => undefined;
      },
    },
    (view) => views.push(view),
  );
  await settle();
  const shown = () => {
    const view = views.at(-1);
    if (view?.kind !== 'ready') throw new Error('Nothing is shown yet');
    return view;
  };
  const answer = async () => {
    answers.shift()?.();
    await settle();
  };
  return { store, shown, answer, waiting: () => answers.length, announce: (to: Preferences) => announce(to) };
}

describe('two choices in quick succession', () => {
  it('are saved one after the other, and the screen never steps back', async () => {
    const { store, shown, answer, waiting } = await createSlowStore();
    store.change({ theme: 'light' });
    store.change({ theme: 'dark' });
    await settle();
    expect(waiting()).toBe(1);
    expect(shown().preferences.theme).toBe('dark');
    await answer();
    expect(shown()).toMatchObject({ preferences: { theme: 'dark' }, saved: { state: 'saving' } });
    await answer();
    expect(shown()).toMatchObject({ preferences: { theme: 'dark' }, saved: { state: 'saved' } });
  });

  it('are not undone by the announcement of the first', async () => {
    const { store, shown, announce } = await createSlowStore();
    store.change({ theme: 'dark' });
    announce({ ...DEFAULT_PREFERENCES, badge: false });
    expect(shown().preferences.theme).toBe('dark');
  });
});
