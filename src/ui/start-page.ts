import { type MessageSource, provideMessages, textDirection, textLocale } from './text.ts';
import { applyRememberedTheme } from './theme.ts';

/**
 * What every page of the extension does first: its messages, its language and direction, its theme.
 *
 * @returns the element to render into
 */
export function startPage(getMessage: MessageSource, browserLanguage: string): HTMLElement {
  provideMessages(getMessage, browserLanguage);
  document.documentElement.lang = textLocale();
  document.documentElement.dir = textDirection();
  applyRememberedTheme();
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root to render into; check its index.html');
  return root;
}
