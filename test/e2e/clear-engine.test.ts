import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClearScope } from '../../src/core/clearing/clearing.ts';
import type { PageReport } from '../../src/core/report/page-report.ts';
import type { Web } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { ask, clearScope, counted } from './support/clearing.ts';
import { emptyJar } from './support/jar.ts';
import { hasCookie, reportWhen } from './support/reports.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

describe.each(BROWSERS)('the engine of clearing in %s', (browser) => {
  let web: Web;
  let session: Session;
  const open: Page[] = [];
  openForSuite(
    () => ({ browser }),
    (opened) => ({ web, session } = opened),
  );
  afterEach(async () => {
    await Promise.all(open.splice(0).map((page) => page.close()));
    await emptyJar(session);
  });

  async function visit(url: string, ...names: string[]) {
    const page = await session.newPage(url);
    open.push(page);
    const tabId = await session.tabIdOf(page);
    await reportWhen(session, tabId, `has ${names.join(', ')}`, (r) => names.every((name) => hasCookie(name)(r)));
    return { page, tabId };
  }

  /** The names in the Cookie header that the server gets, from a tab of its own. */
  async function sentTo(url: string): Promise<string[]> {
    const { host, pathname } = new URL(url);
    const from = web.requests.length;
    const page = await session.newPage(url);
    open.push(page);
    const request = await until(`${url} was asked for`, () =>
      web.requestsTo(host, from).find((one) => one.path === pathname),
    );
    return (request.cookie ?? '').split('; ').flatMap((pair) => (pair === '' ? [] : [pair.split('=')[0] ?? '']));
  }

  const set = (...cookies: chrome.cookies.SetDetails[]) =>
    session.asExtension(async (all) => {
      for (const cookie of all) await chrome.cookies.set(cookie);
    }, cookies);
  const shop = { url: 'https://shop.example/', secure: true, value: 'v' };
  const partition = (site: string) => ({
    sameSite: 'no_restriction' as const,
    partitionKey: { topLevelSite: `https://${site}` },
  });
  const lies = async () =>
    (await session.jar())
      .map(
        ({ name, partitionKey }) => `${name}${partitionKey?.topLevelSite ? ` under ${partitionKey.topLevelSite}` : ''}`,
      )
      .sort();

  it('takes of the site, its embeds, or the site elsewhere exactly those; the server is sent no more of them', async () => {
    const { tabId } = await visit('https://plain.example/');
    const url = 'https://plain.example/';
    await set(
      { ...shop, url, name: 'own' },
      { ...shop, url, name: 'own-there', ...partition('news.example') },
      { ...shop, url: 'https://widget.example/', name: 'embed', ...partition('plain.example') },
      { ...shop, url: 'https://widget.example/', name: 'embed-there', ...partition('news.example') },
      { ...shop, url: 'https://notplain.example/', name: 'like' },
    );
    const stays = ['embed-there under https://news.example', 'like'];
    const here = ['embed under https://plain.example'];
    const there = ['own-there under https://news.example'];
    expect(await sentTo(url)).toEqual(['own']);
    const cleared = async (kind: 'site' | 'site-elsewhere' | 'embeds-here') =>
      counted((await clearScope(session, { kind, tabId })).outcome);
    expect(await cleared('site')).toEqual({ gone: 1 });
    expect(await lies()).toEqual([...here, ...stays, ...there].sort());
    expect(await sentTo(url)).toEqual([]);
    expect(await cleared('site-elsewhere')).toEqual({ gone: 1 });
    expect(await lies()).toEqual([...here, ...stays].sort());
    expect(await cleared('embeds-here')).toEqual({ gone: 1 });
    expect(await lies()).toEqual([...stays].sort());
  });

  it('names the response that set a cookie again', async () => {
    const { page, tabId } = await visit('https://www.cloudinary.com/', '_cld_session_key');
    const key = (await reportWhen(session, tabId, 'has the session key', hasCookie('_cld_session_key'))).rows.find(
      (row) => row.key.name === '_cld_session_key',
    )?.key;
    if (!key) throw new Error('the report had it');
    const { plan, outcome } = await clearScope(session, { kind: 'cookies', tabId, keys: [key] });
    expect(plan.signsOutOf).toEqual(['cloudinary.com']);
    expect(counted(outcome)).toEqual({ gone: 1 });
    expect(await sentTo('https://www.cloudinary.com/quiet')).not.toContain('_cld_session_key');
    await page.reload();
    const told = await until('it is told who set it again', async () => {
      const now = await ask(session, 'cookies:outcome', { clearId: outcome.clearId });
      return now.exceptions[0]?.setBy ? now : null;
    });
    expect(counted(told)).toEqual({ 'came-back': 1 });
    expect(told.exceptions[0]).toMatchObject({ result: 'came-back', setBy: { kind: 'header' } });
    expect(told.exceptions[0]?.setBy?.host).toMatch(/cloudinary\.com$/);
    expect(counted(await ask(session, 'cookies:undo', { clearId: outcome.clearId, overwrite: false }))).toEqual({
      'newer-kept': 1,
    });
  });

  it('takes of a company, of Cloudinary, and all of the rest, exactly those', async () => {
    const { page, tabId } = await visit('https://www.cloudinary.com/', '_ga', 'IDE', 'MUID', '_cld_session_key');
    const vendorsOf = async () => {
      const report = await reportWhen(session, tabId, 'is there', () => true);
      const stored = report.rows.filter(({ status }) => status === 'stored');
      return new Set(stored.map(({ classification }) => classification.vendor?.id ?? 'nobody'));
    };
    await set({ ...shop, url: 'https://plain.example/', name: 'elsewhere' });
    await clearScope(session, { kind: 'vendor', tabId, vendorId: 'google' });
    expect([...(await vendorsOf())]).toEqual(expect.arrayContaining(['cloudinary', 'microsoft']));
    expect(await vendorsOf()).not.toContain('google');
    const sent = async (host: string, from: number) =>
      (await until(`${host} is asked`, () => web.requestsTo(host, from)[0])).cookie;
    let from = web.requests.length;
    await session.driver.newPage().then((other) => {
      open.push(other);
      return other.goto('https://www.cloudinary.com/quiet');
    });
    expect(await sent('www.cloudinary.com', from)).toContain('_cld_session_key=');
    expect(await sent('www.cloudinary.com', from)).not.toContain('_ga');

    await clearScope(session, { kind: 'cloudinary', tabId });
    expect(await vendorsOf()).not.toContain('cloudinary');
    expect(await vendorsOf()).toContain('microsoft');
    await clearScope(session, { kind: 'everything', tabId });
    expect(await vendorsOf()).toEqual(new Set());
    expect(await lies()).toEqual(['elsewhere']);
    from = web.requests.length;
    await page.goto('https://www.cloudinary.com/quiet');
    expect(await sent('www.cloudinary.com', from)).toBe('');
  });

  it('names the site whose script set a cookie again', async () => {
    const { tabId } = await visit('https://www.cloudinary.com/stubborn', '_ga');
    const { rows } = await reportWhen(session, tabId, 'has it', hasCookie('_ga'));
    const keys = rows.map(({ key }) => key).filter(({ name }) => name === '_ga');
    const { outcome } = await clearScope(session, { kind: 'cookies', tabId, keys });
    const told = await until('it is told who set it again', async () => {
      const now = await ask(session, 'cookies:outcome', { clearId: outcome.clearId });
      return now.exceptions[0]?.setBy ? now : null;
    });
    expect(counted(told)).toEqual({ 'came-back': 1 });
    expect(told.exceptions[0]).toMatchObject({ setBy: { kind: 'script', host: 'www.cloudinary.com' } });
    expect(told.exceptions[0]?.after).toBeLessThan(5000);
  });

  it('goes on where it was stopped, and says so', async () => {
    const { tabId } = await visit('https://plain.example/');
    const names = Array.from({ length: 150 }, (_, i) => `n${i}`);
    await set(...names.map((name) => ({ ...shop, url: 'https://plain.example/', name })));
    const scope: ClearScope = { kind: 'site', tabId };
    const { planId, count } = await ask(session, 'cookies:plan', { scope });
    expect(count).toBe(150);
    // Stopped somewhere in the middle: as soon as it has written down what it is about to do.
    await session.asExtension(async (id) => {
      void chrome.runtime.sendMessage({ type: 'cookies:clear', body: { planId: id } }).catch(() => {});
      while (!JSON.stringify(await chrome.storage.session.get('clearing:operations')).includes(id));
    }, planId);
    await session.stopWorker();
    expect(counted(await ask(session, 'cookies:outcome', { clearId: planId }))).toEqual({ gone: 150 });
    expect(await sentTo('https://plain.example/')).toEqual([]);

    // And half way for certain: with some of the cookies there, and the journal as it was then.
    await set(...names.slice(0, 70).map((name) => ({ ...shop, url: 'https://plain.example/', name })));
    await session.stopWorker();
    await session.asExtension(async (id) => {
      const { 'clearing:operations': operations } = await chrome.storage.session.get<{
        'clearing:operations': { id: string; tally: { counts: Record<string, number> } }[];
      }>('clearing:operations');
      const cut = operations.map((operation) =>
        operation.id !== id
          ? operation
          : {
              ...operation,
              ...{ state: 'clearing', clearedAt: null, back: [], still: [], anew: [] },
              tally: { counts: { ...operation.tally.counts, gone: 0, 'came-back': 0 }, exceptions: [] },
            },
      );
      await chrome.storage.session.set({ 'clearing:operations': cut });
    }, planId);
    const outcome = await ask(session, 'cookies:outcome', { clearId: planId });
    expect(outcome).toMatchObject({ resumed: true, undoable: true });
    expect(counted(outcome)).toEqual({ gone: 150 });
    expect(await sentTo('https://plain.example/')).toEqual([]);
    expect(counted(await ask(session, 'cookies:undo', { clearId: planId, overwrite: false }))).toEqual({
      restored: 150,
    });
    expect((await sentTo('https://plain.example/')).sort()).toEqual(names.sort());
  });

  it('undoes attribute by attribute', async () => {
    const { tabId } = await visit('https://plain.example/');
    const url = 'https://plain.example/';
    const expirationDate = Math.floor(Date.now() / 1000) + 5000;
    await set(
      { ...shop, url, name: 'strict', httpOnly: true, sameSite: 'strict', expirationDate },
      { ...shop, url, name: 'wide', domain: 'plain.example', path: '/deep', sameSite: 'lax' },
      { ...shop, url, name: '__Host-x', path: '/', sameSite: 'no_restriction' },
      { ...shop, url, name: '__Secure-x', domain: 'plain.example' },
      { ...shop, url, name: 'own-partition', expirationDate, ...partition('plain.example') },
      { url: 'http://plain.example/', name: 'insecure', value: 'v' },
      { ...shop, url: 'https://plain.example./', name: 'trailing-dot' },
      { ...shop, url, name: '__proto__' },
      { ...shop, url, name: 'emoji\u{1f36a}' },
      // Firefox lets no extension write a cookie without a name.
      ...(browser === 'chromium' ? [{ ...shop, url, name: '' }] : []),
    );
    const all = async () =>
      (await session.jar()).map((cookie) => JSON.stringify(cookie, Object.keys(cookie).sort())).sort();
    const before = await all();
    const { plan, outcome } = await clearScope(session, { kind: 'site', tabId });
    expect(counted(outcome)).toEqual({ gone: plan.count });
    expect(await all()).toEqual([]);
    expect(await sentTo(url)).toEqual([]);
    expect(counted(await ask(session, 'cookies:undo', { clearId: plan.planId, overwrite: false }))).toEqual({
      restored: plan.count,
    });
    expect(await all()).toEqual(before);
  });

  it('takes a Secure cookie and one without Secure of the same name one at a time, and gives both back', async () => {
    const { tabId } = await visit('https://plain.example/');
    await set(
      { url: 'http://plain.example/', name: 'twin', value: 'v' },
      { ...shop, url: 'https://plain.example/', name: 'twin', domain: 'plain.example' },
    );
    const twins = (r: PageReport) => r.rows.filter(({ key, status }) => key.name === 'twin' && status === 'stored');
    const { rows } = await reportWhen(session, tabId, 'has both', (r) => twins(r).length === 2);
    for (const secure of [false, true]) {
      const keys = rows.filter(({ key, attributes }) => key.name === 'twin' && attributes.secure === secure);
      const scope: ClearScope = { kind: 'cookies', tabId, keys: keys.map(({ key }) => key) };
      const { plan, outcome } = await clearScope(session, scope);
      expect([plan.count, counted(outcome)]).toEqual([1, { gone: 1 }]);
      expect((await session.jar()).map((cookie) => cookie.secure)).toEqual([!secure]);
      expect(await sentTo('https://plain.example/')).toEqual(['twin']);
      const clearId = plan.planId;
      expect(counted(await ask(session, 'cookies:undo', { clearId, overwrite: false }))).toEqual({ restored: 1 });
      expect(await sentTo('https://plain.example/')).toEqual(['twin', 'twin']);
      await reportWhen(session, tabId, 'has both again', (r) => twins(r).length === 2);
    }
  });

  it('keeps what undo needs for half an hour, also where the background sleeps then', async () => {
    const { tabId } = await visit('https://plain.example/');
    await set({ ...shop, url: 'https://plain.example/', name: 'a', value: 'canary' });
    const { plan } = await clearScope(session, { kind: 'site', tabId });
    const kept = () => session.asExtension(async () => JSON.stringify(await chrome.storage.session.get(null)));
    expect(await kept()).toContain(`clearing:undo:${plan.planId}`);
    await session.stopWorker();
    const minutes = await session.asExtension(async () => {
      const [alarm] = await chrome.alarms.getAll();
      if (!alarm) return null;
      // The half hour has passed: what was cleared was so long ago, and the alarm is due.
      const { 'clearing:operations': all = [] } = await chrome.storage.session.get<{
        'clearing:operations'?: { until: number }[];
      }>('clearing:operations');
      const aged = all.map((operation) => ({ ...operation, until: operation.until - 31 * 60_000 }));
      await chrome.storage.session.set({ 'clearing:operations': aged });
      await chrome.alarms.create(alarm.name, { when: Date.now() });
      return (alarm.scheduledTime - Date.now()) / 60_000;
    });
    expect(minutes).toBeGreaterThan(28);
    expect(minutes).toBeLessThan(30.1);
    await until('the values are gone', async () => !(await kept()).includes('clearing:undo:'));
  });

  it('says of a cookie that cannot be overwritten that it is still there, whatever it is called', async () => {
    web.serve('plain.example', '/odd', {
      cookies: ['dotted=v; Path=/./; Secure', 'query=v; Path=/a?b; Secure', 'bare-value; Path=/; Secure'],
      body: 'odd',
    });
    const page = await session.newPage('https://plain.example/odd');
    open.push(page);
    const tabId = await session.tabIdOf(page);
    await until('the odd cookies lie in the jar', async () => (await session.jar()).length >= 1);
    const { plan, outcome } = await clearScope(session, { kind: 'site', tabId });
    const left = (await session.jar()).map(({ name, path }) => `${name} ${path}`).sort();
    expect(outcome.counts.gone + outcome.counts['still-there']).toBe(plan.count);
    expect(outcome.exceptions.map(({ key }) => `${key.name} ${key.path}`).sort()).toEqual(left);
    // Chromium writes no cookie of a path that is not an address's; it is left to the server that set it.
    web.serve('plain.example', '/odd-away', {
      cookies: ['dotted=; Path=/./; Max-Age=0; Secure', 'query=; Path=/a?b; Max-Age=0; Secure'],
      body: 'even',
    });
    await page.goto('https://plain.example/odd-away');
    if (browser === 'firefox') expect(left).toEqual([]);
  });
});
