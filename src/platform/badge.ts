import browser from 'webextension-polyfill';

/** Writes the badge of one tab; an empty text takes it away. A tab that is gone is no error. */
export async function showBadge(tabId: number, text: string): Promise<void> {
  try {
    await browser.action.setBadgeText({ tabId, text });
  } catch {
    // the tab was closed meanwhile
  }
}

/** Sets the badge's colour once, for all tabs. */
export async function colourBadge(background: string, text: string): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: background });
  await browser.action.setBadgeTextColor({ color: text });
}
