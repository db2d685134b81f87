import { type ClauseMatch, matchAlike } from './match-alike.ts';
import type { Policy } from './policy.ts';
import { endsSentence, type Span, sentencesIn, tidy, type Word, wordsOf } from './policy-text.ts';

export interface Matches {
  /** In the order of the page. */
  readonly found: readonly ClauseMatch[];
  /** Sentences, and headings that the policy does not have, in the order of the page. */
  readonly others: readonly Span[];
}

type Phrase = readonly string[];

/**
 * Finds the clauses of a policy in the words of a page: first word for word, however the text is laid out, then by
 * the words they have in common. Each clause stands in one place, each place for one clause; a clause that the page
 * says twice is no sentence of its own the second time.
 */
export function matchClauses(words: readonly Word[], policy: Policy): Matches {
  const clauses = policy.clauses.map(({ text }) => phraseOf(text));
  const titles = new Set([policy.title, ...policy.clauses.map(({ sectionTitle }) => sectionTitle)]);
  const { places, taken } = scan(words, clauses, [...titles].map(phraseOf));
  const exact = assign(clauses, places);
  const left = sentencesLeft(words, taken);
  const alike = matchAlike(words, left, clauses, exact);
  const found = [...exact.values(), ...alike].sort((one, other) => one.from - other.from);
  return { found, others: withoutMatched(left, alike) };
}

function phraseOf(text: string): Phrase {
  return wordsOf([tidy(text)]).map(({ key }) => key);
}

/**
 * Reads the page from left to right; at each start of a sentence the longest clause that stands there is taken. What
 * is only the end of a longer sentence is no clause: "It is not true that we never sell data."
 */
function scan(
  words: readonly Word[],
  clauses: readonly Phrase[],
  titles: readonly Phrase[],
): { places: Map<string, Span[]>; taken: Uint8Array } {
  const places = new Map<string, Span[]>();
  const taken = new Uint8Array(words.length);
  const clauseAt = createFinder(words, clauses);
  const titleAt = createFinder(words, titles);
  let titleEnd = -1;
  for (let at = 0; at < words.length; ) {
    const starts = at === titleEnd || startsSentence(words, at);
    const clause = starts ? clauseAt(at) : undefined;
    const title = starts && !clause ? titleAt(at) : undefined;
    const end = at + (clause ?? title ?? []).length;
    if (clause) {
      const here = places.get(clause.join(' '));
      if (here) here.push({ from: at, to: end });
      else places.set(clause.join(' '), [{ from: at, to: end }]);
    }
    // "Cookies are placed by…" may begin with a title and has none.
    const isTitle = title && (words[end]?.block !== words[at]?.block || clauseAt(end));
    if (isTitle) titleEnd = end;
    if (clause || isTitle) taken.fill(1, at, end);
    at = clause || isTitle ? end : at + 1;
  }
  return { places, taken };
}

/** Gives each clause one of the places where its words stand, the next one after the clause before it if it can. */
function assign(clauses: readonly Phrase[], places: ReadonlyMap<string, readonly Span[]>): Map<number, ClauseMatch> {
  const exact = new Map<number, ClauseMatch>();
  const given = new Set<Span>();
  let last = -1;
  for (const [clause, phrase] of clauses.entries()) {
    const open = (places.get(phrase.join(' ')) ?? []).filter((place) => !given.has(place));
    const place = open.find(({ from }) => from > last) ?? open[0];
    if (place === undefined) continue;
    given.add(place);
    exact.set(clause, { ...place, clause, alike: 1 });
    last = place.from;
  }
  return exact;
}

/** Tells which of these phrases stands at a word; the longest, if several do. */
function createFinder(words: readonly Word[], phrases: readonly Phrase[]): (at: number) => Phrase | undefined {
  const byFirst = new Map<string, Phrase[]>();
  for (const phrase of phrases.toSorted((one, other) => other.length - one.length)) {
    const [first = ''] = phrase;
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
  return (at) =>
    byFirst
      .get(words[at]?.key ?? '')
      ?.find((phrase) => phrase[0] !== '' && phrase.every((key, offset) => words[at + offset]?.key === key));
}

/** At the start of a block, after the end of a sentence, after a bullet or a number that begins a block. */
function startsSentence(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  if (before === undefined || before.block !== words[at]?.block || endsSentence(before)) return true;
  return words[at - 2]?.block !== before.block && /^(?:[^\p{L}]{1,4}|\(?\p{L}[.)])$/u.test(before.key);
}

/** The sentences of what is not taken, each within one block. */
function sentencesLeft(words: readonly Word[], taken: Uint8Array): Span[] {
  const left: Span[] = [];
  for (let from = 0; from < words.length; ) {
    let to = from;
    while (to < words.length && taken[to] === 0 && words[to]?.block === words[from]?.block) to += 1;
    if (to > from) left.push(...sentencesIn(words, { from, to }));
    from = Math.max(to, from + 1);
  }
  return left;
}

function withoutMatched(sentences: readonly Span[], matches: readonly Span[]): Span[] {
  const matched = new Set(matches.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)));
  return sentences.filter(({ from }) => !matched.has(from));
}
