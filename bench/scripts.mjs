import { inTurns, median, pairedRow } from './rows.mjs';
import { withPair } from './sessions.mjs';
import { scriptTimes, traced } from './trace.mjs';

/**
 * @import { Frame } from 'puppeteer-core'
 * @import { Session } from '../test/e2e/support/types.ts'
 * @import { Bench, Pairs, Row } from './types.ts'
 */

const ROUNDS = 8;
const PAGE_EYE = 'src/content/page-eye.iife.js';
const GUARD = 'src/content/leave-guard.js';
const EMPTY = 'content.js';

/** In scope of the guard, and with something for the page eye to tell: its dearest case. */
const TOP = 'https://www.cloudinary.com/';
const TEN_FRAMES = 'https://frames.example/';

/**
 * Script time of the content scripts over an empty one, in Chromium.
 *
 * @param {Bench} bench
 * @returns {Promise<Row[]>}
 */
export function measureScripts(bench) {
  return withPair(bench, 'chromium', async (pair) => {
    const ours = await watch(pair.ours);
    const floor = await watch(pair.floor);
    /** @type {number[]} */
    const guard = [];
    const top = await inTurns(ROUNDS, {
      ours: async (round) => {
        const load = await ours(TOP);
        if (round >= 0) guard.push(load.top(GUARD));
        return load.top(PAGE_EYE);
      },
      floor: async () => (await floor(TOP)).top(EMPTY),
    });
    const frames = await inTurns(ROUNDS, {
      ours: async () => (await ours(TEN_FRAMES)).frame(PAGE_EYE),
      floor: async () => (await floor(TEN_FRAMES)).frame(EMPTY),
    });
    const row = (/** @type {string} */ what, /** @type {Pairs} */ pairs, /** @type {number} */ atMost) =>
      pairedRow({
        what,
        unit: 'ms',
        pairs,
        compared: 'difference',
        floorIs: 'an empty content script',
        budget: { atMost },
      });
    return [
      row('page eye, script time a top document', top, 0.5),
      row('leave guard, script time a top document', { ours: guard, floor: top.floor }, 0.5),
      row('page eye, script time a frame', frames, 0.15),
    ];
  });
}

/**
 * Gives a function that loads a page and says how long the extension's scripts ran in it, in milliseconds.
 *
 * @param {Session} session
 */
async function watch(session) {
  const page = await session.newPage('https://plain.example/');
  const devtools = await page.createCDPSession();
  const { targetInfo } = await devtools.send('Target.getTargetInfo');
  const topFrame = targetInfo.targetId; // Chromium gives a tab and its top frame one id
  return async (/** @type {string} */ url) => {
    const events = await traced(session, async () => {
      await page.goto(url);
      await quiet(page.mainFrame());
    });
    const times = (/** @type {string} */ script) => scriptTimes(events, session.extensionUrl(script));
    return {
      /** @param {string} script */
      top: (script) => {
        const time = times(script).get(topFrame);
        if (time === undefined) throw new Error(`${script} did not run at ${url}`);
        return time;
      },
      /** The median frame of the page; nothing where the script keeps out of frames. @param {string} script */
      frame: (script) => {
        const inFrames = [...times(script)].filter(([frame]) => frame !== topFrame).map(([, time]) => time);
        return inFrames.length > 0 ? median(inFrames) : 0;
      },
    };
  };
}

/**
 * Waits until the page eye has had the idle moment it waits for: the eye asked first.
 *
 * @param {Frame} frame
 */
async function quiet(frame) {
  const idle = () =>
    new Promise((done) => requestIdleCallback(() => requestIdleCallback(() => setTimeout(done, 0)), { timeout: 2000 }));
  await frame.evaluate(idle);
}
