import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { until } from './until.mjs';
import { requireVersion } from './version.mjs';

/**
 * @import { CDPSession, Page, Target } from 'puppeteer-core'
 * @import { Engine, EngineOptions } from './types.ts'
 */

const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A screen with room for the whole popup, on which nothing fades in or slides while a test looks, unless it asked. */
const screen = (/** @type {EngineOptions} */ { pixelRatio = 1, forcedColorsAndMotion = false }) => [
  `--screen-info={${1600 * pixelRatio}x${1200 * pixelRatio} devicePixelRatio=${pixelRatio}}`,
  ...(forcedColorsAndMotion ? ['--force-high-contrast'] : ['--force-prefers-reduced-motion']),
];

/**
 * @param {EngineOptions} options
 * @returns {Promise<Engine>}
 */
export async function launchChromium(options) {
  const { web, executablePath, profile, extensionDir, headed = false, pixelRatio = 1 } = options;
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences(options)));
  const driver = await puppeteer.launch({
    executablePath,
    userDataDir: profile,
    headless: !headed,
    // Whoever opens a window waits for Ctrl-C and closes it.
    handleSIGINT: !headed,
    handleSIGTERM: !headed,
    // Chrome and Edge load unpacked extensions only over this pipe; `--load-extension` is gone there.
    pipe: true,
    ignoreDefaultArgs: headed ? ['--enable-automation'] : false,
    enableExtensions: true,
    defaultViewport: headed ? null : { width: 1280, height: 800, deviceScaleFactor: pixelRatio },
    args: [
      ...QUIET,
      ...(headed ? ['--test-type'] : screen(options)),
      // Chromium refuses to run as root with its sandbox, and containers often cannot give it one.
      ...(headed && process.getuid?.() !== 0 ? [] : ['--no-sandbox']),
      ...(web ? leadTo(web) : []),
      ...(options.colorScheme === 'dark' ? ['--force-dark-mode'] : []),
    ],
  });

  /** @type {string[]} */
  const errors = [];
  /** By worker, from the moment it is about to be watched. @type {WeakMap<Target, Promise<CDPSession>>} */
  const watching = new WeakMap();
  if (extensionDir) await requireVersion(driver, extensionDir);
  const id = extensionDir ? await install(driver, extensionDir, options) : null;
  /** The browser's own page of extensions, once it was needed. @type {Page | null} */
  let settings = null;
  const origin = id && `chrome-extension://${id}`;
  if (origin) {
    /** @param {Target} target */
    const watch = async (target) => {
      if (target.type() !== 'page' && target.type() !== 'service_worker') return;
      const session = target.createCDPSession();
      if (target.type() === 'service_worker') watching.set(target, session);
      await collectErrors(await session, origin, errors);
    };
    // A target may be gone before it can be watched; then it has nothing more to say.
    driver.on('targetcreated', (target) => void watch(target).catch(() => {}));
    await Promise.all(driver.targets().map((target) => watch(target).catch(() => {})));
  }

  return {
    driver,
    origin,
    openContainerTab: null,
    errors: async () => [...errors],
    allowSites: async (sites) => {
      if (id === null) return;
      if (settings === null) {
        settings = await driver.newPage();
        await settings.goto('chrome://extensions/');
      }
      await allowSites(settings, id, sites);
    },
    stopWorker: async () => {
      // A worker that is still watched while it stops would wait for its debugger when it is started again; so would one
      // that is only about to be watched. One that has stopped by itself took its watch with it.
      for (const target of driver.targets()) {
        const watch = await watching.get(target)?.catch(() => null);
        await watch?.detach().catch(() => {});
      }
      if (origin) await stopWorkers(driver, origin);
    },
  };
}

/**
 * @param {import('puppeteer-core').Browser} driver
 * @param {string} extensionDir
 * @param {EngineOptions} options
 * @returns {Promise<string>} its id
 */
async function install(driver, extensionDir, { privateWindows = false }) {
  if (!privateWindows) return driver.installExtension(extensionDir);
  // Puppeteer's own call knows nothing of private windows, nor do its types of this command.
  const session =
    /** @type {{ send(method: string, params: object): Promise<{ id: string }>, detach(): Promise<void> }} */ (
      /** @type {unknown} */ (await driver.target().createCDPSession())
    );
  const { id } = await session.send('Extensions.loadUnpacked', { path: extensionDir, enableInIncognito: true });
  await session.detach();
  return id;
}

/**
 * By the page of the browser's own settings for extensions, which has an interface for it.
 *
 * @param {Page} settings
 * @param {string} extensionId
 * @param {'all' | readonly string[]} sites
 */
async function allowSites(settings, extensionId, sites) {
  await settings.evaluate(
    async (id, wanted) => {
      // Known to the browser's own pages alone, so no type describes it.
      const { developerPrivate } = /** @type {any} */ (chrome);
      const access = wanted === 'all' ? 'ON_ALL_SITES' : wanted.length === 0 ? 'ON_CLICK' : 'ON_SPECIFIC_SITES';
      // What was given site by site before is kept, unless nothing is given in between.
      await developerPrivate.updateExtensionConfiguration({ extensionId: id, hostAccess: 'ON_CLICK' });
      await developerPrivate.updateExtensionConfiguration({ extensionId: id, hostAccess: access });
      if (wanted !== 'all') for (const site of wanted) await developerPrivate.addHostPermission(id, site);
    },
    extensionId,
    sites,
  );
}

/**
 * Stops the extension's worker, and returns when it has been stopped: by the browser's own account of it, since an event
 * that comes meanwhile starts it again at once.
 *
 * @param {import('puppeteer-core').Browser} driver
 * @param {string} origin
 */
async function stopWorkers(driver, origin) {
  const [page] = await driver.pages();
  if (!page) throw new Error('Workers are stopped by way of a page, and none is open.');
  const session = await page.createCDPSession();
  try {
    /** @type {Map<string, string>} */
    const running = new Map();
    /** @type {Set<string>} */
    const stopped = new Set();
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { versionId, scriptURL, runningStatus } of versions) {
        if (!scriptURL.startsWith(origin)) continue;
        running.set(versionId, runningStatus);
        if (runningStatus === 'stopped') stopped.add(versionId);
      }
    });
    await session.send('ServiceWorker.enable');
    await until('the browser tells of the worker', () => running.size > 0);
    for (const [versionId, status] of running) {
      if (status === 'stopped') continue;
      stopped.delete(versionId);
      await session.send('ServiceWorker.stopWorker', { versionId });
      await until('the worker has stopped', () => stopped.has(versionId));
    }
  } finally {
    await session.detach();
  }
}

/** @param {EngineOptions} options */
function preferences({ blockThirdPartyCookies = false, extensionDir }) {
  return {
    // A user has pinned the button by hand; it shows the badge.
    extensions: { pinned_extensions: extensionDir ? [unpackedId(extensionDir)] : [] },
    profile: {
      block_third_party_cookies: blockThirdPartyCookies,
      cookie_controls_mode: blockThirdPartyCookies ? 1 : 0,
    },
    // A page that stays open for hours must not be asked about saved passwords or translated.
    credentials_enable_service: false,
    translate: { enabled: false },
  };
}

/**
 * The id Chromium gives an unpacked extension: the hash of where it lies, in the letters a to p.
 *
 * @param {string} extensionDir
 */
function unpackedId(extensionDir) {
  const hash = createHash('sha256').update(extensionDir).digest('hex').slice(0, 32);
  return hash.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/** @param {import('../../web/types.ts').Web} web */
function leadTo({ names, httpsPort, httpPort, certificatePin }) {
  const rules = names.flatMap((name) => [
    `MAP ${name}:443 127.0.0.1:${httpsPort}`,
    `MAP ${name}:80 127.0.0.1:${httpPort}`,
  ]);
  return [
    `--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND'].join(',')}`,
    `--ignore-certificate-errors-spki-list=${certificatePin}`,
    '--no-proxy-server',
  ];
}

/**
 * Errors whose code lies in the extension, in this target and in frames of other sites below it.
 *
 * @param {CDPSession} session
 * @param {string} origin
 * @param {string[]} errors
 */
async function collectErrors(session, origin, errors) {
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: details }) => {
    const at = details.stackTrace?.callFrames[0]?.url ?? details.url ?? '';
    if (at.startsWith(origin)) errors.push(`${details.exception?.description ?? details.text} (${at})`);
  });
  session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
    const at = stackTrace?.callFrames[0]?.url ?? '';
    if (['error', 'warning', 'assert'].includes(type) && at.startsWith(origin)) {
      errors.push(`console.${type}: ${args.map((arg) => arg.value ?? arg.description).join(' ')} (${at})`);
    }
  });
  session.on('Log.entryAdded', ({ entry }) => {
    // An icon shown alone is the browser's own document, whose inline style our policy refuses.
    const ours = entry.url?.startsWith(origin) && !entry.url.endsWith('.png');
    if (entry.level === 'error' && ours) errors.push(`${entry.text} (${entry.url})`);
  });
  session.on('sessionattached', (child) => void collectErrors(child, origin, errors).catch(() => {}));
  // Enabling replays what was reported before. Workers know no Log domain of their own in some versions.
  await Promise.all([
    session.send('Runtime.enable'),
    session.send('Log.enable').catch(() => {}),
    session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: true,
      filter: [{ type: 'iframe' }, { exclude: true }],
    }),
  ]);
}
