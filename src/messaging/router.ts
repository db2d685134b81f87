import * as v from 'valibot';
import type { MessageSender } from '../platform/runtime.ts';
import type { MessageName, Protocol, Reply, RequestOf, ResponseOf, SenderRole } from './protocol.ts';
import { requestSchemas } from './schemas.ts';

/** One handler a message. Throwing means a bug; expected failures are a `Failure`. */
export type Handlers = {
  readonly [N in MessageName]: (body: RequestOf<N>, sender: MessageSender) => Promise<ResponseOf<N>> | ResponseOf<N>;
};

/** A handler's way to refuse in plain words. */
export class Failure extends Error {
  readonly code: 'not-found' | 'failed';
  constructor(code: 'not-found' | 'failed', message: string) {
    super(message);
    this.code = code;
  }
}

/** Who may send what, at run time; the types of `Protocol` say the same at compile time. */
const senderRoles: { readonly [N in MessageName]: readonly Protocol[N]['from'][] } = {
  'page:seen': ['content'],
  'policy:read': ['content'],
  'guard:settings': ['content'],
  'departure:stopped': ['content'],
  'departure:settled': ['content'],
  'arrival:get': ['content'],
  'arrival:settled': ['content'],
  'notice:open': ['content'],
  'options:open': ['content', 'page'],
  'report:get': ['page'],
  'report:rows': ['page'],
  'policy:survey': ['page'],
  'cookies:plan': ['page'],
  'cookies:clear': ['page'],
  'cookies:outcome': ['page'],
  'cookies:under-way': ['page'],
  'cookies:undoable': ['page'],
  'cookies:undo': ['page'],
  'rules:list': ['page'],
  'rules:add': ['page'],
  'rules:remove': ['page'],
  'site-data:count': ['page'],
  'site-data:clear': ['page'],
  'site-data:remove-key': ['page'],
  'preferences:get': ['page'],
  'preferences:set': ['page'],
};

/** Turns one incoming message into a reply: known name, allowed sender, right shape, then its handler. */
export function createRouter(
  handlers: Handlers,
  report: (error: unknown) => void,
): (message: unknown, sender: MessageSender) => Promise<Reply<unknown>> {
  return async (message, sender) => {
    if (!isEnvelope(message)) return refuse('wrong-shape', 'a message needs a type and a body');
    const { type, body } = message;
    if (!isMessageName(type))
      return refuse('unknown-message', `"${type.slice(0, 60)}" is no message of this extension`);
    const allowed: readonly SenderRole[] = senderRoles[type];
    if (!allowed.includes(sender.role)) {
      return refuse('wrong-sender', `"${type}" may come from ${allowed.join(' or ')}, not ${sender.role}`);
    }
    return dispatch(type, body, sender);
  };

  async function dispatch<N extends MessageName>(
    type: N,
    body: unknown,
    sender: MessageSender,
  ): Promise<Reply<unknown>> {
    const parsed = v.safeParse(requestSchemas[type], body);
    if (!parsed.success) {
      const issue = parsed.issues[0];
      return refuse(
        'wrong-shape',
        `"${type}": ${v.getDotPath(issue) ?? 'body'}: expected ${issue.expected ?? 'another value'}`,
      );
    }
    try {
      return { ok: true, value: await handlers[type](parsed.output, sender) };
    } catch (error) {
      if (error instanceof Failure) return refuse(error.code, error.message);
      report(error);
      return refuse('failed', `"${type}" could not be done`);
    }
  }
}

function refuse(code: Extract<Reply<unknown>, { ok: false }>['code'], message: string): Reply<never> {
  return { ok: false, code, message };
}

function isEnvelope(value: unknown): value is { type: string; body: unknown } {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'body' in value
  );
}

function isMessageName(type: string): type is MessageName {
  return Object.hasOwn(requestSchemas, type);
}
