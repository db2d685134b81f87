import type { Theme } from '../core/preferences.ts';

/** Remembers the picked theme for the first paint only; the preference itself lives with the others. */
const REMEMBERED = 'theme-of-last-paint';

/** Gives the page the theme it had last time, before the preferences can be read: a dark popup must not flash white. */
export function applyRememberedTheme(): void {
  const theme = readRemembered();
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
}

/** Gives the page the theme the user picked; `system` follows the browser. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(REMEMBERED, theme);
  } catch {
    // Storage switched off in the browser costs the first paint its theme, and nothing else.
  }
}

function readRemembered(): string | null {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null; // as above
  }
}
