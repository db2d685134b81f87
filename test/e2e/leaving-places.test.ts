import type { Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reply, Web } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { ASK_ALWAYS, clickOn, LEAVING, prefer, STORE } from './support/leaving.ts';
import { clickNotice, waitForNoNotice, waitForNotice } from './support/notice.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

const LINK = `<a id="out" href="https://${STORE}/out">out</a>`;
const LINK_PAGE = `<!doctype html><title>page</title><p>${LINK}</p>`;

describe.each(BROWSERS)('the notice in %s', (browser) => {
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
  afterEach(() => page.close());

  const PLACES: readonly {
    readonly place: string;
    readonly path: string;
    readonly reply: Reply;
    readonly link?: string;
  }[] = [
    {
      place: 'the strictest policies, Trusted Types and isolation',
      path: '/strict',
      reply: {
        headers: {
          'content-security-policy': "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
          'cross-origin-embedder-policy': 'require-corp',
          'cross-origin-opener-policy': 'same-origin',
        },
        body: LINK_PAGE,
      },
    },
    {
      place: 'a sandbox without an origin, where the navigate event is silent',
      path: '/sandbox',
      reply: { headers: { 'content-security-policy': 'sandbox allow-scripts allow-forms' }, body: LINK_PAGE },
    },
    {
      place: 'an SVG document',
      path: '/drawing.svg',
      reply: {
        type: 'image/svg+xml',
        body: `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><a id="out" href="https://${STORE}/out"><rect width="200" height="200" fill="green"/></a></svg>`,
      },
    },
    {
      place: 'an XHTML document',
      path: '/page.xhtml',
      reply: {
        type: 'application/xhtml+xml',
        body: `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p><a id="out" href="https://${STORE}/out">out</a></p></body></html>`,
      },
    },
    {
      place: 'an XML document with a root of its own',
      path: '/catalogue.xml',
      reply: {
        type: 'application/xml',
        body: `<?xml version="1.0"?><catalogue xmlns:h="http://www.w3.org/1999/xhtml"><item><h:a id="out" href="https://${STORE}/out">out</h:a></item></catalogue>`,
      },
    },
    {
      place: 'a page with huge letters and its own right-to-left direction',
      path: '/huge',
      reply: { body: `<!doctype html><style>html { font-size: 90px; direction: rtl }</style>${LINK}` },
    },
    {
      place: 'a page whose form fields shadow everything',
      path: '/shadowing',
      reply: {
        body: `<!doctype html><form method="post" action="https://${STORE}/out"><input name="action"><input name="method"><input name="submit"><input name="enctype"><input name="target"><button id="out">send</button></form>`,
      },
    },
  ];

  it.each(PLACES)('stands on $place, and Continue goes', async ({ path, reply }) => {
    const address = `https://www.cloudinary.com${path}`;
    web.serve('www.cloudinary.com', path, reply);
    await page.goto(address);
    const from = web.requests.length;
    await clickOn(page, '#out');
    const notice = await waitForNotice(session, tabId);
    expect(notice.focused).toBe('stay');
    expect(web.requestsTo(STORE, from)).toEqual([]);
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);
    expect(page.url()).toBe(address);

    await clickOn(page, '#out');
    await clickNotice(session, page, tabId, 'continue');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/out`);
  });

  it('stands over the page’s own modal dialog, and gives it the focus back', async () => {
    web.serve('www.cloudinary.com', '/modal', {
      body: `<!doctype html><dialog>${LINK}</dialog><script>document.querySelector('dialog').showModal()</script>`,
    });
    await page.goto('https://www.cloudinary.com/modal');
    await page.focus('#out');
    await page.keyboard.press('Enter');
    await waitForNotice(session, tabId);
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);
    expect(await page.evaluate(() => [document.querySelector('dialog')?.open, document.activeElement?.id])).toEqual([
      true,
      'out',
    ]);
  });

  it('fits a window of 320 by 256 pixels, which is a common one at 400 %, for mouse and keyboard', async () => {
    await page.setViewport({ width: 320, height: 256 });
    await clickOn(page, '#link-with-ids');
    const { box, places } = await waitForNotice(session, tabId);
    expect(box).toMatchObject({ wide: true, inside: true });
    expect(places.stay?.y).toBeGreaterThan(256); // there is more than fits: it has to be scrolled to
    for (const action of ['continue', 'continue-clean'] as const) {
      await page.keyboard.press('Tab');
      const { focused, places: now } = await waitForNotice(session, tabId);
      expect(focused).toBe(action);
      expect(now[action]?.y, `${action} is in view`).toBeLessThan(256);
    }
    await clickNotice(session, page, tabId, 'continue');
    await until('the store’s page is there', () => page.url().startsWith(`https://${STORE}/offer`));
  });

  it('stands over full screen', async () => {
    web.serve('www.cloudinary.com', '/full', {
      body: `<!doctype html><div id="box" style="background:green">${LINK} <button id="full" onclick="box.requestFullscreen()">full</button></div>`,
    });
    await page.goto('https://www.cloudinary.com/full');
    await clickOn(page, '#full');
    await until('the page is in full screen', () => page.evaluate(() => document.fullscreenElement !== null));
    await clickOn(page, '#out');
    await clickNotice(session, page, tabId, 'stay');
    await waitForNoNotice(page);
    await page.evaluate(() => document.exitFullscreen());
  });

  describe('a click that the page takes for itself', () => {
    it.each([
      {
        what: 'a link to a new tab that opens in a light box',
        html: `<a id="out" target="_blank" href="https://${STORE}/out">out</a>`,
        type: 'click',
      },
      {
        what: 'a form to a new tab that is sent in the background',
        html: `<form target="_blank" action="https://${STORE}/out"><button id="out">out</button></form>`,
        type: 'submit',
      },
    ])('is no departure: $what', async ({ html, type }) => {
      web.serve('www.cloudinary.com', `/own-${type}`, {
        body: `<!doctype html>${html}<a id="next" href="https://${STORE}/next">next</a><script>addEventListener('${type}', (event) => { if (event.target.id === 'next') return; event.preventDefault(); document.body.dataset.taken = 'yes' })</script>`,
      });
      await page.goto(`https://www.cloudinary.com/own-${type}`);
      await clickOn(page, '#out');
      await until('the page acted', () => page.evaluate(() => document.body.dataset.taken === 'yes'));
      // Had it been asked about, that question would stand first.
      await clickOn(page, '#next');
      await clickNotice(session, page, tabId, 'continue');
      await until('the store’s page is there', () => page.url() === `https://${STORE}/next`);
    });

    it('is one, if the page only keeps it from others', async () => {
      const from = web.requests.length;
      web.serve('www.cloudinary.com', '/quiet-click', {
        body: `<!doctype html><nav><a id="out" target="_blank" href="https://${STORE}/out">out</a></nav><script>document.querySelector('nav').addEventListener('click', (event) => event.stopPropagation())</script>`,
      });
      await page.goto('https://www.cloudinary.com/quiet-click');
      await clickOn(page, '#out');
      await waitForNotice(session, tabId);
      expect(web.requestsTo(STORE, from)).toEqual([]);
    });
  });

  it('sends a form to a new tab with all it holds', async () => {
    const from = web.requests.length;
    web.serve('www.cloudinary.com', '/form-blank', {
      body: `<!doctype html><form method="post" target="_blank" action="https://${STORE}/out"><input name="a" value="1 &amp; 2"><button id="out" name="b" value="3">out</button></form>`,
    });
    await page.goto('https://www.cloudinary.com/form-blank');
    await clickOn(page, '#out');
    await clickNotice(session, page, tabId, 'continue');
    const there = await session.pageAt(`https://${STORE}/out`);
    expect(web.requestsTo(STORE, from)[0]).toMatchObject({ method: 'POST', body: 'a=1+%26+2&b=3' });
    await there.close();
  });

  it('does not destroy a page whose script link leaves', async () => {
    web.serve('www.cloudinary.com', '/script-link', {
      body: `<!doctype html><p id="text">the page</p><a id="out" href="javascript:location.href='https://${STORE}/out'">out</a>`,
    });
    await page.goto('https://www.cloudinary.com/script-link');
    await clickOn(page, '#out');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/out`);
  });
});
