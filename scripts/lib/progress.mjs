import { spawn } from 'node:child_process';
import { ROOT } from './root.mjs';

const HEARTBEAT = 15_000;

/** @param {number} since */
export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Does one step, and says so while it works: a line when it begins, one now and then while it lasts, one at its end.
 *
 * @template T
 * @param {string} what as in "Installing the dependencies"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const start = Date.now();
  console.log(`  … ${what}`);
  const heartbeat = setInterval(() => console.log(`    still at it (${seconds(start)})`), HEARTBEAT);
  try {
    const result = await work();
    console.log(`  ✓ ${what} (${seconds(start)})`);
    return result;
  } catch (error) {
    console.log(`  ✗ ${what} (${seconds(start)})`);
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}

/**
 * Runs a program at the repository's root. What it prints is kept, and comes with the result.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean }} [options] `show` lets it print as it goes
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function run(command, args, { env = {}, show = false } = {}) {
  return new Promise((done) => {
    // What writes into a pipe cannot see the terminal behind it.
    const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...colour, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        chunks.push(chunk);
        if (show) process.stdout.write(chunk);
      });
    }
    const finish = (/** @type {boolean} */ ok, extra = '') => done({ ok, output: Buffer.concat(chunks) + extra });
    child.once('error', (error) => finish(false, error.message));
    child.once('close', (code) => finish(code === 0));
  });
}

/**
 * Ends the program with a sentence the user can act on, without a stack.
 *
 * @param {string} sentence
 * @returns {never}
 */
export function giveUp(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}
