import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

const BROWSERS = /** @type {const} */ (['chromium', 'firefox']);

/**
 * Builds the extension for both browsers, side by side.
 *
 * @param {string} [outDir] gets a folder a browser
 */
export async function buildExtensions(outDir = join(ROOT, 'dist')) {
  await Promise.all(BROWSERS.map((browser) => build(browser, join(outDir, browser))));
}

/** @param {'chromium' | 'firefox'} browser @param {string} outDir @returns {Promise<void>} */
function build(browser, outDir) {
  return new Promise((done, fail) => {
    const child = spawn(
      process.execPath,
      [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
      // Vitest's NODE_ENV=test would give a development build.
      {
        cwd: ROOT,
        stdio: 'inherit',
        env: { ...process.env, NODE_ENV: 'production', BROWSER: browser, OUT_DIR: outDir },
      },
    );
    child.once('error', fail);
    child.once('exit', (code) =>
      code === 0 ? done() : fail(new Error(`The build for ${browser} failed; see above.`)),
    );
  });
}
