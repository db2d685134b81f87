import type { RequestBody } from '../core/evidence/sharing/request-tokens.ts';

/** Requests under way whose bodies are held, each at most 64 KB; the oldest goes first. */
const MOST_HELD = 100;

/**
 * What requests are about to send, until they are answered. Before the answer nobody knows whether anything went out:
 * another extension may block the request, its preflight may be refused, the connection may fail.
 */
export interface HeldBodies {
  hold(requestId: string, body: RequestBody): void;
  /** What the request sent, once. */
  take(requestId: string): RequestBody | null;
  drop(requestId: string): void;
}

export function createHeldBodies(): HeldBodies {
  const held = new Map<string, RequestBody>();
  return {
    hold(requestId, body) {
      held.delete(requestId); // a redirect that sends its body again: re-inserted, the oldest stay in front
      held.set(requestId, body);
      for (const [oldest] of held) if (held.size > MOST_HELD) held.delete(oldest);
    },
    take(requestId) {
      const body = held.get(requestId) ?? null;
      held.delete(requestId);
      return body;
    },
    drop: (requestId) => void held.delete(requestId),
  };
}
