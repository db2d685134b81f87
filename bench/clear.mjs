import { until } from '../test/e2e/support/until.mjs';
import { inTurns, pairedRow } from './rows.mjs';
import { ask, withPair } from './sessions.mjs';

/**
 * @import { Session } from '../test/e2e/support/types.ts'
 * @import { Bench, Row } from './types.ts'
 */

const COOKIES = 3000;
const ROUNDS = 2;
const PAGE = `https://many-0.example/?cookies=${COOKIES}`;

/**
 * Clearing a page's 3,000 cookies and reading from the jar that they are gone, in Chromium.
 *
 * @param {Bench} bench
 * @returns {Promise<Row[]>}
 */
export function measureClear(bench) {
  return withPair(bench, 'chromium', async ({ ours, floor }) => {
    const pages = { ours: await ours.newPage(), floor: await floor.newPage() };
    const pairs = await inTurns(ROUNDS, {
      ours: async () => {
        await pages.ours.goto(PAGE);
        await jarHolds(ours, COOKIES);
        const tabId = await ours.tabIdOf(pages.ours);
        const { keys } = await ask(ours, 'cookies:plan', { scope: { kind: 'everything', tabId } });
        const start = performance.now();
        const { results } = await ask(ours, 'cookies:clear', { keys });
        const time = performance.now() - start;
        const gone = results.filter((/** @type {{ result: string }} */ { result }) => result === 'gone').length;
        if (gone !== COOKIES) throw new Error(`Clearing left cookies: ${gone} of ${COOKIES} are gone.`);
        await jarHolds(ours, 0);
        return time / 1000;
      },
      floor: async () => {
        await pages.floor.goto(PAGE);
        await jarHolds(floor, COOKIES);
        return (await floor.asExtension(removeOneByOne)) / 1000;
      },
    });
    return [
      pairedRow({
        what: `clear ${COOKIES.toLocaleString('en')} cookies, verified`,
        unit: 's',
        pairs,
        compared: 'itself',
        floorIs: 'cookies.remove, one after the other, not verified',
        budget: { atMost: 2 },
      }),
    ];
  });
}

/** @param {Session} session @param {number} count */
async function jarHolds(session, count) {
  await until(`the jar holds ${count} cookies`, async () => (await session.jar()).length === count, 60_000);
}

async function removeOneByOne() {
  const cookies = await chrome.cookies.getAll({});
  const start = performance.now();
  for (const { name, domain, path } of cookies) {
    await chrome.cookies.remove({ url: `https://${domain.replace(/^\./, '')}${path}`, name });
  }
  return performance.now() - start;
}
