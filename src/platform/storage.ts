import browser from 'webextension-polyfill';

/** One of the browser's key-value stores. Values are whatever was written, by any version of the extension. */
export interface KeyValueStore {
  get(key: string): Promise<unknown>;
  /** All that is stored, by key. */
  getAll(): Promise<Record<string, unknown>>;
  /** Rejects when the store is full. */
  set(key: string, value: unknown): Promise<void>;
  setMany(entries: Record<string, unknown>): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

function storeOver(area: () => typeof browser.storage.local): KeyValueStore {
  return {
    get: async (key) => (await area().get(key))[key],
    getAll: () => area().get(null),
    set: (key, value) => area().set({ [key]: value }),
    setMany: (entries) => area().set(entries),
    remove: (keys) => area().remove([...keys]),
  };
}

/** In memory, until the browser closes; not readable by content scripts. */
export const sessionStore = storeOver(() => browser.storage.session);

/** On disk. Firefox lets content scripts read it, so nothing observed goes here. */
export const localStore = storeOver(() => browser.storage.local);
