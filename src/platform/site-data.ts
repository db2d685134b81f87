import browser, { type BrowsingData } from 'webextension-polyfill';
import type { SiteDataKind } from '../core/clearing/site-data.ts';
import { isFirefox } from './quirks.ts';

/**
 * What the browser clears for one site and nothing else. Web storage is not among them: for both browsers
 * `localStorage` includes the session storage of every tab. Firefox knows no `cacheStorage` here, and cannot limit
 * `serviceWorkers` to one container.
 */
export const CLEARED_BY_BROWSER: readonly SiteDataKind[] = isFirefox
  ? ['indexedDB']
  : ['indexedDB', 'cacheStorage', 'serviceWorkers'];

/** Whether the user has let the extension clear site data through the browser. */
export function maySiteData(): Promise<boolean> {
  return browser.permissions.contains({ permissions: ['browsingData'] });
}

/** Clears these kinds of one origin (in Firefox: of its host, in one container). Needs the permission. */
export async function clearByBrowser(origin: string, kinds: readonly SiteDataKind[], storeId: string): Promise<void> {
  const types: BrowsingData.DataTypeSet = Object.fromEntries(kinds.map((kind) => [kind, true]));
  const where = isFirefox ? { hostnames: [new URL(origin).hostname], cookieStoreId: storeId } : { origins: [origin] }; // Chromium's word, which the polyfill's types lack
  await browser.browsingData.remove(where, types);
}
