import { until } from '../test/e2e/support/until.mjs';
import { inTurns, pairedRow } from './rows.mjs';
import { ask, withPair } from './sessions.mjs';

/**
 * @import { Session } from '../test/e2e/support/types.ts'
 * @import { Bench, Row } from './types.ts'
 */

const COOKIES = 3000;
const SITES = 100;
const ROUNDS = 2;
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
    ];
  });
}

/** @param {Session} session @param {import('puppeteer-core').Page} page */
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
