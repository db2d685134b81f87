import { listenToRuntime, sendToRuntime } from '../platform/runtime.ts';
import type { Broadcasts, Envelope, MessageName, Reply, RequestOf, ResponseOf } from './protocol.ts';

/**
 * Asks the background, from one of the extension's own pages.
 *
 * Expected failures come back as `{ok: false}`; so does a background that cannot be reached, which an extension page
 * sees while the extension is being updated or removed.
 */
export async function send<N extends MessageName>(type: N, body: RequestOf<N>): Promise<Reply<ResponseOf<N>>> {
  const envelope: Envelope<N> = { type, body };
  try {
    const reply = await sendToRuntime(envelope);
    if (isReply(reply)) return reply as Reply<ResponseOf<N>>; // the router answers each name with its own response type
    return { ok: false, code: 'unanswered', message: `"${type}" was not answered` };
  } catch (error) {
    return { ok: false, code: 'unanswered', message: error instanceof Error ? error.message : String(error) };
  }
}

/** Listens to what the background tells the extension's pages. Returns the function that stops listening. */
export function onBroadcast<K extends keyof Broadcasts>(name: K, listener: (body: Broadcasts[K]) => void): () => void {
  return listenToRuntime((message) => {
    if (isBroadcast(message) && message.broadcast === name) listener(message.body as Broadcasts[K]); // only the background broadcasts
  });
}

function isReply(value: unknown): value is Reply<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
}

function isBroadcast(value: unknown): value is { broadcast: keyof Broadcasts; body: unknown } {
  return typeof value === 'object' && value !== null && 'broadcast' in value && 'body' in value;
}
