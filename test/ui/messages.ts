import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { pseudoLocale } from '../../vite/pseudo-locale.ts';

/** A message as the browser fills it in; an unknown id gives an empty text, as `i18n.getMessage` does. */
function fill(from: Record<string, { message: string }>, id: string, args: readonly string[]): string {
  const message = Object.hasOwn(from, id) ? (from[id]?.message ?? '') : '';
  return message.replace(/\$([1-9$])/g, (_, n: string) => (n === '$' ? '$' : (args[Number(n) - 1] ?? '')));
}

/** The messages as they are. */
export function english(id: string, args: readonly string[]): string {
  return fill(messages, id, args);
}

const wrapped = pseudoLocale(messages, 'long');

/** The messages of the pseudo-locale: each text tells by its ⟦…⟧ that it came from `_locales`. */
export function pseudo(id: string, args: readonly string[]): string {
  return fill(wrapped, id, args);
}
