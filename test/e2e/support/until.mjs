import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again and again until the answer is truthy, and returns it. A probe that throws counts as "not yet": pages
 * navigate away under one's hands.
 *
 * @template T
 * @param {string} what for the error, as in "the badge says 3"
 * @param {() => T | Promise<T>} probe
 * @param {number} [timeout] milliseconds
 * @returns {Promise<NonNullable<Awaited<T>>>}
 */
export async function until(what, probe, timeout = 20_000) {
  const end = Date.now() + timeout;
  /** @type {unknown} */
  let last;
  for (;;) {
    try {
      const value = await probe();
      if (value) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`Waited ${timeout} ms in vain until ${what}. Last answer: ${String(last)}`);
    await delay(30);
  }
}
