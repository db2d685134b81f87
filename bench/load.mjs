import { inTurns, pairedRow } from './rows.mjs';
import { withPair } from './sessions.mjs';

/**
 * @import { Page } from 'puppeteer-core'
 * @import { Bench, Row } from './types.ts'
 */

const ROUNDS = { chromium: 24, firefox: 10 };

/**
 * Load of a page with ten frames, from the start of the navigation to the end of the load event.
 *
 * @param {Bench} bench
 * @param {'chromium' | 'firefox'} browser
 * @returns {Promise<Row[]>}
 */
export function measureLoad(bench, browser) {
  return withPair(bench, browser, async ({ ours, floor }) => {
    const pages = { ours: await ours.newPage(), floor: await floor.newPage() };
    const pairs = await inTurns(ROUNDS[browser], {
      ours: () => load(pages.ours),
      floor: () => load(pages.floor),
    });
    return [
      pairedRow({
        what: `load of a page with 10 frames, ${browser}`,
        unit: 'ms',
        pairs,
        compared: 'ratio',
        floorIs: 'an extension with an empty content script',
        budget: { atMost: 1.05 },
      }),
    ];
  });
}

/** @param {Page} page */
async function load(page) {
  await page.goto('https://frames.example/');
  await page.waitForFunction(() => performance.timing.loadEventEnd > 0);
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    return navigation instanceof PerformanceNavigationTiming ? navigation.duration : Number.NaN;
  });
}
