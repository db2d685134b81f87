import { diffArrays } from 'diff';
import { once } from '../once.ts';
import type { DiffPart } from './policy-comparison.ts';
import { levelTypography } from './policy-text.ts';

/** Words with their apostrophes, runs of space, dashes or dots; any other character by itself. */
const token = once(() => /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*|\s+|[-‐-―−]+|\.{2,}|./gsu);

/** What stands in the one sentence where the other has something else; the same, but for typography, if `isSame`. */
interface Piece {
  readonly old: string;
  readonly fresh: string;
  readonly isSame: boolean;
}

/**
 * What changed between two sentences, word by word, typography aside.
 *
 * The parts that are the same and gone, in a row, are the old sentence exactly; those that are the same and new are
 * the new one, but for the typography of what is the same. Changes with nothing but a space or a comma between them
 * are told as one: "sell, rent" has become "share or lend".
 */
export function diffSentences(old: string, fresh: string): DiffPart[] {
  const pieces = piecesOf(old, fresh);
  const parts: DiffPart[] = [];
  for (let at = 0; at < pieces.length; ) {
    let end = at;
    while (end < pieces.length && !isPlainlySame(pieces, end)) end += 1;
    const told = end > at ? tellChange(pieces.slice(at, end)) : partsOf(pieces.slice(at, at + 1));
    for (const part of told) {
      const last = parts.at(-1);
      if (last?.kind === 'same' && part.kind === 'same') parts.splice(-1, 1, { ...part, text: last.text + part.text });
      else parts.push(part);
    }
    at = Math.max(end, at + 1);
  }
  return parts;
}

function piecesOf(old: string, fresh: string): Piece[] {
  const oldTokens = old.match(token()) ?? [];
  const newTokens = fresh.match(token()) ?? [];
  let oldAt = 0;
  let newAt = 0;
  return diffArrays(oldTokens.map(keyOf), newTokens.map(keyOf)).map(({ added, removed, count }) => {
    const oldEnd = added ? oldAt : oldAt + count;
    const newEnd = removed ? newAt : newAt + count;
    const piece = {
      old: oldTokens.slice(oldAt, oldEnd).join(''),
      fresh: newTokens.slice(newAt, newEnd).join(''),
      isSame: !added && !removed,
    };
    oldAt = oldEnd;
    newAt = newEnd;
    return piece;
  });
}

function keyOf(token: string): string {
  return /^\s/.test(token) ? ' ' : levelTypography(token);
}

/** The same, and no mere space or comma between two changes. */
function isPlainlySame(pieces: readonly Piece[], at: number): boolean {
  const isEnd = at === 0 || at === pieces.length - 1;
  return pieces[at]?.isSame === true && (isEnd || /[\p{L}\p{N}]/u.test(pieces[at].old));
}

function tellChange(pieces: readonly Piece[]): DiffPart[] {
  let old = pieces.map((piece) => piece.old).join('');
  let fresh = pieces.map((piece) => piece.fresh).join('');
  const after = /\s$/.test(old) && /\s$/.test(fresh) ? old.slice(-1) : '';
  if (after) [old, fresh] = [old.slice(0, -1), fresh.slice(0, -1)];
  // A space alone against words: better in pieces.
  if (/^\s+$/.test(old) || /^\s+$/.test(fresh)) return partsOf(pieces);
  return partsOf([
    { old, fresh, isSame: false },
    { old: after, fresh: after, isSame: true },
  ]);
}

function partsOf(pieces: readonly Piece[]): DiffPart[] {
  const parts = pieces.flatMap(({ old, fresh, isSame }): DiffPart[] =>
    isSame
      ? [{ kind: 'same', text: old }]
      : [
          { kind: 'gone', text: old },
          { kind: 'new', text: fresh },
        ],
  );
  return parts.filter(({ text }) => text !== '');
}
