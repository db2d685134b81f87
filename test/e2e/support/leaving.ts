import type { Page } from 'puppeteer-core';
import type { Session } from './types.ts';

/** A page of the policy's own site with every way out, and where they lead. */
export const LEAVING = 'https://www.cloudinary.com/leaving';
export const STORE = 'partner-store.example';

/** Clicks the middle of an element, or with other buttons and keys, as a hand does. */
export async function clickOn(
  page: Page,
  selector: string,
  options: { readonly button?: 'middle'; readonly key?: 'Control' } = {},
): Promise<void> {
  const element = await page.waitForSelector(selector);
  await element?.scrollIntoView();
  if (options.key) await page.keyboard.down(options.key);
  await element?.click({ button: options.button ?? 'left' });
  if (options.key) await page.keyboard.up(options.key);
}

/** Changes some of the user's choices. */
export function prefer(session: Session, change: Record<string, unknown>): Promise<unknown> {
  return session.asExtension(
    (wish) => chrome.runtime.sendMessage({ type: 'preferences:set', body: { change: wish } }),
    change,
  );
}

/** As the extension comes, but asking each time: tests of one suite go to the same few places. */
export const ASK_ALWAYS = {
  warnMode: 'ask',
  warnScope: 'policy-site',
  warnOften: 'always',
  leaveRules: [],
  quietSites: [],
};

/** What the tab's report, and so the popup, says of departures from this page and to it, oldest first. */
export async function departuresOf(session: Session, tabId: number): Promise<readonly string[]> {
  const reply = await session.asExtension(
    (id) => chrome.runtime.sendMessage({ type: 'report:get', body: { tabId: id } }),
    tabId,
  );
  return reply.value.report?.departures.map(({ state }: { state: string }) => state) ?? [];
}
