import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { carriedCookies } from '../../../src/core/leaving/carried-cookies.ts';

const UID = 'a81f0c4477d24f5e9b';
const HERE = [
  { name: 'uid', value: UID },
  { name: 'lang', value: 'english-de' },
  { name: 'seen', value: '1' },
];
const sha256 = createHash('sha256').update(UID).digest('hex');

it.each([
  { link: `https://b.example/?v=${UID}`, found: ['uid'], parameters: ['v'], why: 'plain' },
  { link: `https://b.example/?v=${btoa(UID)}`, found: ['uid'], parameters: ['v'], why: 'in base64' },
  { link: `https://b.example/?h=${sha256.toUpperCase()}`, found: ['uid'], parameters: ['h'], why: 'as a digest' },
  { link: `https://b.example/?a=${UID}&b=1`, found: ['uid'], parameters: ['a'], why: 'beside others' },
  { link: `https://b.example/x/${UID}`, found: ['uid'], parameters: [], why: 'in the path' },
  { link: 'https://b.example/?l=english-de&s=1', found: [], parameters: [], why: 'words and counts are everybody’s' },
  { link: 'https://b.example/?v=another-visitor-77d24f5e', found: [], parameters: [], why: 'it is another’s' },
  { link: 'https://b.example/', found: [], parameters: [], why: 'the link carries nothing' },
])('$link carries $found: $why', ({ link, found, parameters }) => {
  const carried = carriedCookies([new URL(link)], HERE);
  expect(carried.map(({ name }) => name)).toEqual(found);
  expect(carried.flatMap((cookie) => cookie.parameters)).toEqual(parameters);
});
