import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, seconds } from './progress.mjs';
import { ROOT } from './root.mjs';

/**
 * @typedef {{ passed: number, failed: number }} Tally
 * @typedef {{ name: string, what: string, work: () => Promise<Tally> }} Stage
 */

const REALMS = ['core', 'background', 'content', 'pages'];

/** Everything that is checked, in the order in which a mistake is cheapest to find. @type {readonly Stage[]} */
export const STAGES = [
  {
    name: 'types',
    what: 'Types, one realm after the other',
    work: async () => {
      const projects = [...REALMS.map((realm) => `tsconfig.${realm}.json`), 'tsconfig.json'];
      return sum(await Promise.all(projects.map((project) => check('typescript/bin/tsc', ['-p', project]))));
    },
  },
  {
    name: 'lint',
    what: 'Lint and format',
    work: () =>
      check('@biomejs/biome/bin/biome', [
        'ci',
        '--error-on-warnings',
        `--colors=${process.stdout.isTTY ? 'force' : 'off'}`,
      ]),
  },
  {
    name: 'imports',
    what: 'Import rules',
    work: () => check('dependency-cruiser/bin/dependency-cruise.mjs', ['src', '--config', '.dependency-cruiser.cjs']),
  },
  { name: 'unused', what: 'Unused files, exports and dependencies', work: () => check('knip/bin/knip.js', []) },
  { name: 'unit', what: 'Unit tests', work: () => vitest('unit') },
  { name: 'build', what: 'Builds for both browsers', work: () => node([join(ROOT, 'scripts/build.mjs')]) },
  {
    name: 'package',
    what: "The Firefox build, by Mozilla's linter",
    work: () => check('addons-linter/bin/addons-linter', ['dist/firefox']),
  },
  {
    name: 'e2e',
    what: 'End-to-end tests in Chromium and Firefox',
    work: () => vitest('e2e'),
  },
];

/**
 * Runs the stages one after the other, all of them even when one fails, and prints how each went.
 *
 * @param {readonly Stage[]} stages
 * @returns {Promise<Tally>}
 */
export async function runStages(stages) {
  const start = Date.now();
  /** @type {{ stage: Stage, tally: Tally, time: string }[]} */
  const results = [];
  for (const stage of stages) {
    const begun = Date.now();
    console.log(`\n── ${stage.what}`);
    const tally = await stage.work();
    results.push({ stage, tally, time: seconds(begun) });
    console.log(tally.failed === 0 ? `   ✓ ${seconds(begun)}` : `   ✗ ${seconds(begun)}`);
  }
  console.log('\n── Summary');
  for (const { stage, tally, time } of results) {
    const mark = tally.failed === 0 ? '✓' : '✗';
    console.log(
      `   ${mark} ${stage.name.padEnd(8)} ${`${tally.passed} passed, ${tally.failed} failed`.padEnd(26)} ${time}`,
    );
  }
  console.log(`   ${seconds(start)} in all`);
  return sum(results.map(({ tally }) => tally));
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
function sum(tallies) {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
  };
}

/**
 * One program of one package, which passes or fails as a whole. It is heard only when it fails.
 *
 * @param {string} script below `node_modules`
 * @param {readonly string[]} args
 */
const check = (script, args) => node([join(ROOT, 'node_modules', script), ...args]);

/** @param {readonly string[]} args @returns {Promise<Tally>} */
async function node(args) {
  const { ok, output } = await run(process.execPath, args);
  if (!ok) console.log(output);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** @param {'unit' | 'e2e'} project @returns {Promise<Tally>} */
async function vitest(project) {
  const directory = mkdtempSync(join(tmpdir(), 'cookie-clause-results-'));
  const file = join(directory, 'results.json');
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { ok } = await run(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...args], { show: true });
  try {
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(file, 'utf8'));
    // A file that cannot be loaded, or an error outside every test, fails the run without failing a test.
    return { passed, failed: ok ? failed : Math.max(failed, 1) };
  } catch {
    return { passed: 0, failed: 1 }; // Vitest came to no result; it has printed why.
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
