import type { MessageName, Protocol, Reply, RequestOf, ResponseOf } from '../messaging/protocol.ts';
import { send } from '../platform/content.ts';

type ContentMessage = { [N in MessageName]: 'content' extends Protocol[N]['from'] ? N : never }[MessageName];

/**
 * Asks the background, as a content script may. Never rejects: a background that is not there, or answers nonsense,
 * is a failed reply.
 */
export async function ask<N extends ContentMessage>(type: N, body: RequestOf<N>): Promise<Reply<ResponseOf<N>>> {
  try {
    const reply = await send({ type, body });
    if (typeof reply === 'object' && reply !== null && 'ok' in reply) {
      // The router's own envelope: the contract ties the value's type to the message's name.
      return reply as Reply<ResponseOf<N>>;
    }
    return { ok: false, code: 'failed', message: `"${type}" got no answer` };
  } catch (error) {
    return { ok: false, code: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
