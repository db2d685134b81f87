import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { BROWSERS } from './support/browsers.ts';
import { clickOn, LEAVING, STORE } from './support/leaving.ts';
import { waitForNoNotice, waitForNotice } from './support/notice.ts';
import { reportShown } from './support/report-page.mjs';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

const SAVED = '[data-saved="saved"]';

describe.each(BROWSERS)('the options page in %s', (browser) => {
  let session: Session;
  let options: Page;
  const opened: Page[] = [];

  const openOptions = async () => {
    const page = await session.openOptions();
    opened.push(page);
    await page.waitForSelector('fieldset');
    return page;
  };
  const newPage = async (url: string) => {
    const page = await session.newPage(url);
    opened.push(page);
    return page;
  };
  /** Clicks with a real mouse, and waits until the page says that the choice is saved. */
  const pick = async (selector: string) => {
    await options.bringToFront();
    await clickOn(options, selector);
    await options.waitForSelector(SAVED);
  };
  const checked = (page: Page, name: string) =>
    page.$eval(`input[name="${name}"]:checked`, (input) => (input as HTMLInputElement).value); // by its selector
  /** A new options page, made after the background was stopped: what it shows was kept. */
  const afterRestart = async () => {
    await session.stopWorker();
    return openOptions();
  };

  openForSuite(
    () => ({ browser }),
    (opened) => ({ session } = opened),
  );
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((page) => page.close()));
    await session.asExtension(() =>
      chrome.runtime.sendMessage({
        type: 'preferences:set',
        body: {
          change: {
            warnMode: 'ask',
            warnScope: 'policy-site',
            warnOften: 'once-a-day',
            leaveRules: [],
            quietSites: [],
            theme: 'system',
            badge: true,
          },
        },
      }),
    );
  });

  it('keeps what to do, and the guard of an open tab rests and wakes with it', async () => {
    const page = await newPage(LEAVING);
    const tabId = await session.tabIdOf(page);
    options = await openOptions();
    expect(await checked(options, 'warnScope')).toBe('policy-site');
    expect(await checked(options, 'warnMode')).toBe('ask');

    await pick('input[name="warnMode"][value="off"]');
    await page.bringToFront();
    await clickOn(page, '#link');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/`);
    expect(await checked(await afterRestart(), 'warnMode')).toBe('off');

    await page.bringToFront();
    await page.goto(LEAVING);
    await pick('input[name="warnMode"][value="ask"]');
    await page.bringToFront();
    await clickOn(page, '#link');
    await waitForNotice(session, tabId);
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);
    expect(page.url()).toBe(LEAVING);
  });

  it('keeps the sites not to ask about: adds, refuses with a reason, removes', async () => {
    const page = await newPage(LEAVING);
    const tabId = await session.tabIdOf(page);
    options = await openOptions();
    const problem = () => options.$eval('#quiet-problem', (line) => line.textContent);
    const sites = (there: Page) => there.$$eval('.sites bdi', (names) => names.map((name) => name.textContent));
    const add = async (typed: string) => {
      await options.bringToFront();
      await options.focus('#quiet-site');
      await options.keyboard.down('Control');
      await options.keyboard.press('a');
      await options.keyboard.up('Control');
      await options.keyboard.type(typed);
      await options.keyboard.press('Enter');
    };

    await add('not a site');
    await until('the reason is said', problem);
    expect(await problem()).toBe('This is not the name of a site. It should look like example.org.');
    expect(await options.$eval('#quiet-site', (input) => input.getAttribute('aria-invalid'))).toBe('true');
    expect(await sites(options)).toEqual([]);

    await add(`https://www.${STORE}/some/page`);
    await options.waitForSelector(SAVED);
    expect(await sites(options)).toEqual([STORE]);
    expect(await problem()).toBe('');
    await add(STORE);
    await until('the reason is said', problem);
    expect(await problem()).toBe('This site is on the list already.');

    await page.bringToFront();
    await clickOn(page, '#link');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/`);
    expect(await sites(await afterRestart())).toEqual([STORE]);

    await options.bringToFront();
    await clickOn(options, '[data-action="remove-site"]');
    await until('the list is empty', async () => (await sites(options)).length === 0);
    expect(await options.evaluate(() => document.activeElement?.id)).toBe('quiet-site');
    await page.bringToFront();
    await page.goto(LEAVING);
    await clickOn(page, '#link');
    await waitForNotice(session, tabId);
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);
  });

  it('keeps a rule for a pair of sites, which goes before the rest', async () => {
    const page = await newPage(LEAVING);
    options = await openOptions();
    await options.bringToFront();
    await options.type('#rule-from', 'https://www.cloudinary.com/');
    await options.type('#rule-to', STORE);
    await clickOn(options, '[data-action="add-rule"]');
    await options.waitForSelector(SAVED);
    const rules = (there: Page) =>
      there.$$eval('.leave-rules li > span', (lines) => lines.map((line) => line.textContent));
    expect(await rules(options)).toEqual([`From cloudinary.com to ${STORE}: Do nothing`]);
    await page.bringToFront();
    await clickOn(page, '#link');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/`);
    expect(await rules(await afterRestart())).toHaveLength(1);
    await options.bringToFront();
    await clickOn(options, '[data-action="remove-rule"]');
    await until('the list is empty', async () => (await rules(options)).length === 0);
    await page.bringToFront();
    await page.goto(LEAVING);
    await clickOn(page, '#link');
    await waitForNotice(session, await session.tabIdOf(page));
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);
  });

  it('keeps the look, and every page of the extension that is open follows', async () => {
    const page = await newPage('https://plain.example/');
    const popup = await session.openPopup(await session.tabIdOf(page));
    opened.push(popup);
    await reportShown(popup);
    const welcome = await session.openExtensionPage('src/welcome/index.html');
    opened.push(welcome);
    options = await openOptions();
    const paper = (there: Page) => there.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const all = [options, popup, welcome];
    const papers = async () => new Set(await Promise.all(all.map(paper)));

    await pick('input[value="dark"]');
    // The popup in a tab lies on the darker ground around its paper.
    await until('all are dark', async () => [...(await papers())].every(isDark));
    await pick('input[value="light"]');
    await until('all are light', async () => [...(await papers())].every((colour) => !isDark(colour)));
    await pick('input[value="dark"]');
    const again = await afterRestart();
    expect(await checked(again, 'theme')).toBe('dark');
    expect(isDark(await paper(again))).toBe(true);
  });

  it('switches the number on the button off and on, in open tabs', async () => {
    const page = await newPage('https://www.cloudinary.com/');
    const tabId = await session.tabIdOf(page);
    await until('the badge counts', async () => Number(await session.badgeText(tabId)) > 0);
    options = await openOptions();

    await pick('input[name="badge"]');
    await until('the badge is empty', async () => (await session.badgeText(tabId)) === '');
    const again = await afterRestart();
    expect(await again.$eval('input[name="badge"]', (box) => (box as HTMLInputElement).checked)).toBe(false); // by its name
    await page.bringToFront();
    await page.goto('https://www.cloudinary.com/quiet');
    expect(await session.badgeText(tabId)).toBe('');
    await page.goto('https://www.cloudinary.com/');

    await pick('input[name="badge"]');
    await until('the badge counts again', async () => Number(await session.badgeText(tabId)) > 0);
  });

  it('takes a choice back that could not be saved, and says so', async () => {
    options = await openOptions();
    const makeRoom = await refuseSaves(session, options);
    try {
      await options.bringToFront();
      await options.focus('#quiet-site');
      await options.keyboard.type('a-site-with-a-long-name.example');
      await options.keyboard.press('Enter');
      await options.waitForSelector('[data-saved="refused"]');
      expect(await options.$eval('[data-saved]', (line) => line.textContent)).toMatch(
        /^This could not be saved, so nothing has changed: ./,
      );
      expect(await options.$$('.sites li')).toEqual([]);
    } finally {
      await makeRoom();
    }
    expect(await (await afterRestart()).$$('.sites li')).toEqual([]);
  });
});

/** Whether a colour as the browser computes it is nearer to black than to white. */
function isDark(colour: string): boolean {
  const parts =
    colour
      .match(/[\d.]+/g)
      ?.slice(0, 3)
      .map(Number) ?? [];
  return parts.length === 3 && parts.reduce((sum, part) => sum + part, 0) < 384;
}

/**
 * Makes the next save fail. In Chromium the store is filled to the brim, so that the browser itself refuses the next byte;
 * Firefox's store has no brim, so there the background's answer to the page is replaced.
 *
 * @returns undoes it
 */
async function refuseSaves(session: Session, options: Page): Promise<() => Promise<void>> {
  if (session.browser === 'firefox') {
    await options.evaluate(() => {
      const { runtime } = chrome;
      const send = runtime.sendMessage.bind(runtime) as (message: { type: string }) => Promise<unknown>; // the form used
      Object.defineProperty(runtime, 'sendMessage', {
        value: async (message: { type: string }) =>
          message.type === 'preferences:set' ? { ok: false, code: 'failed', message: 'full' } : send(message),
      });
    });
    return async () => {};
  }
  await session.asExtension(async () => {
    await chrome.storage.local.set({ ballast: 'x'.repeat(10 * 1024 * 1024 - 4096) });
    let more = '';
    for (let size = 2048; size >= 1; size = Math.floor(size / 2)) {
      // What does not fit any more is refused, and half of it is tried.
      const fits = await chrome.storage.local.set({ more: more + 'y'.repeat(size) }).then(
        () => true,
        () => false,
      );
      if (fits) more += 'y'.repeat(size);
    }
  });
  return () => session.asExtension(() => chrome.storage.local.remove(['ballast', 'more']));
}
