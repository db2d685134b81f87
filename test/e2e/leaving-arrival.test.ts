import type { Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Web } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { ASK_ALWAYS, clickOn, departuresOf, LEAVING, prefer, STORE } from './support/leaving.ts';
import { clickNotice, readNotice, waitForNoNotice, waitForNotice } from './support/notice.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

const CLOUDINARY = 'www.cloudinary.com';
const AT_STORE = new RegExp(`^https://${STORE}/`);

describe.each(BROWSERS)('arriving from the policy’s site in %s', (browser) => {
  let web: Web;
  let session: Session;
  let page: Page;
  let tabId: number;
  const more: Page[] = [];

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
    await Promise.all([page, ...more.splice(0)].map((each) => each.isClosed() || each.close()));
    await prefer(session, ASK_ALWAYS);
  });

  /** A page of the policy's site with this in it, in the tab of the test. */
  const show = async (html: string, headers: Record<string, string> = {}) => {
    web.serve(CLOUDINARY, '/arrivals', { headers, body: `<!doctype html><title>ways</title>${html}` });
    await page.goto(`https://${CLOUDINARY}/arrivals`);
  };
  const newTab = async (url: string | RegExp = AT_STORE) => {
    const opened = await session.pageAt(url);
    more.push(opened);
    return opened;
  };
  const loaded = (there: Page, url: string | RegExp = AT_STORE) =>
    until('the page is there', () =>
      there.evaluate(
        (pattern) => new RegExp(pattern).test(location.href) && document.readyState === 'complete',
        typeof url === 'string' ? url : url.source,
      ),
    );
  /** As the browser's own buttons do. Puppeteer waits in Firefox for a load that pages kept in memory never have. */
  const go = (where: 'goBack' | 'goForward' | 'reload') =>
    session.asExtension((id, to) => void chrome.tabs[to](id), tabId, where);
  /** The page has arrived, and the report of it knows of no departure that led there: nothing was told. */
  const untold = async (there: Page, id: number) => {
    await until('the page is reported on', async () => Array.isArray(await departuresOf(session, id)));
    expect(await departuresOf(session, id)).toEqual([]);
    expect(await readNotice(session, id)).toBeNull();
    expect(await there.evaluate(() => document.querySelector('cookie-clause-notice'))).toBeNull();
  };

  describe('is told on the page one arrives at', () => {
    it.each([
      { way: 'window.open', html: `<button id="out" onclick="window.open('https://${STORE}/a')">out</button>` },
      {
        way: 'a window of its own, without an opener',
        html: `<button id="out" onclick="window.open('https://${STORE}/a', '', 'width=500,height=500,noopener')">out</button>`,
      },
      {
        way: 'an empty window that is sent there afterwards',
        html: `<button id="out" onclick="window.open('about:blank').location = 'https://${STORE}/a'">out</button>`,
      },
      {
        way: 'a form sent to a new window by a script',
        html: `<form target="_blank" action="https://${STORE}/a"></form><button id="out" onclick="document.forms[0].submit()">out</button>`,
      },
    ])('by $way', async ({ html }) => {
      await show(html);
      await clickOn(page, '#out');
      const there = await newTab();
      await loaded(there);
      const id = await session.tabIdOf(there);
      const notice = await waitForNotice(session, id);
      expect(notice.heading).toBe(`You have left cloudinary.com for ${STORE}`);
      expect(notice.actions).toEqual(['stay', 'back', 'silence', 'policy', 'options']);
      expect(notice.focused).toBe('stay');
      expect(Object.keys(notice.clauses)).toEqual(['third-party.2', 'third-party.3']);
      await there.bringToFront();
      await there.keyboard.press('Escape');
      await waitForNoNotice(there);
      expect(await departuresOf(session, id)).toEqual(['arrived']);
    });

    it.each([
      { way: 'a redirect by the site’s own server', html: `<a id="out" href="/out?to=https://${STORE}/a">out</a>` },
      {
        way: 'a page without an origin, where no script can be stopped',
        html: `<button id="out" onclick="location.href = 'https://${STORE}/a'">out</button>`,
        headers: { 'content-security-policy': 'sandbox allow-scripts' },
      },
      {
        way: 'a script link',
        html: `<a id="out" href="javascript:void(location.href='https://${STORE}/a')">out</a>`,
      },
    ])('by $way', async ({ html, headers, way }) => {
      await show(html, headers);
      await clickOn(page, '#out');
      await loaded(page);
      // Firefox (ESR 153) says of a navigation from such a page just what it says of the address bar.
      if (browser === 'firefox' && way.includes('without an origin')) return untold(page, tabId);
      expect((await waitForNotice(session, tabId)).heading).toBe(`You have left cloudinary.com for ${STORE}`);
      await clickNotice(session, page, tabId, 'stay');
      await waitForNoNotice(page);
      expect(page.url()).toMatch(AT_STORE);
    });

    it('by a frame of another site, as a departure from the page around it', async () => {
      await page.goto(`${LEAVING}/frames`);
      const frame = await until('the frame is there', () =>
        page.frames().find((each) => each.url().endsWith('/top-link')),
      );
      const link = await frame.waitForSelector('#top-link');
      await link?.click();
      await loaded(page);
      expect((await waitForNotice(session, tabId)).heading).toBe(`You have left cloudinary.com for ${STORE}`);
    });

    it('and the way back leads back', async () => {
      await clickOn(page, '#link-out');
      await loaded(page);
      await clickNotice(session, page, tabId, 'back');
      await loaded(page, LEAVING);
      expect(await readNotice(session, tabId)).toBeNull();
    });

    it('and the way back from a new tab closes it', async () => {
      await clickOn(page, '#by-open');
      const there = await newTab();
      await loaded(there);
      const id = await session.tabIdOf(there);
      // The tab may be closed before the tool has heard that the mouse button is up again.
      await clickNotice(session, there, id, 'back').catch(() => undefined);
      more.splice(0);
      await until('the tab is closed', () => there.isClosed());
    });

    it('once a day for each site, unless the user wants it always', async () => {
      const other = 'other-store.example';
      await prefer(session, { warnOften: 'once-a-day' });
      await show(
        `<a id="out" href="/out?to=https://${other}/a">out</a> <a id="straight" href="https://${other}/a">straight</a>`,
      );
      for (const [time, link] of ['#out', '#out', '#straight'].entries()) {
        await page.goto(`https://${CLOUDINARY}/arrivals`);
        await clickOn(page, link);
        await loaded(page, `https://${other}/a`);
        if (time === 0) await waitForNotice(session, tabId);
        else await untold(page, tabId);
      }
    });
  });

  describe('is not told of', () => {
    it('what the user wished: address bar, back, forward, reload', async () => {
      await page.goto(`https://${STORE}/typed`);
      await loaded(page);
      await untold(page, tabId);
      await go('goBack');
      await loaded(page, LEAVING);
      await go('goForward');
      await loaded(page);
      await untold(page, tabId);
      await page.evaluate(() => document.body.setAttribute('data-old', ''));
      await go('reload');
      await until('it is loaded anew', () => page.evaluate(() => document.body?.hasAttribute('data-old') === false));
      await loaded(page);
      await untold(page, tabId);
    });

    it('the old cause of a page that is gone back to', async () => {
      await clickOn(page, '#link-out');
      await loaded(page);
      await waitForNotice(session, tabId);
      await page.keyboard.press('Escape');
      await waitForNoNotice(page);
      await page.goto(LEAVING);
      await go('goBack');
      await loaded(page);
      expect(await readNotice(session, tabId)).toBeNull();
    });

    it('what was asked about before and let go, with its redirects', async () => {
      web.serve(STORE, '/moved', { status: 302, headers: { location: 'https://other-store.example/landed' } });
      await show(`<a id="out" href="https://${STORE}/moved">out</a>`);
      await clickOn(page, '#out');
      await clickNotice(session, page, tabId, 'continue');
      await loaded(page, 'https://other-store.example/landed');
      await untold(page, tabId);
    });

    it.each([
      { step: 'a refresh', body: '<meta http-equiv="refresh" content="0; url=https://other-store.example/landed">' },
      { step: 'a script', body: "<script>location.replace('https://other-store.example/landed')</script>" },
    ])('a step of that way by $step, though every site is in scope', async ({ body }) => {
      await prefer(session, { warnScope: 'everywhere' });
      web.serve(STORE, '/step', { body: `<!doctype html>${body}` });
      await show(`<a id="out" href="https://${STORE}/step">out</a>`);
      await clickOn(page, '#out');
      await clickNotice(session, page, tabId, 'continue');
      // Asked by its address alone: what a tool runs in a page counts as the user's touch.
      await until('the way has ended', () => page.url() === 'https://other-store.example/landed');
      await loaded(page, 'https://other-store.example/landed');
      await untold(page, tabId);
    });

    it('what was let go into a new tab', async () => {
      await clickOn(page, '#blank');
      await clickNotice(session, page, tabId, 'continue');
      const there = await newTab();
      await loaded(there);
      await untold(there, await session.tabIdOf(there));
    });

    it('a window to sign in that comes back, though every site is in scope', async () => {
      await prefer(session, { warnScope: 'everywhere' });
      web.serve(STORE, '/sign-in', {
        body: `<!doctype html><a id="return" href="https://${CLOUDINARY}/quiet?signed-in">Signed in</a>`,
      });
      await show(`<button id="out" onclick="window.open('https://${STORE}/sign-in')">sign in</button>`);
      await clickOn(page, '#out');
      const there = await newTab();
      const id = await until('the tab is known', () => session.tabIdOf(there));
      await waitForNotice(session, id);
      await there.bringToFront();
      await there.keyboard.press('Escape');
      await waitForNoNotice(there);
      await clickOn(there, '#return');
      await loaded(there, `https://${CLOUDINARY}/quiet`);
      await untold(there, id);
    });

    it('a new window of the same site', async () => {
      await show(`<button id="out" onclick="window.open('https://support.cloudinary.com/')">out</button>`);
      await clickOn(page, '#out');
      const there = await newTab('https://support.cloudinary.com/');
      await loaded(there, 'https://support.cloudinary.com/');
      await untold(there, await session.tabIdOf(there));
    });

    it('leaving a site that is out of scope', async () => {
      web.serve('plain.example', '/ways', {
        body: `<!doctype html><button id="out" onclick="window.open('https://${STORE}/a')">out</button>`,
      });
      await page.goto('https://plain.example/ways');
      await clickOn(page, '#out');
      const there = await newTab();
      await loaded(there);
      await untold(there, await session.tabIdOf(there));
    });
  });

  describe('by the user’s choice', () => {
    it('is told by a small notice that leaves the page alone, and goes by itself', async () => {
      await prefer(session, { warnMode: 'tell' });
      await clickOn(page, '#link');
      await loaded(page);
      expect(await waitForNotice(session, tabId, { ready: false })).toMatchObject({
        small: true,
        heading: `You have left cloudinary.com for ${STORE}`,
        focused: null,
        actions: ['stay', 'back', 'silence', 'policy', 'options'],
        box: { wide: true, inside: true },
      });
      expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body');
      await until('it is gone', async () => (await readNotice(session, tabId)) === null, 20_000);
      expect(page.url()).toMatch(AT_STORE);
    });

    it('is told by a small notice that goes with Esc, and by which that site is silenced', async () => {
      await prefer(session, { warnMode: 'tell' });
      const leave = async () => {
        await page.goto(LEAVING);
        await clickOn(page, '#link');
        await loaded(page);
      };
      await leave();
      await waitForNotice(session, tabId, { ready: false });
      await page.keyboard.press('Escape');
      await waitForNoNotice(page);

      await leave();
      const { places } = await waitForNotice(session, tabId, { ready: false });
      await until('the click counts', async () => {
        await page.mouse.click(places.silence?.x ?? 0, places.silence?.y ?? 0);
        return page.evaluate(() => document.querySelector('cookie-clause-notice') === null);
      });
      await leave();
      await untold(page, tabId);
    });

    it('is a mark on the button and a line in the popup, or nothing at all', async () => {
      await prefer(session, { warnMode: 'badge' });
      await clickOn(page, '#link');
      await loaded(page);
      await until('the button says so', async () => (await session.badgeText(tabId)).startsWith('↗'));
      expect(await departuresOf(session, tabId)).toEqual(['arrived']);
      expect(await readNotice(session, tabId)).toBeNull();

      await prefer(session, { warnMode: 'off' });
      await page.goto(LEAVING);
      await clickOn(page, '#link');
      await loaded(page);
      await untold(page, tabId);
      expect(await session.badgeText(tabId)).not.toContain('↗');
    });

    it('is another for a site and for a pair of sites', async () => {
      await prefer(session, {
        leaveRules: [
          { from: 'cloudinary.com', to: null, mode: 'off' },
          { from: 'cloudinary.com', to: 'old-store.example', mode: 'ask' },
          { from: 'plain.example', to: null, mode: 'tell' },
        ],
      });
      await page.goto(LEAVING);
      await clickOn(page, '#link-http');
      expect((await waitForNotice(session, tabId)).heading).toBe(
        'You are leaving cloudinary.com for old-store.example',
      );
      await page.keyboard.press('Escape');
      await waitForNoNotice(page);
      await clickOn(page, '#link');
      await loaded(page);
      await untold(page, tabId);

      web.serve('plain.example', '/ways', { body: `<!doctype html><a id="out" href="https://${STORE}/a">out</a>` });
      await page.goto('https://plain.example/ways');
      await clickOn(page, '#out');
      await loaded(page);
      expect(await waitForNotice(session, tabId, { ready: false })).toMatchObject({ small: true, clauses: {} });
    });
  });
});
