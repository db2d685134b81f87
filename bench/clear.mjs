import { until } from '../test/e2e/support/until.mjs';
import { inTurns, pairedRow } from './rows.mjs';
import { ask, withPair } from './sessions.mjs';

/**
 * @import { Page } from 'puppeteer-core'
 * @import { Session } from '../test/e2e/support/types.ts'
 * @import { Bench, Row } from './types.ts'
 */

const COOKIES = 3000;
const SITES = 100;
const ROUNDS = 3;
const PAGE = `https://many-0.example/?cookies=${COOKIES}&sites=${SITES}`;

/**
 * Clearing a page's 3,000 cookies of 100 sites and reading from the jar that they are gone; and putting them back.
 *
 * @param {Bench} bench
 * @param {'chromium' | 'firefox'} browser
 * @returns {Promise<Row[]>}
 */
export function measureClear(bench, browser) {
  return withPair(bench, browser, async ({ ours, floor }) => {
    const pages = { ours: await ours.newPage(), floor: await floor.newPage() };
    const tabId = await ours.tabIdOf(pages.ours);
    /** @type {number[]} */
    const undos = [];
    const pairs = await inTurns(ROUNDS, {
      ours: async (round) => {
        await fill(ours, pages.ours);
        const { planId } = await ask(ours, 'cookies:plan', { scope: { kind: 'everything', tabId } });
        const start = performance.now();
        const { counts } = await ask(ours, 'cookies:clear', { planId });
        const time = performance.now() - start;
        if (counts.gone !== COOKIES) throw new Error(`Clearing left cookies: ${JSON.stringify(counts)}.`);
        await jarHolds(ours, 0);
        const undoStart = performance.now();
        const undone = await ask(ours, 'cookies:undo', { clearId: planId, overwrite: false });
        if (round >= 0) undos.push((performance.now() - undoStart) / 1000);
        if (undone.counts.restored !== COOKIES) throw new Error(`Undo left cookies: ${JSON.stringify(undone.counts)}.`);
        await jarHolds(ours, COOKIES);
        return time / 1000;
      },
      floor: async () => {
        await fill(floor, pages.floor);
        return (await floor.asExtension(removeOneByOne)) / 1000;
      },
    });
    const stalls = await inTurns(ROUNDS, {
      ours: () => stallsOfPopup(ours, pages.ours, tabId),
      floor: () => stallsOfBarePage(floor, pages.floor),
    });
    const named = `${COOKIES.toLocaleString('en')} cookies of ${SITES} sites`;
    return [
      pairedRow({
        what: `clear ${named}, verified, ${browser}`,
        unit: 's',
        pairs,
        compared: 'itself',
        floorIs: 'cookies.remove, one after the other, not verified',
        budget: { atMost: 2 },
      }),
      pairedRow({
        what: `undo it, verified, ${browser}`,
        unit: 's',
        pairs: { ours: undos, floor: pairs.floor },
        compared: 'itself',
        floorIs: 'cookies.remove, one after the other, not verified',
        budget: { atMost: 3 },
      }),
      pairedRow({
        what: `longest that the popup is busy meanwhile, ${browser}`,
        unit: 'ms',
        pairs: stalls,
        compared: 'itself',
        floorIs: 'a bare page, while cookies.remove runs',
        budget: { atMost: 50 },
      }),
    ];
  });
}

/**
 * The longest time for which the popup answers nobody while it clears what it shows and puts it back, in ms.
 *
 * @param {Session} session
 * @param {Page} page
 * @param {number} tabId
 */
async function stallsOfPopup(session, page, tabId) {
  await fill(session, page);
  const popup = await session.openPopup(tabId);
  try {
    await popup.bringToFront();
    /** @param {string} action */
    const press = async (action) => {
      await popup.waitForSelector(`[data-action="${action}"]:not([aria-disabled="true"])`);
      await popup.$eval(`[data-action="${action}"]`, (button) => /** @type {HTMLElement} */ (button).click());
    };
    await until('all rows are there', () =>
      popup.evaluate((count) => document.body.textContent.includes(count), COOKIES.toLocaleString('en')),
    );
    await press('clear-menu');
    await press('clear-everything');
    await popup.waitForSelector('[data-action="confirm"]');
    await popup.evaluate(watchStalls);
    await press('confirm');
    await popup.waitForSelector('[data-step="done"]', { timeout: 60_000 });
    await press('undo');
    await popup.waitForSelector('[data-step="undone"]', { timeout: 60_000 });
    return await popup.evaluate(longestStall);
  } finally {
    await popup.close();
  }
}

/** @param {Session} session @param {Page} page */
async function stallsOfBarePage(session, page) {
  await fill(session, page);
  const bare = await session.openExtensionPage('icons/16.png');
  try {
    await bare.bringToFront();
    await bare.evaluate(watchStalls);
    await bare.evaluate(removeOneByOne);
    return await bare.evaluate(longestStall);
  } finally {
    await bare.close();
  }
}

/** In a page: a timer that notes how late it comes. */
function watchStalls() {
  let before = performance.now();
  let longest = 0;
  const beat = () => {
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
    Object.assign(globalThis, { longest });
    setTimeout(beat);
  };
  setTimeout(beat);
}

/** @returns {number} ms */
function longestStall() {
  return Reflect.get(globalThis, 'longest');
}

/** @param {Session} session @param {Page} page */
async function fill(session, page) {
  await session.asExtension(emptyAll);
  await jarHolds(session, 0);
  await page.goto(PAGE);
  await jarHolds(session, COOKIES);
}

/** @param {Session} session @param {number} count */
async function jarHolds(session, count) {
  await until(`the jar holds ${count} cookies`, async () => (await session.jar()).length === count, 60_000);
}

async function emptyAll() {
  const cookies = await chrome.cookies.getAll({ partitionKey: {} });
  for (let start = 0; start < cookies.length; start += 100) {
    await Promise.all(
      cookies.slice(start, start + 100).map(({ name, domain, hostOnly, path, secure, partitionKey }) =>
        chrome.cookies.set({
          url: `https://${domain.replace(/^\./, '')}/`,
          ...{ name, path, secure, value: '', expirationDate: 1, sameSite: 'no_restriction' },
          ...(hostOnly ? {} : { domain }),
          ...(partitionKey ? { partitionKey } : {}),
        }),
      ),
    );
  }
}

async function removeOneByOne() {
  const cookies = await chrome.cookies.getAll({ partitionKey: {} });
  const start = performance.now();
  for (const { name, domain, path, partitionKey } of cookies) {
    const url = `https://${domain.replace(/^\./, '')}${path}`;
    await chrome.cookies.remove({ url, name, ...(partitionKey ? { partitionKey } : {}) });
  }
  return performance.now() - start;
}
