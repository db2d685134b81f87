import * as v from 'valibot';
import { DEFAULT_PREFERENCES, type Preferences } from '../core/preferences.ts';
import { preferencesChange } from '../messaging/schemas.ts';
import type { KeyValueStore } from '../platform/storage.ts';
import type { SerialQueue } from './serial-queue.ts';

const KEY = 'preferences';

export interface PreferencesStore {
  get(): Promise<Preferences>;
  /** Rejects, and changes nothing, when it cannot be written. */
  set(change: Partial<Preferences>): Promise<Preferences>;
  /** The same, for a change that rests on the choices as they stand when its turn comes. */
  change(by: (current: Preferences) => Partial<Preferences>): Promise<Preferences>;
}

export interface PreferencesStoreDeps {
  readonly store: KeyValueStore;
  readonly queue: SerialQueue;
  readonly changed: (preferences: Preferences) => void;
}

/** The user's choices, kept on disk; one change after the other. */
export function createPreferencesStore({ store, queue, changed }: PreferencesStoreDeps): PreferencesStore {
  let known: Promise<Preferences> | null = null;

  function get(): Promise<Preferences> {
    known ??= store.get(KEY).then(parsePreferences, () => DEFAULT_PREFERENCES);
    return known;
  }

  const change: PreferencesStore['change'] = (by) =>
    queue.run(async () => {
      const current = await get();
      const next = { ...current, ...by(current) };
      await store.set(KEY, next);
      known = Promise.resolve(next);
      changed(next);
      return next;
    });

  return { get, change, set: (wanted) => change(() => wanted) };
}

/** Takes what is good of a stored object, field by field: one spoilt choice does not cost the others. */
export function parsePreferences(stored: unknown): Preferences {
  if (typeof stored !== 'object' || stored === null) return DEFAULT_PREFERENCES;
  const good = Object.entries(preferencesChange.entries).flatMap(([key, schema]) => {
    const value: unknown = Object.hasOwn(stored, key) ? Reflect.get(stored, key) : undefined;
    const parsed = v.safeParse(schema, value);
    return parsed.success && value !== undefined ? [[key, parsed.output]] : [];
  });
  return { ...DEFAULT_PREFERENCES, ...Object.fromEntries(good) };
}
