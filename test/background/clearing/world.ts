import { type Clearing, createClearing } from '../../../src/background/clearing/engine.ts';
import { createOwnChanges } from '../../../src/background/own-changes.ts';
import type { ClearProgress, ClearScope, SetBy } from '../../../src/core/clearing/clearing.ts';
import type { StoredCookie } from '../../../src/core/cookies/cookie.ts';
import type { CookieKey } from '../../../src/core/cookies/cookie-key.ts';
import type { CookieRow, TabReport } from '../../../src/core/report/page-report.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';
import { FakeJar } from '../../fakes/fake-jar.ts';
import { FakeStore } from '../../fakes/fake-store.ts';

/** Every cookie of a store is on the page, and all that is planned is these. */
export const ALL: ClearScope = { kind: 'everything', tabId: 1 };

/** A browser as the engine sees it; backgrounds start in it and are stopped, the jar and the session store stay. */
export class World {
  readonly jar = new FakeJar();
  readonly store = new FakeStore();
  readonly clock = new FakeClock();
  readonly own = createOwnChanges(this.clock.now);
  readonly withheld = new Set<string>();
  readonly allowed = new Set<string>();
  readonly keptClear = new Set<string>();
  readonly progress: ClearProgress[] = [];
  readonly changed: string[] = [];
  setter: SetBy | null = null;
  settersAsked = 0;
  wakesAt: number | null = null;
  privateWindows = false;
  /** The tab: tab 2 is in a private window. */
  readonly #tab = (tabId: number) => ({ storeId: tabId === 2 ? '1' : '0', privateWindow: tabId === 2 });
  #ids = 0;
  #running: Clearing | null = null;
  #alarm = 0;

  /** How many more calls of the browser a background gets answers to. */
  lives = Number.POSITIVE_INFINITY;
  #stopped: (() => void) | null = null;

  /** A background that starts: it knows nothing but what is in the store. */
  start(): Clearing {
    const alive = this.#living();
    this.#running = createClearing({
      report: alive(async (tabId: number) => this.#report(tabId)),
      describeTab: alive(async (tabId: number) => this.#tab(tabId)),
      privateWindowsOpen: alive(async () => this.privateWindows),
      isPrivateStore: (storeId) => storeId === '1',
      lookup: alive(async () => ({
        classify: () => classification('shop'),
        classifyStorage: () => null,
        vendorOfHost: () => null,
        vendorName: () => null,
      })),
      allowed: alive(
        async () =>
          ({ key }) =>
            this.allowed.has(key.name),
      ),
      keptClear: alive(async () => (key: CookieKey) => this.keptClear.has(key.name)),
      withheld: alive(
        async (domains: readonly string[]) => new Set(domains.filter((domain) => this.withheld.has(domain))),
      ),
      readJar: alive(async (storeId: string, domains: readonly string[] | null) =>
        (await this.jar.readJar(storeId, domains)).filter(({ key }) => !this.withheld.has(key.domain)),
      ),
      expireCookie: alive(this.jar.expireCookie),
      writeCookie: alive(this.jar.writeCookie),
      store: {
        get: alive((key: string) => this.store.get(key)),
        getAll: alive(() => this.store.getAll()),
        set: alive((key: string, value: unknown) => this.store.set(key, value)),
        setMany: alive((entries: Record<string, unknown>) => this.store.setMany(entries)),
        remove: alive((keys: readonly string[]) => this.store.remove(keys)),
      },
      expectOwnChanges: this.own.expect,
      setterOf: alive(async () => {
        this.settersAsked += 1;
        return this.setter;
      }),
      tellProgress: (progress) => this.progress.push(progress),
      tellChanged: (clearId) => this.changed.push(clearId),
      wakeAt: (time) => {
        this.#alarm += 1;
        const alarm = this.#alarm;
        this.wakesAt = time;
        if (time === null) return;
        this.clock.later(() => alarm === this.#alarm && void this.#running?.resume(), time - this.clock.time);
      },
      newId: () => `plan-${++this.#ids}`,
      now: this.clock.now,
      later: this.clock.later,
    });
    return this.#running;
  }

  /** Runs a background until it ends or is stopped; resolves to whether it ended. */
  async until(work: (clearing: Clearing) => Promise<unknown>): Promise<boolean> {
    const stopped = new Promise<false>((resolve) => {
      this.#stopped = () => resolve(false);
    });
    return Promise.race([stopped, work(this.start()).then(() => true)]);
  }

  /** A background that is stopped hears no answer to what it last asked, whether that was done or not. */
  #living() {
    return <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        if (this.lives <= 0) return this.#die();
        this.lives -= 1;
        if (this.lives > 0) return call(...args);
        if (this.dieAfterActing) await call(...args);
        return this.#die();
      };
  }
  dieAfterActing = false;

  #die(): Promise<never> {
    this.#stopped?.();
    return new Promise(() => {});
  }

  #report(tabId: number): TabReport {
    const { storeId } = this.#tab(tabId);
    const rows = this.jar
      .all()
      .filter(({ key }) => key.storeId === storeId)
      .map(({ key, attributes }) => ({ key, attributes, status: 'stored', classification: classification('shop') }));
    // What the engine reads of a report, and nothing else.
    const report = { site: 'shop.example', host: 'www.shop.example', hosts: [], rows: rows as unknown as CookieRow[] };
    return { state: 'ready', report: report as unknown as Extract<TabReport, { state: 'ready' }>['report'] };
  }
}

function classification(vendor: string) {
  return {
    basis: 'none',
    entryId: null,
    vendor: { id: vendor, name: vendor, policyUrl: null, business: null },
    purpose: 'unknown',
    party: 'first',
    policyClass: null,
    declaredLifetime: null,
    declaredBy: null,
    source: null,
  } as const;
}

/** Plans these cookies and clears them. */
export async function clearAll(clearing: Clearing, keys: readonly CookieKey[], tabId = 1) {
  const plan = await clearing.plan({ kind: 'cookies', tabId, keys });
  return clearing.clear(plan.planId);
}

export const keysOf = (cookies: readonly StoredCookie[]) => cookies.map(({ key }) => key);

/** Counts that are not zero. */
export const counted = ({ counts }: { counts: Readonly<Record<string, number>> }) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
