import { expect, it } from 'vitest';
import { table } from '../../scripts/lib/table.mjs';

it('makes every column as wide as its longest cell', () => {
  expect(
    table(
      ['Cookie', 'Of'],
      [
        ['_ga', '.shop.example'],
        ['IDE', ''],
      ],
      [20, 20],
    ),
  ).toBe(['Cookie  Of', '──────  ─────────────', '_ga     .shop.example', 'IDE'].join('\n'));
});

it('cuts what is too long, and shows no control characters: cookie names may hold both', () => {
  const [, , row] = table(['Cookie'], [['long_name\u001b[31m']], [8]).split('\n');
  expect(row).toBe('long_na…');
  expect(table(['Cookie'], [['\u001b[31m']], [8])).toContain('·[31m');
});
