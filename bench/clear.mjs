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

/**
 * Clearing a page's 3,000 cookies of 100 sites and reading from the jar that they are gone; and putting them back.
 *
 * @param {Bench} bench
 * @param {'chromium' | 'firefox'} browser
 * @returns {Promise<Row[]>}
 */
export function measureClear(bench, browser) {
  return withPair(bench, browser, async ({ ours, floor }) => {
    const page = await ours.newPage('https://many-0.example/?cookies=10000');
    const tabId = await ours.tabIdOf(page);
    /** @type {number[]} */
    const undos = [];
    const pairs = await inTurns(ROUNDS, {
      ours: async (round) => {
        await fill(ours);
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
        await fill(floor);
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

/** Puts the cookies where the page's pixels would: the page has been to each of the sites. @param {Session} session */
async function fill(session) {
  await session.asExtension(emptyAll);
  await session.asExtension(setMany, COOKIES, SITES);
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

/** @param {number} count @param {number} sites */
async function setMany(count, sites) {
  const expirationDate = Date.now() / 1000 + 86_400;
  const numbers = Array.from({ length: count }, (_, i) => i);
  for (let start = 0; start < count; start += 100) {
    await Promise.all(
      numbers.slice(start, start + 100).map((i) => {
        const url = `https://many-${i % sites}.example/`;
        const name = i % 4 === 0 ? `_ga_M${i}` : `mark_${i}`;
        const value = `value.${i}`;
        return chrome.cookies.set({ url, name, value, secure: true, sameSite: 'no_restriction', expirationDate });
      }),
    );
  }
}

async function removeOneByOne() {
  const cookies = await chrome.cookies.getAll({});
  const start = performance.now();
  for (const { name, domain, path } of cookies) {
    await chrome.cookies.remove({ url: `https://${domain.replace(/^\./, '')}${path}`, name });
  }
  return performance.now() - start;
}
