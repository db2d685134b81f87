import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createOutput } from '../../scripts/lib/output.mjs';

it('puts lines together as if they were text, whatever their length and letters', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { maxLength: 50 }), (lines) => {
      const output = createOutput();
      for (const [head, tail] of lines) output.add(head, new TextEncoder().encode(tail));
      expect(output.bytes().toString('utf8')).toBe(lines.map(([head, tail]) => `${head}${tail}\n`).join(''));
    }),
  );
});

it('grows with what it is given', () => {
  const output = createOutput();
  for (let i = 0; i < 5; i += 1) output.add('é'.repeat(200_000), new Uint8Array(100_000).fill(0x61));
  expect(output.bytes().length).toBe(5 * (400_000 + 100_000 + 1));
});
