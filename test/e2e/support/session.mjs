import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findBrowser } from '../../../scripts/lib/find-browser.mjs';
import { ROOT } from '../../../scripts/lib/root.mjs';
import { launchChromium } from './chromium.mjs';
import { launchFirefox } from './firefox.mjs';
import { until } from './until.mjs';

/**
 * @import { Page } from 'puppeteer-core'
 * @import { Session, SessionOptions } from './types.ts'
 */

/**
 * Starts a browser with the built extension, on the small web if one is given, with a profile of its own that is
 * deleted again. Close it.
 *
 * @param {SessionOptions} options
 * @returns {Promise<Session>}
 */
export async function openSession(options) {
  const { browser, extensionDir = join(process.env.EXTENSIONS_DIR ?? join(ROOT, 'dist'), browser) } = options;
  const executablePath = findBrowser(browser);
  if (!executablePath) throw new Error(`No ${browser} found. Install it, or set its path (see find-browser.mjs).`);
  const profile = mkdtempSync(join(tmpdir(), `cookie-clause-${browser}-`));
  // The browser's helper processes may still be writing for a moment.
  const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.once('exit', removeProfile);
  const launch = browser === 'chromium' ? launchChromium : launchFirefox;
  const engine = await launch({ ...options, extensionDir, executablePath, profile });
  const { driver, origin } = engine;

  /** @type {WeakMap<Page, number>} */
  const tabIds = new WeakMap();
  /** @type {Page | null} */
  let control = null;

  /** @param {string} path */
  const extensionUrl = (path) => {
    if (origin === null) throw new Error('This session runs without the extension.');
    return `${origin}/${path.replace(/^\//, '')}`;
  };

  /**
   * A picture of the extension's, shown alone: a page of its origin, with its rights and none of its code.
   *
   * @type {Session['asExtension']}
   */
  const asExtension = async (work, ...args) => {
    if (!control || control.isClosed()) {
      control = await driver.newPage();
      await showExtensionPage(control, extensionUrl('icons/16.png'));
    }
    return control.evaluate(work, ...args);
  };

  /** @param {Page} page @param {string} url */
  const showExtensionPage = async (page, url) => {
    // Firefox 153 never reports that an extension page has loaded; it is there all the same.
    const loaded = page.goto(url, browser === 'firefox' ? { timeout: 1 } : {});
    await (browser === 'firefox' ? loaded.catch(() => null) : loaded);
    await until(`${url} is shown`, () =>
      page.evaluate((wanted) => location.href === wanted && document.readyState === 'complete', url),
    );
  };

  const tabs = () =>
    asExtension(async () => (await chrome.tabs.query({})).map(({ id = -1, url = '' }) => ({ id, url })));

  /** @type {Session['newPage']} */
  const newPage = async (url) => {
    const before = origin && !options.headed ? new Set((await tabs()).map((tab) => tab.id)) : null;
    const page = await driver.newPage();
    const added = before && (await tabs()).find((tab) => !before.has(tab.id));
    if (added) tabIds.set(page, added.id);
    if (url) await page.goto(url);
    return page;
  };

  /** @type {Session['openExtensionPage']} */
  const openExtensionPage = async (path) => {
    const page = await newPage();
    await showExtensionPage(page, extensionUrl(path));
    return page;
  };

  /** @type {Session['openPrivateWindow']} */
  const openPrivateWindow = async (url) => {
    const window = await asExtension(async (address) => {
      const created = await chrome.windows.create({ incognito: true, url: address });
      return { windowId: created?.id ?? -1, tabId: created?.tabs?.[0]?.id ?? -1 };
    }, url);
    if (window.tabId === -1) throw new Error('No private window was opened.');
    return window;
  };

  /** @type {Session['openContainerTab']} */
  const openContainerTab = async (url) => {
    if (!engine.openContainerTab) throw new Error(`${browser} has no containers.`);
    const before = new Set((await tabs()).map((tab) => tab.id));
    await engine.openContainerTab(url);
    const added = await until('the tab is there', async () => (await tabs()).find((tab) => !before.has(tab.id)));
    return added.id;
  };

  /** @type {Session['allowSites']} */
  const allowSites = async (sites) => {
    await engine.allowSites(sites);
    await until('the extension has these sites and no others', () =>
      asExtension(async (wanted) => {
        const { origins = [] } = await chrome.permissions.getAll();
        if (wanted === 'all') return origins.includes('https://*/*');
        return origins.length === wanted.length && wanted.every((site) => origins.includes(site));
      }, sites),
    );
  };

  const manifest = extensionDir ? JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8')) : null;

  const close = async () => {
    await driver.close();
    removeProfile();
    process.off('exit', removeProfile);
  };

  if (extensionDir !== null && !options.headed) {
    try {
      // Chromium 156 sometimes has no messages in a whole session whose first page of the extension was opened by a tool
      // while the extension was still starting; its own first page is the welcome page.
      if (browser === 'chromium' && hasWelcome(extensionDir)) {
        await driver.waitForTarget((target) => target.url().startsWith(extensionUrl('src/welcome/')));
      }
      // To be allowed in private windows Firefox starts the extension anew, and so takes its welcome away.
      await (browser === 'firefox' && options.privateWindows
        ? until('the background answers', () =>
            asExtension(() => chrome.runtime.sendMessage({ type: 'preferences:get', body: null })),
          )
        : welcomed(asExtension, extensionDir));
    } catch (error) {
      await close();
      throw error;
    }
  }

  return {
    browser,
    driver,
    newPage,
    extensionUrl,
    openExtensionPage,
    asExtension,
    pageAt: (url) =>
      until(`a tab is at ${url}`, async () =>
        (await driver.pages()).find((page) => (typeof url === 'string' ? page.url() === url : url.test(page.url()))),
      ),
    openPopup: (tabId) => openExtensionPage(`${manifest.action.default_popup}?tab=${tabId}`),
    openRealPopup: async (page) => {
      if (browser === 'firefox') throw new Error('Tools cannot reach the real popup of Firefox; use openPopup.');
      const url = extensionUrl(manifest.action.default_popup);
      await asExtension(() => null);
      await page.bringToFront();
      await asExtension(() => chrome.action.openPopup());
      const target = await driver.waitForTarget((each) => each.url() === url);
      return target.asPage();
    },
    openPrivateWindow,
    openContainerTab,
    openOptions: () => openExtensionPage(manifest.options_ui.page),
    tabIdOf: async (page) => {
      const known = tabIds.get(page);
      if (known !== undefined) return known;
      const [match, ...more] = (await tabs()).filter((tab) => tab.url === page.url());
      if (!match || more.length > 0) throw new Error(`Not exactly one tab is at ${page.url()}.`);
      return match.id;
    },
    badgeText: (tabId) => asExtension((id) => chrome.action.getBadgeText({ tabId: id }), tabId),
    jar: () => asExtension(async () => chrome.cookies.getAll({ partitionKey: {} })),
    allowSites,
    stopWorker: engine.stopWorker,
    errors: engine.errors,
    close,
  };
}

/** @param {string} extensionDir */
const hasWelcome = (extensionDir) => existsSync(join(extensionDir, 'src/welcome/index.html'));

/**
 * Waits for the extension's welcome page, which says that its background is up and listening, and closes it, so that the
 * tabs are those a test opens.
 *
 * @param {Session['asExtension']} asExtension
 * @param {string} extensionDir
 */
async function welcomed(asExtension, extensionDir) {
  if (!hasWelcome(extensionDir)) return;
  await until('the extension welcomes', () =>
    asExtension(async () => {
      // By its window: before Chromium 156 an extension without the `tabs` permission is not told its own tabs' addresses.
      const welcome = chrome.extension
        .getViews({ type: 'tab' })
        .find((view) => view.location.pathname.startsWith('/src/welcome/'));
      // The window of a page of the extension, so it has the same interface as this one.
      const tab = await /** @type {typeof globalThis | undefined} */ (
        /** @type {unknown} */ (welcome)
      )?.chrome.tabs.getCurrent();
      if (tab?.id === undefined) return false;
      await chrome.tabs.remove(tab.id);
      return true;
    }),
  );
}
