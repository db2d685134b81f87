/** @import { Budget, Compared, Pairs, Row, Unit } from './types.ts' */

/**
 * The value below which a share of the values lies.
 *
 * @param {readonly number[]} values at least one
 * @param {number} share 0 to 1
 */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (below === undefined || above === undefined) throw new Error('quantile: expected values, got none');
  return below + (above - below) * (at - Math.floor(at));
}

/** @param {readonly number[]} values */
export const median = (values) => quantile(values, 0.5);

/** @param {readonly number[]} values @returns {[number, number]} */
const middleHalf = (values) => [quantile(values, 0.25), quantile(values, 0.75)];

/**
 * A row of two sides measured in turns. Each round is compared with itself and the median of those comparisons counts:
 * what slows the machine for a while slows both sides of a round.
 *
 * @param {object} row
 * @param {string} row.what
 * @param {Unit} row.unit
 * @param {Pairs} row.pairs
 * @param {Compared} row.compared
 * @param {string} row.floorIs
 * @param {Budget | null} row.budget
 * @returns {Row}
 */
export function pairedRow({ what, unit, pairs, compared, floorIs, budget }) {
  const figures = pairs.ours.map((ours, round) => {
    const floor = pairs.floor[round];
    if (floor === undefined) throw new Error(`${what}: round ${round} has no floor`);
    if (compared === 'itself') return ours;
    return compared === 'ratio' ? ours / floor : ours - floor;
  });
  return {
    what,
    unit,
    ours: median(pairs.ours),
    floor: median(pairs.floor),
    floorIs,
    compared,
    figure: median(figures),
    spread: middleHalf(figures),
    rounds: figures.length,
    budget,
  };
}

/**
 * A row of a figure that does not vary, such as a size.
 *
 * @param {{ what: string, unit: Unit, figure: number, budget: Budget | null }} row
 * @returns {Row}
 */
export function fixedRow({ what, unit, figure, budget }) {
  return {
    what,
    unit,
    ours: figure,
    floor: null,
    floorIs: null,
    compared: 'itself',
    figure,
    spread: null,
    rounds: 1,
    budget,
  };
}

/**
 * Whether a row keeps its budget; `null` where it has none.
 *
 * @param {Row} row
 */
export function isWithin({ figure, budget }) {
  if (!budget) return null;
  const { atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY } = budget;
  return figure <= atMost && figure >= atLeast;
}

/**
 * Does the same on both sides, in turns, and who begins changes from round to round. One round before is thrown away:
 * it warms up.
 *
 * @param {number} rounds
 * @param {{ ours: (round: number) => Promise<number>, floor: (round: number) => Promise<number> }} sides
 * @returns {Promise<Pairs>}
 */
export async function inTurns(rounds, sides) {
  /** @type {{ ours: number[], floor: number[] }} */
  const pairs = { ours: [], floor: [] };
  const names = /** @type {const} */ (['ours', 'floor']);
  for (let round = -1; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const value = await sides[name](round);
      if (round >= 0) pairs[name].push(value);
    }
  }
  return pairs;
}
