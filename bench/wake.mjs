import { inTurns, pairedRow } from './rows.mjs';
import { openUnwatched } from './unwatched-browser.mjs';

/** @import { Bench, Row } from './types.ts' */

const ROUNDS = 25;
const FLOOR_IS = 'an empty worker';

/**
 * From a stopped worker to its first answer, in Chromium.
 *
 * @param {Bench} bench
 * @returns {Promise<Row[]>}
 */
export async function measureWake({ ours, floor }) {
  const ourBrowser = await openUnwatched(ours.chromium);
  const floorBrowser = await openUnwatched(floor.chromium);
  try {
    const asked = await inTurns(ROUNDS, {
      ours: () => ourBrowser.wake({ type: 'preferences:get', body: null }),
      floor: () => floorBrowser.wake({}),
    });
    return [
      pairedRow({
        what: 'worker, from stopped to an answer',
        unit: 'ms',
        pairs: asked,
        compared: 'ratio',
        floorIs: FLOOR_IS,
        budget: { atMost: 2 },
      }),
    ];
  } finally {
    await ourBrowser.close();
    await floorBrowser.close();
  }
}
