import { parseArgs } from 'node:util';
import { hasDisplay } from './lib/display.mjs';
import { giveUp, step } from './lib/progress.mjs';
import { setUpBrowser, setUpDependencies } from './lib/set-up.mjs';

/** @import { BrowserKind } from './lib/find-browser.mjs' */

const HELP = `npm start                          the extension in a browser, on the small web of test/web
npm start -- https://example.org   the same, on a site of yours
npm start -- --browser firefox     in Firefox (or: chromium, which stands for Chrome and Edge too)
npm start -- --tour                without a window: visits the pages and prints what the extension says of each
                                   (what happens by itself where there is no display)`;

const { values, positionals } = readArguments();
if (values.help) {
  console.log(HELP);
  process.exit();
}
const kinds = browsers(values.browser);
const [given] = positionals;
const address = given === undefined ? null : toAddress(given);

console.log('\nCookie Clause\n');
await setUpDependencies();
const browser = await setUpBrowser(kinds);

// From here on packages are needed, which a moment ago may not have been there.
const { buildExtensions } = await import('./lib/build.mjs');
await step('Building the extension', () => buildExtensions()).catch((error) => giveUp(error.message));
try {
  if (values.tour || !hasDisplay()) {
    const { takeTour } = await import('./lib/tour.mjs');
    await takeTour({ browser, address });
  } else {
    const { openWindow } = await import('./lib/open-window.mjs');
    await openWindow({ browser, address });
  }
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { browser: { type: 'string' }, tour: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    return giveUp(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
  }
}

/** @param {string | undefined} name @returns {readonly BrowserKind[]} */
function browsers(name) {
  if (name === undefined) return ['chromium', 'firefox'];
  if (name === 'firefox') return ['firefox'];
  if (['chromium', 'chrome', 'edge'].includes(name)) return ['chromium'];
  return giveUp(`"${name}" is no browser this can start: say chromium (also for Chrome and Edge) or firefox.`);
}

/** @param {string} text */
function toAddress(text) {
  const address = /^[a-z][a-z+.-]*:/i.test(text) ? text : `https://${text}`;
  return URL.canParse(address) && /^https?:/.test(address)
    ? address
    : giveUp(`"${text}" is no address of a page: say it like https://example.org.`);
}
