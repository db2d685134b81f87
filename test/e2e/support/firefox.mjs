import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { allowSites, bidiOf, collectErrors, openChromeScope, openContainerTab } from './firefox-chrome-scope.mjs';
import { requireVersion } from './version.mjs';

/** @import { Engine, EngineOptions } from './types.ts' */

/** Firefox draws a new one for every profile; a fixed one lets tests know the extension's address. */
const UUID = '4f1c2b7a-9d3e-4c58-8a61-0b2f7e9d5c34';

/**
 * @param {EngineOptions} options
 * @returns {Promise<Engine>}
 */
export async function launchFirefox(options) {
  const { web, executablePath, profile, extensionDir, headed = false, pixelRatio = 1 } = options;
  const id = extensionDir ? geckoId(extensionDir) : null;
  const driver = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    userDataDir: profile,
    headless: !headed,
    // Whoever opens a window waits for Ctrl-C and closes it.
    handleSIGINT: !headed,
    handleSIGTERM: !headed,
    acceptInsecureCerts: Boolean(web),
    defaultViewport: headed ? null : { width: 1280, height: 800, deviceScaleFactor: pixelRatio },
    // Without it no page of an extension can be opened or spoken to.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      ...(web && leadTo(web)),
      ...(id && { 'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }) }),
      ...(options.firstPartyIsolation && { 'privacy.firstparty.isolate': true }),
      ...(options.mostCookies && { 'network.cookie.maxNumber': options.mostCookies }),
      ...(options.blockThirdPartyCookies && { 'network.cookie.cookieBehavior': 1 }),
      ...(options.colorScheme && {
        'layout.css.prefers-color-scheme.content-override': options.colorScheme === 'dark' ? 0 : 1,
      }),
      // Nothing fades in or slides while a test looks.
      ...(!headed && { 'ui.prefersReducedMotion': options.forcedColorsAndMotion ? 0 : 1 }),
      ...(options.forcedColorsAndMotion && { 'browser.display.document_color_use': 2 }),
      // An optional permission is given without the question, which lies in Firefox's own window.
      'extensions.webextOptionalPermissionPrompts': false,
      'browser.translations.automaticallyPopup': false,
      'datareporting.policy.dataSubmissionEnabled': false,
    },
  });
  const origin = id && `moz-extension://${UUID}`;
  const chromeScope = await openChromeScope(driver);
  /** @type {string[]} */
  const logged = [];
  if (origin) {
    await chromeScope(collectErrors, origin);
    // What is thrown anywhere reaches Firefox's own console; what is logged, only that of its page.
    driver.on('targetcreated', async (target) => {
      (await target.page())?.on('console', (message) => {
        const { url = '' } = message.location();
        if (message.type() === 'error' && url.startsWith(origin))
          logged.push(`console.error: ${message.text()} (${url})`);
      });
    });
  }
  if (extensionDir) {
    await requireVersion(driver, extensionDir);
    await install(driver, extensionDir, options);
  }

  return {
    driver,
    origin,
    openContainerTab: async (url) => void (await chromeScope(openContainerTab, url)),
    // Code for Firefox's own window, whose globals no type describes.
    errors: async () => {
      if (!origin) return [];
      const thrown = JSON.parse(
        await chromeScope(() => JSON.stringify(/** @type {any} */ (globalThis).collectedErrors)),
      );
      return [...thrown, ...logged];
    },
    allowSites: async (sites) => void (await chromeScope(allowSites, JSON.stringify([id, sites]))),
    stopWorker: async () => {
      await chromeScope(
        // Also where it has a message to answer: Firefox by itself would let it finish.
        (extensionId) =>
          /** @type {any} */ (globalThis).WebExtensionPolicy.getByID(extensionId).extension.terminateBackground({
            disableResetIdleForTest: true,
          }),
        id,
      );
    },
  };
}

/**
 * @param {import('puppeteer-core').Browser} driver
 * @param {string} extensionDir
 * @param {EngineOptions} options
 */
async function install(driver, extensionDir, { privateWindows = false }) {
  // Puppeteer's own call knows nothing of private windows.
  await bidiOf(driver).send('webExtension.install', {
    extensionData: { type: 'path', path: extensionDir },
    'moz:allowPrivateBrowsing': privateWindows,
  });
}

/** @param {string} extensionDir @returns {string} */
function geckoId(extensionDir) {
  const manifest = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8'));
  return manifest.browser_specific_settings.gecko.id;
}

/** @param {import('../../web/types.ts').Web} web */
function leadTo({ httpsPort, httpPort }) {
  return {
    // Every name, known or not; the small web cuts off what it does not know.
    'network.dns.forceResolve': '127.0.0.1',
    'network.socket.forcePort': `443=${httpsPort};80=${httpPort}`,
    'network.proxy.type': 0,
  };
}
