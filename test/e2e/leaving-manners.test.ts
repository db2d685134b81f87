import type { Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Web } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { ask } from './support/clearing.ts';
import { ASK_ALWAYS, clickOn, departuresOf, LEAVING, prefer, STORE } from './support/leaving.ts';
import { clickNotice, readNotice, waitForNoNotice, waitForNotice } from './support/notice.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

const OUT = `<!doctype html><title>out</title><a id="out" href="https://${STORE}/out">out</a>`;

describe.each(BROWSERS)('a warning that keeps to itself in %s', (browser) => {
  let web: Web;
  let session: Session;
  let page: Page;
  let tabId: number;

  openForSuite(
    () => ({ browser, privateWindows: true }),
    (opened) => ({ web, session } = opened),
  );
  beforeAll(() => prefer(session, ASK_ALWAYS));
  beforeEach(async () => {
    page = await session.newPage('about:blank');
    tabId = await session.tabIdOf(page);
  });
  afterEach(async () => {
    await page.close();
    await prefer(session, ASK_ALWAYS);
  });

  const arrived = (there = page) =>
    until('the store’s page is there', () => new RegExp(`^https://${STORE}/`).test(there.url()));

  it('asks where remarketing was seen, if so wished, and nowhere else', async () => {
    await prefer(session, { warnScope: 'seen' });
    const cookies = ['_ga=GA1.1.1094862131.1764000000; Path=/; Max-Age=86400; Secure'];
    web.serve('plain.example', '/counted', { cookies, body: OUT });
    web.serve('shop.example', '/plain', { body: OUT });
    await page.goto('https://plain.example/counted');
    await until('the cookie was seen', async () => {
      const seen = await session.asExtension(() =>
        chrome.storage.session.get<{ 'sites:seen'?: string[] }>('sites:seen'),
      );
      return seen['sites:seen']?.includes('plain.example');
    });
    // A click that was made before the guard was there goes through: the next visit has it from its first moment.
    await page.reload();
    await clickOn(page, '#out');
    expect((await waitForNotice(session, tabId)).heading).toBe(`You are leaving plain.example for ${STORE}`);
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);

    await page.goto('https://shop.example/plain');
    await clickOn(page, '#out');
    await arrived();
    expect([await readNotice(session, tabId), await departuresOf(session, tabId)]).toEqual([null, []]);
  });

  it('lets a download, a letter and a script link go', async () => {
    web.serve('www.cloudinary.com', '/errands', {
      body: `<!doctype html><a id="file" href="/plan.txt" download>plan</a> <a id="letter" href="mailto:someone@${STORE}">write</a>
<a id="script" href="javascript:void(document.body.dataset.ran='yes')">run</a> <a id="out" href="https://${STORE}/out">out</a>`,
    });
    web.serve('www.cloudinary.com', '/plan.txt', { type: 'text/plain', body: 'plan' });
    await page.goto('https://www.cloudinary.com/errands');
    const from = web.requests.length;
    await clickOn(page, '#file');
    await until('the file is asked for', () =>
      web.requestsTo('www.cloudinary.com', from).some(({ path }) => path === '/plan.txt'),
    );
    await clickOn(page, '#letter');
    await clickOn(page, '#script');
    await until('the script ran', () => page.evaluate(() => document.body.dataset.ran === 'yes'));
    // Had anything been asked about before, that question would stand first.
    await clickOn(page, '#out');
    expect((await waitForNotice(session, tabId)).heading).toBe(`You are leaving cloudinary.com for ${STORE}`);
    expect(await departuresOf(session, tabId)).toEqual(['asked']);
  });

  it('keeps what is silenced in a private window to private windows, until the last of them is closed', async () => {
    const openPrivate = async () => {
      const { windowId, tabId: id } = await session.openPrivateWindow(LEAVING);
      const there = await session.pageAt(LEAVING);
      await there.bringToFront();
      return { there, id, close: () => session.asExtension((window) => chrome.windows.remove(window), windowId) };
    };
    const first = await openPrivate();
    await clickOn(first.there, '#link');
    await clickNotice(session, first.there, first.id, 'silence');
    await clickNotice(session, first.there, first.id, 'continue');
    await arrived(first.there);
    await first.there.goto(LEAVING);
    await clickOn(first.there, '#link');
    await arrived(first.there);
    expect((await ask(session, 'preferences:get', null)).quietSites).toEqual([]);

    await page.bringToFront();
    await page.goto(LEAVING);
    await clickOn(page, '#link');
    await waitForNotice(session, tabId);
    await page.goto('about:blank');

    await first.close();
    await until('the store is not spoken of any more', async () => {
      const kept = await session.asExtension(async () =>
        JSON.stringify(await chrome.storage.session.get(['sites:silenced-in-private', 'told:private'])),
      );
      return !kept.includes(STORE);
    });
    const second = await openPrivate();
    await clickOn(second.there, '#link');
    await waitForNotice(session, second.id);
    await second.close();
  });

  it('does not move where less motion is wished for', async () => {
    await page.goto(LEAVING);
    await clickOn(page, '#link');
    expect((await waitForNotice(session, tabId)).look).toEqual({ animation: 'none', edges: [1, 1] });
  });
});

describe.each(BROWSERS)('a warning in high contrast in %s', (browser) => {
  let session: Session;
  openForSuite(
    () => ({ browser, forcedColorsAndMotion: true }),
    (opened) => ({ session } = opened),
  );

  it('has edges that are seen without colours; and comes gently, where motion is no trouble', async () => {
    await prefer(session, ASK_ALWAYS);
    const page = await session.newPage(LEAVING);
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
    await clickOn(page, '#link');
    const { look, box } = await waitForNotice(session, await session.tabIdOf(page));
    expect(look).toEqual({ animation: 'appear', edges: [2, 2] });
    expect(box).toMatchObject({ wide: true, inside: true });
  });
});
