import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './find-browser.mjs';
import { giveUp, run, step } from './progress.mjs';
import { ROOT } from './root.mjs';

// Only built-in modules here and in what this imports: it runs before anything is installed.

/** @import { BrowserKind } from './find-browser.mjs' */

const NAMES = { chromium: 'Chromium, Chrome or Edge', firefox: 'Firefox' };
const DEBIAN_PACKAGES = { chromium: 'chromium', firefox: 'firefox-esr' };

const LEAST_NODE = [20, 19];

/** Installs the dependencies, unless those of the lock file are there already. */
export async function setUpDependencies() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = LEAST_NODE;
  if (major < leastMajor || (major === leastMajor && minor < leastMinor)) {
    giveUp(`This is Node ${process.versions.node}; Node ${LEAST_NODE.join('.')} or newer is needed.`);
  }
  if (isInstalled()) return;
  await step('Installing the dependencies', async () => {
    const { ok, output } = await npm(['ci', '--no-audit', '--no-fund']);
    if (!ok) giveUp(`npm ci failed:\n${output}`);
  });
}

/**
 * Finds one of the browsers, best first, or installs the first one on Debian and Ubuntu as root.
 *
 * @param {readonly BrowserKind[]} kinds
 * @returns {Promise<BrowserKind>} the one that is there now
 */
export async function setUpBrowser(kinds) {
  const found = kinds.find(findBrowser);
  if (found) return found;
  const [wanted = 'chromium'] = kinds;
  if (mayInstall()) {
    await step(`Installing ${DEBIAN_PACKAGES[wanted]}`, () => installFromDebian(DEBIAN_PACKAGES[wanted]));
    if (findBrowser(wanted)) return wanted;
  }
  return giveUp(`No browser to use: install ${kinds.map((kind) => NAMES[kind]).join(' or ')} and run this again.`);
}

/** Compares npm's own note of what it installed with the lock file; packages for other platforms do not count. */
function isInstalled() {
  const installed = packagesIn(join(ROOT, 'node_modules/.package-lock.json'));
  const wanted = packagesIn(join(ROOT, 'package-lock.json'));
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional === true || installed[path]?.version === version,
  );
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }> | null} */
function packagesIn(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : null;
}

/** @param {readonly string[]} args */
function npm(args) {
  // Under `npm start` npm names its own script; calling that needs no shell, on Windows either.
  const script = process.env.npm_execpath;
  return script ? run(process.execPath, [script, ...args]) : run('npm', args);
}

function mayInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** @param {string} name */
async function installFromDebian(name) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  // A browser without recommended packages has no font, and shows boxes.
  const { ok, output } = await run('apt-get', ['install', '-y', '--no-install-recommends', name, 'fonts-dejavu-core'], {
    env,
  });
  if (!ok) giveUp(`apt-get could not install ${name}:\n${output}`);
}
