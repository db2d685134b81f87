import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../test/e2e/support/until.mjs';
import { inTurns, pairedRow } from './rows.mjs';
import { ask, withPair } from './sessions.mjs';

/**
 * @import { Page } from 'puppeteer-core'
 * @import { Bench, Row } from './types.ts'
 */

const CASES = [
  { cookies: 100, url: 'https://many-0.example/here?cookies=100', rounds: 20, atMost: 2 },
  { cookies: 10_000, url: 'https://many-0.example/?cookies=10000', rounds: 9, atMost: 3 },
];

/**
 * From the start of the popup's navigation to its first cookie painted, in Chromium.
 *
 * @param {Bench} bench
 * @returns {Promise<Row[]>}
 */
export function measurePopup(bench) {
  return withPair(bench, 'chromium', async ({ ours, floor }) => {
    const manifest = JSON.parse(readFileSync(join(bench.ours.chromium, 'manifest.json'), 'utf8'));
    const site = await ours.newPage();
    const popups = { ours: await watchedPage(ours), floor: await watchedPage(floor) };
    /** @type {Row[]} */
    const rows = [];
    for (const { cookies, url, rounds, atMost } of CASES) {
      await site.goto(url);
      const tabId = await ours.tabIdOf(site);
      await until(`the report has ${cookies} cookies`, async () => (await countRows(ours, tabId)) >= cookies, 60_000);
      await popups.ours.bringToFront();
      const popup = ours.extensionUrl(`${manifest.action.default_popup}?tab=${tabId}`);
      const pairs = await inTurns(rounds, {
        ours: () => firstRow(popups.ours, popup),
        floor: () => firstRow(popups.floor, floor.extensionUrl('popup.html')),
      });
      rows.push(
        pairedRow({
          what: `popup, to its first cookie of ${cookies.toLocaleString('en')}`,
          unit: 'ms',
          pairs,
          compared: 'ratio',
          floorIs: 'an empty popup page',
          budget: { atMost },
        }),
      );
    }
    return rows;
  });
}

/** @param {import('../test/e2e/support/types.ts').Session} session @param {number} tabId @returns {Promise<number>} */
async function countRows(session, tabId) {
  const tab = await ask(session, 'report:get', { tabId });
  return tab.state === 'ready' ? tab.report.rows.length : 0;
}

/** A tab that notes, in every document it shows, when the first cookie was painted. */
async function watchedPage(/** @type {import('../test/e2e/support/types.ts').Session} */ session) {
  const page = await session.newPage();
  await page.evaluateOnNewDocument(() => {
    const look = () => {
      if (!document.querySelector('[data-cookie-name]')) return;
      observer.disconnect();
      // The task after a frame's callbacks runs when that frame has been handed over to be painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => performance.mark('first-cookie');
        port2.postMessage(null);
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
  });
  return page;
}

/** @param {Page} page @param {string} url */
async function firstRow(page, url) {
  await page.goto('about:blank');
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName('first-cookie').length > 0);
  return page.evaluate(() => performance.getEntriesByName('first-cookie')[0]?.startTime ?? Number.NaN);
}
