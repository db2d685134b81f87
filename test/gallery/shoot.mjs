/**
 * Takes pictures of the built views on made-up reports: `node test/gallery/shoot.mjs [name…]`, into `out/gallery`.
 *
 * The pages are the real build; only the browser behind them is a stand-in.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import axe from 'axe-core';
import puppeteer from 'puppeteer-core';
import { build, runnerImport } from 'vite';
import { stubBrowser } from './browser-stub.mjs';

const root = resolve(import.meta.dirname, '../..');
const built = join(root, 'out/gallery-build');
const out = join(root, 'out/gallery');
const only = process.argv.slice(2);

await build({
  root,
  configFile: false,
  logLevel: 'error',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: built,
    emptyOutDir: true,
    target: 'es2023',
    cssTarget: ['chrome130', 'firefox140'],
    modulePreload: false,
    rollupOptions: {
      input: ['popup', 'options', 'policy-page', 'welcome'].map((name) => join(root, `src/${name}/index.html`)),
    },
  },
});
/** @type {{ module: typeof import('./reports.ts') }} */
const { module: fixtures } = await runnerImport(join(root, 'test/gallery/reports.ts'), { configFile: false });
/** @type {{ module: typeof import('./policy-pages.ts') }} */
const { module: policyPages } = await runnerImport(join(root, 'test/gallery/policy-pages.ts'), { configFile: false });
/** @type {{ module: typeof import('../../vite/pseudo-locale.ts') }} */
const { module: pseudo } = await runnerImport(join(root, 'vite/pseudo-locale.ts'), { configFile: false });
const plain = JSON.parse(await readFile(join(built, '_locales/en/messages.json'), 'utf8'));

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
const server = createServer(async (request, response) => {
  const path = new URL(request.url ?? '/', 'http://x').pathname;
  try {
    const body = await readFile(join(built, path));
    response.setHeader('content-type', TYPES[/** @type {keyof typeof TYPES} */ (extname(path))] ?? 'text/plain');
    response.end(body);
  } catch {
    response.statusCode = path === '/favicon.ico' ? 204 : 404; // the icon the browser asks for by itself
    response.end();
  }
});
await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;

const { REPORTS } = fixtures;
const ready = (/** @type {keyof typeof REPORTS} */ name) => ({ state: 'ready', report: REPORTS[name] });
const { POLICY_REPORTS } = policyPages;
const held = (/** @type {keyof typeof POLICY_REPORTS} */ name) => ({ state: 'ready', report: POLICY_REPORTS[name] });
const POLICY = 'policy-page/index.html?tab=7';
/** @typedef {import('puppeteer-core').Page} Page */
/**
 * @typedef {object} Shot
 * @property {unknown} [tab]
 * @property {string} [page]
 * @property {'light' | 'dark'} [scheme]
 * @property {'long' | 'rtl'} [locale]
 * @property {[number, number]} [size]
 * @property {boolean} [forced]
 * @property {boolean} [print]
 * @property {boolean} [whole] the whole page, however long
 * @property {unknown} [survey]
 * @property {boolean} [stuck] a clear never ends
 * @property {readonly unknown[]} [rules]
 * @property {(page: Page) => Promise<unknown>} [act]
 */
const openFirst = (/** @type {string} */ name) => (/** @type {Page} */ page) =>
  page.click(`[data-cookie-name="${name}"] .row-head`);
const clearAll = async (/** @type {Page} */ page) => {
  await page.click('[data-action="clear-remarketing"]');
  await page.click('[data-action="confirm"]');
};
const working = async (/** @type {Page} */ page) => {
  await clearAll(page);
  await page.evaluate(() =>
    /** @type {any} */ (globalThis).broadcast('clearing:progress', {
      clearId: 'p',
      doing: 'clear',
      done: 1234,
      total: 3000,
    }),
  );
};
const openMenu = (/** @type {Page} */ page) => page.click('[data-action="clear-menu"]');
const chooseData = async (/** @type {Page} */ page) => {
  await openMenu(page);
  await page.click('[data-action="site-data"]');
  for (const kind of ['localStorage', 'indexedDB', 'serviceWorkers']) await page.click(`[data-kind="${kind}"] input`);
};
const chooseRule = async (/** @type {Page} */ page) => {
  await openFirst('IDE')(page);
  await page.$eval('[data-action="keep-clear"]', (element) => element.scrollIntoView({ block: 'center' }));
  await page.click('[data-action="keep-clear"]');
  await page.$eval('.rule-choice', (element) => element.scrollIntoView({ block: 'end' }));
};
function ruled() {
  const { report } = ready('cloudinary');
  const marks = /** @type {Record<string, unknown>} */ ({
    IDE: { id: 'r', effect: 'keep-clear' },
    _ga: { id: 's', effect: 'allow' },
  });
  const rows = report.rows.map((row) => ({ ...row, rule: marks[row.key.name] ?? null }));
  return { state: 'ready', report: { ...report, rows } };
}
/** @type {Record<string, Shot>} */
const SHOTS = {
  'popup-light': { tab: ready('cloudinary') },
  'popup-dark': { tab: ready('cloudinary'), scheme: 'dark' },
  'popup-open': { tab: ready('cloudinary'), act: openFirst('IDE') },
  'popup-open-dark': { tab: ready('cloudinary'), scheme: 'dark', act: openFirst('prefill') },
  'popup-story': { tab: ready('cloudinary'), act: (page) => page.click('#tab-story') },
  'popup-clauses': {
    tab: ready('cloudinary'),
    act: async (page) => {
      await page.click('#tab-clauses');
      await page.click('[data-clause-id="cookies.2"] .row-head');
    },
  },
  'popup-filter': { tab: ready('cloudinary'), act: (page) => page.click('[data-filter="named"]') },
  'popup-preview': { tab: ready('cloudinary'), act: (page) => page.click('[data-action="clear-remarketing"]') },
  'popup-preview-dark': {
    tab: ready('cloudinary'),
    scheme: 'dark',
    act: (page) => page.click('[data-action="clear-remarketing"]'),
  },
  'popup-working': { tab: ready('cloudinary'), stuck: true, act: working },
  'popup-working-forced': { tab: ready('cloudinary'), stuck: true, forced: true, act: working },
  'popup-done': { tab: ready('cloudinary'), act: clearAll },
  'popup-done-dark': { tab: ready('cloudinary'), scheme: 'dark', act: clearAll },
  'popup-done-narrow': { tab: ready('cloudinary'), size: [320, 600], act: clearAll },
  'popup-done-rtl': { tab: ready('cloudinary'), locale: 'rtl', act: clearAll },
  'popup-done-zoom': { tab: ready('cloudinary'), size: [400, 300], act: clearAll },
  'popup-undone': {
    tab: ready('cloudinary'),
    act: async (page) => {
      await clearAll(page);
      await page.click('[data-action="undo"]');
    },
  },
  'popup-menu': { tab: ready('cloudinary'), act: openMenu },
  'popup-menu-dark': { tab: ready('cloudinary'), scheme: 'dark', act: openMenu },
  'popup-menu-rtl': { tab: ready('cloudinary'), locale: 'rtl', size: [320, 600], act: openMenu },
  'popup-menu-zoom': { tab: ready('cloudinary'), size: [400, 300], act: openMenu },
  'popup-menu-forced': { tab: ready('cloudinary'), forced: true, act: openMenu },
  'popup-menu-long': { tab: ready('cloudinary'), locale: 'long', act: openMenu },
  'popup-site-data': { tab: ready('cloudinary'), act: chooseData },
  'popup-site-data-dark': { tab: ready('cloudinary'), scheme: 'dark', act: chooseData },
  'popup-site-data-narrow': { tab: ready('cloudinary'), size: [320, 600], act: chooseData },
  'popup-site-data-done': {
    tab: ready('cloudinary'),
    act: async (page) => {
      await chooseData(page);
      await page.click('[data-action="confirm"]');
    },
  },
  'popup-rule-choice': { tab: ready('cloudinary'), act: chooseRule },
  'popup-rule-choice-dark': { tab: ready('cloudinary'), scheme: 'dark', act: chooseRule },
  'popup-rule': {
    tab: ruled(),
    rules: [
      {
        id: 'r',
        effect: 'keep-clear',
        target: { kind: 'vendor', vendorId: 'google' },
        thirdPartyOnly: false,
        madeAt: 0,
        label: 'Google',
        removed: 14,
        refused: 0,
        comingBack: [
          { name: 'IDE', domain: 'doubleclick.net', times: 14, setBy: { kind: 'script', host: 'www.example.com' } },
        ],
      },
    ],
    act: async (page) => {
      await openFirst('IDE')(page);
      await page.$eval('[data-cookie-name="IDE"] .row-acts', (element) => element.scrollIntoView({ block: 'end' }));
    },
  },
  'popup-shop': { tab: ready('shop') },
  'popup-empty': { tab: ready('empty') },
  'popup-many': { tab: ready('many') },
  'popup-hostile': { tab: ready('hostile') },
  'popup-no-access': { tab: { state: 'no-access', host: 'www.shop.example' } },
  'popup-no-page': { tab: { state: 'no-page' }, scheme: 'dark' },
  'popup-long': { tab: ready('cloudinary'), locale: 'long', act: openFirst('IDE') },
  'popup-rtl': { tab: ready('cloudinary'), locale: 'rtl', act: openFirst('IDE') },
  'popup-rtl-story': { tab: ready('cloudinary'), locale: 'rtl', act: (page) => page.click('#tab-story') },
  'popup-forced': { tab: ready('cloudinary'), forced: true, act: openFirst('IDE') },
  'popup-zoom': { tab: ready('cloudinary'), size: [400, 300] },
  'tab-light': { tab: ready('cloudinary'), page: 'popup/index.html?tab=7', size: [1100, 800], act: openFirst('IDE') },
  'policy-light': { tab: held('cloudinary'), page: POLICY, size: [1200, 900] },
  'policy-whole': { tab: held('cloudinary'), page: POLICY, size: [1200, 900], whole: true },
  'policy-dark': { tab: held('cloudinary'), page: `${POLICY}#cookies.3`, size: [1200, 900], scheme: 'dark' },
  'policy-clause': { tab: held('cloudinary'), page: `${POLICY}#cookies.13`, size: [1200, 900] },
  'policy-all': {
    tab: held('cloudinary'),
    page: POLICY,
    size: [1200, 900],
    act: async (page) => {
      await page.click('input[value="all"]');
      await page.click('[data-clause-id="collection.2"] > button');
    },
  },
  'policy-changed': { tab: held('changed'), page: POLICY, size: [1200, 900], whole: true },
  'policy-rewritten': { tab: held('rewritten'), page: POLICY, size: [1200, 900], whole: true },
  'policy-changed-narrow': { tab: held('changed'), page: POLICY, size: [320, 640], whole: true },
  'policy-changed-dark': { tab: held('changed'), page: `${POLICY}#cookies.2`, size: [1200, 900], scheme: 'dark' },
  'policy-other': { tab: held('other'), page: POLICY, size: [1200, 900] },
  'policy-same': { tab: held('same'), page: POLICY, size: [1200, 900] },
  'policy-narrow': { tab: held('cloudinary'), page: `${POLICY}#cookies.3`, size: [320, 640] },
  'policy-narrow-top': { tab: held('cloudinary'), page: POLICY, size: [320, 640] },
  'policy-middle': { tab: held('cloudinary'), page: POLICY, size: [640, 450] },
  'policy-rtl': { tab: held('changed'), page: POLICY, size: [1200, 900], locale: 'rtl' },
  'policy-rtl-narrow': { tab: held('cloudinary'), page: `${POLICY}#cookies.3`, size: [360, 640], locale: 'rtl' },
  'policy-long': { tab: held('cloudinary'), page: `${POLICY}#cookies.13`, size: [900, 900], locale: 'long' },
  'policy-forced': { tab: held('changed'), page: `${POLICY}#cookies.3`, size: [1200, 900], forced: true },
  'policy-hostile': { tab: held('hostile'), page: POLICY, size: [360, 640] },
  'policy-gone': { tab: { state: 'gone' }, page: POLICY, size: [1200, 900] },
  'policy-nothing': {
    tab: { state: 'gone' },
    survey: policyPages.NO_SURVEY,
    page: 'policy-page/index.html',
    size: [1200, 900],
  },
  'policy-print': { tab: held('changed'), page: `${POLICY}#cookies.13`, size: [794, 1123], print: true, whole: true },
  'options-light': { page: 'options/index.html', size: [900, 900] },
  'options-dark': { page: 'options/index.html', size: [900, 900], scheme: 'dark' },
  'options-rtl': { page: 'options/index.html', size: [900, 900], locale: 'rtl' },
  'welcome-light': { page: 'welcome/index.html', size: [1000, 800] },
  'welcome-dark': { page: 'welcome/index.html', size: [1000, 800], scheme: 'dark' },
  'welcome-rtl': { page: 'welcome/index.html', size: [1000, 800], locale: 'rtl' },
};

await mkdir(out, { recursive: true });
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--no-first-run'],
});
try {
  for (const [name, shot] of Object.entries(SHOTS)) {
    if (only.length > 0 && !only.some((part) => name.includes(part))) continue;
    await shoot(name, shot);
  }
} finally {
  await browser.close();
  server.close();
}

/**
 * Takes one picture, and says what the page complained about and what axe finds wrong with it.
 *
 * @param {string} name
 * @param {Shot} shot
 */
async function shoot(name, shot) {
  const page = await browser.newPage();
  const [width, height] = shot.size ?? [400, 600];
  await page.setViewport({ width, height, deviceScaleFactor: 2 });
  const devtools = await page.createCDPSession();
  await devtools.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: shot.scheme ?? 'light' },
      { name: 'forced-colors', value: shot.forced ? 'active' : 'none' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  });
  page.on('console', (message) => console.log(`${name}: ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => console.log(`${name}: ${error}`));
  await page.evaluateOnNewDocument(stubBrowser, {
    messages: shot.locale ? pseudo.pseudoLocale(plain, shot.locale) : plain,
    report: shot.tab ?? { state: 'no-page' },
    survey: shot.survey ?? policyPages.SURVEY,
    preferences: {
      warnMode: 'ask',
      warnScope: 'policy-site',
      warnOften: 'once-a-day',
      leaveRules: [{ from: 'shop.example', to: 'partner.example', mode: 'tell' }],
      quietSites: ['partner-store.example', 'docs.example'],
      theme: 'system',
      badge: true,
    },
    language: 'en-GB',
    stuck: shot.stuck ?? false,
    rules: shot.rules ?? [],
  });
  await page.goto(`${origin}/src/${shot.page ?? 'popup/index.html'}`);
  await page.waitForSelector('h1');
  await shot.act?.(page);
  if (shot.print) await page.emulateMediaType('print');
  await page.screenshot({ path: `${out}/${name}.png`, fullPage: shot.whole ?? false });
  await page.evaluate(axe.source);
  /** @type {readonly string[]} */
  const faults = await page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run();
    return violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes.map((/** @type {any} */ node) => `${id}: ${node.html.slice(0, 120)} ${node.any[0]?.message ?? ''}`),
    );
  });
  for (const fault of faults) console.log(`${name}: ${fault}`);
  await page.close();
}
