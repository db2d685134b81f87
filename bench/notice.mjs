import { openSession } from '../test/e2e/support/session.mjs';
import { until } from '../test/e2e/support/until.mjs';
import { median, quantile } from './rows.mjs';
import { ask } from './sessions.mjs';

/**
 * @import { Page } from 'puppeteer-core'
 * @import { Bench, Row } from './types.ts'
 */

const ROUNDS = 15;
const LEAVING = 'https://www.cloudinary.com/leaving';

/**
 * How soon the notice stands: after the click on a link, and after the commit of a page that nothing could be asked
 * about before.
 *
 * @param {Bench} bench
 * @param {'chromium' | 'firefox'} browser
 * @returns {Promise<Row[]>}
 */
export async function measureNotice({ web, ours }, browser) {
  const session = await openSession({ browser, web, extensionDir: ours[browser] });
  try {
    await ask(session, 'preferences:set', { change: { warnOften: 'always' } });
    const page = await watchedPage(session);
    /** @param {string} link @param {'click' | 'begin'} since */
    const rounds = async (link, since) => {
      /** @type {number[]} */
      const took = [];
      // One round more, to warm up.
      for (let round = 0; round <= ROUNDS; round += 1) took.push(await timed(page, link, since));
      return took.slice(1);
    };
    const where = browser === 'firefox' ? ' in Firefox' : '';
    return [
      row(`notice, from the click${where}`, await rounds('#link', 'click'), 100),
      row(`notice, from the arrival’s commit${where}`, await rounds('#link-out', 'begin'), 150),
    ];
  } finally {
    await session.close();
  }
}

/** A tab that notes, in every document it shows, when this began, was clicked, and got the notice. */
async function watchedPage(/** @type {import('../test/e2e/support/types.ts').Session} */ session) {
  const page = await session.newPage();
  await page.evaluateOnNewDocument(() => {
    performance.mark('begin');
    addEventListener('click', ({ timeStamp }) => performance.mark('click', { startTime: timeStamp }), true);
    new MutationObserver((_, observer) => {
      if (!document.querySelector('cookie-clause-notice')) return;
      observer.disconnect();
      performance.mark('notice');
    }).observe(document, { childList: true, subtree: true });
  });
  return page;
}

/** @param {Page} page @param {string} link @param {'click' | 'begin'} since @returns {Promise<number>} ms */
async function timed(page, link, since) {
  await page.goto(LEAVING);
  await page.click(link);
  return until('the notice is there', () =>
    page.evaluate((from) => {
      const at = (/** @type {string} */ name) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
      return at('notice') - at(from);
    }, since),
  );
}

/** @param {string} what @param {readonly number[]} took @param {number} atMost @returns {Row} */
function row(what, took, atMost) {
  return {
    what,
    unit: 'ms',
    ours: median(took),
    floor: null,
    floorIs: null,
    compared: 'itself',
    figure: median(took),
    spread: [quantile(took, 0.25), quantile(took, 0.75)],
    rounds: took.length,
    budget: { atMost },
  };
}
