// @vitest-environment happy-dom

import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { readPolicy } from '../../src/content/read-policy.ts';
import { requestSchemas } from '../../src/messaging/schemas.ts';
import { hide, pageAt, unhideAll } from './page.ts';

const POLICY = 'https://www.cloudinary.com/privacy';
const words = '<h1>Privacy Policy</h1><p>One of <b>the</b> words.</p><p>Two.</p><ul><li>Three.</li></ul>';
const title = '<title>Privacy  Policy | Cloudinary</title>';

afterEach(unhideAll);

function read(url: string, body: string, head = title) {
  const { told } = pageAt(url, body, head);
  return () => {
    readPolicy();
    return told.map((message) => message.body as { title: string; heading: string; blocks: string[] });
  };
}

describe('the words of a policy page', () => {
  it('are told with its title and first heading, a block each', () => {
    expect(read(POLICY, `<style>p { color: red }</style>${words}`)()).toEqual([
      {
        title: 'Privacy Policy | Cloudinary',
        heading: 'Privacy Policy',
        blocks: ['Privacy Policy', 'One of the words.', 'Two.', 'Three.'],
      },
    ]);
  });

  it('are told of a page that is linked as a policy, whichever link of several', () => {
    const links = '<a href="/legal/x1#top">Cookie Policy</a> <a href="/privacy">Privacy Policy</a>';
    expect(read('https://www.cloudinary.com/legal/x1', words + links)()).toHaveLength(1);
    expect(read('https://www.cloudinary.com/legal/x2', words + links)()).toEqual([]);
  });

  it('are not told of an article or a manual about such things', () => {
    const links = '<a href="/privacy">Privacy Policy</a>';
    for (const path of ['/blog/privacy-by-design', '/documentation/cookies', '/']) {
      expect(read(`https://www.cloudinary.com${path}`, words + links)(), path).toEqual([]);
    }
  });
});

describe('a hostile policy page', () => {
  it.each(['title', 'links', 'body', 'querySelector', 'createTreeWalker', 'getElementsByTagName'])(
    'is read as well where an element is named “%s”',
    (name) => {
      const run = read(POLICY, `<img id="named">${words}`);
      hide(name, document.getElementById('named'));
      expect(run()).toMatchObject([{ title: 'Privacy Policy | Cloudinary', heading: 'Privacy Policy' }]);
    },
  );

  it('is read as well where a field of a form is named “nodeName”', () => {
    const run = read(POLICY, `<form><input>${words}</form>`);
    const form = document.querySelector('form');
    if (!form) throw new Error('the form is there');
    Object.defineProperty(form, 'nodeName', { value: document.querySelector('input') });
    expect(run()).toMatchObject([{ blocks: ['Privacy Policy', 'One of the words.', 'Two.', 'Three.'] }]);
  });

  it('without a body is no error', () => {
    const run = read(POLICY, '');
    document.body.remove();
    expect(run()).toEqual([]);
  });

  it('of any size is cut before it is told, and stays within what the background takes', () => {
    const sentence = 'We may change this policy at any time. ';
    const run = read(
      POLICY,
      `<h1>${'Privacy '.repeat(1e5)}</h1>${`<p>${sentence.repeat(400)}</p>`.repeat(100)}`,
      `<title>${'Policy '.repeat(1e5)}</title>`,
    );
    const [text] = run();
    if (!text) throw new Error('it was told');
    expect(text.title.length).toBeLessThanOrEqual(300);
    expect(text.blocks.join('').length).toBeLessThanOrEqual(300_000);
    expect(v.is(requestSchemas['policy:read'], text)).toBe(true);
  });
});

it('a message of twenty million characters is refused, though no block of it is too long', () => {
  const blocks = Array.from({ length: 2000 }, () => 'x'.repeat(10_000));
  expect(v.is(requestSchemas['policy:read'], { title: '', heading: '', blocks })).toBe(false);
});
