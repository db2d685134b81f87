import browser, { type Tabs } from 'webextension-polyfill';
import { isFirefox } from './quirks.ts';

export interface TabInfo {
  readonly tabId: number;
  /** The cookie store whose cookies the tab uses. */
  readonly storeId: string;
  readonly privateWindow: boolean;
}

export interface OpenTab {
  readonly tabId: number;
  readonly url: string;
  readonly storeId: string;
}

/** What a tab is, or `null` when it is gone. */
export async function describeTab(tabId: number): Promise<TabInfo | null> {
  try {
    const tab = await browser.tabs.get(tabId);
    return { tabId, storeId: storeOf(tab), privateWindow: tab.incognito };
  } catch {
    return null;
  }
}

/** All tabs that show a page the extension may look at. */
export async function openTabs(): Promise<OpenTab[]> {
  const tabs = await browser.tabs.query({});
  return tabs.flatMap((tab) =>
    tab.id === undefined || tab.url === undefined ? [] : [{ tabId: tab.id, url: tab.url, storeId: storeOf(tab) }],
  );
}

/** Chromium does not tell a tab's store; there are two, and private windows have the second. */
function storeOf(tab: Pick<Tabs.Tab, 'cookieStoreId' | 'incognito'>): string {
  return tab.cookieStoreId ?? (tab.incognito ? '1' : '0');
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

/** Whether the user lets the extension act on every website. */
export function hasAccessToAllSites(): Promise<boolean> {
  return browser.permissions.contains({ origins: ['http://*/*', 'https://*/*'] });
}

/** The user gave or withdrew access to some sites. */
export function onAccessChanged(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}

/** Of these hosts, those whose cookies the user withholds from the extension. */
export async function withheldHosts(hosts: readonly string[]): Promise<ReadonlySet<string>> {
  if (await hasAccessToAllSites()) return new Set();
  const different = [...new Set(hosts)];
  const granted = await Promise.all(different.map(isGranted));
  return new Set(different.filter((_, at) => !granted[at]));
}

async function isGranted(host: string): Promise<boolean> {
  try {
    for (const scheme of ['https', 'http']) {
      if (await browser.permissions.contains({ origins: [`${scheme}://${host}/*`] })) return true;
    }
    return false;
  } catch {
    return true; // not a host that a permission can be asked about: the jar tells
  }
}

export async function privateWindowsOpen(): Promise<boolean> {
  return (await browser.windows.getAll()).some(({ incognito }) => incognito);
}

/** Calls the listener when the last private window was closed, and when any window was with none of them private. */
export function onNoPrivateWindow(listener: () => void): void {
  browser.windows.onRemoved.addListener(async (closed) => {
    const windows = await browser.windows.getAll().catch(() => []); // the browser is closing
    // Firefox may still list the window that it tells of.
    if (!windows.some(({ id, incognito }) => incognito && id !== closed)) listener();
  });
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
