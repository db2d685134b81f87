/**
 * `npm run bench`: what the extension costs, each figure beside a floor measured in turns with it. Prints a table and
 * writes bench/results.json. It never fails because of a figure: a slow machine is no defect.
 *
 * `npm run bench -- popup wake` measures only what is named.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtensions } from '../scripts/lib/build.mjs';
import { findBrowser } from '../scripts/lib/find-browser.mjs';
import { giveUp, seconds, step } from '../scripts/lib/progress.mjs';
import { startWeb } from '../test/web/web.mjs';
import { measureClassification } from './classify.mjs';
import { measureClear } from './clear.mjs';
import { measureExplain } from './explain.mjs';
import { writeFloor } from './floor.mjs';
import { measureLoad } from './load.mjs';
import { measureNotice } from './notice.mjs';
import { measurePopup } from './popup.mjs';
import { printTable } from './print.mjs';
import { measureRequests } from './requests.mjs';
import { isWithin } from './rows.mjs';
import { measureScripts } from './scripts.mjs';
import { measureSizes } from './sizes.mjs';
import { measureWake } from './wake.mjs';

/**
 * @import { Bench, Row } from './types.ts'
 * @typedef {'chromium' | 'firefox' | null} Needed
 */

/** @type {readonly { name: string, what: string, needs: Needed, measure: (bench: Bench) => Row[] | Promise<Row[]> }[]} */
const MEASURES = [
  { name: 'size', what: 'Sizes', needs: null, measure: ({ ours }) => measureSizes(ours.chromium) },
  { name: 'classify', what: 'Classification', needs: null, measure: measureClassification },
  { name: 'explain', what: 'Explain', needs: null, measure: measureExplain },
  { name: 'scripts', what: 'Content scripts', needs: 'chromium', measure: measureScripts },
  { name: 'load', what: 'Page load', needs: 'chromium', measure: (bench) => measureLoad(bench, 'chromium') },
  { name: 'load', what: 'Page load in Firefox', needs: 'firefox', measure: (bench) => measureLoad(bench, 'firefox') },
  { name: 'requests', what: 'Requests', needs: 'chromium', measure: (bench) => measureRequests(bench, 'chromium') },
  {
    name: 'requests',
    what: 'Requests in Firefox',
    needs: 'firefox',
    measure: (bench) => measureRequests(bench, 'firefox'),
  },
  { name: 'wake', what: 'Worker', needs: 'chromium', measure: measureWake },
  { name: 'popup', what: 'Popup', needs: 'chromium', measure: measurePopup },
  { name: 'notice', what: 'Notice', needs: 'chromium', measure: (bench) => measureNotice(bench, 'chromium') },
  { name: 'notice', what: 'Notice in Firefox', needs: 'firefox', measure: (bench) => measureNotice(bench, 'firefox') },
  { name: 'clear', what: 'Clearing', needs: 'chromium', measure: (bench) => measureClear(bench, 'chromium') },
  { name: 'clear', what: 'Clearing in Firefox', needs: 'firefox', measure: (bench) => measureClear(bench, 'firefox') },
];

const names = process.argv.slice(2);
const unknown = names.find((name) => MEASURES.every((measure) => measure.name !== name));
if (unknown)
  giveUp(`There is no "${unknown}". There are: ${[...new Set(MEASURES.map(({ name }) => name))].join(', ')}.`);

const start = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'cookie-clause-bench-'));
const web = await startWeb();
/** @type {Row[]} */
const rows = [];
/** @type {string[]} */
const left = [];
try {
  await step('Building both extensions', () => buildExtensions(join(folder, 'ours')));
  const ours = { chromium: join(folder, 'ours/chromium'), firefox: join(folder, 'ours/firefox') };
  const bench = { web, ours, floor: writeFloor(join(folder, 'floor')) };
  for (const { name, what, needs, measure } of MEASURES) {
    if (names.length > 0 && !names.includes(name)) continue;
    if (needs && !findBrowser(needs)) left.push(`${what}: no ${needs} here`);
    else rows.push(...(await step(what, async () => measure(bench))));
  }
} finally {
  await web.close();
  rmSync(folder, { recursive: true, force: true });
}

console.log('');
printTable(rows);
for (const line of left) console.log(`\nNot measured: ${line}.`);
const machine = { cores: cpus().length, processor: cpus()[0]?.model ?? '', node: process.version };
const results = rows.map((row) => ({ ...row, within: isWithin(row) }));
writeFileSync(
  new URL('./results.json', import.meta.url),
  `${JSON.stringify({ measuredAt: new Date(start).toISOString(), machine, rows: results }, null, 2)}\n`,
);
console.log(`\n${seconds(start)} in all. Written to bench/results.json.`);
