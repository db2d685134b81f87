import browser, { type Cookies } from 'webextension-polyfill';
import type { CookieAttributes, SameSite, StoredCookie } from '../core/cookies/cookie.ts';
import type { CookieKey } from '../core/cookies/cookie-key.ts';
import type { JarChange } from '../core/report/change-log.ts';
import { isFirefox } from './quirks.ts';

/** What Chromium writes beyond the types of the polyfill. */
type BrowserPartitionKey = { topLevelSite?: string; hasCrossSiteAncestor?: boolean };

const toSameSite: Record<string, SameSite> = { no_restriction: 'none', lax: 'lax', strict: 'strict' };
const fromSameSite: Record<SameSite, Cookies.SameSiteStatus | 'unspecified'> = {
  none: 'no_restriction',
  lax: 'lax',
  strict: 'strict',
  unspecified: 'unspecified',
};

/**
 * Reads every cookie of a store whose domain is one of `domains` or below it, partitioned ones included.
 *
 * @param domains registrable domains; `null` reads the whole store
 */
export async function readJar(storeId: string, domains: readonly string[] | null): Promise<StoredCookie[]> {
  const all = { storeId, partitionKey: {}, ...(isFirefox ? { firstPartyDomain: null } : {}) };
  const asked = domains === null ? [all] : domains.map((domain) => ({ ...all, domain }));
  const answers = await Promise.all(
    // Firefox takes `null` for "any first-party domain", which the polyfill's types leave out.
    asked.map((details) => browser.cookies.getAll(details as Cookies.GetAllDetailsType)),
  );
  return answers.flat().map(toStoredCookie);
}

/** Writes a cookie with exactly this identity. Resolves to whether the browser took it. */
export async function writeCookie(cookie: StoredCookie): Promise<boolean> {
  const { key, attributes } = cookie;
  const written = await setCookie(key, attributes, cookie.value, attributes.expiresAt);
  return written !== null;
}

/**
 * Expires exactly this cookie by overwriting it with an expiry in the past. `cookies.remove` cannot tell a host-only
 * cookie from its domain-wide twin, and says the same whether it removed anything or not.
 */
export async function expireCookie(key: CookieKey, attributes: CookieAttributes): Promise<void> {
  // A cookie with neither name nor value is none, and browsers refuse to write it.
  await setCookie(key, attributes, key.name === '' ? '-' : '', 1000);
}

/** The stores that there are now; Firefox names a container only while it has a tab. */
export async function cookieStores(): Promise<string[]> {
  return (await browser.cookies.getAllCookieStores()).map(({ id }) => id);
}

/** The stores of private windows, whether there is one or not. */
export const PRIVATE_STORES: readonly string[] = ['1', 'firefox-private'];

/** Calls the listener for every change of any jar. */
export function onJarChange(listener: (change: JarChange) => void): void {
  browser.cookies.onChanged.addListener(({ cookie, removed, cause }) => {
    const { key, attributes } = toStoredCookie(cookie);
    listener({ at: Date.now(), key, attributes, removed, cause });
  });
}

async function setCookie(
  key: CookieKey,
  attributes: CookieAttributes,
  value: string,
  expiresAt: number | null,
): Promise<unknown> {
  // A cookie without Secure may still say SameSite=None from before browsers minded; they refuse to write it again.
  const sameSite = attributes.sameSite === 'none' && !attributes.secure ? 'unspecified' : attributes.sameSite;
  const details = {
    name: key.name,
    value,
    path: key.path,
    storeId: key.storeId,
    secure: attributes.secure,
    httpOnly: attributes.httpOnly,
    sameSite: fromSameSite[sameSite],
    ...(key.hostOnly ? {} : { domain: key.domain }),
    ...(expiresAt === null ? {} : { expirationDate: expiresAt / 1000 }),
    ...(key.partitionKey ? { partitionKey: toBrowserPartitionKey(key.partitionKey) } : {}),
    ...(isFirefox ? { firstPartyDomain: key.firstPartyDomain } : {}),
  };
  // The polyfill's types lack `hasCrossSiteAncestor` and the `unspecified` of SameSite.
  const set = (scheme: 'http' | 'https') =>
    browser.cookies.set({ ...details, url: urlOf(key, scheme) } as Cookies.SetDetailsType);
  if (attributes.secure) return set('https');
  // From http no cookie can be written beside a Secure one of its name, from https every one can.
  return set('http').catch(() => set('https'));
}

function urlOf(key: CookieKey, scheme: 'http' | 'https'): string {
  const host = key.domain.includes(':') && !key.domain.startsWith('[') ? `[${key.domain}]` : key.domain;
  return `${scheme}://${host}${key.path.startsWith('/') ? key.path : '/'}`;
}

function toBrowserPartitionKey(partition: NonNullable<CookieKey['partitionKey']>): BrowserPartitionKey {
  return {
    topLevelSite: partition.topLevelSite,
    ...(partition.hasCrossSiteAncestor === null ? {} : { hasCrossSiteAncestor: partition.hasCrossSiteAncestor }),
  };
}

function toStoredCookie(cookie: Cookies.Cookie): StoredCookie {
  const partition = cookie.partitionKey as BrowserPartitionKey | null | undefined; // the types lack the ancestor bit
  return {
    key: {
      storeId: cookie.storeId,
      partitionKey: partition?.topLevelSite
        ? { topLevelSite: partition.topLevelSite, hasCrossSiteAncestor: partition.hasCrossSiteAncestor ?? null }
        : null,
      firstPartyDomain: cookie.firstPartyDomain ?? '',
      domain: cookie.domain.replace(/^\./, '').toLowerCase(),
      hostOnly: cookie.hostOnly,
      path: cookie.path,
      name: cookie.name,
    },
    attributes: {
      httpOnly: cookie.httpOnly,
      secure: cookie.secure,
      sameSite: toSameSite[cookie.sameSite] ?? 'unspecified',
      expiresAt: cookie.session || cookie.expirationDate === undefined ? null : cookie.expirationDate * 1000,
    },
    value: cookie.value,
  };
}
