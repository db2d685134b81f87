import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_LINE, linesOf } from '../../scripts/lib/lines.mjs';

async function cut(pieces: readonly (string | Uint8Array)[]): Promise<(string | null)[]> {
  async function* stream() {
    for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
  }
  const lines: (string | null)[] = [];
  for await (const batch of linesOf(stream())) lines.push(...batch);
  return lines;
}

describe('lines', () => {
  it.each([
    { pieces: ['a\nb\n'], lines: ['a', 'b'], why: 'the last newline ends a line and begins none' },
    { pieces: ['a\nb'], lines: ['a', 'b'], why: 'the last line may lack it' },
    { pieces: ['a', 'b', '\nc\n'], lines: ['ab', 'c'], why: 'a line may come in pieces' },
    { pieces: ['a\n\nb\n'], lines: ['a', '', 'b'], why: 'an empty line is a line' },
    { pieces: ['\uFEFFa\n'], lines: ['a'], why: 'a byte order mark is no part of it' },
    { pieces: [], lines: [], why: 'nothing is nothing' },
  ])('$pieces gives $lines: $why', async ({ pieces, lines }) => {
    expect(await cut(pieces)).toEqual(lines);
  });

  it('are the same however the bytes are cut, also within a character', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' })),
        fc.integer({ min: 1, max: 7 }),
        async (texts, size) => {
          const lines = texts.map((text) => text.replace(/[\n\uFEFF]/g, ''));
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
            bytes.subarray(at * size, (at + 1) * size),
          );
          expect(await cut(pieces)).toEqual(lines);
        },
      ),
    );
  });

  it('one that is too long is given up, the others are not', async () => {
    const half = 'x'.repeat(LONGEST_LINE / 2 + 1);
    expect(await cut(['a\n', half, half, half, '\nb\n'])).toEqual(['a', null, 'b']);
    expect(await cut([`${half}${half}\nb\n`])).toEqual([null, 'b']);
    expect(await cut([half, half, half])).toEqual([null]);
  });
});
