import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @import { Browser } from 'puppeteer-core' */

/**
 * Says so when the browser is older than the extension's manifest asks for: the browser itself only says that it could
 * not install it.
 *
 * @param {Browser} driver
 * @param {string} extensionDir
 */
export async function requireVersion(driver, extensionDir) {
  const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8'));
  const least = manifest.minimum_chrome_version ?? manifest.browser_specific_settings?.gecko?.strict_min_version ?? '0';
  const version = await driver.version();
  const [, major = '0'] = /\/(\d+)/.exec(version) ?? [];
  if (Number(major) < Number.parseInt(least, 10)) {
    throw new Error(`${version} is too old for the extension, which needs ${least} or newer.`);
  }
}
