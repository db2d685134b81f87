import { expect, it } from 'vitest';
import { type Arrival, siteLeft } from '../../../src/core/leaving/arrival.ts';

const A = 'https://www.a.example/page';
const ARRIVAL: Arrival = {
  url: 'https://b.example/',
  how: 'page',
  cause: A,
  previousSite: 'a.example',
  openedBy: null,
};

it.each([
  { why: 'a page of A led there', change: {}, left: 'a.example' },
  { why: 'a frame of another site sent A away', change: { cause: 'https://c.example/' }, left: 'a.example' },
  { why: 'A has no origin, and Chromium says so', change: { cause: 'null' }, left: 'a.example' },
  { why: 'A opened a window', change: { previousSite: null, openedBy: 'a.example' }, left: 'a.example' },
  {
    why: 'A opened a window without a trace of itself',
    change: { cause: null, previousSite: null, openedBy: 'a.example' },
    left: 'a.example',
  },
  { why: 'A sent an empty window there', change: { previousSite: null }, left: 'a.example' },
  { why: 'it was typed', change: { cause: null }, left: null },
  { why: 'it was typed in a window that A opened', change: { cause: null, openedBy: 'a.example' }, left: null },
  { why: 'the address bar says so', change: { how: 'user' }, left: null },
  { why: 'it is gone back to, with its old cause', change: { how: 'history' }, left: null },
  { why: 'it is loaded again, with its old cause', change: { how: 'reload' }, left: null },
  { why: 'an extension led there', change: { cause: 'moz-extension://0/page.html' }, left: null },
  { why: 'it is the same site', change: { url: 'https://shop.a.example/' }, left: null },
  {
    why: 'it is a private suffix',
    change: { url: 'https://a.github.io/', previousSite: 'b.github.io' },
    left: 'b.github.io',
  },
  { why: 'a window to sign in comes back', change: { previousSite: 'idp.example', openedBy: 'b.example' }, left: null },
  {
    why: 'a window to sign in goes elsewhere',
    change: { previousSite: 'idp.example', openedBy: 'a.example' },
    left: 'idp.example',
  },
  { why: 'it is no web page', change: { url: 'about:blank' }, left: null },
] as const)('left is $left: $why', ({ change, left }) => {
  expect(siteLeft({ ...ARRIVAL, ...change })).toBe(left);
});
