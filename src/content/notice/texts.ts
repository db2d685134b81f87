import { getMessage, uiLanguage } from '../../platform/content.ts';

/** Stands in a text for a node that is put there afterwards; a private-use character that no text of ours has. */
const SLOT = '\uE000';

/** The form of a text that goes with a number; its first argument is that number, in the reader's digits. */
export function countText(id: string, count: number, ...args: readonly string[]): string {
  const language = uiLanguage();
  const form = new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
  return getMessage(`${id}_${form}`, new Intl.NumberFormat(language).format(count), ...args);
}

/** A text with a hole, made with `slot()` as argument, around the nodes that fill it. */
export function around(text: string, nodes: readonly (Node | string)[]): readonly (Node | string)[] {
  const [before = '', after = ''] = text.split(SLOT);
  return [before, ...nodes, after];
}

export const slot = (): string => SLOT;

/** The items as the language lists them: `gclid, utm_source and _gl`, each item made into a node. */
export function listNodes(items: readonly string[], make: (item: string) => Node): readonly (Node | string)[] {
  return new Intl.ListFormat(uiLanguage(), { type: 'conjunction' })
    .formatToParts(items)
    .map(({ type, value }) => (type === 'element' ? make(value) : value));
}

/**
 * Does once what costs most in a process that shows its first text: Chromium 156 fetches all messages, and both browsers
 * load what they know of languages.
 */
export function warmTexts(): void {
  countText('notice_cookies', 1);
  listNodes([''], (item) => document.createTextNode(item));
}

export { getMessage as text };
