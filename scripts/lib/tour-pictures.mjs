import { join } from 'node:path';
import { readRows, reportShown } from '../../test/e2e/support/report-page.mjs';
import { openSession } from '../../test/e2e/support/session.mjs';
import { until } from '../../test/e2e/support/until.mjs';
import { startWeb } from '../../test/web/web.mjs';

/**
 * @import { Page } from 'puppeteer-core'
 * @import { Session } from '../../test/e2e/support/types.ts'
 * @import { BrowserKind } from './find-browser.mjs'
 */

const HOME = 'https://www.cloudinary.com/';

/**
 * Pictures of popup, overlay and options, light and dark, each from a fresh profile.
 *
 * @param {BrowserKind} browser
 * @param {string} out a folder
 */
export async function takePictures(browser, out) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const web = await startWeb();
    const session = await openSession({ browser, web, colorScheme, pixelRatio: 2 });
    try {
      const take = (/** @type {Page} */ page, /** @type {string} */ name) =>
        page.screenshot({ path: /** @type {`${string}.png`} */ (join(out, `${name}-${colorScheme}.png`)) });
      await takeThree(session, take);
    } finally {
      await session.close();
      await web.close();
    }
  }
}

/** @param {Session} session @param {(page: Page, name: string) => Promise<unknown>} take */
async function takeThree(session, take) {
  const home = await session.newPage(HOME);
  const popup = await popupOf(session, home);
  await reportShown(popup);
  await until('the frames have set their cookies', async () => (await readRows(popup)).length > 14);
  await take(popup, 'popup');
  // Into the middle: a row below the footer would leave the click to the footer's button.
  await popup.$eval('[data-cookie-name="IDE"] > button', (head) => head.scrollIntoView({ block: 'center' }));
  await popup.locator('[data-cookie-name="IDE"] > button').click();
  await popup.waitForSelector('[data-cookie-name="IDE"] > [aria-expanded="true"]');
  await popup.$eval('[data-cookie-name="IDE"]', (row) => row.scrollIntoView());
  await take(popup, 'popup-open');
  await popup.close();

  const leaving = await session.newPage(`${HOME}leaving`);
  await leaving.click('#link-with-ids');
  await until('the notice is shown', () => leaving.$('cookie-clause-notice'));
  await take(leaving, 'overlay');

  await take(await session.openOptions(), 'options');
}

/** The real popup, or where tools cannot reach it its page at the popup's size. @param {Session} session @param {Page} page */
async function popupOf(session, page) {
  if (session.browser === 'chromium') return session.openRealPopup(page);
  const popup = await session.openPopup(await session.tabIdOf(page));
  await popup.setViewport({ width: 400, height: 600, deviceScaleFactor: 2 });
  return popup;
}
