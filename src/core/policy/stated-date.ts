import { levelTypography, tidy } from './policy-text.ts';

/** A block up to this long is a line about the date, whatever else it says. */
const SHORT_BLOCK = 120;

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const YEAR = '(?:19|20)\\d{2}';
const DAY = '\\d{1,2}(?:st|nd|rd|th)?';
const WEEKDAY = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?';
const DATE = `${WEEKDAY}(?:${[
  `${MONTH} ${DAY},? ?${YEAR}`,
  `${DAY}[ -](?:of )?${MONTH},?[ -]${YEAR}`,
  `${MONTH},?[ -](?:of )?${YEAR}`,
  `${YEAR}[-/.]\\d{1,2}[-/.]\\d{1,2}`,
  `\\d{1,2}[-/.]\\d{1,2}[-/.](?:${YEAR}|\\d{2})`,
  `\\d{1,2}[-/]${YEAR}`,
  `${YEAR}[-/]\\d{1,2}`,
].join('|')})(?!\\w|[-/.]\\d)`;
const LABEL =
  '(?:last (?:updated?|modified|modification|revised|revision|changed?|reviewed|amended)|updated?|modified|revised|revision|effective|version)';
/** What may stand between the label and the date: "Effective date: ", "revised on ", "effective as of (". */
const BETWEEN = '(?:[\\s:;,.()[\\]|*_-]|(?:on|as|of|at|from|since|in|is|was|date|the)\\b){1,12}';

const STATEMENT = new RegExp(`\\b(${LABEL})\\b${BETWEEN}(${DATE})`, 'i');
const STATEMENTS = new RegExp(STATEMENT, 'gi');
const LABEL_ALONE = new RegExp(`^(?:[a-z]+ ){0,3}${LABEL}(?: (?:on|as of|of|date))?:?$`, 'i');
const DATE_ALONE = new RegExp(`^(${DATE})\\.?$`, 'i');

/**
 * The date a page states for its policy, as the page writes it (never over 40 characters); `null` where it states none.
 *
 * A line about the date comes first, then a longer text that says when "the policy" became effective or when it was
 * last changed, then the page's title; within each the first from the top.
 *
 * @param blocks tidied
 */
export function findStatedDate(blocks: readonly string[], title: string): string | null {
  const texts = blocks.map(levelTypography);
  const short = firstOf(texts, (text, at) => {
    if (text.length > SHORT_BLOCK) return undefined;
    const here = STATEMENT.exec(text)?.[2];
    return here ?? (LABEL_ALONE.test(text) ? DATE_ALONE.exec(texts[at + 1] ?? '')?.[1] : undefined);
  });
  const found = short ?? firstOf(texts, dateInProse) ?? STATEMENT.exec(levelTypography(tidy(title)))?.[2];
  return found ?? null;
}

/** True for a sentence that says nothing but the date: "This policy was last updated on May 25, 2018." */
export function isDateStatement(sentence: string): boolean {
  const text = levelTypography(sentence);
  if (text.length > SHORT_BLOCK || !STATEMENT.test(text)) return false;
  const rest = text.replace(STATEMENT, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
  return rest.every((word) => FILLING.has(word.toLowerCase()));
}

const FILLING: ReadonlySet<string> = new Set(
  'this our the these privacy cookie cookies policy notice statement page document terms it is was are were has have been and of on in'.split(
    ' ',
  ),
);

/** In prose a date may be of anything: the policy has to be named before it, or a last change. */
function dateInProse(text: string): string | undefined {
  for (const { index, 1: label = '', 2: date } of text.matchAll(STATEMENTS)) {
    const before = text.slice(Math.max(0, index - 60), index);
    if (/^last/i.test(label) || /\b(?:policy|notice|statement)\b[^.]*$/i.test(before)) return date;
  }
  return undefined;
}

function firstOf<T>(texts: readonly string[], find: (text: string, at: number) => T | undefined): T | undefined {
  for (const [at, text] of texts.entries()) {
    const found = find(text, at);
    if (found !== undefined) return found;
  }
  return undefined;
}
