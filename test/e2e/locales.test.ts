import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildExtensions } from '../../scripts/lib/build.mjs';
import { unwrappedTexts } from '../ui/unwrapped.ts';
import { BROWSERS } from './support/browsers.ts';
import { clippedTexts } from './support/clipped.ts';
import { clickOn, LEAVING } from './support/leaving.ts';
import { waitForNotice } from './support/notice.ts';
import { openAllRows, reportShown, rowOf } from './support/report-page.mjs';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

const KINDS = [
  { kind: 'long', direction: 'ltr' },
  { kind: 'rtl', direction: 'rtl' },
] as const;

/** The popup, and the narrowest window that is asked for. */
const WIDTHS = [400, 320];

let builds: string;
beforeAll(async () => {
  builds = mkdtempSync(join(tmpdir(), 'cookie-clause-locales-'));
  for (const { kind } of KINDS) {
    process.env.PSEUDO_LOCALE = kind;
    await buildExtensions(join(builds, kind));
  }
}, 180_000);
afterAll(() => {
  delete process.env.PSEUDO_LOCALE;
  rmSync(builds, { recursive: true, force: true });
});

describe.each(BROWSERS.flatMap((browser) => KINDS.map((kind) => ({ browser, ...kind }))))(
  'in a language that is $kind, in $browser',
  ({ browser, kind, direction }) => {
    let session: Session;
    const opened: Page[] = [];
    openForSuite(
      () => ({ browser, extensionDir: join(builds, kind, browser) }),
      (opened) => ({ session } = opened),
    );
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((page) => page.close()));
    });

    const visit = async (url: string) => {
      const page = await session.newPage(url);
      opened.push(page);
      return { page, tabId: await session.tabIdOf(page) };
    };
    const openPopup = async (tabId: number) => {
      const popup = await session.openPopup(tabId);
      opened.push(popup);
      await reportShown(popup);
      return popup;
    };
    /** Every text comes from the messages, fits at every width, and runs the right way. */
    const expectSound = async (page: Page, what: string) => {
      expect(await page.evaluate(unwrappedTexts), what).toEqual([]);
      expect(await page.title(), what).toMatch(/^⟦.*⟧$/);
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: 600 });
        expect(await page.evaluate(clippedTexts), `${what}, ${width} wide`).toEqual([]);
      }
      expect(await page.evaluate(() => getComputedStyle(document.body).direction), what).toBe(direction);
      const quoted = await page.$$eval('blockquote, .clause-start, .sentence', (quotes) => [
        ...new Set(quotes.map((quote) => `${(quote as HTMLElement).lang} ${getComputedStyle(quote).direction}`)), // by the selector
      ]);
      if (quoted.length > 0) expect(quoted, what).toEqual(['en ltr']);
    };

    it('the popup is whole: cookies, story, clauses', async () => {
      const { tabId } = await visit('https://www.cloudinary.com/');
      const popup = await openPopup(tabId);
      await rowOf(popup, { name: 'MUID' });
      await expectSound(popup, 'cookies');
      await openAllRows(popup);
      await popup.$$eval('summary', (folds) => {
        for (const fold of folds) fold.click();
      });
      await expectSound(popup, 'open cookies');
      for (const tab of ['story', 'clauses']) {
        await popup.$eval(`#tab-${tab}`, (button) => (button as HTMLElement).click()); // by its id
        await popup.waitForSelector(`#panel-${tab}`);
        await expectSound(popup, tab);
      }
      await popup.$$eval('[data-clause-id] > button', (rows) => {
        for (const row of rows) row.click();
      });
      await until('the clauses are open', async () => (await popup.$$('[data-clause]')).length === 33);
      await expectSound(popup, 'open clauses');
    });

    it('the popup is whole through a clearing', async () => {
      const { tabId } = await visit('https://www.cloudinary.com/');
      const popup = await openPopup(tabId);
      await rowOf(popup, { name: 'MUID' });
      const press = (action: string) =>
        popup.$eval(`[data-action="${action}"]`, (button) => (button as HTMLElement).click()); // by the selector
      await press('clear-menu');
      await popup.waitForSelector('[role="menu"]');
      await expectSound(popup, 'menu');
      await press('clear-site');
      await popup.waitForSelector('[data-step="preview"]');
      await expectSound(popup, 'preview');
      await press('confirm');
      await popup.waitForSelector('[data-step="done"]');
      await expectSound(popup, 'done');
      await press('undo');
      await popup.waitForSelector('[data-step="undone"]');
      await expectSound(popup, 'undone');
    });

    it.each([
      { url: 'https://shop.example/video', name: 'cld-analytics-user-id' },
      { url: 'https://bad.example/', name: 'emoji' },
      { url: 'https://www.cloudinary.com/personal', name: 'profile' },
      { url: 'https://www.cloudinary.com/evidence', name: 'IDE' },
      { url: 'https://plain.example/', name: null },
    ])('the popup is whole on $url', async ({ url, name }) => {
      const { tabId } = await visit(url);
      const popup = await openPopup(tabId);
      if (name !== null) await rowOf(popup, { name });
      await expectSound(popup, url);
      await openAllRows(popup);
      await expectSound(popup, `${url}, opened`);
    });

    it.each([
      { path: '', watched: false },
      { path: 'evidence', watched: false },
      { path: 'privacy-changed', watched: true },
      { path: 'privacy/cookie-policy', watched: true },
    ])('the policy page is whole for “/$path”', async ({ path, watched }) => {
      const { tabId } = await visit(`https://www.cloudinary.com/${path}`);
      const page = await session.openExtensionPage(`src/policy-page/index.html?tab=${tabId}`);
      opened.push(page);
      await page.waitForSelector('[data-clause-status]');
      if (watched) await page.waitForSelector('[data-policy-watch]');
      await expectSound(page, path);
      await page.$$eval('[data-clause-id] [aria-expanded="false"]', (buttons) => {
        for (const button of buttons) (button as HTMLElement).click(); // by the selector
      });
      await expectSound(page, `${path}, opened`);
    });

    it('the popup is whole where there is no report', async () => {
      await expectSound(await openPopup(987654), 'a closed tab');
      const blank = await session.newPage();
      opened.push(blank);
      await expectSound(await openPopup(await session.tabIdOf(blank)), 'no website');
    });

    it('the options are whole, refusals included', async () => {
      const options = await session.openOptions();
      opened.push(options);
      await options.waitForSelector('fieldset');
      await options.bringToFront();
      await options.focus('#quiet-site');
      await options.keyboard.press('Enter');
      await until('the reason is said', () => options.$eval('#quiet-problem', (line) => line.textContent));
      await expectSound(options, 'options');
      await options.keyboard.type('partner-store.example');
      await options.keyboard.press('Enter');
      await options.waitForSelector('[data-saved="saved"]');
      await expectSound(options, 'options with a site');
      await clickOn(options, '[data-action="remove-site"]');
      await until('the list is empty', async () => (await options.$$('.sites li')).length === 0);
    });

    it('the welcome page is whole', async () => {
      const welcome = await session.openExtensionPage('src/welcome/index.html');
      opened.push(welcome);
      await welcome.waitForSelector('h1');
      await expectSound(welcome, 'welcome');
    });

    it('the notice is whole', async () => {
      const { page, tabId } = await visit(LEAVING);
      await page.bringToFront();
      await clickOn(page, '#link-with-ids');
      const notice = await waitForNotice(session, tabId);
      expect(notice.direction).toBe(direction);
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: 600 });
        expect(await readNoticeTexts(session, tabId), `${width} wide`).toEqual({
          unwrapped: [],
          clipped: [],
          parts: 3,
        });
      }
    });

    it('nothing of the extension’s fails', async () => {
      expect(await session.errors()).toEqual([]);
    });
  },
);

/** The same of the notice, in its closed root; `parts` says that there was something to look at. */
function readNoticeTexts(session: Session, tabId: number): Promise<unknown> {
  const read = `() => {
    const host = document.querySelector('cookie-clause-notice');
    const root = host.openOrClosedShadowRoot ?? chrome.dom.openOrClosedShadowRoot(host);
    const dialog = root.querySelector('dialog');
    const unwrapped = (${unwrappedTexts})(dialog);
    const clipped = (${clippedTexts})(dialog);
    return { unwrapped, clipped, parts: dialog.querySelectorAll('#facts, blockquote, #host').length };
  }`;
  return session.asExtension(
    `chrome.scripting.executeScript({ target: { tabId: ${tabId} }, func: ${read} }).then(([{ result }]) => result)`,
  );
}
