import type messages from '../../public/_locales/en/messages.json';
import type { Text } from '../core/policy/verdict.ts';

/** Every id of `_locales`: a misspelt one does not compile. */
export type MessageId = keyof typeof messages;

type BaseOf<Id> = Id extends `${infer Base}_other` ? Base : never;
/** A message that comes in plural forms: `<id>_one`, `<id>_other` and whatever else its language needs. */
export type PluralId = BaseOf<MessageId>;

/** Gives a message's text with `$1` to `$9` filled in, or an empty string where there is none. */
export type MessageSource = (id: string, args: readonly string[]) => string;

let source: MessageSource = () => '';
let locale = 'en';
let plurals: Intl.PluralRules | undefined;
let numbers: Intl.NumberFormat | undefined;

/**
 * Hands in the messages; call it once, before anything is shown.
 *
 * Numbers, dates and plural forms follow the language of the messages. `regional` (the browser's own language) refines
 * it where it is the same language: messages in `en` and a browser in `en-GB` give British dates.
 */
export function provideMessages(get: MessageSource, regional = ''): void {
  source = get;
  const language = get('ui_language', []) || 'en';
  locale = regional.split('-')[0] === language.split('-')[0] ? regional : language;
  plurals = undefined;
  numbers = undefined;
}

/** The locale to format with, in step with the language of the messages. */
export function textLocale(): string {
  return locale;
}

/** The direction in which the messages are written. */
export function textDirection(): 'ltr' | 'rtl' {
  return source('ui_direction', []) === 'rtl' ? 'rtl' : 'ltr';
}

/** One message. A missing one shows its id: wrong, but never blank. */
export function t(id: MessageId, ...args: readonly string[]): string {
  return source(id, args) || id;
}

/** A message that counts: `$1` is the formatted number, `$2` and on are `args`. */
export function tn(id: PluralId, n: number, ...args: readonly string[]): string {
  return source(pluralForm(id, n), [formatNumber(n), ...args]) || id;
}

/**
 * The texts of core's that count. Core names a message and cannot know a language's plural forms; and Firefox writes an
 * error for every message that is asked for in vain, so the forms cannot be found by trying.
 */
export const COUNTED: ReadonlySet<string> = new Set<PluralId>([
  'clause_changes_added',
  'clause_changes_changed',
  'clause_learnt_elsewhere_nothing',
  'clause_own_cookies',
  'clause_personal_data_nothing',
  'clause_refused',
]);

/**
 * The message that core asked for, or `null` where `_locales` has none. Where it counts, the first argument is the
 * number that picks the form.
 */
export function findText(text: Text): { readonly id: string; readonly args: readonly string[] } | null {
  const args = text.args ?? [];
  const n = Number(args[0]);
  const counts = COUNTED.has(text.id) && !Number.isNaN(n);
  const found = counts
    ? { id: pluralForm(text.id, n), args: [formatNumber(n), ...args.slice(1)] }
    : { id: text.id, args };
  return source(found.id, found.args) === '' ? null : found;
}

/** Core's text as a plain string, for labels and titles. */
export function tText(text: Text): string {
  const found = findText(text);
  return found === null ? text.id : source(found.id, found.args);
}

/** The id of the plural form for `n`; languages without that form fall back to `_other`. */
export function pluralForm(id: string, n: number): string {
  plurals ??= new Intl.PluralRules(locale);
  const form = `${id}_${plurals.select(n)}`;
  return source(form, []) === '' ? `${id}_other` : form;
}

export function formatNumber(n: number): string {
  numbers ??= new Intl.NumberFormat(locale);
  return numbers.format(n);
}
