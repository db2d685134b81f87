import type { Page } from 'puppeteer-core';

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
