// @vitest-environment happy-dom
import { beforeAll, describe, expect, it, vi } from 'vitest';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { buildNoticeElements, buildSmallNotice } from '../../../src/content/notice/build-notice.ts';
import type { Notice } from '../../../src/core/leaving/departure.ts';

const NOTICE: Notice = {
  when: 'before',
  fromSite: 'cloudinary.com',
  destination: { host: 'shop.partner.example', site: 'partner.example', lookAlike: false, insecure: false, via: null },
  way: 'link',
  identifiers: [],
  carried: [],
  referrer: null,
  hasStatement: false,
  cleanUrl: null,
  cookiesThere: { total: 0, advertising: 0, allowed: 0 },
  clauses: [
    { id: 'third-party.2', text: 'The second sentence.' },
    { id: 'third-party.3', text: 'The third sentence.' },
  ],
  theme: 'system',
};

/** As the browser does it: `$1` to `$9` are put in as they are; an unknown id gives nothing. */
function getMessage(id: string, args: readonly string[] = []): string {
  const known: Readonly<Record<string, { readonly message: string }>> = messages;
  return (known[id]?.message ?? '').replace(/\$([1-9])/g, (_, place: string) => args[Number(place) - 1] ?? '');
}

beforeAll(() => {
  vi.stubGlobal('chrome', { i18n: { getMessage, getUILanguage: () => 'en' }, runtime: { id: 'test' } });
});

const factsOf = (change: Partial<Notice>) =>
  [...buildNoticeElements({ ...NOTICE, ...change }).dialog.querySelectorAll('li')].map((line) => line.textContent);

describe('the notice', () => {
  it('lets the part of the name that has an owner stand out', () => {
    const { dialog } = buildNoticeElements(NOTICE);
    expect(dialog.querySelector('#host')?.textContent).toBe('shop.partner.example');
    expect(dialog.querySelector('#host b')?.textContent).toBe('partner.example');
  });

  it('quotes the sentences and says where they stand', () => {
    const { dialog } = buildNoticeElements(NOTICE);
    expect(dialog.querySelector('blockquote')?.textContent).toBe('The second sentence. The third sentence.');
    expect(dialog.querySelector('figcaption')?.textContent).toBe(
      'Cloudinary’s policy of 5/2013 · Third party websites, sentences 2 and 3',
    );
  });

  it('speaks for itself where the policy does not', () => {
    const { dialog } = buildNoticeElements({ ...NOTICE, clauses: [] });
    expect(dialog.querySelector('blockquote')).toBeNull();
    expect(dialog.querySelector('#words')?.textContent).toBe('What happens with your data there is up to that site.');
  });

  it.each([
    {
      cookiesThere: { total: 0, advertising: 0, allowed: 0 },
      said: 'That site keeps no cookies in this browser so far.',
    },
    {
      cookiesThere: { total: 1, advertising: 0, allowed: 0 },
      said: 'That site already keeps 1 cookie in this browser.',
    },
    {
      cookiesThere: { total: 1, advertising: 1, allowed: 0 },
      said: 'That site already keeps one cookie in this browser, for advertising.',
    },
    {
      cookiesThere: { total: 4, advertising: 1, allowed: 0 },
      said: 'That site already keeps 4 cookies in this browser. 1 of them is for advertising.',
    },
    {
      cookiesThere: { total: 1200, advertising: 2, allowed: 0 },
      said: 'That site already keeps 1,200 cookies in this browser. 2 of them are for advertising.',
    },
    {
      cookiesThere: { total: 0, advertising: 0, allowed: 2 },
      said: 'That site keeps no cookies in this browser but those you allow.',
    },
    {
      cookiesThere: { total: 2, advertising: 0, allowed: 1 },
      said: 'That site already keeps 2 cookies in this browser. Those you allow are not counted.',
    },
    { cookiesThere: null, said: 'How many cookies that site keeps in this browser could not be read.' },
  ])('says of $cookiesThere: $said', ({ cookiesThere, said }) => {
    expect(factsOf({ cookiesThere })).toEqual([said]);
  });

  it('names what the link carries, and offers to go without it', () => {
    const carrying = { identifiers: ['gclid', 'utm_source', '_gl'], cleanUrl: 'https://shop.partner.example/' };
    expect(factsOf(carrying)[0]).toBe(
      'The link carries 3 identifiers: gclid, utm_source, and _gl. They can tell that site which ad or message brought you.',
    );
    const { leave } = buildNoticeElements({ ...NOTICE, ...carrying });
    expect(leave.map((button) => button.dataset.action)).toEqual(['continue', 'continue-clean']);
  });

  it('puts warnings before facts', () => {
    const destination = { ...NOTICE.destination, lookAlike: true, insecure: true, via: 'l.facebook.com' };
    expect(factsOf({ destination, way: 'form' })).toEqual([
      'This name is easily taken for another one. Read it twice.',
      'The connection there is not encrypted.',
      'The link goes by way of l.facebook.com first.',
      'What the form holds is sent there.',
      'That site keeps no cookies in this browser so far.',
    ]);
  });

  it('takes markup in a name for text', () => {
    const site = '<img src=x>.example';
    const { dialog } = buildNoticeElements({ ...NOTICE, destination: { ...NOTICE.destination, host: site, site } });
    expect(dialog.querySelector('img')).toBeNull();
    expect(dialog.querySelector('#host b')?.textContent).toBe(site);
  });

  it.each([
    { when: 'arrived', way: 'Go back' },
    { when: 'opened', way: 'Close this tab' },
  ] as const)('says on a page that $when what has happened, and offers: $way', ({ when, way }) => {
    const { dialog, leave } = buildNoticeElements({ ...NOTICE, when });
    expect(dialog.querySelector('#lead')?.textContent).toBe('You have left cloudinary.com for');
    expect(leave.map((button) => [button.dataset.action, button.textContent])).toEqual([['back', way]]);
    expect(factsOf({ when })).toEqual([]);
    const { box, words } = buildSmallNotice({ ...NOTICE, when });
    expect([...box.querySelectorAll('[data-action]')].map((button) => button.getAttribute('data-action'))).toEqual([
      'stay',
      'back',
      'silence',
      'policy',
      'options',
    ]);
    expect(words.textContent).toContain('shop.partner.example');
    expect(words.textContent).toContain('The second sentence.');
  });

  it.each([
    {
      change: { carried: ['_ga'] },
      line: 'The link carries what your cookie _ga of this site holds. By that, both sites can know you as the same visitor.',
    },
    {
      change: { carried: ['_ga', 'uid'] },
      line: 'The link carries what 2 of your cookies of this site hold: _ga and uid. By that, both sites can know you as the same visitor.',
    },
    { change: { referrer: 'nothing' }, line: 'That site is not told where you come from.' },
    {
      change: { referrer: 'site' },
      line: 'That site is told that you come from cloudinary.com, and not from which page.',
    },
    { change: { referrer: 'page' }, line: 'That site is told the whole address of the page you come from.' },
  ] as const)('says of $change: $line', ({ change, line }) => {
    expect(factsOf(change)).toContain(line);
    expect(factsOf({})).not.toContain(line);
  });

  it('leads to the policy where it quotes it, and to a privacy statement where one was seen', () => {
    const actions = (change: Partial<Notice>) =>
      [...buildNoticeElements({ ...NOTICE, ...change }).dialog.querySelectorAll<HTMLElement>('[data-action]')].map(
        ({ dataset }) => dataset.action,
      );
    expect(actions({})).toEqual(['stay', 'continue', 'silence', 'policy', 'options']);
    expect(actions({ clauses: [] })).toEqual(['stay', 'continue', 'silence', 'options']);
    expect(actions({ hasStatement: true })).toEqual(['stay', 'continue', 'silence', 'policy', 'statement', 'options']);
  });

  it('is announced with its title and its content', () => {
    const { dialog } = buildNoticeElements(NOTICE);
    expect(dialog.getAttribute('role')).toBe('alertdialog');
    for (const reference of ['aria-labelledby', 'aria-describedby']) {
      for (const id of (dialog.getAttribute(reference) ?? '').split(' '))
        expect(dialog.querySelector(`#${id}`)).not.toBeNull();
    }
  });
});
