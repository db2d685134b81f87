import { importBundled } from '../scripts/lib/bundle-core.mjs';
import { inTurns, pairedRow } from './rows.mjs';

/** @import { Row } from './types.ts' */
/** @typedef {typeof import('./classify-entry.ts')} ClassifyEntry */

const ROUNDS = 15;
const COOKIES = 100_000;
const SIZES = /** @type {const} */ ([500, 5000, 50_000]);

/**
 * Classification and verdict, cookies a second on one core, and whether a larger catalogue makes it slower.
 *
 * @returns {Promise<Row[]>}
 */
export async function measureClassification() {
  const { makeCookies, growCatalogue, createJudging, createMapping } = /** @type {ClassifyEntry} bundled here */ (
    await importBundled('bench/classify-entry.ts')
  );
  const cookies = makeCookies(COOKIES);
  const rate = (/** @type {(list: typeof cookies) => number} */ work) => async () => {
    const start = performance.now();
    if (work(cookies) === 0) throw new Error('None of the cookies is known.');
    return COOKIES / ((performance.now() - start) / 1000);
  };

  const [small, ...larger] = SIZES.map((size) => rate(createJudging(growCatalogue(size))));
  if (!small) throw new Error('There is no catalogue to start from.');
  const speed = await inTurns(ROUNDS, {
    ours: rate(createJudging(growCatalogue(null))),
    floor: rate(createMapping(cookies)),
  });
  const rows = [
    pairedRow({
      what: 'classification and verdict',
      unit: '/s',
      pairs: speed,
      compared: 'itself',
      floorIs: 'one look-up in a map',
      budget: { atLeast: 500_000 },
    }),
  ];
  for (const [at, large] of larger.entries()) {
    const pairs = await inTurns(ROUNDS, { ours: large, floor: small });
    rows.push(
      pairedRow({
        what: `the same with ${SIZES[at + 1]?.toLocaleString('en')} catalogue entries`,
        unit: '/s',
        pairs,
        compared: 'ratio',
        floorIs: `the same with ${SIZES[0]} entries`,
        budget: { atLeast: 0.9 },
      }),
    );
  }
  return rows;
}
