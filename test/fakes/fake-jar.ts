import type { StoredCookie } from '../../src/core/cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../../src/core/cookies/cookie-key.ts';
import { isWithinDomain } from '../../src/core/cookies/site.ts';

/** A cookie jar in memory, behind the functions of the platform's. */
export class FakeJar {
  readonly #cookies = new Map<string, StoredCookie>();
  /** Names that refuse to go, as where the user withheld permission. */
  readonly stuck = new Set<string>();
  /** Called after each expiry, to play a page that sets its cookie again. */
  afterExpire: (key: CookieKey) => void = () => {};
  /** Called before each writing, to play a page that sets a cookie meanwhile. */
  beforeWrite: (cookie: StoredCookie) => void = () => {};
  /** Makes every reading fail, or so many from now on. */
  unreadable = false;
  failures = 0;

  put(...cookies: StoredCookie[]): void {
    for (const cookie of cookies) this.#cookies.set(cookieKeyId(cookie.key), cookie);
  }
  has(key: CookieKey): boolean {
    return this.#cookies.has(cookieKeyId(key));
  }
  names(): string[] {
    return [...this.#cookies.values()].map((cookie) => cookie.key.name).sort();
  }
  all(): StoredCookie[] {
    return [...this.#cookies.values()];
  }

  readonly readJar = async (storeId: string, domains: readonly string[] | null): Promise<StoredCookie[]> => {
    this.failures -= 1;
    if (this.unreadable || this.failures >= 0) throw new Error('no permission');
    return [...this.#cookies.values()].filter(
      ({ key }) =>
        key.storeId === storeId && (domains === null || domains.some((domain) => isWithinDomain(key.domain, domain))),
    );
  };
  readonly expireCookie = async (key: CookieKey): Promise<void> => {
    if (this.stuck.has(key.name)) throw new Error('no permission');
    this.#cookies.delete(cookieKeyId(key));
    this.afterExpire(key);
  };
  readonly writeCookie = async (cookie: StoredCookie): Promise<boolean> => {
    this.beforeWrite(cookie);
    if (this.stuck.has(cookie.key.name)) return false;
    this.put(cookie);
    return true;
  };
}
