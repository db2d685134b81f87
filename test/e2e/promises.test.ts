import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { CANARIES } from '../web/canary.mjs';
import type { Web } from '../web/types.ts';
import { startWeb } from '../web/web.mjs';
import { BROWSERS } from './support/browsers.ts';
import { openAllRows, readRows, reportShown, rowOf } from './support/report-page.mjs';
import { openSession } from './support/session.mjs';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

/** A page that writes down all it can see of itself from its first line on. */
const MIRROR = `<!doctype html><html><head><title>mirror</title><link rel="icon" href="data:,"><script>
const seen = { mutations: 0, errors: [] };
new MutationObserver((records) => { seen.mutations += records.length; })
  .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
addEventListener('error', (event) => seen.errors.push(event.message));
addEventListener('message', () => seen.errors.push('a message nobody sent'));
document.cookie = '_ga=GA1.1.1.2; path=/';
globalThis.look = () => ({
  ...seen,
  html: document.documentElement.outerHTML,
  globals: Object.getOwnPropertyNames(globalThis).sort(),
  documentProperties: Object.getOwnPropertyNames(document).sort(),
  loaded: performance.getEntriesByType('resource').map(({ name }) => name).sort(),
  sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
  frames: [window.length, history.length, String(window.opener)],
  storage: [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie],
  patched: [fetch, XMLHttpRequest.prototype.open, open, history.pushState, navigator.sendBeacon, EventTarget.prototype.addEventListener,
    Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').get, Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').set,
    Element.prototype.attachShadow, HTMLFormElement.prototype.submit, HTMLElement.prototype.click].map(String),
});
</script></head><body><p>What a page sees of itself.</p>
<img alt="" src="https://res.cloudinary.com/demo/image/upload/mirror.jpg">
<img alt="" src="https://ad.doubleclick.net/pixel"></body></html>`;

/** Requests that differ from run to run by nothing but their order. */
const asked = (web: Web) => web.requests.map(({ method, host, path }) => `${method} ${host}${path}`).sort();

describe.each(BROWSERS)('the promises in %s', (browser) => {
  let web: Web;
  let session: Session;
  openForSuite(
    () => ({ browser }),
    (opened) => ({ web, session } = opened),
  );

  it('a page sees the same with and without the extension, and servers are asked the same', async () => {
    const url = 'https://www.cloudinary.com/mirror';
    const visit = async (own: Session, ownWeb: Web, settled: (page: Page) => Promise<unknown>) => {
      ownWeb.serve('www.cloudinary.com', '/mirror', { body: MIRROR });
      const page = await own.newPage(url);
      await settled(page);
      // The page's own function, of which no type knows.
      const look = await page.evaluate(() => (globalThis as unknown as { look: () => unknown }).look());
      return { look, page };
    };

    const plainWeb = await startWeb();
    const plain = await openSession({ browser, web: plainWeb, extensionDir: null });
    const without = await visit(plain, plainWeb, async () => undefined);
    await plain.close();
    await plainWeb.close();

    // The badge says that all three eyes have looked.
    const withIt = await visit(session, web, async (page) => {
      const tabId = await session.tabIdOf(page);
      await until('the badge counts two cookies', async () => (await session.badgeText(tabId)) === '2');
    });
    expect(withIt.look).toEqual(without.look);
    expect(asked(web)).toEqual(asked(plainWeb));
    await withIt.page.close();
  });

  it('no page can load anything of the extension', async () => {
    const page = await session.newPage('https://plain.example/');
    for (const path of ['manifest.json', 'icons/16.png', 'src/popup/index.html', 'src/content/page-eye.iife.js']) {
      const reached = await page.evaluate(
        (url) =>
          fetch(url, { mode: 'no-cors' }).then(
            () => true,
            () => false,
          ),
        session.extensionUrl(path),
      );
      expect(reached, path).toBe(false);
    }
    await page.close();
  });

  it('no cookie value reaches a view, storage or a server, through looking, clearing and undoing', async () => {
    const page = await session.newPage('https://www.cloudinary.com/personal');
    await page.goto('https://www.cloudinary.com/');
    const tabId = await session.tabIdOf(page);
    const popup = await session.openPopup(tabId);
    await reportShown(popup);
    await rowOf(popup, { name: 'IDE' });
    await rowOf(popup, { name: 'profile', verdict: 'against' });
    const options = await session.openOptions();
    await openAllRows(popup);

    const values = (await session.jar()).map(({ value }) => value).filter((value) => value.length > 8);
    const marks = [...CANARIES, ...values];
    const expectNoMarkIn = (where: string, text: string) => {
      for (const mark of marks) expect(text.includes(mark), `${where} holds ${mark}`).toBe(false);
    };
    const stored = (area: 'local' | 'session') =>
      session.asExtension(async (name) => JSON.stringify(await chrome.storage[name].get(null)), area);
    const html = (view: Page) => view.evaluate(() => document.documentElement.outerHTML);

    expectNoMarkIn('the popup', await html(popup));
    expectNoMarkIn('the options', await html(options));
    expectNoMarkIn('storage.local', await stored('local'));
    expectNoMarkIn('storage.session', await stored('session'));

    const from = web.requests.length;
    await popup.bringToFront();
    await popup.click('[data-action="clear-menu"]');
    await popup.click('[role="menu"] [data-action="clear-everything"]');
    await (await popup.waitForSelector('[data-action="confirm"]'))?.click();
    await popup.waitForSelector('[data-step="done"]');
    expectNoMarkIn('the popup after clearing', await html(popup));
    expectNoMarkIn('storage.local after clearing', await stored('local'));

    await popup.click('[data-action="undo"]');
    await popup.waitForSelector('[data-step="undone"]');
    expectNoMarkIn('the popup after undoing', await html(popup));
    expectNoMarkIn('storage.local after undoing', await stored('local'));
    expect(web.requests.slice(from), 'clearing and undoing ask no server for anything').toEqual([]);

    await Promise.all([page, popup, options].map((each) => each.close()));
  });

  it('nothing is deleted by looking', async () => {
    const page = await session.newPage('https://www.cloudinary.com/');
    const before = await session.jar();
    const popup = await session.openPopup(await session.tabIdOf(page));
    await reportShown(popup);
    await openAllRows(popup);
    expect((await readRows(popup)).length).toBeGreaterThan(10);
    const identity = ({ name, domain, path }: chrome.cookies.Cookie) => `${domain} ${path} ${name}`;
    expect((await session.jar()).map(identity)).toEqual(expect.arrayContaining(before.map(identity)));
    await Promise.all([page, popup].map((each) => each.close()));
  });

  it('reports no error of its own', async () => {
    expect(await session.errors()).toEqual([]);
  });
});
