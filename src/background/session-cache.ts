import type { KeyValueStore } from '../platform/storage.ts';

/** How values of a cache are written to the session store and read back. */
export interface Codec<T> {
  encode(value: T): unknown;
  /** `null` for anything that is not what `encode` writes. */
  decode(stored: unknown): T | null;
}

/**
 * Values that outlive the worker but not the browser session: in memory while the worker runs, in the session store
 * behind it. Read on first need, written a moment after the last change.
 */
export interface SessionCache<T> {
  get(id: string): Promise<T | null>;
  /** Puts a new value, or says that the one that is there was changed in place. */
  put(id: string, value: T): void;
  remove(id: string): void;
  /** All values, read from the store once. */
  all(): Promise<Iterable<[string, T]>>;
}

/** Writes the caches' changes, all in one go. */
export interface SessionWriter {
  cache<T>(prefix: string, codec: Codec<T>): SessionCache<T>;
  /** Writes at once what has changed. Resolves to false where the store refused it; it is tried again later. */
  flush(): Promise<boolean>;
}

export interface SessionWriterDeps {
  readonly store: KeyValueStore;
  /** Runs the task after a delay in ms. */
  readonly later: (task: () => void, delay: number) => void;
}

const FLUSH_DELAY = 300;

export function createSessionWriter({ store, later }: SessionWriterDeps): SessionWriter {
  const dirty = new Map<string, () => unknown>();
  const removed = new Set<string>();
  let scheduled = false;

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    later(() => {
      scheduled = false;
      void flush();
    }, FLUSH_DELAY);
  }

  async function flush(): Promise<boolean> {
    const writes = [...dirty];
    const removals = [...removed];
    dirty.clear();
    removed.clear();
    try {
      if (removals.length > 0) await store.remove(removals);
      if (writes.length > 0) await store.setMany(Object.fromEntries(writes.map(([key, encode]) => [key, encode()])));
      return true;
    } catch {
      // The store is full. What is in memory stays right; it is written with the next change, when there may be room.
      for (const [key, encode] of writes) if (!dirty.has(key) && !removed.has(key)) dirty.set(key, encode);
      return false;
    }
  }

  function cache<T>(prefix: string, codec: Codec<T>): SessionCache<T> {
    const values = new Map<string, T>();
    const gone = new Set<string>();
    let allRead: Promise<void> | null = null;
    async function readAll(): Promise<void> {
      for (const [key, stored] of Object.entries(await store.getAll())) {
        const id = key.slice(prefix.length);
        if (!key.startsWith(prefix) || values.has(id) || gone.has(id)) continue;
        const value = codec.decode(stored);
        if (value !== null) values.set(id, value);
      }
    }
    return {
      async get(id) {
        const known = values.get(id);
        if (known !== undefined) return known;
        if (gone.has(id)) return null;
        const stored = await store.get(prefix + id);
        const raced = values.get(id);
        if (raced !== undefined) return raced;
        const value = stored === undefined ? null : codec.decode(stored);
        if (value !== null && !gone.has(id)) values.set(id, value);
        return value;
      },
      put(id, value) {
        values.set(id, value);
        gone.delete(id);
        removed.delete(prefix + id);
        dirty.set(prefix + id, () => codec.encode(value));
        schedule();
      },
      remove(id) {
        values.delete(id);
        gone.add(id);
        dirty.delete(prefix + id);
        removed.add(prefix + id);
        schedule();
      },
      async all() {
        // Before the first await: two callers share one reading.
        allRead ??= readAll();
        await allRead;
        return values;
      },
    };
  }

  return { cache, flush };
}
