import browser from 'webextension-polyfill';

/** A text of `_locales`; empty where there is none. */
export function getMessage(id: string, args: readonly string[]): string {
  return browser.i18n.getMessage(id, [...args]);
}

/** The language of the browser itself, such as `en-GB`. */
export function browserLanguage(): string {
  return browser.i18n.getUILanguage();
}

/** Whether the page itself is in a private window. */
export function inPrivateWindow(): boolean {
  return browser.extension.inIncognitoContext ?? false;
}

/** The tab in front of the user, or `null` where a window has none. */
export async function activeTabId(): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

/** Opens the popup's page as a tab of its own, for the tab it speaks of. */
export async function openReportTab(tabId: number): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`src/popup/index.html?tab=${tabId}`) });
}

/** Opens the whole policy in a tab: held against the page of a tab, if one is given, and at a clause, if one is named. */
export async function openPolicyPage(tabId: number | null, clauseId?: string): Promise<void> {
  const query = tabId === null ? '' : `?tab=${tabId}`;
  const hash = clauseId === undefined ? '' : `#${clauseId}`;
  await browser.tabs.create({ url: browser.runtime.getURL(`src/policy-page/index.html${query}${hash}`) });
}

export async function openOptionsPage(): Promise<void> {
  await browser.runtime.openOptionsPage();
}

export async function reloadTab(tabId: number): Promise<void> {
  await browser.tabs.reload(tabId);
}

/** Asks the user to let the extension read websites again. Has to be called straight from a click. */
export function requestSiteAccess(): Promise<boolean> {
  return browser.permissions.request({ origins: ['http://*/*', 'https://*/*'] });
}

/** Asks the user to let the extension act on these hosts and what lies below them. Straight from a click. */
export function requestHostAccess(hosts: readonly string[]): Promise<boolean> {
  const patterns = hosts.map((host) => (/^[\d.]+$|^\[/.test(host) ? host : `*.${host}`));
  return browser.permissions.request({
    origins: patterns.flatMap((pattern) => [`http://${pattern}/*`, `https://${pattern}/*`]),
  });
}

/** Asks the user to let the extension clear what sites keep besides cookies. Straight from a click. */
export function requestSiteDataAccess(): Promise<boolean> {
  return browser.permissions.request({ permissions: ['browsingData'] });
}
