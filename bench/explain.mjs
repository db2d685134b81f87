import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { importBundled } from '../scripts/lib/bundle-core.mjs';
import { ROOT } from '../scripts/lib/root.mjs';
import { inTurns, pairedRow } from './rows.mjs';

/** @import { Row } from './types.ts' */
/** @typedef {typeof import('./classify-entry.ts')} ClassifyEntry */

const ROUNDS = 3;
const LINES = 500_000;

/**
 * Lines a second of `npm run -s explain`, the start of Node included.
 *
 * @returns {Promise<Row[]>}
 */
export async function measureExplain() {
  const { makeCookies } = /** @type {ClassifyEntry} bundled here */ (await importBundled('bench/classify-entry.ts'));
  const input = makeCookies(LINES)
    .map((cookie, at) => `${JSON.stringify({ ...cookie, value: `GA1.2.${at}.1764000000`, path: '/', secure: true })}\n`)
    .join('');
  const pairs = await inTurns(ROUNDS, {
    ours: () => rate('scripts/explain.mjs', input),
    floor: () => rate('bench/echo-lines.mjs', input),
  });
  return [
    pairedRow({
      what: 'explain, lines',
      unit: '/s',
      pairs,
      compared: 'itself',
      floorIs: 'a program that reads each line as JSON and writes it again',
      budget: { atLeast: 200_000 },
    }),
  ];
}

/** @param {string} script @param {string} input @returns {Promise<number>} lines a second */
async function rate(script, input) {
  const start = performance.now();
  const program = spawn(process.execPath, [join(ROOT, script)], { stdio: ['pipe', 'ignore', 'inherit'] });
  program.stdin.end(input);
  const [code] = await once(program, 'exit');
  if (code !== 0) throw new Error(`${script} ended with ${code}.`);
  return LINES / ((performance.now() - start) / 1000);
}
