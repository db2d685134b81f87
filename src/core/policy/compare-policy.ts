import type { ClauseMatch } from './match-alike.ts';
import { type Matches, matchClauses } from './match-clauses.ts';
import type { Policy } from './policy.ts';
import type { ClauseComparison, PolicyComparison } from './policy-comparison.ts';
import { endsSentence, readBlocks, type Span, textOf, type Word, wordsOf } from './policy-text.ts';
import { findStatedDate, isDateStatement } from './stated-date.ts';
import { diffSentences } from './word-diff.ts';

/** Sentences kept of those a page adds; the rest is counted. */
const MOST_ADDED = 100;

/** The policy is recognised where at least this share of its clauses is found, each counted as far as it is alike. */
const RECOGNISED = 1 / 4;

/** A shorter sentence may be a link or a button, wherever it stands… */
const FEWEST_WORDS = 6;

/** …but not among the sentences of a clause's own paragraph. */
const FEWEST_WORDS_AMONG_CLAUSES = 3;

/** What was read of a page that presents itself as a policy. */
export interface PolicyReading {
  readonly url: string;
  readonly title: string;
  /** Headings, paragraphs, list items, as text. */
  readonly blocks: readonly string[];
}

/**
 * Holds the text of a page against a policy, sentence by sentence.
 *
 * 1. The first 2,000 blocks and 300,000 characters are read. Typography is levelled (quotation marks, dashes, kinds of
 *    space, invisible characters), words never are: case and punctuation count.
 * 2. Clauses are found word for word, in whatever order and however the text is cut into blocks; then those left are
 *    paired with the sentences that are most like them.
 * 3. What stands between the first and the last clause, or in the block next to them, and is a sentence, was added.
 *    Menus, banners and footers around the policy are not; nor is a heading, the date, or a clause said twice.
 *
 * `same` says nothing of the order. Of another text altogether (`other`) a clause is there word for word or it is gone,
 * and nothing counts as added. At most 100 added sentences are kept, each sentence up to 1,000 characters. Never throws,
 * whatever the page says.
 */
export function comparePolicy(reading: PolicyReading, policy: Policy): PolicyComparison {
  const blocks = readBlocks(reading.blocks);
  const words = wordsOf(blocks);
  const matches = matchClauses(words, policy);
  const weight = matches.found.reduce((sum, { alike }) => sum + alike, 0);
  const isOther = weight === 0 || weight < policy.clauses.length * RECOGNISED;
  const clauses = compareClauses(words, matches.found, policy, isOther);
  const added = isOther ? [] : addedSentences(words, matches, policy);
  const isSame = !isOther && added.length === 0 && clauses.every(({ kind }) => kind === 'same');
  return {
    url: reading.url,
    kind: isOther ? 'other' : isSame ? 'same' : 'changed',
    statedDate: findStatedDate(blocks, reading.title),
    clauses,
    added: added.slice(0, MOST_ADDED),
    addedLeftOut: Math.max(0, added.length - MOST_ADDED),
  };
}

function compareClauses(
  words: readonly Word[],
  found: readonly ClauseMatch[],
  policy: Policy,
  isOther: boolean,
): ClauseComparison[] {
  const byClause = new Map(found.map((match) => [match.clause, match]));
  return policy.clauses.map(({ id, text }, clause) => {
    const match = byClause.get(clause);
    if (match?.alike === 1) return { clauseId: id, kind: 'same', words: [] };
    if (match === undefined || isOther) return { clauseId: id, kind: 'gone', words: [] };
    return { clauseId: id, kind: 'changed', words: diffSentences(text, textOf(words, match)) };
  });
}

function addedSentences(
  words: readonly Word[],
  { found, others }: Matches,
  policy: Policy,
): PolicyComparison['added'][number][] {
  const isAddition = createAdditionTest(words, found);
  const added: PolicyComparison['added'][number][] = [];
  let next = 0;
  for (const span of joinBroken(words, others)) {
    while ((found[next]?.from ?? Number.POSITIVE_INFINITY) < span.from) next += 1;
    const text = isAddition(span) ? textOf(words, span) : '';
    if (text === '' || isDateStatement(text)) continue;
    const before = found[next - 1];
    added.push({ after: before ? (policy.clauses[before.clause]?.id ?? null) : null, text });
  }
  return added;
}

/** Joins a sentence that a block breaks off to what goes on in lower case in the next. */
function joinBroken(words: readonly Word[], sentences: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of sentences) {
    const last = joined.at(-1);
    const goesOn =
      last?.to === span.from && !endsSentence(words[last.to - 1]) && /^\p{Ll}/u.test(keyAt(words, span.from));
    if (last && goesOn) joined[joined.length - 1] = { from: last.from, to: span.to };
    else joined.push(span);
  }
  return joined;
}

/** Tells a sentence that was added to the policy from what stands around it. */
function createAdditionTest(words: readonly Word[], found: readonly ClauseMatch[]): (span: Span) => boolean {
  const first = found[0]?.from ?? 0;
  const last = Math.max(...found.map(({ to }) => to)) - 1;
  const blockOf = (at: number) => words[at]?.block ?? -1;
  const paragraphs = new Set(found.flatMap(({ from, to }) => [blockOf(from), blockOf(to - 1)]));
  // "We give to our partners:", with or without the items that go on in lower case and may end in nothing.
  const introducesList = ({ from, to }: Span) =>
    words.slice(from, to).some(({ key, block }, at) => /[:;]$/.test(key) && blockOf(from + at + 1) !== block);
  return ({ from, to }) => {
    const isInside = first < from && from < last;
    const isNear = blockOf(to - 1) >= blockOf(first) - 1 && blockOf(from) <= blockOf(last) + 1;
    const among = isInside && paragraphs.has(blockOf(from));
    const length = words.slice(from, to).filter(({ key }) => /\p{L}/u.test(key)).length;
    const isSentence = endsSentence(words[to - 1]) || (isInside && introducesList({ from, to }));
    return isNear && isSentence && length >= (among ? FEWEST_WORDS_AMONG_CLAUSES : FEWEST_WORDS);
  };
}

function keyAt(words: readonly Word[], at: number): string {
  return words[at]?.key ?? '';
}
