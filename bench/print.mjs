import { isWithin } from './rows.mjs';

/** @import { Budget, Compared, Row, Unit } from './types.ts' */

const HEADINGS = ['what', 'ours', 'floor', 'compared', 'middle half', 'rounds', 'budget', ''];

/**
 * The rows as a table, the floors named beneath.
 *
 * @param {readonly Row[]} rows
 */
export function printTable(rows) {
  const cells = rows.map((row) => {
    const written = (/** @type {number} */ figure) => writeFigure(figure, row.compared, row.unit);
    return [
      row.what,
      quantity(row.ours, row.unit),
      row.floor === null ? '' : quantity(row.floor, row.unit),
      row.compared === 'itself' ? '' : written(row.figure),
      row.spread?.map(written).join(' to ') ?? '',
      row.rounds > 1 ? String(row.rounds) : '',
      row.budget ? writeBudget(row.budget, written) : '',
      { true: 'ok', false: 'over', null: '' }[String(isWithin(row))] ?? '',
    ];
  });
  const widths = HEADINGS.map((heading, at) => Math.max(heading.length, ...cells.map((line) => line[at]?.length ?? 0)));
  const rule = widths.map((width) => '─'.repeat(width));
  for (const line of [HEADINGS, rule, ...cells]) {
    console.log(
      line
        .map((cell, at) => (at === 0 || at > 5 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    );
  }
  console.log('\nThe floors:');
  for (const [floor, names] of groupByFloor(rows)) console.log(`  ${floor}: ${names.join('; ')}`);
}

/** @param {readonly Row[]} rows */
function groupByFloor(rows) {
  /** @type {Map<string, string[]>} */
  const floors = new Map();
  for (const { floorIs, what } of rows) {
    if (floorIs !== null) floors.set(floorIs, [...(floors.get(floorIs) ?? []), what]);
  }
  return floors;
}

/** @param {number} figure @param {Compared} compared @param {Unit} unit */
function writeFigure(figure, compared, unit) {
  if (compared === 'ratio') return `${figure.toFixed(2)} ×`;
  return `${compared === 'difference' && figure >= 0 ? '+' : ''}${quantity(figure, unit)}`;
}

/** @param {Budget} budget @param {(figure: number) => string} written */
function writeBudget({ atMost, atLeast }, written) {
  if (atMost !== undefined) return `≤ ${written(atMost).replace('+', '')}`;
  return atLeast === undefined ? '' : `≥ ${written(atLeast)}`;
}

/** @param {number} value @param {Unit} unit */
function quantity(value, unit) {
  if (unit === '/s' || unit === 'B') return `${Math.round(value).toLocaleString('en')} ${unit}`.replace(' /s', '/s');
  return `${value.toFixed(unit === 's' ? 2 : Math.abs(value) < 10 ? 2 : 1)} ${unit}`;
}
