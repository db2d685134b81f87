import { describe, expect, it } from 'vitest';
import type { MessageName } from '../../src/messaging/protocol.ts';
import { createRouter, Failure, type Handlers } from '../../src/messaging/router.ts';
import { requestSchemas } from '../../src/messaging/schemas.ts';
import type { MessageSender } from '../../src/platform/runtime.ts';

const page: MessageSender = { role: 'page', tabId: null, frameId: null, documentId: null, url: null, origin: null };
const content: MessageSender = { ...page, role: 'content', tabId: 1, frameId: 0 };

/** A router whose handlers answer with the name of the message, but for those given. */
function routerWith(special: Partial<Handlers> = {}) {
  const reported: unknown[] = [];
  const names = Object.keys(requestSchemas) as MessageName[]; // the object's own keys are the names
  const handlers = Object.fromEntries(names.map((name) => [name, () => name]));
  const route = createRouter({ ...handlers, ...special } as unknown as Handlers, (error) => reported.push(error));
  return { route, reported };
}

describe('a message', () => {
  it('of the right name, sender and shape reaches its handler', async () => {
    const { route } = routerWith();
    expect(await route({ type: 'report:get', body: { tabId: 3 } }, page)).toEqual({ ok: true, value: 'report:get' });
  });

  it.each([
    { message: null, code: 'wrong-shape', why: 'nothing' },
    { message: 'report:get', code: 'wrong-shape', why: 'a bare string' },
    { message: { type: 'report:get' }, code: 'wrong-shape', why: 'no body' },
    { message: { type: 7, body: null }, code: 'wrong-shape', why: 'a type that is no string' },
    { message: { type: 'constructor', body: null }, code: 'unknown-message', why: 'a name every object has' },
    { message: { type: '__proto__', body: null }, code: 'unknown-message', why: 'a name every object has' },
    { message: { type: 'report:get', body: { tabId: 'x' } }, code: 'wrong-shape', why: 'a field of another type' },
    { message: { type: 'report:get', body: { tabId: 1, extra: 1 } }, code: 'wrong-shape', why: 'a field too many' },
    { message: { type: 'report:get', body: [1] }, code: 'wrong-shape', why: 'a list' },
    {
      message: { type: 'preferences:set', body: { change: { theme: 'purple' } } },
      code: 'wrong-shape',
      why: 'a choice there is not',
    },
    {
      message: { type: 'cookies:clear', body: { keys: [{ name: 'a' }] } },
      code: 'wrong-shape',
      why: 'half a cookie key',
    },
  ])('is refused as $code: $why', async ({ message, code }) => {
    expect(await routerWith().route(message, page)).toMatchObject({ ok: false, code });
  });

  it.each([
    'report:get',
    'cookies:plan',
    'cookies:clear',
    'cookies:undoable',
    'cookies:undo',
    'preferences:get',
    'preferences:set',
  ])('"%s" from a content script is refused before its body is read', async (type) => {
    const reply = await routerWith().route({ type, body: {} }, content);
    expect(reply).toEqual({ ok: false, code: 'wrong-sender', message: `"${type}" may come from page, not content` });
  });

  it('does not repeat in its refusal what it carried', async () => {
    const reply = await routerWith().route({ type: 'report:get', body: { tabId: 'canary-value' } }, page);
    expect(JSON.stringify(reply)).not.toContain('canary');
  });
});

describe('a handler', () => {
  it('that refuses in plain words is quoted', async () => {
    const { route, reported } = routerWith({
      'preferences:get': () => {
        throw new Failure('not-found', 'there is nothing');
      },
    });
    const reply = await route({ type: 'preferences:get', body: null }, page);
    expect(reply).toEqual({ ok: false, code: 'not-found', message: 'there is nothing' });
    expect(reported).toEqual([]);
  });

  it('that breaks is reported, and its words stay inside', async () => {
    const { route, reported } = routerWith({
      'preferences:get': () => {
        throw new TypeError('canary-value is not a function');
      },
    });
    const reply = await route({ type: 'preferences:get', body: null }, page);
    expect(reply).toEqual({ ok: false, code: 'failed', message: '"preferences:get" could not be done' });
    expect(reported).toHaveLength(1);
  });
});
