import browser from 'webextension-polyfill';
import { isFirefox } from './quirks.ts';

export interface TabInfo {
  readonly tabId: number;
  /** The cookie store whose cookies the tab uses. */
  readonly storeId: string;
  readonly privateWindow: boolean;
}

/** What a tab is, or `null` when it is gone. */
export async function describeTab(tabId: number): Promise<TabInfo | null> {
  try {
    const tab = await browser.tabs.get(tabId);
    // Chromium does not tell a tab's store; there are two, and private windows have the second.
    const storeId = tab.cookieStoreId ?? (tab.incognito ? '1' : '0');
    return { tabId, storeId, privateWindow: tab.incognito };
  } catch {
    return null;
  }
}

/** All tabs that show a page the extension may look at. */
export async function openTabs(): Promise<{ readonly tabId: number; readonly url: string }[]> {
  const tabs = await browser.tabs.query({});
  return tabs.flatMap(({ id, url }) => (id === undefined || url === undefined ? [] : [{ tabId: id, url }]));
}

/** Tells the content scripts in a tab's top document something. Rejects where none listens. */
export async function tellTab(tabId: number, message: unknown): Promise<void> {
  await browser.tabs.sendMessage(tabId, message, { frameId: 0 });
}

export function onTabRemoved(listener: (tabId: number) => void): void {
  browser.tabs.onRemoved.addListener((tabId) => listener(tabId));
}

/** Chromium swaps a tab's id when it discards it or shows a preloaded page. */
export function onTabReplaced(listener: (addedId: number, removedId: number) => void): void {
  if (!isFirefox) browser.tabs.onReplaced.addListener(listener);
}

/** Whether the user lets the extension act on this address. */
export function hasAccess(url: string): Promise<boolean> {
  const { protocol, hostname } = new URL(url);
  return browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
}

export async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage();
}

/** Goes to the entry before in the tab's history. Where there is none, nothing happens. */
export async function goBack(tabId: number): Promise<void> {
  try {
    await browser.tabs.goBack(tabId);
  } catch {
    // Chromium rejects where there is nothing to go back to.
  }
}

/** Closes a tab. One that is gone is no error. */
export async function closeTab(tabId: number): Promise<void> {
  try {
    await browser.tabs.remove(tabId);
  } catch {
    // it was closed meanwhile
  }
}

/** Opens an address in a new tab, in front. */
export async function openTab(url: string): Promise<void> {
  await browser.tabs.create({ url });
}
