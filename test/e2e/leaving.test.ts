import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Web, WebRequest } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { ASK_ALWAYS, clickOn, LEAVING, prefer, STORE } from './support/leaving.ts';
import { clickNotice, readNotice, waitForNoNotice, waitForNotice } from './support/notice.ts';
import { openSession } from './support/session.mjs';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

let files: string;
beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'cookie-clause-files-'));
  writeFileSync(join(files, 'plan.txt'), 'first line\nsecond line\n');
});
afterAll(() => rm(files, { recursive: true }));

interface Way {
  readonly name: string;
  readonly act: (page: Page) => Promise<unknown>;
  readonly newTab?: true;
}

const WAYS: readonly Way[] = [
  { name: 'a link', act: (page) => clickOn(page, '#link') },
  {
    name: 'a link, by the Enter key',
    act: async (page) => {
      await page.focus('#link');
      await page.keyboard.press('Enter');
    },
  },
  { name: 'a link drawn in SVG', act: (page) => clickOn(page, '#svg-link text') },
  {
    name: 'an area of a map',
    act: async (page) => {
      const box = await (await page.waitForSelector('img[usemap]'))?.boundingBox();
      await page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
    },
  },
  { name: 'a link in a closed shadow root', act: (page) => clickOn(page, '#closed-root') },
  { name: 'a link that says where it leads when it is pressed', act: (page) => clickOn(page, '#on-press') },
  {
    name: 'a link of a frame of this site that takes the whole page along',
    act: async (page) => {
      const frame = await until('the frame is there', () =>
        page.frames().find((each) => each.url().endsWith('/leaving/own-frame')),
      );
      await (await frame.waitForSelector('#top-link'))?.click();
    },
  },
  { name: 'a form by GET', act: (page) => clickOn(page, '#submit-get') },
  { name: 'a form by POST', act: (page) => clickOn(page, '#submit-post') },
  {
    name: 'a form with a file',
    act: async (page) => {
      // The selector names an input element.
      const input = (await page.$('#file')) as ElementHandle<HTMLInputElement> | null;
      await input?.uploadFile(join(files, 'plan.txt'));
      await clickOn(page, '#submit-file');
    },
  },
  { name: 'location.href', act: (page) => clickOn(page, '#by-href') },
  { name: 'location.replace', act: (page) => clickOn(page, '#by-replace') },
  { name: 'a link clicked by a script', act: (page) => clickOn(page, '#by-anchor') },
  { name: 'a form sent by a script', act: (page) => clickOn(page, '#by-submit') },
  { name: 'a link to a new tab', act: (page) => clickOn(page, '#blank'), newTab: true },
  { name: 'a middle click', act: (page) => clickOn(page, '#link', { button: 'middle' }), newTab: true },
  {
    name: 'a middle click in a closed shadow root',
    act: (page) => clickOn(page, '#closed-root', { button: 'middle' }),
    newTab: true,
  },
  { name: 'a click with Ctrl', act: (page) => clickOn(page, '#link', { key: 'Control' }), newTab: true },
];

/** What the other side, and the page there, can tell of how one came. */
interface Arrival {
  readonly request: Readonly<Record<string, string>>;
  readonly page: Readonly<Record<string, unknown>>;
}

const TELLING = [
  'referer',
  'origin',
  'content-type',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-user',
  'sec-fetch-dest',
];

function describeRequest({ method, path, headers, body }: WebRequest): Record<string, string> {
  // The boundary between the parts of a form is a new random word each time.
  const boundary = /boundary=(\S+)/.exec(headers['content-type'] ?? '')?.[1];
  const steady = (text: string) => (boundary ? text.replaceAll(boundary, 'BOUNDARY') : text);
  const told = TELLING.map((name) => [name, steady(headers[name] ?? '')]);
  return { line: `${method} ${path}`, body: steady(body), ...Object.fromEntries(told) };
}

async function waitForArrival(session: Session, web: Web, from: number, page: Page, way: Way): Promise<Arrival> {
  await until('the store is asked', () => web.requestsTo(STORE, from).length > 0);
  const there = way.newTab ? await session.pageAt(new RegExp(`^https://${STORE}/`)) : page;
  await until('the store’s page is there', () =>
    there.evaluate((host) => location.hostname === host && document.readyState === 'complete', STORE),
  );
  const seen = await there.evaluate(() => ({
    history: history.length,
    referrer: document.referrer,
    opener: window.opener !== null,
    name: window.name,
  }));
  const [request, ...more] = web.requestsTo(STORE, from).filter(({ path }) => path !== '/favicon.ico');
  if (way.newTab) await there.close();
  if (!request) throw new Error('No request reached the store.');
  expect(more).toEqual([]);
  return { request: describeRequest(request), page: seen };
}

describe.each(BROWSERS)('leaving the policy’s site in %s', (browser) => {
  let web: Web;
  let session: Session;
  let page: Page;
  let tabId: number;

  openForSuite(
    () => ({ browser }),
    (opened) => ({ web, session } = opened),
  );
  beforeAll(() => prefer(session, ASK_ALWAYS));
  beforeEach(async () => {
    page = await session.newPage(LEAVING);
    tabId = await session.tabIdOf(page);
  });
  afterEach(async () => {
    await page.close();
    await prefer(session, ASK_ALWAYS);
  });

  describe('Stay keeps the page, and Continue does exactly what it was about to do', () => {
    let plain: Session;
    beforeAll(async () => {
      plain = await openSession({ browser, web, extensionDir: null });
    });
    afterAll(() => plain.close());

    const fillIn = (there: Page) =>
      there.evaluate(() => {
        document.body.dataset.here = 'yes';
        (document.querySelector('#form-post input') as HTMLInputElement).value = 'half written'; // the form is on the page
      });

    it.each(WAYS)('by $name', async (way) => {
      const undisturbed = await plain.newPage(LEAVING);
      await fillIn(undisturbed);
      let from = web.requests.length;
      await way.act(undisturbed);
      const expected = await waitForArrival(plain, web, from, undisturbed, way);
      await undisturbed.close();

      await fillIn(page);
      from = web.requests.length;
      await way.act(page);
      await waitForNotice(session, tabId, { ready: false });
      await page.keyboard.press('Escape');
      await waitForNoNotice(page);
      const kept = await page.evaluate(() => ({
        url: location.href,
        here: document.body.dataset.here,
        field: document.querySelector<HTMLInputElement>('#form-post input')?.value,
        last: document.documentElement.lastElementChild?.localName,
      }));
      expect(kept).toEqual({ url: LEAVING, here: 'yes', field: 'half written', last: 'body' });

      await way.act(page);
      const notice = await waitForNotice(session, tabId);
      expect(notice.heading).toBe(`You are leaving cloudinary.com for ${STORE}`);
      expect(web.requestsTo(STORE, from)).toEqual([]);
      await clickNotice(session, page, tabId, 'continue');
      expect(await waitForArrival(session, web, from, page, way)).toEqual(expected);
    });

    it('by a refresh in the page’s head', async () => {
      const from = web.requests.length;
      await page.goto('https://www.cloudinary.com/leaving/refresh');
      await waitForNotice(session, tabId);
      expect(web.requestsTo(STORE, from)).toEqual([]);
      await clickNotice(session, page, tabId, 'continue');
      await until('the store’s page is there', () => page.url() === `https://${STORE}/refresh`);
    });

    it('with the focus where it was, by the button too', async () => {
      await page.focus('#link');
      await page.keyboard.press('Enter');
      await clickNotice(session, page, tabId, 'stay');
      await waitForNoNotice(page);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('link');
    });
  });

  it('says where the way leads, what it carries, and what the policy says of it, word for word', async () => {
    await clickOn(page, '#link-with-ids');
    const notice = await waitForNotice(session, tabId);
    expect(notice.clauses).toEqual({
      'third-party.2': 'Please be aware that we are not responsible for the privacy practices of these external sites.',
      'third-party.3':
        'We encourage users to be aware when they leave our website, and to read the privacy statements of other websites.',
    });
    expect(notice.facts[0]).toBe(
      'The link carries 2 identifiers: gclid and utm_source. They can tell that site which ad or message brought you.',
    );
    expect(notice.actions).toEqual(['stay', 'continue', 'continue-clean', 'silence', 'policy', 'options']);
    expect(notice.focused).toBe('stay');
  });

  describe('what that site is told of where one comes from', () => {
    it.each([
      {
        by: 'no policy',
        head: '',
        link: '',
        fact: 'That site is told that you come from cloudinary.com, and not from which page.',
        referer: 'https://www.cloudinary.com/',
      },
      {
        by: 'the head of the page',
        headers: { 'referrer-policy': 'no-referrer' },
        head: '',
        link: '',
        fact: 'That site is not told where you come from.',
        referer: undefined,
      },
      {
        by: 'a meta element',
        head: '<meta name="referrer" content="unsafe-url">',
        link: '',
        fact: 'That site is told the whole address of the page you come from.',
        referer: 'https://www.cloudinary.com/told',
      },
      {
        by: 'the link',
        head: '<meta name="referrer" content="unsafe-url">',
        link: 'rel="noreferrer"',
        fact: 'That site is not told where you come from.',
        referer: undefined,
      },
    ])('by $by: $fact', async ({ headers = {}, head, link, fact, referer }) => {
      web.serve('www.cloudinary.com', '/told', {
        headers,
        body: `<!doctype html>${head}<a id="out" ${link} href="https://${STORE}/told">out</a>`,
      });
      await page.goto('https://www.cloudinary.com/told');
      const from = web.requests.length;
      await clickOn(page, '#out');
      expect((await waitForNotice(session, tabId)).facts).toContain(fact);
      await clickNotice(session, page, tabId, 'continue');
      await until('the store is asked', () => web.requestsTo(STORE, from).length > 0);
      expect(web.requestsTo(STORE, from)[0]?.headers.referer).toBe(referer);
    });
  });

  it('says which cookie’s value the link carries, and goes without it', async () => {
    const uid = 'a81f0c4477d24f5e9b';
    web.serve('www.cloudinary.com', '/carries', {
      cookies: [`uid=${uid}; Path=/; HttpOnly; Secure`],
      body: `<!doctype html><a id="out" href="https://${STORE}/offer?visitor=${uid}&amp;item=7">out</a>`,
    });
    await page.goto('https://www.cloudinary.com/carries');
    await clickOn(page, '#out');
    expect((await waitForNotice(session, tabId)).facts).toContain(
      'The link carries what your cookie uid of this site holds. By that, both sites can know you as the same visitor.',
    );
    await clickNotice(session, page, tabId, 'continue-clean');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/offer?item=7`);
  });

  it('leads to the policy, and to the privacy statement of that site once one was seen', async () => {
    await clickOn(page, '#link');
    expect((await waitForNotice(session, tabId)).actions).not.toContain('statement');
    await clickNotice(session, page, tabId, 'policy');
    // Tools hear nothing of the extension's pages in Firefox, so the tab is asked for and closed through the extension.
    await until('the policy is open at that sentence', () =>
      session.asExtension(async () => {
        const policy = (await chrome.tabs.query({})).find(({ url }) => url?.endsWith('index.html#third-party.2'));
        if (policy?.id !== undefined) await chrome.tabs.remove(policy.id);
        return policy !== undefined;
      }),
    );
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);

    web.serve(STORE, '/seen', { body: `<!doctype html><footer><a href="/privacy">Privacy policy</a></footer>` });
    const other = await session.newPage(`https://${STORE}/seen`);
    const otherId = await session.tabIdOf(other);
    await until('its statement was seen', async () => {
      const reply = await session.asExtension(
        (id) => chrome.runtime.sendMessage({ type: 'report:get', body: { tabId: id } }),
        otherId,
      );
      return reply.value.report?.privacyLink;
    });
    await page.bringToFront();
    await clickOn(page, '#link');
    expect((await waitForNotice(session, tabId)).actions).toContain('statement');
    await clickNotice(session, page, tabId, 'statement');
    const statement = await session.pageAt(`https://${STORE}/privacy`);
    await statement.close();
    await other.close();
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);
  });

  it('continues without identifiers, and without saying where one came from', async () => {
    const from = web.requests.length;
    await clickOn(page, '#link-with-ids');
    await clickNotice(session, page, tabId, 'continue-clean');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/offer?item=7`);
    const [request] = web.requestsTo(STORE, from);
    expect(request?.headers.referer).toBeUndefined();
    expect(await page.evaluate(() => document.referrer)).toBe('');
  });

  it('tells of what is to be read twice: an open connection, a redirector, a name like another', async () => {
    const links = [
      { link: '#link-http', heading: 'old-store.example', fact: 'The connection there is not encrypted.' },
      { link: '#link-redirector', heading: STORE, fact: 'The link goes by way of www.google.com first.' },
      {
        link: '#link-look-alike',
        heading: new URL('https://cl\u043eudinary.com/').hostname,
        fact: 'This name is easily taken for another one. Read it twice.',
      },
    ];
    for (const { link, heading, fact } of links) {
      await clickOn(page, link);
      const notice = await waitForNotice(session, tabId, { ready: false });
      expect(notice.heading).toBe(`You are leaving cloudinary.com for ${heading}`);
      expect(notice.facts.filter((each) => links.some((other) => other.fact === each))).toEqual([fact]);
      expect(notice.actions).not.toContain('continue-clean');
      await page.keyboard.press('Escape');
      await waitForNoNotice(page);
    }
  });

  it('goes by the keyboard alone: Tab to Continue, Space to go', async () => {
    await clickOn(page, '#link');
    await waitForNotice(session, tabId);
    await page.keyboard.press('Tab');
    expect((await readNotice(session, tabId))?.focused).toBe('continue');
    await page.keyboard.press(' ');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/`);
  });

  it('does not ask again for a site the user silenced', async () => {
    await clickOn(page, '#link');
    await clickNotice(session, page, tabId, 'silence');
    await clickNotice(session, page, tabId, 'continue');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/`);
    await page.goto(LEAVING);
    await clickOn(page, '#by-href');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/href`);
  });

  it('asks nothing about what stays on the site', async () => {
    await clickOn(page, '#javascript');
    await until('the script ran', () => page.evaluate(() => document.body.dataset.ran === 'yes'));
    expect(await readNotice(session, tabId)).toBeNull();
    for (const selector of ['#same-page', '#same-origin', '#same-site', '#delivery']) {
      if (page.url() !== LEAVING) await page.goto(LEAVING);
      await clickOn(page, selector);
      await until('the page is another', () => page.url() !== LEAVING);
      expect(await readNotice(session, tabId), selector).toBeNull();
      expect(new URL(page.url()).hostname).toMatch(/(^|\.)cloudinary\.com$/);
    }
  });

  it('is silent where the user did not ask for it', async () => {
    await page.goto('https://plain.example/');
    await page.evaluate((url) => {
      const link = Object.assign(document.createElement('a'), { href: url, id: 'out', textContent: 'out' });
      document.body.prepend(link);
    }, `https://${STORE}/from-plain`);
    await clickOn(page, '#out');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/from-plain`);
  });

  it('follows the preferences at once, in tabs that are open', async () => {
    await prefer(session, { warnMode: 'off' });
    await clickOn(page, '#link');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/`);

    await page.goto('https://plain.example/');
    await prefer(session, { warnMode: 'ask', warnScope: 'everywhere' });
    await page.evaluate((url) => {
      document.body.prepend(Object.assign(document.createElement('a'), { href: url, id: 'out', textContent: 'out' }));
    }, `https://${STORE}/from-plain`);
    await clickOn(page, '#out');
    const notice = await waitForNotice(session, tabId);
    expect(notice.heading).toBe(`You are leaving plain.example for ${STORE}`);
    expect(notice.clauses).toEqual({});
  });

  it('knows which hosts are one site, wherever it watches', async () => {
    await prefer(session, { warnScope: 'everywhere' });
    web.serve('shop.example', '/links', {
      body: `<!doctype html><a id="sister" href="https://media.shop.example/">media</a> <a id="out" href="https://${STORE}/">out</a>`,
    });
    await page.goto('https://shop.example/links');
    await clickOn(page, '#out');
    expect((await waitForNotice(session, tabId)).heading).toBe(`You are leaving shop.example for ${STORE}`);
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);
    await clickOn(page, '#sister');
    await until('the sister host is there', () => new URL(page.url()).hostname === 'media.shop.example');
  });
});
