import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { RuleInUse, RuleTarget, RuleWish } from '../../src/core/clearing/rules.ts';
import type { Protocol } from '../../src/messaging/protocol.ts';
import type { Web } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { emptyJar } from './support/jar.ts';
import { reportWhen } from './support/reports.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

const site = (name: string): RuleTarget => ({ kind: 'site', site: name });

describe.each(BROWSERS)('rules in %s', (browser) => {
  let web: Web;
  let session: Session;
  const opened: Page[] = [];
  openForSuite(
    () => ({ browser }),
    (both) => ({ web, session } = both),
  );
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((page) => page.close()));
    for (const { id } of await list()) await ask('rules:remove', { ruleId: id });
    await ask('preferences:set', { change: { clearOnLeave: 'off' } });
    await emptyJar(session);
  });

  /** Sends the background a message, as a page of the extension does. */
  async function ask<N extends keyof Protocol>(
    type: N,
    body: Protocol[N]['request'],
  ): Promise<Protocol[N]['response']> {
    const text = await session.asExtension(
      async (message) => JSON.stringify(await chrome.runtime.sendMessage(JSON.parse(message))),
      JSON.stringify({ type, body }),
    );
    const reply = JSON.parse(text);
    if (!reply.ok) throw new Error(`The background refused: ${text}`);
    return reply.value;
  }
  const list = () => ask('rules:list', { privateWindow: false });
  const add = (target: RuleTarget, parts: Partial<RuleWish> = {}, tabId: number | null = null) =>
    ask('rules:add', { wish: { effect: 'keep-clear', target, thirdPartyOnly: false, ...parts }, tabId });
  const inUse = async (rule: RuleInUse) => {
    const found = (await list()).find(({ id }) => id === rule.id);
    if (!found) throw new Error('The rule is not listed.');
    return found;
  };

  /** Notes when a cookie goes, in a page that has the extension's rights and none of its code. */
  const watchRemovals = (name: string) =>
    session.asExtension((wanted) => {
      const removals: number[] = [];
      Object.assign(globalThis, { removals });
      chrome.cookies.onChanged.addListener(({ removed, cause, cookie }) => {
        if (removed && cause !== 'overwrite' && cookie.name === wanted) removals.push(Date.now());
      });
    }, name);
  const removals = () => session.asExtension(() => Reflect.get(globalThis, 'removals') as number[]); // what it noted

  async function visit(url: string): Promise<Page> {
    const page = await session.newPage(url);
    opened.push(page);
    return page;
  }
  /** Names in the Cookie header that the server gets for an address, from a tab that is closed again. */
  async function sentTo(url: string): Promise<string[]> {
    const { host, pathname } = new URL(url);
    const from = web.requests.length;
    const page = await session.newPage(url);
    const request = await until(`${url} was asked for`, () =>
      web.requestsTo(host, from).find((one) => one.pathname === pathname),
    );
    await page.close();
    return namesIn(request.cookie);
  }
  const namesIn = (cookie: string) =>
    cookie === ''
      ? []
      : cookie
          .split('; ')
          .map((pair) => pair.slice(0, pair.indexOf('=')))
          .sort();
  const untilSent = (url: string, names: readonly string[]) =>
    until(`${url} gets ${names.join(', ') || 'no cookie'}`, async () => String(await sentTo(url)) === String(names));

  it('a site is kept clear on sight, and counted; one whose name merely ends like it keeps all', async () => {
    const rule = await add(site('stubborn.example'));
    expect(rule).toMatchObject({ label: 'stubborn.example', removed: 0, refused: 0, comingBack: [] });
    await visit('https://evilstubborn.example/set');
    await visit('https://www.stubborn.example/set');
    await untilSent('https://www.stubborn.example/quiet', []);
    expect(await sentTo('https://evilstubborn.example/quiet')).toEqual(['narrow', 'wide']);
    expect(await inUse(rule)).toMatchObject({ removed: 2, refused: 0 });

    await ask('rules:remove', { ruleId: rule.id });
    await visit('https://www.stubborn.example/set');
    expect(await sentTo('https://www.stubborn.example/quiet')).toEqual(['narrow', 'wide']);
  });

  it('a new rule is for what lies in the jar, too: for one cookie, it alone goes', async () => {
    await visit('https://www.stubborn.example/set');
    expect(await sentTo('https://www.stubborn.example/quiet')).toEqual(['narrow', 'wide']);
    const rule = await add({ kind: 'cookie', name: 'wide', domain: '.Stubborn.example' });
    expect(rule.removed).toBe(1);
    expect(await sentTo('https://www.stubborn.example/quiet')).toEqual(['narrow']);
    expect(await add({ kind: 'cookie', name: 'wide', domain: 'stubborn.example' })).toMatchObject({ id: rule.id });
  });

  it('a vendor is known by name, and its cookies go whatever their domain', async () => {
    await visit('https://stubborn.example/counted');
    const rule = await add({ kind: 'vendor', vendorId: 'google' });
    expect(rule.label).toBe('Google');
    expect(await sentTo('https://stubborn.example/quiet')).toEqual(['basket']);
    await visit('https://stubborn.example/counted');
    await untilSent('https://stubborn.example/quiet', ['basket']);
  });

  it('allow wins, is marked, and is counted nowhere', async () => {
    const page = await visit('https://stubborn.example/counted');
    const tabId = await session.tabIdOf(page);
    const has = (rule: string | null) =>
      reportWhen(session, tabId, `marks _ga as ${rule}`, ({ rows }) =>
        rows.some((row) => row.key.name === '_ga' && (row.rule?.effect ?? null) === rule),
      );
    expect((await has(null)).counts).toMatchObject({ remarketing: 1, stored: 2 });
    await until('the badge counts', async () => (await session.badgeText(tabId)) === '1');
    await add({ kind: 'cookie', name: '_ga', domain: 'stubborn.example' }, { effect: 'allow' });
    expect((await has('allow')).counts).toMatchObject({ remarketing: 0, stored: 1 });
    await until('the badge is empty', async () => (await session.badgeText(tabId)) === '');
    const clear = await add(site('stubborn.example'));
    await untilSent('https://stubborn.example/quiet', ['_ga']);
    expect((await inUse(clear)).removed).toBe(1);
    await visit('https://stubborn.example/counted');
    await until('the other one went again', async () => (await inUse(clear)).removed === 2);
    expect(await sentTo('https://stubborn.example/quiet')).toEqual(['_ga']);
  });

  it('for third-party use alone, a cookie goes inside other sites and stays at home', async () => {
    const askedFromOthers = async () => {
      const from = web.requests.length;
      const page = await session.newPage('https://evilstubborn.example/asks');
      const request = await until('the picture was asked for', () =>
        web.requestsTo('embedded.example', from).find(({ pathname }) => pathname === '/ask'),
      );
      await page.close();
      return namesIn(request.cookie);
    };
    await visit('https://evilstubborn.example/embeds');
    expect(await askedFromOthers()).toEqual(['other', 'visitor']);
    const rule = await add({ kind: 'cookie', name: 'visitor', domain: 'embedded.example' }, { thirdPartyOnly: true });
    await visit('https://evilstubborn.example/embeds');
    await until('it is no longer sent', async () => String(await askedFromOthers()) === 'other');
    expect((await inUse(rule)).removed).toBeGreaterThan(0);

    const { removed } = await inUse(rule);
    const home = await visit('https://embedded.example/');
    // Whose a cookie is, is decided within a second.
    await until('two seconds passed on the page', () => home.evaluate(() => performance.now() > 2000));
    expect(await sentTo('https://embedded.example/quiet')).toContain('visitor');
    expect((await inUse(rule)).removed).toBe(removed);
  });

  it('a page that sets it 20 times a second ends in a calm line, and is answered three times a second at most', async () => {
    const rule = await add({ kind: 'cookie', name: 'insist', domain: 'stubborn.example' });
    await watchRemovals('insist');
    const page = await visit('https://www.stubborn.example/');
    const calm = await until(
      'it is said to keep coming back, and who sets it',
      async () => (await inUse(rule)).comingBack.find(({ setBy }) => setBy !== null),
      20_000,
    );
    expect(calm).toEqual({
      name: 'insist',
      domain: 'stubborn.example',
      times: 10,
      setBy: { kind: 'script', host: 'www.stubborn.example' },
    });
    const seen = await removals();
    expect(seen).toHaveLength(calm.times);
    const inASecond = seen.map((at) => seen.filter((other) => other >= at && other < at + 1000).length);
    expect(Math.max(...inASecond)).toBeLessThanOrEqual(3);
    // The page itself saw its cookie go, though it may go and be set again between two of its looks.
    expect(await page.evaluate(() => Reflect.get(window, 'timesGone'))).toBeGreaterThan(0);
    await until('five seconds passed since', () => Date.now() > (seen.at(-1) ?? 0) + 5000);
    expect(await removals()).toEqual(seen);
    expect((await inUse(rule)).removed).toBe(calm.times);

    const options = await session.openOptions();
    opened.push(options);
    const line = await options.waitForSelector('[data-coming-back="insist"]');
    expect(await line?.evaluate((element) => element.textContent)).toBe(
      'insist on stubborn.example keeps coming back: 10 times, set by a script on www.stubborn.example. It is now removed every half minute.',
    );
  });

  it('a company is kept clear, and then allowed, by the rows of the popup', async () => {
    const page = await visit('https://stubborn.example/counted');
    const tabId = await session.tabIdOf(page);
    const popup = await session.openPopup(tabId);
    opened.push(popup);
    const row = '[data-cookie-name="_ga"]';
    const press = async (selector: string) => {
      await popup.bringToFront();
      const place = `${row} ${selector}`;
      await popup.waitForSelector(place);
      await popup.$eval(place, (element) => element.scrollIntoView({ block: 'center' }));
      await popup.locator(place).click();
    };
    await popup.waitForSelector(row);
    await press('> [aria-expanded="false"]');
    await press('[data-action="keep-clear"]');
    await press('[data-target="vendor"]');
    await press('[data-action="confirm-keep-clear"]');
    await until('the rule is there', async () => (await list()).map(({ label }) => label).join() === 'Google');
    await untilSent('https://stubborn.example/quiet', ['basket']);
    await popup.waitForSelector(`${row} [data-rule="keep-clear"]`);

    await press('[data-action="remove-rule"]');
    await until('the rule is gone', async () => (await list()).length === 0);
    await page.reload();
    await untilSent('https://stubborn.example/quiet', ['_ga', 'basket']);
    // The reloaded page's row comes when its cookie does, and may come closed.
    await until('the row is open', async () => {
      await (await popup.$(`${row} > [aria-expanded="false"]`))?.click();
      return popup.$(`${row} [data-action="allow"]`);
    });
    await press('[data-action="allow"]');
    await press('[data-action="confirm-allow"]');
    await popup.waitForSelector(`${row} [data-rule="allow"]`);
    const { planId, allowed } = await ask('cookies:plan', { scope: { kind: 'remarketing', tabId } });
    expect(allowed).toBe(1);
    await ask('cookies:clear', { planId });
    expect(await sentTo('https://stubborn.example/quiet')).toEqual(['_ga', 'basket']);
  });

  it('a site is added by hand in the options, with the keyboard alone, and taken off again', async () => {
    await visit('https://stubborn.example/set');
    const options = await session.openOptions();
    opened.push(options);
    await options.waitForSelector('#keep-clear-site');
    await options.focus('#keep-clear-site');
    await options.keyboard.type('https://www.stubborn.example/quiet');
    await options.keyboard.press('Enter');
    await options.waitForSelector('[data-list="keep-clear"] [data-removed="2"]');
    expect(await options.$eval('[data-list="keep-clear"] .rule', (line) => line.textContent)).toBe(
      'stubborn.example2 cookies removed since the browser started.',
    );
    await visit('https://evilstubborn.example/set');
    expect(await sentTo('https://stubborn.example/quiet')).toEqual([]);
    expect(await sentTo('https://evilstubborn.example/quiet')).toEqual(['narrow', 'wide']);

    await options.bringToFront();
    await options.focus('[data-list="keep-clear"] [data-action="remove-site"]');
    await options.keyboard.press('Enter');
    await until('the list is empty', async () => (await list()).length === 0);
    expect(await options.evaluate(() => document.activeElement?.id)).toBe('keep-clear-site');
    await visit('https://stubborn.example/set');
    expect(await sentTo('https://stubborn.example/quiet')).toEqual(['narrow', 'wide']);
  });

  it('what is set while the background sleeps goes as well', async () => {
    const rule = await add(site('stubborn.example'));
    await session.stopWorker();
    await visit('https://www.stubborn.example/set');
    await untilSent('https://www.stubborn.example/quiet', []);
    expect((await inUse(rule)).removed).toBe(2);
  });

  it('a site that is left loses its remarketing cookies after 20 seconds, and gets them back', async () => {
    await ask('preferences:set', { change: { clearOnLeave: 'remarketing' } });
    const left = await visit('https://stubborn.example/counted');
    await visit('https://evilstubborn.example/counted');
    // The tabs are looked at a moment after they show something.
    await until('the site is known to be shown', () =>
      session.asExtension(async () =>
        JSON.stringify(await chrome.storage.session.get('leaving:all')).includes('"stubborn.example"'),
      ),
    );
    await left.goto('https://plain.example/');
    const at = Date.now();
    const tabId = await session.tabIdOf(left);
    const offer = await until('there is a clear to undo', () => ask('cookies:undoable', { tabId }), 40_000);
    expect(Date.now() - at).toBeGreaterThan(19_000);
    expect(offer.count).toBe(1);
    expect(await sentTo('https://stubborn.example/quiet')).toEqual(['basket']);
    expect(await sentTo('https://evilstubborn.example/quiet')).toEqual(['_ga', 'basket']);
    await ask('cookies:undo', { clearId: offer.clearId, overwrite: false });
    expect(await sentTo('https://stubborn.example/quiet')).toEqual(['_ga', 'basket']);
  }, 60_000);
});
