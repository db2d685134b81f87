/** @import { Session } from '../test/e2e/support/types.ts' */

/**
 * @typedef {object} TraceEvent
 * @property {string} name
 * @property {number} pid
 * @property {number} tid
 * @property {number} ts
 * @property {number} [tdur] time on the processor, in microseconds
 * @property {number} [dur]
 * @property {{ data?: { url?: string, frame?: string } }} [args]
 */

/**
 * Records what all processes of the browser run while the work is done.
 *
 * @param {Session} session of Chromium
 * @param {() => Promise<void>} work
 * @returns {Promise<readonly TraceEvent[]>}
 */
export async function traced(session, work) {
  const devtools = await session.driver.target().createCDPSession();
  /** @type {TraceEvent[]} */
  const events = [];
  // The protocol calls an event a bag of strings; these fields are those of the trace format.
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(.../** @type {any[]} */ (value)));
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline'], excludedCategories: ['*'] },
  });
  await work();
  const complete = new Promise((done) => devtools.once('Tracing.tracingComplete', done));
  await devtools.send('Tracing.end');
  await complete;
  await devtools.detach();
  return events;
}

/**
 * Script time of one content script in each frame it ran in: its own run and what it was called back for, in
 * milliseconds on the processor.
 *
 * @param {readonly TraceEvent[]} events
 * @param {string} url the script's
 * @returns {Map<string, number>} by frame
 */
export function scriptTimes(events, url) {
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const { name, args, tdur, dur = 0 } of events) {
    const { url: at, frame } = args?.data ?? {};
    if ((name !== 'EvaluateScript' && name !== 'FunctionCall') || at !== url || frame === undefined) continue;
    times.set(frame, (times.get(frame) ?? 0) + (tdur ?? dur) / 1000);
  }
  return times;
}
