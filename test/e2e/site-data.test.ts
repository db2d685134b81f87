import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { page as htmlPage } from '../web/pages.mjs';
import type { Web } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { ask } from './support/clearing.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

/** Fills all five kinds, keeps its database open as pages do, and can say what it has. */
const FILL = `<script>
localStorage.setItem('a', '1'); localStorage.setItem('cld-analytics-user-id', 'some-id'); sessionStorage.setItem('s', '1');
window.kept = [];
const ready = (async () => {
  const request = indexedDB.open('basket');
  await new Promise((done, fail) => { request.onsuccess = done; request.onerror = fail; });
  window.kept.push(request.result);
  await (await caches.open('pictures')).put('/x', new Response('x'));
  await navigator.serviceWorker.register('/worker.js');
  await navigator.serviceWorker.ready;
  document.title = 'filled';
})();
</script>`;

const ALL = ['localStorage', 'sessionStorage', 'indexedDB', 'cacheStorage', 'serviceWorkers'];
const FULL = { localStorage: 2, sessionStorage: 1, indexedDB: 1, cacheStorage: 1, serviceWorkers: 1 };
const EMPTY = { localStorage: 0, sessionStorage: 0, indexedDB: 0, cacheStorage: 0, serviceWorkers: 0 };

describe.each(BROWSERS)('other data of a site in %s', (browser) => {
  let web: Web;
  let session: Session;
  const open: Page[] = [];
  openForSuite(
    () => ({ browser }),
    (opened) => ({ web, session } = opened),
  );
  afterEach(async () => {
    await Promise.all(open.splice(0).map((page) => page.close()));
  });

  /** A page that has filled everything. */
  async function filled(host: string, more = '') {
    web.serve(host, '/fill', { body: htmlPage({ brand: host, title: 'empty', body: FILL + more }) });
    web.serve(host, '/worker.js', { type: 'text/javascript', body: 'self.onfetch = () => {};' });
    const page = await session.newPage(`https://${host}/fill`);
    open.push(page);
    await page.waitForFunction(() => document.title === 'filled');
    return page;
  }

  /** What is there, as the page itself reads it. */
  const keptBy = (page: Page) =>
    page.evaluate(async () => ({
      localStorage: localStorage.length,
      sessionStorage: sessionStorage.length,
      indexedDB: (await indexedDB.databases()).length,
      cacheStorage: (await caches.keys()).length,
      serviceWorkers: (await navigator.serviceWorker.getRegistrations()).length,
    }));

  async function openDialog(page: Page) {
    const popup = await session.openPopup(await session.tabIdOf(page));
    open.push(popup);
    await popup.bringToFront();
    await popup.locator('[data-action="clear-menu"]').click();
    await popup.locator('[data-action="site-data"]').click();
    await popup.waitForSelector('[data-step="site-data-choosing"]');
    return popup;
  }

  /** What the popup says of each kind in the end. */
  async function clear(popup: Page, kinds: readonly string[], inFront = popup) {
    for (const kind of kinds) await popup.locator(`[data-kind="${kind}"] input`).click();
    await popup.locator('.sheet [data-action="confirm"]').click();
    await inFront.bringToFront();
    await popup.waitForFunction(() => document.querySelector('[data-step="site-data-cleared"]'), { polling: 100 });
    return popup.$$eval('[data-kind]', (rows) =>
      Object.fromEntries(rows.map((row) => [row.getAttribute('data-kind'), row.getAttribute('data-result')])),
    );
  }

  it('all five kinds go, also what the page holds open, and another host keeps its own', async () => {
    const twin = await filled('www.shop.example');
    const page = await filled('shop.example');
    const popup = await openDialog(page);
    const counts = await popup.$$eval('[data-kind]', (rows) =>
      Object.fromEntries(rows.map((row) => [row.getAttribute('data-kind'), Number(row.getAttribute('data-count'))])),
    );
    expect(counts).toEqual(FULL);
    expect(await clear(popup, ALL)).toEqual(Object.fromEntries(ALL.map((kind) => [kind, 'cleared'])));
    expect(await keptBy(page)).toEqual(EMPTY);
    expect(await keptBy(twin)).toEqual(FULL);
  });

  it('is counted and cleared also while the page loads on and on', async () => {
    web.serve('shop.example', '/endless.js', { type: 'text/javascript', body: ' ', endless: true });
    const body = htmlPage({
      brand: 'shop.example',
      title: 'empty',
      body: `${FILL}<script src="/endless.js"></script>`,
    });
    web.serve('shop.example', '/fill', { body });
    web.serve('shop.example', '/worker.js', { type: 'text/javascript', body: 'self.onfetch = () => {};' });
    const page = await session.newPage();
    open.push(page);
    const tabId = await session.tabIdOf(page);
    const gone = page.goto('https://shop.example/fill', { waitUntil: 'load' }).catch(() => 'never loaded');
    const counted = async () => (await ask(session, 'site-data:count', { tabId })).counts;
    await until('all is counted', async () => JSON.stringify(await counted()) === JSON.stringify(FULL));
    const wish = { tabId, origin: 'https://shop.example', kinds: ['localStorage'] as const };
    expect(await ask(session, 'site-data:clear', wish)).toEqual([{ kind: 'localStorage', result: 'cleared' }]);
    await page.close();
    open.pop();
    expect(await gone).toBe('never loaded');
  });

  it('one kind goes alone: local storage, and not the session storage of the tab', async () => {
    const page = await filled('shop.example');
    expect(await clear(await openDialog(page), ['localStorage'])).toEqual({ localStorage: 'cleared' });
    expect(await keptBy(page)).toEqual({ ...FULL, localStorage: 0 });
  });

  it('says so when the page fills it again', async () => {
    const refill = `<script>
      setInterval(() => { if (localStorage.length === 0) setTimeout(() => localStorage.setItem('a', '1'), 300); }, 20);
    </script>`;
    const page = await filled('shop.example', refill);
    const popup = await openDialog(page);
    // In front, where its clock is not slowed down.
    expect(await clear(popup, ['localStorage'], page)).toEqual({ localStorage: 'came-back' });
  });

  const NUMBER = '[data-cookie-name="cld-analytics-user-id"]';
  async function removeNumber(page: Page) {
    const popup = await session.openPopup(await session.tabIdOf(page));
    open.push(popup);
    await popup.bringToFront();
    await popup.locator(`${NUMBER} > button`).click();
    await popup.locator(`${NUMBER} [data-action="remove-key"]`).click();
    return popup;
  }

  it('Cloudinary’s number in local storage goes alone', async () => {
    const page = await filled('www.cloudinary.com');
    const popup = await removeNumber(page);
    await popup.waitForSelector('[data-step="site-data-key-removed"] [data-result="cleared"]');
    expect(await page.evaluate(() => [Object.keys(localStorage), sessionStorage.length])).toEqual([['a'], 1]);
    await popup.waitForSelector(NUMBER, { hidden: true });
  });

  it('Cloudinary’s number is said to be back where the page sets it again', async () => {
    const again = `<script>
      setInterval(() => { localStorage['cld-analytics-user-id'] ??= 'another'; }, 50);
    </script>`;
    const popup = await removeNumber(await filled('www.cloudinary.com', again));
    await popup.waitForSelector('[data-step="site-data-key-removed"] [data-result="came-back"]');
    expect(await popup.$(NUMBER)).not.toBeNull();
  });
});
