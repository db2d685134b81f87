import { reportShown } from '../../test/e2e/support/report-page.mjs';
import { until } from '../../test/e2e/support/until.mjs';
import { table } from './table.mjs';
import { settled } from './tour-report.mjs';

/**
 * @import { Page } from 'puppeteer-core'
 * @import { Session } from '../../test/e2e/support/types.ts'
 * @import { Web } from '../../test/web/types.ts'
 */

const LEAVING = 'https://www.cloudinary.com/leaving';
const STORE = 'partner-store.example';

/**
 * Clicks a link that leads away, stays by Escape, and then goes.
 *
 * @param {Session} session
 * @param {Web} web
 */
export async function showDeparture(session, web) {
  console.log(`\nLeaving ${LEAVING} for ${STORE}`);
  const page = await session.newPage(LEAVING);
  const asked = () => page.$('cookie-clause-notice');

  await page.click('#link-with-ids');
  await until('the notice is shown', asked);
  console.log(`  ✓ the notice is shown; ${STORE} was asked ${web.requestsTo(STORE).length} times`);

  await page.keyboard.press('Escape');
  await until('the notice is gone', async () => !(await asked()));
  console.log(`  ✓ Escape: still on ${page.url()}`);

  await page.click('#link-with-ids');
  await until('the notice is shown', asked);
  await page.keyboard.press('Tab');
  // Answers count only once the notice has been on top for a while, so that no key meant for the page decides.
  await until('Continue leads there', async () => {
    await page.keyboard.press('Enter');
    return page.url().includes(STORE);
  });
  console.log(`  ✓ Continue: now on ${page.url()}`);
  await page.close();
}

/**
 * Clears everything on the policy's site from the popup, and proves it twice: by the jar, and by what servers are sent.
 *
 * @param {Session} session
 * @param {Web} web
 */
export async function showClearing(session, web) {
  const url = 'https://www.cloudinary.com/';
  console.log(`\nClearing what ${url} brought`);
  const page = await session.newPage(url);
  const before = await sentBy(page, web);
  await page.goto(url);
  const popup = await session.openPopup(await session.tabIdOf(page));
  await reportShown(popup);
  await settled(popup);
  const jarBefore = (await session.jar()).length;

  await popup.bringToFront();
  await popup.click('[data-action="clear-menu"]');
  await popup.click('[role="menu"] [data-action="clear-everything"]');
  await (await popup.waitForSelector('[data-action="confirm"]'))?.click();
  const done = await popup.waitForSelector('[data-step="done"]');
  console.log(`  The popup says: ${await done?.evaluate((sheet) => sheet.querySelector('p')?.textContent)}`);

  await page.bringToFront();
  const after = await sentBy(page, web);
  console.log(`  Cookies in the jar: ${jarBefore} before, ${(await session.jar()).length} after\n`);
  const hosts = [...new Set([...before.keys(), ...after.keys()])];
  console.log(
    table(
      ['Server', 'Was sent before', 'Is sent now'],
      hosts.map((host) => [host, before.get(host) ?? '', after.get(host) || 'nothing']),
      [28, 70, 20],
    ),
  );
  await popup.close();
  await page.close();
}

/**
 * The names of the cookies that go along with a page which asks every host for something and sets nothing.
 *
 * @param {Page} page
 * @param {Web} web
 * @returns {Promise<Map<string, string>>} host to names
 */
async function sentBy(page, web) {
  const from = web.requests.length;
  await page.goto('https://www.cloudinary.com/ask-all');
  const names = (/** @type {string} */ cookie) =>
    cookie
      .split('; ')
      .map((pair) => pair.split('=')[0])
      .join(' ');
  return new Map(web.requests.slice(from).map(({ host, cookie }) => [host, names(cookie)]));
}
