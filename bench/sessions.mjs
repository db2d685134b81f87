import { openSession } from '../test/e2e/support/session.mjs';

/** @import { Bench, SessionPair } from './types.ts' */

/**
 * Starts two browsers of one kind, ours and the floor's, and closes them when the work is done.
 *
 * @template T
 * @param {Bench} bench
 * @param {'chromium' | 'firefox'} browser
 * @param {(pair: SessionPair) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPair({ web, ours, floor }, browser, work) {
  const ourSession = await openSession({ browser, web, extensionDir: ours[browser] });
  try {
    const floorSession = await openSession({ browser, web, extensionDir: floor[browser] });
    try {
      return await work({ ours: ourSession, floor: floorSession });
    } finally {
      await floorSession.close();
    }
  } finally {
    await ourSession.close();
  }
}

/**
 * Sends one of the protocol's messages to our background and returns the value of its answer.
 *
 * @param {import('../test/e2e/support/types.ts').Session} session
 * @param {string} type
 * @param {unknown} body
 * @returns {Promise<any>} as the protocol says for this message
 */
export async function ask(session, type, body) {
  // As text: a report of thousands of rows travels faster so, and the protocols of both browsers keep it whole.
  const text = await session.asExtension(async (message) => JSON.stringify(await chrome.runtime.sendMessage(message)), {
    type,
    body,
  });
  const reply = JSON.parse(text);
  if (!reply.ok) throw new Error(`The background refused "${type}": ${reply.message}`);
  return reply.value;
}
