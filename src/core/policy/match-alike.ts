import { endsSentence, type Span, type Word } from './policy-text.ts';

/** Share of words in common (Dice, of word bags) from which a sentence may be a clause that was changed… */
const ALIKE = 0.5;

/** …and from which it may be one where it does not stand between the clauses it should stand between. */
const ALIKE_ELSEWHERE = 0.65;

/** What standing in the right place counts for, between sentences that are much alike. */
const IN_PLACE = 0.15;

/** Blocks that one sentence may be broken over. */
const MOST_PARTS = 6;

/** Where a clause stands on the page. */
export interface ClauseMatch extends Span {
  /** Its number in the policy, from 0. */
  readonly clause: number;
  /** Share of words in common; 1 where it stands word for word. */
  readonly alike: number;
}

interface Wanted {
  readonly clause: number;
  /** How often each word comes up in it. */
  readonly counts: ReadonlyMap<string, number>;
  readonly size: number;
  /** Between these words of the page it should stand: where its nearest neighbours do. */
  readonly after: number;
  readonly before: number;
}

interface Pair extends ClauseMatch {
  readonly rank: number;
}

/**
 * Pairs the clauses that do not stand on the page word for word with the sentences left, the most alike first; one
 * sentence for one clause.
 */
export function matchAlike(
  words: readonly Word[],
  sentences: readonly Span[],
  clauses: readonly (readonly string[])[],
  exact: ReadonlyMap<number, ClauseMatch>,
): ClauseMatch[] {
  const found = new Map<number, ClauseMatch>();
  const used = new Uint8Array(words.length);
  for (const { clause, from, to, alike } of pairsOf(words, sentences, wantedOf(clauses, exact))) {
    if (found.has(clause) || used.subarray(from, to).includes(1)) continue;
    used.fill(1, from, to);
    const phrase = clauses[clause] ?? [];
    const isSame = phrase.length === to - from && phrase.every((key, at) => words[from + at]?.key === key);
    found.set(clause, { clause, from, to, alike: isSame ? 1 : Math.min(alike, 0.99) });
  }
  return [...found.values()];
}

function wantedOf(clauses: readonly (readonly string[])[], exact: ReadonlyMap<number, ClauseMatch>): Wanted[] {
  const wanted: Wanted[] = [];
  let after = -1;
  for (const [clause, phrase] of clauses.entries()) {
    const here = exact.get(clause);
    if (here) {
      after = here.from;
      continue;
    }
    let next = clause + 1;
    while (next < clauses.length && !exact.has(next)) next += 1;
    const before = exact.get(next)?.from ?? Number.POSITIVE_INFINITY;
    const counts = new Map<string, number>();
    const parts = phrase.flatMap(plainWords);
    for (const word of parts) counts.set(word, (counts.get(word) ?? 0) + 1);
    wanted.push({ clause, counts, size: parts.length, after, before });
  }
  return wanted;
}

/** Every sentence with every clause it is enough like, best first. */
function pairsOf(words: readonly Word[], sentences: readonly Span[], wanted: readonly Wanted[]): Pair[] {
  const pairs: Pair[] = [];
  if (wanted.length === 0) return pairs;
  const plain = words.map(({ key }) => plainWords(key));
  const longest = Math.max(...wanted.map(({ size }) => size));
  const tally = createTally(wanted);
  for (const [at, { from }] of sentences.entries()) {
    tally.clear();
    for (let part = at; part < at + MOST_PARTS; part += 1) {
      const span = sentences[part];
      // More than three times as many words: not alike, whatever they are.
      if (span === undefined || span.to - from > 3 * longest) break;
      for (let word = span.from; word < span.to; word += 1) for (const one of plain[word] ?? []) tally.add(one);
      for (const [index, { clause, after, before }] of wanted.entries()) {
        const alike = tally.alike(index);
        const isInPlace = after < from && from < before;
        if (alike < (isInPlace ? ALIKE : ALIKE_ELSEWHERE)) continue;
        pairs.push({ clause, from, to: span.to, alike, rank: alike + (isInPlace ? IN_PLACE : 0) });
      }
      // A block may break off in the middle of a sentence.
      if (endsSentence(words[span.to - 1]) || sentences[part + 1]?.from !== span.to) break;
    }
  }
  return pairs.sort((one, other) => other.rank - one.rank || one.clause - other.clause || one.from - other.from);
}

interface Tally {
  clear(): void;
  add(word: string): void;
  /** How much what was added is like the clause of this number, from 0 to 1. */
  alike(wanted: number): number;
}

/** Counts the words a growing sentence has in common with each clause; a word costs what clauses have it. */
function createTally(wanted: readonly Wanted[]): Tally {
  const users = new Map<string, { readonly index: number; readonly count: number }[]>();
  for (const [index, { counts }] of wanted.entries()) {
    for (const [word, count] of counts) users.set(word, [...(users.get(word) ?? []), { index, count }]);
  }
  const common = new Uint32Array(wanted.length);
  const seen = new Map<string, number>();
  let size = 0;
  return {
    clear() {
      common.fill(0);
      seen.clear();
      size = 0;
    },
    add(word) {
      size += 1;
      const here = users.get(word);
      if (here === undefined) return;
      const before = seen.get(word) ?? 0;
      seen.set(word, before + 1);
      for (const { index, count } of here) if (before < count) common[index] = (common[index] ?? 0) + 1;
    },
    alike: (index) => (2 * (common[index] ?? 0)) / ((wanted[index]?.size ?? 0) + size || 1),
  };
}

/** Without the punctuation, in lower case: what is counted, never what is compared word for word. */
function plainWords(key: string): readonly string[] {
  return key.toLowerCase().match(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu) ?? [];
}
