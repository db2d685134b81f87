/*
 * Functions that run in a page's documents, in a world of their own that the page cannot reach into. The browser takes
 * them over as they are written, so each closes over nothing.
 */

/** What a document has that the background's own world has not. */
interface PageWindow {
  readonly localStorage: WebStorage;
  readonly sessionStorage: WebStorage;
  readonly indexedDB: {
    databases(): Promise<readonly { readonly name?: string }[]>;
    deleteDatabase(name: string): { onsuccess: unknown; onerror: unknown; onblocked: unknown };
  };
  readonly caches: { keys(): Promise<readonly string[]>; delete(name: string): Promise<boolean> };
  readonly navigator: {
    readonly serviceWorker: { getRegistrations(): Promise<readonly { unregister(): Promise<boolean> }[]> };
  };
  readonly origin: string;
  readonly isSecureContext: boolean;
}

interface WebStorage {
  readonly length: number;
  clear(): void;
  getItem(key: string): string | null;
  removeItem(key: string): void;
}

/** Counts what the document's origin keeps; `null` for a kind that cannot be counted, and where it is another origin. */
export async function countInPage(origin: string): Promise<Record<string, number | null> | null> {
  const page = globalThis as unknown as PageWindow;
  if (page.origin !== origin) return null;
  const patience = 3000;
  const count = async (read: () => number | Promise<number>): Promise<number | null> => {
    try {
      const late = new Promise<null>((done) => setTimeout(done, patience, null));
      return await Promise.race([read(), late]);
    } catch {
      return null;
    }
  };
  // Browsers give neither to a page that is not encrypted, so it keeps none.
  const ifSecure = async (read: () => Promise<number>) => (page.isSecureContext ? count(read) : 0);
  const [localStorage, sessionStorage, indexedDB, cacheStorage, serviceWorkers] = await Promise.all([
    count(() => page.localStorage.length),
    count(() => page.sessionStorage.length),
    count(async () => (await page.indexedDB.databases()).length),
    ifSecure(async () => (await page.caches.keys()).length),
    ifSecure(async () => (await page.navigator.serviceWorker.getRegistrations()).length),
  ]);
  return { localStorage, sessionStorage, indexedDB, cacheStorage, serviceWorkers };
}

/** Clears these kinds of the document's origin by the page's own means. What of it worked, only counting again tells. */
export async function clearInPage(origin: string, kinds: readonly string[]): Promise<null> {
  const page = globalThis as unknown as PageWindow;
  if (page.origin !== origin) return null;
  const patience = 3000;
  const deleteDatabase = (name: string) =>
    new Promise<void>((done) => {
      const request = page.indexedDB.deleteDatabase(name);
      // A database that the page holds open is deleted once the page lets go of it, which may be never.
      request.onsuccess = request.onerror = request.onblocked = () => done();
    });
  const ways: Record<string, () => unknown> = {
    localStorage: () => page.localStorage.clear(),
    sessionStorage: () => page.sessionStorage.clear(),
    indexedDB: async () => {
      const found = await page.indexedDB.databases();
      await Promise.all(found.map(({ name }) => (name === undefined ? null : deleteDatabase(name))));
    },
    cacheStorage: async () => {
      const names = await page.caches.keys();
      await Promise.all(names.map((name) => page.caches.delete(name)));
    },
    serviceWorkers: async () => {
      const found = await page.navigator.serviceWorker.getRegistrations();
      await Promise.all(found.map((registration) => registration.unregister()));
    },
  };
  const late = new Promise<void>((done) => setTimeout(done, patience));
  const all = kinds.map(async (kind) => {
    try {
      await ways[kind]?.();
    } catch {
      // the page has no access to its own storage; counting again says so
    }
  });
  await Promise.race([Promise.all(all), late]);
  return null;
}

/** Looks for one entry of web storage, and removes it if it is told to. `null` where that cannot be known. */
export function keyInPage(
  origin: string,
  area: 'local' | 'session',
  key: string,
  remove: boolean,
): { readonly before: boolean; readonly after: boolean } | null {
  const page = globalThis as unknown as PageWindow;
  if (page.origin !== origin) return null;
  try {
    const storage = area === 'local' ? page.localStorage : page.sessionStorage;
    const before = storage.getItem(key) !== null;
    if (remove) storage.removeItem(key);
    return { before, after: storage.getItem(key) !== null };
  } catch {
    return null;
  }
}
