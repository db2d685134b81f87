import { beforeEach, describe, expect, it } from 'vitest';
import { createSiteDataHandlers, type GoneStorage } from '../../src/background/site-data.ts';
import type { SiteDataKind } from '../../src/core/clearing/site-data.ts';
import { FakeClock, settle } from '../fakes/fake-clock.ts';

const ORIGIN = 'https://shop.example';
const SENDER = { role: 'page', tabId: null, frameId: null, documentId: null, url: null, origin: null } as const;

/** One tab with a page that keeps things, and a browser that can clear some of them. */
class World {
  readonly clock = new FakeClock();
  readonly kept = { localStorage: 3, sessionStorage: 1, indexedDB: 2, cacheStorage: 1, serviceWorkers: 1 };
  readonly forgotten: GoneStorage[] = [];
  /** What the page's own means cannot clear, because the page holds it open. */
  heldOpen: readonly SiteDataKind[] = [];
  told: (() => unknown) | null = null;
  url = `${ORIGIN}/basket`;
  privateWindow = false;
  permitted = true;
  /** What the browser was asked to clear. */
  readonly browserCleared: string[] = [];
  whenCleared: () => void = () => undefined;

  readonly handlers = createSiteDataHandlers({
    describeTab: async (tabId) => ({ tabId, storeId: '0', privateWindow: this.privateWindow }),
    topDocument: async () => ({ url: this.url }),
    // The page: it runs what it is given, told apart by its name.
    runInTab: async (_tabId, _frames, work, args) => [(await this.#inPage(work.name, args)) as never],
    clearedByBrowser: ['indexedDB', 'cacheStorage', 'serviceWorkers'],
    clearByBrowser: async (origin, kinds) => {
      this.browserCleared.push(`${origin}: ${kinds.join(', ')}`);
      for (const kind of kinds) this.kept[kind] = 0;
      this.whenCleared();
    },
    permitted: async () => this.permitted,
    forget: async (_tabId, gone) => void this.forgotten.push(gone),
    later: this.clock.later,
  });

  async #inPage(name: string, [, kinds]: readonly unknown[]): Promise<unknown> {
    if (this.told !== null) return this.told();
    if (name === 'countInPage') return { ...this.kept };
    for (const kind of kinds as readonly SiteDataKind[]) if (!this.heldOpen.includes(kind)) this.kept[kind] = 0;
    this.whenCleared();
    return null;
  }

  async clear(...kinds: SiteDataKind[]) {
    const asked = Promise.resolve(this.handlers['site-data:clear']({ tabId: 7, origin: ORIGIN, kinds }, SENDER));
    await settle();
    await this.clock.pass(1000);
    return Object.fromEntries((await asked).map(({ kind, result }) => [kind, result]));
  }

  count = async () => this.handlers['site-data:count']({ tabId: 7 }, SENDER);
}

let world: World;
beforeEach(() => {
  world = new World();
});

describe('what a site keeps besides cookies', () => {
  it('is cleared by kind, and what was not picked stays', async () => {
    expect(await world.clear('localStorage', 'indexedDB')).toEqual({ localStorage: 'cleared', indexedDB: 'cleared' });
    expect(world.kept).toMatchObject({ localStorage: 0, indexedDB: 0, sessionStorage: 1, cacheStorage: 1 });
    expect(world.browserCleared).toEqual([`${ORIGIN}: indexedDB`]);
    expect(world.forgotten).toEqual([{ area: 'local', origin: ORIGIN, key: null }]);
  });

  it('is left to the page alone in a private window, where the browser would clear the normal ones', async () => {
    world.privateWindow = true;
    world.heldOpen = ['indexedDB'];
    expect(await world.clear('indexedDB', 'serviceWorkers')).toEqual({
      indexedDB: 'still-there',
      serviceWorkers: 'cleared',
    });
    expect(world.browserCleared).toEqual([]);
  });

  it('is cleared as far as the page can where the permission was not given', async () => {
    world.permitted = false;
    expect(await world.clear('cacheStorage')).toEqual({ cacheStorage: 'cleared' });
    expect(world.browserCleared).toEqual([]);
  });

  it('is said to be back also where the page was too quick to see it empty', async () => {
    world.whenCleared = () => {
      world.kept.localStorage = 1;
    };
    expect(await world.clear('localStorage')).toEqual({ localStorage: 'came-back' });
  });

  it('is said to be back where the page fills it again, and to have been empty where it was', async () => {
    world.kept.sessionStorage = 0;
    world.whenCleared = () => world.clock.later(() => (world.kept.localStorage = 1), 500);
    expect(await world.clear('localStorage', 'sessionStorage')).toEqual({
      localStorage: 'came-back',
      sessionStorage: 'was-empty',
    });
  });

  it.each([
    ['nothing', () => null],
    ['nonsense', () => ({ localStorage: '0', sessionStorage: -1, indexedDB: Number.NaN, cacheStorage: 0.5 })],
  ])('is not known, and never none, where the page gives %s', async (_, told) => {
    world.told = told;
    const { counts, impossible } = await world.count();
    expect(Object.values(counts)).toEqual([null, null, null, null, null]);
    expect(impossible).toEqual([]);
    expect(await world.clear('localStorage')).toEqual({ localStorage: 'unreadable' });
    expect(world.forgotten).toEqual([]);
  });

  it('is not known where the page hangs', async () => {
    world.told = () => new Promise(() => undefined);
    const asked = world.count();
    await settle();
    await world.clock.pass(8000);
    expect((await asked).counts.localStorage).toBeNull();
  });

  it('is not touched where the tab shows another site by now', async () => {
    world.url = 'https://elsewhere.example/';
    await expect(
      world.handlers['site-data:clear']({ tabId: 7, origin: ORIGIN, kinds: ['localStorage'] }, SENDER),
    ).rejects.toThrow('another site');
    expect(world.kept.localStorage).toBe(3);
  });

  it('bounds what a page may claim', async () => {
    world.kept.localStorage = 1e15;
    expect((await world.count()).counts.localStorage).toBe(1_000_000);
  });
});

describe('one identifier in web storage', () => {
  const KEY = { area: 'local', origin: ORIGIN, storageKey: 'cld-analytics-user-id' } as const;
  /** What the page answers when it is told to remove the key, and when it is looked for again. */
  async function remove(...answers: readonly unknown[]) {
    const left = [...answers];
    world.told = () => left.shift() ?? null;
    const asked = Promise.resolve(world.handlers['site-data:remove-key']({ tabId: 7, ...KEY }, SENDER));
    await settle();
    await world.clock.pass(1000);
    return asked;
  }
  const [there, gone] = [
    { before: true, after: true },
    { before: true, after: false },
  ];
  const none = { before: false, after: false };

  it.each([
    ['cleared', gone, none],
    ['was-empty', none, none],
  ])('is forgotten where it is %s, and looked for again', async (result, ...answers) => {
    expect(await remove(...answers)).toBe(result);
    expect(world.forgotten).toEqual([{ area: 'local', origin: ORIGIN, key: KEY.storageKey }]);
  });

  it.each([
    ['still-there', there, there],
    ['came-back', gone, there],
    ['unreadable', null],
    ['unreadable', gone, null],
  ])('stays in the report where it is %s', async (result, ...answers) => {
    expect(await remove(...answers)).toBe(result);
    expect(world.forgotten).toEqual([]);
  });
});
