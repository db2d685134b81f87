import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** @typedef {'chromium' | 'firefox'} BrowserKind Chromium stands for Chrome and Edge too. */

/** Program names on the PATH, best first. Debian's Firefox ESR is the one the extension is tested with. */
const COMMANDS = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'],
  firefox: ['firefox-esr', 'firefox'],
};

/** Where installers put them when not on the PATH. */
const PLACES = {
  darwin: {
    chromium: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    firefox: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  },
  win32: {
    chromium: [
      'Chromium\\Application\\chrome.exe',
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ],
    firefox: ['Mozilla Firefox\\firefox.exe'],
  },
};

/** Overrides, for a browser that lies elsewhere. */
const VARIABLES = { chromium: 'CHROMIUM_PATH', firefox: 'FIREFOX_PATH' };

/**
 * The path of an installed browser, or null. `CHROMIUM_PATH` and `FIREFOX_PATH` come before everything found.
 *
 * @param {BrowserKind} kind
 * @returns {string | null}
 */
export function findBrowser(kind) {
  const told = process.env[VARIABLES[kind]];
  if (told) return told;
  const directories = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = COMMANDS[kind].flatMap((command) => directories.map((directory) => join(directory, command)));
  return [...onPath, ...installed(kind)].find(isExecutable) ?? null;
}

/** @param {BrowserKind} kind @returns {readonly string[]} */
function installed(kind) {
  if (process.platform === 'darwin') return PLACES.darwin[kind].flatMap((path) => [path, join(homedir(), path)]);
  if (process.platform !== 'win32') return [];
  const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '');
  return PLACES.win32[kind].flatMap((path) => roots.filter(Boolean).map((root) => join(root, path)));
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // Not there, or not ours to run: the next place is tried.
  }
}
