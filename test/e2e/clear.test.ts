import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Web } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { emptyJar } from './support/jar.ts';
import { type ReportRow, rowOf } from './support/report-page.mjs';
import { hasCookie, reportWhen } from './support/reports.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

describe.each(BROWSERS)('clearing in %s', (browser) => {
  let web: Web;
  let session: Session;
  const open: Page[] = [];
  openForSuite(
    () => ({ browser }),
    (opened) => ({ web, session } = opened),
  );
  afterEach(async () => {
    await Promise.all(open.splice(0).map((page) => page.close()));
    await emptyJar(session);
  });

  /** Visits a page, waits for its cookies, and opens the popup on it. */
  async function visitWithPopup(url: string, ...names: string[]) {
    const page = await session.newPage(url);
    const tabId = await session.tabIdOf(page);
    await reportWhen(session, tabId, `has ${names.join(', ')}`, (r) => names.every((name) => hasCookie(name)(r)));
    const popup = await session.openPopup(tabId);
    open.push(page, popup);
    return { page, popup, tabId };
  }

  /** Opens the row of a cookie and presses a button in it. */
  async function clearRow(popup: Page, wanted: Partial<ReportRow> & { name: string }) {
    await rowOf(popup, wanted);
    const { name, domain, partition } = wanted;
    const row = [
      `[data-cookie-name="${name}"]`,
      domain === undefined ? '' : `[data-cookie-domain="${domain}"]`,
      partition === undefined ? '' : `[data-partition="${partition}"]`,
    ].join('');
    await click(popup, `${row} > [aria-expanded="false"]`);
    await click(popup, `${row} [data-action="clear"]`);
  }

  const press = (popup: Page, action: string) => click(popup, `[data-action="${action}"]`);

  /** A real click, in the middle of what is seen: a tab in the back, or a row below the footer, would get none. */
  async function click(popup: Page, selector: string) {
    await popup.bringToFront();
    await popup.waitForSelector(selector);
    await popup.$eval(selector, (element) => element.scrollIntoView({ block: 'center' }));
    await popup.locator(selector).click();
  }
  const says = (popup: Page, text: RegExp) =>
    until(`the popup says ${text}`, () =>
      popup.evaluate((pattern) => new RegExp(pattern).test(document.body.textContent), text.source),
    );

  /** The Cookie header the server gets from a new tab: the one the popup speaks of stays where it is. */
  async function sentTo(url: string): Promise<string> {
    const { host, pathname } = new URL(url);
    const from = web.requests.length;
    const page = await session.newPage(url);
    open.push(page);
    return until(`${url} was asked for`, () => {
      const request = web.requestsTo(host, from).find((one) => one.path === pathname);
      return request ? { cookie: request.cookie ?? '' } : null;
    }).then(({ cookie }) => cookie);
  }
  const namesIn = (cookie: string) => cookie.split('; ').map((pair) => pair.split('=')[0]);

  it('one cookie: it alone goes, its host-only twin stays, and undo gives it back', async () => {
    const { popup } = await visitWithPopup('https://www.cloudinary.com/', 'locale', '_ga');
    await clearRow(popup, { name: 'locale', domain: '.cloudinary.com' });
    await press(popup, 'confirm');
    await says(popup, /1 cookie/);
    await popup.waitForSelector('[data-action="undo"]');
    const left = await sentTo('https://www.cloudinary.com/quiet');
    expect(namesIn(left).filter((name) => name === 'locale')).toHaveLength(1);
    expect(left).toContain('-en-host');
    await press(popup, 'undo');
    await says(popup, /1 cookie/);
    await until('both are sent again', async () => {
      const cookie = await sentTo('https://www.cloudinary.com/quiet');
      return namesIn(cookie).filter((name) => name === 'locale').length === 2;
    });
  });

  it('cookies that scripts cannot touch, the __Host- one too', async () => {
    const { popup } = await visitWithPopup('https://www.cloudinary.com/', '__Host-console_csrf', '_cld_session_key');
    await clearRow(popup, { name: '__Host-console_csrf' });
    await press(popup, 'confirm');
    await popup.waitForSelector('[data-action="undo"]');
    const sent = namesIn(await sentTo('https://www.cloudinary.com/quiet'));
    expect(sent).not.toContain('__Host-console_csrf');
    expect(sent).toContain('_cld_session_key');
  });

  it('a partitioned cookie, and not its twin under another site', async () => {
    const { page, popup } = await visitWithPopup('https://www.cloudinary.com/', 'chat_session');
    await session.asExtension(() =>
      chrome.cookies.set({
        url: 'https://widget.partner-chat.example/',
        name: 'chat_session',
        value: 'twin',
        secure: true,
        sameSite: 'no_restriction',
        partitionKey: { topLevelSite: 'https://shop.example' },
      }),
    );
    await clearRow(popup, { name: 'chat_session', partition: 'https://cloudinary.com' });
    await press(popup, 'confirm');
    await popup.waitForSelector('[data-action="undo"]');
    const left = (await session.jar()).filter((cookie) => cookie.name === 'chat_session');
    expect(left.map((cookie) => cookie.partitionKey?.topLevelSite)).toEqual(['https://shop.example']);
    const from = web.requests.length;
    await page.reload();
    await until('the embed was asked for', () => web.requestsTo('widget.partner-chat.example', from)[0]).then(
      ({ cookie }) => expect(namesIn(cookie ?? '')).not.toContain('chat_session'),
    );
  });

  it('all of remarketing, but not what keeps one signed in; the advertiser is sent nothing until undo', async () => {
    const { popup, tabId } = await visitWithPopup(
      'https://www.cloudinary.com/',
      'IDE',
      '_ga',
      '_cld_session_key',
      'MUID',
    );
    await press(popup, 'clear-remarketing');
    await popup.waitForSelector('[data-action="confirm"]');
    const identities = async () =>
      (await session.jar()).map(({ name, domain, path, httpOnly, secure, sameSite, session: ends, value }) =>
        JSON.stringify([name, domain, path, httpOnly, secure, sameSite, ends, value]),
      );
    const before = (await identities()).sort();
    await press(popup, 'confirm');
    await popup.waitForSelector('[data-action="undo"]');
    const names = (await session.jar()).map((cookie) => cookie.name);
    expect(names.filter((name) => /^(_ga|_gcl_au|IDE|li_sugr|fr|MUID)/.test(name))).toEqual([]);
    expect(names).toContain('_cld_session_key');
    expect(namesIn(await sentTo('https://ad.doubleclick.net/ask'))).not.toContain('IDE');
    await press(popup, 'undo');
    await until('every cookie is back as it was', async () => {
      const now = (await identities()).sort();
      return JSON.stringify(now) === JSON.stringify(before);
    });
    if (browser === 'chromium') {
      expect(namesIn(await sentTo('https://ad.doubleclick.net/ask'))).toContain('IDE');
    }
    await reportWhen(session, tabId, 'has IDE stored again', (r) =>
      r.rows.some((row) => row.key.name === 'IDE' && row.status === 'stored'),
    );
  });

  it('everything, with names of every kind', async () => {
    const { popup } = await visitWithPopup('https://bad.example/', '__proto__', 'emoji');
    await press(popup, 'clear-menu');
    await click(popup, '[role="menu"] [data-action="clear-everything"]');
    await press(popup, 'confirm');
    await popup.waitForSelector('[data-action="undo"]');
    expect((await session.jar()).filter((cookie) => cookie.domain.endsWith('bad.example'))).toEqual([]);
    expect(await sentTo('https://bad.example/refused')).toBe('');
  });

  it('of a cookie that the page sets again at once says so', async () => {
    const { popup } = await visitWithPopup('https://www.cloudinary.com/stubborn', '_ga');
    await clearRow(popup, { name: '_ga' });
    await press(popup, 'confirm');
    await popup.waitForSelector('[data-action="undo"], [data-action="close"]');
    await until('the page has set it again', async () => (await session.jar()).some((cookie) => cookie.name === '_ga'));
    const said = await popup.evaluate(() => document.body.textContent);
    expect(said).not.toContain('canary');
    await press(popup, 'undo');
    // The page's new one stays: undo never overwrites.
    await says(popup, /newer|again|already/i);
    expect((await session.jar()).filter((cookie) => cookie.name === '_ga')).toHaveLength(1);
  });

  it('can be undone from a popup that was opened after it, also when the page went elsewhere', async () => {
    const { page, popup, tabId } = await visitWithPopup('https://shop.example/', '_ga');
    await press(popup, 'clear-remarketing');
    await press(popup, 'confirm');
    await popup.waitForSelector('[data-action="undo"]');
    await open.splice(open.indexOf(popup), 1)[0]?.close();
    await page.goto('https://plain.example/');
    expect((await session.jar()).map((cookie) => cookie.name)).toEqual([]);
    expect(await sentTo('https://shop.example/no-such-page')).toBe('');
    const later = await session.openPopup(tabId);
    open.push(later);
    await press(later, 'undo');
    await says(later, /1 cookie is back/);
    expect((await session.jar()).map((cookie) => cookie.name)).toEqual(['_ga']);
  });

  it('is shown to its end in every view of the page', async () => {
    const page = await session.newPage('https://many-0.example/?cookies=1500');
    const tabId = await session.tabIdOf(page);
    await reportWhen(session, tabId, 'lists all', (r) => r.rows.length >= 100 && r.counts.stored === 1500);
    const [first, second] = [await session.openPopup(tabId), await session.openPopup(tabId)];
    open.push(page, first, second);
    await press(first, 'clear-menu');
    await click(first, '[role="menu"] [data-action="clear-everything"]');
    await press(first, 'confirm');
    for (const popup of [first, second]) await says(popup, /1,500 cookies are gone/);
    await press(second, 'undo');
    await says(second, /1,500 cookies are back as they were/);
    expect(await session.jar()).toHaveLength(1500);
    await press(second, 'close');
  });

  it('is shown to its end also where the background is stopped in the middle', async () => {
    const page = await session.newPage('https://many-0.example/?cookies=1500');
    const tabId = await session.tabIdOf(page);
    await reportWhen(session, tabId, 'lists all', (r) => r.rows.length >= 100 && r.counts.stored === 1500);
    const popup = await session.openPopup(tabId);
    open.push(page, popup);
    await press(popup, 'clear-menu');
    await click(popup, '[role="menu"] [data-action="clear-everything"]');
    await press(popup, 'confirm');
    await until('it has begun', () =>
      session.asExtension(async () => {
        const { 'clearing:operations': operations = [] } = await chrome.storage.session.get<{
          'clearing:operations'?: { state: string }[];
        }>('clearing:operations');
        return operations.some(({ state }) => state === 'clearing');
      }),
    );
    await session.stopWorker();
    await says(popup, /1,500 cookies are gone/);
    await says(popup, /went on where it had been/);
    expect(await session.jar()).toEqual([]);
  });

  it('changes nothing when one thinks better of it', async () => {
    const { popup } = await visitWithPopup('https://shop.example/', '_ga');
    await press(popup, 'clear-remarketing');
    await press(popup, 'cancel');
    expect((await session.jar()).map((cookie) => cookie.name)).toContain('_ga');
  });
});
