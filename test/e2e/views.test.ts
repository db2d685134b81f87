import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { findFaults } from './support/axe.ts';
import { BROWSERS } from './support/browsers.ts';
import { emptyJar } from './support/jar.ts';
import { openAllRows, type ReportRow, readRows, reportShown, rowOf } from './support/report-page.mjs';
import { openForSuite } from './support/suite.ts';
import type { BrowserName, Session } from './support/types.ts';
import { until } from './support/until.mjs';

const CLOUDINARY = 'https://www.cloudinary.com/';
const policy = readFileSync(new URL('../fixtures/cloudinary-privacy-2013-05.md', import.meta.url), 'utf8');

type Hooks = Pick<ReportRow, 'name' | 'domain' | 'vendor' | 'purpose' | 'party' | 'verdict' | 'sent'> & {
  readonly why: string;
  /** Firefox keeps what third parties set apart for the site; Chromium only what asks for it. */
  readonly partition?: string | { readonly firefox: string };
};

const APART = 'https://cloudinary.com';
const inFirefox = { firefox: APART };
const own = { domain: '.cloudinary.com', party: 'first' } as const;
const foreign = { party: 'third', sent: false } as const;

// biome-ignore format: a table
const ON_CLOUDINARY: readonly Hooks[] = [
  { ...own, name: '_cld_session_key', vendor: 'Cloudinary', purpose: 'functional', verdict: 'general', sent: true, why: 'Cloudinary’s own' },
  { ...own, name: 'locale', vendor: 'Cloudinary', purpose: 'unknown', verdict: 'unknown', sent: true, why: 'the domain tells the vendor, and nothing more' },
  { ...own, name: 'locale', domain: 'www.cloudinary.com', vendor: 'Cloudinary', purpose: 'unknown', verdict: 'unknown', sent: false, why: 'its twin of this host only' },
  { ...own, name: '__Host-console_csrf', domain: 'www.cloudinary.com', vendor: 'Cloudinary', purpose: 'unknown', verdict: 'unknown', sent: false, why: 'no entry of the catalogue' },
  { ...own, name: '__cf_bm', vendor: 'Cloudflare', purpose: 'security', verdict: 'general', sent: true, why: 'another company’s, on Cloudinary’s domain' },
  { ...foreign, name: 'IDE', domain: '.doubleclick.net', vendor: 'Google', purpose: 'advertising', verdict: 'named', partition: inFirefox, why: 'the DoubleClick cookie' },
  { ...foreign, name: 'test_cookie', domain: '.doubleclick.net', vendor: 'Google', purpose: 'functional', verdict: 'unmentioned', partition: inFirefox, why: 'neither ads nor analytics' },
  { ...foreign, name: 'li_sugr', domain: '.linkedin.com', vendor: 'LinkedIn', purpose: 'advertising', verdict: 'general', partition: inFirefox, why: 'third-party vendors' },
  { ...foreign, name: 'fr', domain: '.facebook.com', vendor: 'Meta', purpose: 'advertising', verdict: 'general', partition: inFirefox, why: 'third-party vendors' },
  { ...foreign, name: 'MUID', domain: '.bing.com', vendor: 'Microsoft', purpose: 'advertising', verdict: 'general', partition: inFirefox, why: 'third-party vendors' },
  { ...foreign, name: 'chat_session', domain: 'widget.partner-chat.example', vendor: '', purpose: 'unknown', verdict: 'unknown', partition: APART, why: 'asks to be kept apart' },
];

describe.each(BROWSERS)('the views in %s', (browser) => {
  let session: Session;
  const opened: Page[] = [];

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
  const popupOf = async (url: string) => {
    const { tabId } = await visit(url);
    return openPopup(tabId);
  };

  openForSuite(
    () => ({ browser }),
    (opened) => ({ session } = opened),
  );
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((page) => page.close()));
    await emptyJar(session);
  });

  describe('hooks for tools', () => {
    it('stand on every row of www.cloudinary.com', async () => {
      const popup = await popupOf(CLOUDINARY);
      for (const { why, partition = '', ...hooks } of ON_CLOUDINARY) {
        const row = await rowOf(popup, { name: hooks.name, domain: hooks.domain });
        const expected = {
          ...hooks,
          partition: partitionIn(browser, partition),
          path: '/',
          status: 'stored',
          storage: '',
        };
        expect(row, why).toMatchObject(expected);
      }
    });

    it('stand on what goes to Cloudinary from another site, as far as the browser lets it', async () => {
      const { page } = await visit(CLOUDINARY);
      await page.goto('https://shop.example/');
      const popup = await openPopup(await session.tabIdOf(page));
      const ga = await rowOf(popup, { name: '_ga', domain: '.shop.example' });
      expect(ga).toMatchObject({ vendor: 'Google', purpose: 'analytics', party: 'first', verdict: 'elsewhere' });
      expect(ga).toMatchObject({ status: 'stored', sent: false, partition: '' });
      if (browser === 'chromium') {
        const key = await rowOf(popup, { name: '_cld_session_key', sent: true });
        expect(key).toMatchObject({ domain: '.cloudinary.com', party: 'third', verdict: 'general', status: 'stored' });
      } else {
        expect((await readRows(popup)).map(({ name }) => name)).toEqual(['_ga']);
      }
    });

    it('stand on an identifier that is no cookie, with its area instead of domain and path', async () => {
      const popup = await popupOf('https://shop.example/video');
      const row = await rowOf(popup, { name: 'cld-analytics-user-id' });
      expect(row).toMatchObject({ storage: 'local', vendor: 'Cloudinary', purpose: 'analytics', verdict: 'elsewhere' });
      const hooks = await popup.$eval('[data-storage]', (element) => element.getAttributeNames());
      expect(hooks).not.toContain('data-cookie-domain');
      expect(hooks).not.toContain('data-cookie-path');
      await openAllRows(popup);
      const { text } = await rowOf(popup, { name: 'cld-analytics-user-id' });
      expect(text).toContain(
        'A random number that Cloudinary’s video analytics gives this browser on the site that keeps it',
      );
      expect(text).toContain('This is not a cookie');
    });
  });

  it('quote the policy word for word, with its date beside it', async () => {
    const popup = await popupOf(CLOUDINARY);
    await rowOf(popup, { name: 'IDE' });
    await openAllRows(popup);
    const quotes = await popup.$$eval('[data-clause]', (figures) =>
      figures.map((figure) => ({
        text: figure.querySelector('blockquote')?.textContent ?? '',
        language: figure.querySelector('blockquote')?.lang,
        cite: figure.querySelector('cite')?.textContent,
      })),
    );
    expect(quotes.length).toBeGreaterThan(5);
    for (const { text, language, cite } of quotes) {
      expect(policy).toContain(text);
      expect(language).toBe('en');
      expect(cite).toMatch(/, sentence \d+ · policy of 5\/2013\.$/);
    }
    const ide = await popup.$eval('[data-cookie-name="IDE"]', (row) => ({
      quote: row.querySelector('blockquote')?.textContent,
      cite: row.querySelector('cite')?.textContent,
    }));
    expect(ide.quote).toMatch(
      /^We, and third-party vendors, including Google, use first-party cookies .* our website\.$/,
    );
    expect(ide.cite).toBe('COOKIES, sentence 13 · policy of 5/2013.');
  });

  it('follow the page while they are open, and leave rows, focus and place as they are', async () => {
    const { page, tabId } = await visit(CLOUDINARY);
    await page.goto('https://www.cloudinary.com/spa');
    const popup = await openPopup(tabId);
    await rowOf(popup, { name: '_gcl_au' });
    const head = '[data-cookie-name="_gcl_au"] > button';
    await popup.focus(head);
    await popup.keyboard.press('Enter');
    await popup.$eval(head, (button) => button.scrollIntoView({ block: 'center' }));
    const place = () =>
      popup.$eval(head, (button) => ({
        top: Math.round(button.getBoundingClientRect().top),
        open: button.getAttribute('aria-expanded'),
        focused: document.activeElement === button,
        marked: document.body.dataset.marked,
      }));
    await popup.evaluate(() => {
      document.body.dataset.marked = 'not reloaded';
    });
    const before = await place();
    expect(before).toMatchObject({ open: 'true', focused: true, marked: 'not reloaded' });
    expect((await readRows(popup)).map(({ name }) => name)).not.toContain('_gcl_aw');

    await page.evaluate(() => document.querySelector<HTMLElement>('#go')?.click());
    await rowOf(popup, { name: '_gcl_aw', vendor: 'Google', status: 'stored' });
    expect(await place()).toEqual(before);
  });

  it('give the main button the width of a narrow tab, and stand side by side in a wide one', async () => {
    const popup = await popupOf(CLOUDINARY);
    const shares = () =>
      popup.$eval('.foot', (foot) => {
        const main = foot.querySelector('.primary')?.getBoundingClientRect().width ?? 0;
        const style = getComputedStyle(foot);
        return main / (foot.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight));
      });
    await popup.setViewport({ width: 400, height: 600 });
    expect(await shares()).toBeCloseTo(1, 1);
    await popup.setViewport({ width: 1000, height: 800 });
    expect(await shares()).toBeLessThan(0.7);
  });

  describe('say what there is to say where there is no report', () => {
    it('of a tab that is closed', async () => {
      const popup = await openPopup(987654);
      expect(await popup.$eval('[data-state="gone"]', (state) => state.textContent)).toContain('This tab is closed.');
    });

    it('of a tab without a website', async () => {
      const blank = await session.newPage();
      opened.push(blank);
      const popup = await openPopup(await session.tabIdOf(blank));
      expect(await popup.$eval('[data-state="no-page"]', (state) => state.textContent)).toContain('No website here.');
    });

    it('of a page that keeps nothing', async () => {
      const popup = await popupOf('https://plain.example/');
      expect(await popup.$eval('h1', (title) => title.textContent)).toBe(
        'No cookies of Cloudinary or remarketing were seen here.',
      );
      expect(await readRows(popup)).toEqual([]);
      // Other data of the site may be there all the same.
      const offers = await popup.$$eval('[data-action^="clear"]', (all) =>
        all.map((one) => one.getAttribute('data-action')),
      );
      expect(offers).toEqual(['clear-menu']);
    });
  });

  it('are run by the keyboard alone, and nothing lies over what has the focus', async () => {
    const popup = await popupOf(CLOUDINARY);
    await rowOf(popup, { name: '_gcl_au' });
    await popup.bringToFront();
    const focused = () =>
      popup.evaluate(() => {
        const element = document.activeElement;
        const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
        const hit = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, innerHeight / 2));
        return {
          id: element?.id ?? '',
          action: element?.getAttribute('data-action') ?? '',
          row: element?.closest('[data-cookie-name]')?.getAttribute('data-cookie-name') ?? '',
          free: element?.contains(hit) ?? false,
        };
      });
    /** Presses Tab until the focus is where it is wanted; on the way nothing may be covered. */
    const tabTo = async (wanted: Partial<Awaited<ReturnType<typeof focused>>>) => {
      for (let presses = 0; presses < 60; presses += 1) {
        const now = await focused();
        if (Object.entries(wanted).every(([key, value]) => now[key as keyof typeof now] === value)) return; // keys of it
        await popup.keyboard.press('Tab');
        const { free, ...where } = await focused();
        if (!where.id.startsWith('panel-')) expect({ ...where, free }).toEqual({ ...where, free: true });
      }
      throw new Error(`The Tab key does not lead to ${JSON.stringify(wanted)}`);
    };
    const inJar = async () => (await session.jar()).some(({ name }) => name === '_gcl_au');

    await tabTo({ id: 'tab-cookies' });
    await popup.keyboard.press('ArrowRight');
    expect(await focused()).toMatchObject({ id: 'tab-story' });
    await popup.keyboard.press('End');
    expect(await focused()).toMatchObject({ id: 'tab-clauses' });
    await popup.waitForSelector('[data-clause-id="cookies.3"]');
    await popup.keyboard.press('ArrowRight');
    expect(await focused()).toMatchObject({ id: 'tab-cookies' });

    await tabTo({ row: '_gcl_au' });
    await popup.keyboard.press('Enter');
    await tabTo({ row: '_gcl_au', action: 'clear' });
    await popup.keyboard.press('Enter');
    await until('confirming is next', async () => (await focused()).action === 'confirm');
    expect(await inJar()).toBe(true);
    await popup.keyboard.press('Enter');
    await until('undoing is next', async () => (await focused()).action === 'undo');
    expect(await inJar()).toBe(false);
    await popup.keyboard.press('Enter');
    await until('closing is next', async () => (await focused()).action === 'close');
    expect(await inJar()).toBe(true);
    await popup.keyboard.press('Escape');
    await until('the focus is back in the list', async () => (await focused()).row === '_gcl_au');
  });

  describe.each(['light', 'dark'])('have no fault that axe knows, in %s', (theme) => {
    const inTheme = (page: Page) =>
      page.evaluate((name) => {
        document.documentElement.dataset.theme = name;
      }, theme);

    it('in the popup, tab by tab, with everything open', async () => {
      const popup = await popupOf(CLOUDINARY);
      await rowOf(popup, { name: 'MUID' });
      await inTheme(popup);
      for (const tab of ['cookies', 'story', 'clauses']) {
        await popup.click(`#tab-${tab}`);
        await popup.waitForSelector(`#panel-${tab}`);
        await popup.$$eval('[role="tabpanel"] [aria-expanded="false"]', (rows) => {
          for (const row of rows) (row as HTMLElement).click(); // buttons, by the selector
        });
        await until(
          'everything is open',
          async () => (await popup.$$('[role="tabpanel"] [aria-expanded="false"]')).length === 0,
        );
        expect(await findFaults(popup), tab).toEqual([]);
      }
    });

    it('in the options and the welcome page', async () => {
      for (const path of ['options', 'welcome']) {
        const page = await session.openExtensionPage(`src/${path}/index.html`);
        opened.push(page);
        await page.waitForSelector('h2, fieldset');
        await inTheme(page);
        expect(await findFaults(page), path).toEqual([]);
      }
    });
  });

  it('report no error of their own', async () => {
    expect(await session.errors()).toEqual([]);
  });
});

function partitionIn(browser: BrowserName, partition: string | { readonly firefox: string }): string {
  if (typeof partition === 'string') return partition;
  return browser === 'firefox' ? partition.firefox : '';
}
