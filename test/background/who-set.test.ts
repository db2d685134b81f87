import { expect, it } from 'vitest';
import { createSerialQueue } from '../../src/background/serial-queue.ts';
import { createWhoSet } from '../../src/background/who-set.ts';
import type { DocumentRecord } from '../../src/core/report/document-record.ts';
import { cookieOf, documentWith, response, START } from '../core/report/joined.ts';

const at = START + 10;
const answer = response({ setCookies: ['a=1; Domain=shop.example; Path=/'] });

function whoSet(records: readonly DocumentRecord[], cookie = cookieOf(), when = at) {
  const all = async () => [...records];
  return createWhoSet({ all, current: all }, createSerialQueue())(cookie, when);
}

it('names the host whose answer set the cookie', async () => {
  expect(await whoSet([documentWith(answer)])).toEqual({ kind: 'header', host: 'www.shop.example' });
});

it('names the script’s host where the answer was long ago, or of another cookie', async () => {
  const script = { kind: 'script', host: 'www.shop.example' };
  expect(await whoSet([documentWith(answer)], cookieOf(), at + 60_000)).toEqual(script);
  expect(await whoSet([documentWith(answer)], cookieOf({ name: 'b' }))).toEqual(script);
});

it('names nobody where no script can have, or no page can', async () => {
  expect(await whoSet([documentWith()], cookieOf({}, { httpOnly: true }))).toBeNull();
  expect(await whoSet([documentWith()], cookieOf({ domain: 'other.example' }))).toBeNull();
  expect(await whoSet([documentWith(answer)], cookieOf({ storeId: '1' }))).toBeNull();
  expect(await whoSet([])).toBeNull();
});

it('names nobody where the scripts of two hosts could have', async () => {
  const other: DocumentRecord = { ...documentWith(), host: 'blog.shop.example', hosts: new Map(documentWith().hosts) };
  expect(await whoSet([documentWith(), other])).toBeNull();
});
