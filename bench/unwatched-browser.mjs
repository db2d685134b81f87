import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../scripts/lib/find-browser.mjs';
import { until } from '../test/e2e/support/until.mjs';

/**
 * @import { Readable, Writable } from 'node:stream'
 * @typedef {{ id?: number, method?: string, params?: any, result?: any, error?: { message: string } }} Message
 */

const ARGUMENTS = [
  '--headless=new',
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-pipe',
  '--enable-unsafe-extension-debugging',
  'about:blank',
];

/**
 * Chromium with an extension whose worker nobody debugs. Test drivers attach to every worker as it starts and hold it
 * for a moment, which would be counted on both sides and make any two workers look alike.
 *
 * @param {string} extensionDir
 */
export async function openUnwatched(extensionDir) {
  const executable = findBrowser('chromium');
  if (!executable) throw new Error('No chromium found. Install it, or set CHROMIUM_PATH.');
  const profile = mkdtempSync(join(tmpdir(), 'cookie-clause-bench-'));
  const browser = spawn(executable, [...ARGUMENTS, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const gone = once(browser, 'exit');
  // The pipes asked for above: commands go in at the fourth, answers come out at the fifth.
  const { send, listen } = speak(
    /** @type {Writable} */ (browser.stdio[3]),
    /** @type {Readable} */ (browser.stdio[4]),
  );

  const { id } = await send('Extensions.loadUnpacked', { path: extensionDir });
  const { targetId } = await send('Target.createTarget', { url: `chrome-extension://${id}/icons/16.png` });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  /** @type {Map<string, string>} */
  const states = new Map();
  listen(({ method, params }) => {
    if (method !== 'ServiceWorker.workerVersionUpdated') return;
    for (const { versionId, runningStatus } of params.versions) states.set(versionId, runningStatus);
  });
  await send('ServiceWorker.enable', {}, sessionId);

  /** @param {string} expression */
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await send(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true },
      sessionId,
    );
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await until('the extension is there', () => evaluate('Boolean(chrome.runtime?.id)'));

  return {
    /**
     * Stops the worker, asks it, and says how long the answer took, in milliseconds.
     *
     * @param {unknown} message
     * @returns {Promise<number>}
     */
    async wake(message) {
      // Once may not be enough: an event of the browser's may have woken it again.
      await until('the worker has stopped', async () => {
        await send('ServiceWorker.stopAllWorkers', {}, sessionId);
        return [...states.values()].every((state) => state === 'stopped');
      });
      return evaluate(`(async () => {
        const start = performance.now();
        const reply = await chrome.runtime.sendMessage(${JSON.stringify(message)});
        if (reply === undefined) throw new Error('the worker did not answer');
        return performance.now() - start;
      })()`);
    },
    async close() {
      send('Browser.close', {}).catch(() => {
        // it closes without an answer
      });
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/**
 * The DevTools protocol over a pipe: JSON texts, each ended by a NUL.
 *
 * @param {Writable} into
 * @param {Readable} from
 */
function speak(into, from) {
  let last = 0;
  let begun = '';
  /** @type {((message: Message) => void)[]} */
  const listeners = [];
  /** @type {Map<number, { done: (result: any) => void, fail: (error: Error) => void }>} */
  const waiting = new Map();
  from.setEncoding('utf8');
  from.on('data', (/** @type {string} */ piece) => {
    const texts = (begun + piece).split('\0');
    begun = texts.pop() ?? '';
    for (const text of texts) {
      /** @type {Message} */
      const message = JSON.parse(text);
      for (const listener of listeners) listener(message);
      const { id = 0, result, error } = message;
      if (error) waiting.get(id)?.fail(new Error(error.message));
      else waiting.get(id)?.done(result);
      waiting.delete(id);
    }
  });
  return {
    listen: (/** @type {(message: Message) => void} */ listener) => void listeners.push(listener),
    /**
     * @param {string} method
     * @param {object} params
     * @param {string} [sessionId]
     * @returns {Promise<any>} as the protocol says for this method
     */
    send: (method, params, sessionId) =>
      new Promise((done, fail) => {
        last += 1;
        waiting.set(last, { done, fail });
        into.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
      }),
  };
}
