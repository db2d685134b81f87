import type { BrowserName } from './types.ts';

/** The browsers every end-to-end test runs in; `E2E_BROWSER=firefox` picks one while working on a test. */
export const BROWSERS: readonly BrowserName[] = (['chromium', 'firefox'] as const).filter(
  (browser) => !process.env.E2E_BROWSER || process.env.E2E_BROWSER === browser,
);
