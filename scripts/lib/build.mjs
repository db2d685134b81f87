import { join } from 'node:path';
import { run } from './progress.mjs';
import { ROOT } from './root.mjs';

const BROWSERS = /** @type {const} */ (['chromium', 'firefox']);

/**
 * Builds the extension for both browsers, side by side. Vite is heard only when it fails.
 *
 * @param {string} [outDir] gets a folder a browser
 */
export async function buildExtensions(outDir = join(ROOT, 'dist')) {
  await Promise.all(BROWSERS.map((browser) => build(browser, join(outDir, browser))));
}

/** @param {'chromium' | 'firefox'} browser @param {string} outDir */
async function build(browser, outDir) {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  // Vitest's NODE_ENV=test would give a development build.
  const env = { NODE_ENV: 'production', BROWSER: browser, OUT_DIR: outDir };
  const { ok, output } = await run(process.execPath, [vite, 'build'], { env });
  if (!ok) throw new Error(`The build for ${browser} failed:\n${output}`);
}
