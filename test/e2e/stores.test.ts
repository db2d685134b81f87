import { beforeAll, describe, expect, it } from 'vitest';
import type { Web } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { ask, clearScope, counted } from './support/clearing.ts';
import { hasCookie, reportWhen } from './support/reports.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

/*
 * One and the same cookie in two jars of one browser: the extension acts on that of the tab it was asked from. What is
 * in each jar is told by the server, by the header it gets from a tab of that jar.
 */

const SET = 'https://plain.example/set';
const READ = 'https://plain.example/read';
const COUNTED = 'https://stubborn.example/counted';

/** Pages of one jar: how a tab with it is opened, loaded anew, and closed. */
interface Jar {
  readonly tabId: number;
  /** The Cookie header that the server gets from this jar, at a page that sets none. */
  sent(url?: string): Promise<string>;
}

function serveTwin(web: Web): void {
  web.serve('plain.example', '/set', { cookies: ['twin=v; Path=/; Secure; HttpOnly; SameSite=Lax'], body: 'set' });
  web.serve('plain.example', '/read', { body: 'read' });
}

/** Takes an open tab for its jar. */
function jarOf(web: Web, session: Session, tabId: number): Jar {
  return {
    tabId,
    sent: async (address = READ) => {
      const from = web.requests.length;
      const { host, pathname } = new URL(address);
      await session.asExtension((id, url) => chrome.tabs.update(id, { url }), tabId, `${address}?${from}`);
      const request = await until('the page was asked for', () =>
        web.requestsTo(host, from).find(({ path }) => path === `${pathname}?${from}`),
      );
      return request.cookie;
    },
  };
}

async function expectExact(session: Session, here: Jar, there: Jar): Promise<string> {
  const report = await reportWhen(session, here.tabId, 'has the cookie', hasCookie('twin'));
  expect(report.rows.filter(({ key }) => key.name === 'twin')).toHaveLength(1);
  const { plan, outcome } = await clearScope(session, { kind: 'site', tabId: here.tabId });
  expect([plan.count, counted(outcome)]).toEqual([1, { gone: 1 }]);
  expect([await here.sent(), await there.sent()]).toEqual(['', 'twin=v']);
  return plan.planId;
}

async function expectUndone(session: Session, clearId: string, here: Jar, there: Jar): Promise<void> {
  expect(counted(await ask(session, 'cookies:undo', { clearId, overwrite: false }))).toEqual({ restored: 1 });
  expect([await here.sent(), await there.sent()]).toEqual(['twin=v', 'twin=v']);
}

describe.each(BROWSERS)('a private window beside a normal one in %s', (browser) => {
  let web: Web;
  let session: Session;
  let normal: Jar;
  openForSuite(
    () => ({ browser, privateWindows: true }),
    (opened) => ({ web, session } = opened),
  );
  beforeAll(async () => {
    serveTwin(web);
    normal = jarOf(web, session, await session.tabIdOf(await session.newPage(SET)));
  });

  const openPrivate = async () => {
    const { windowId, tabId } = await session.openPrivateWindow(SET);
    await reportWhen(session, tabId, 'has the cookie', hasCookie('twin'));
    const close = () => session.asExtension((id) => chrome.windows.remove(id), windowId);
    return { jar: jarOf(web, session, tabId), close };
  };

  it('clears and restores each without the other', async () => {
    const { jar, close } = await openPrivate();
    try {
      await expectUndone(session, await expectExact(session, jar, normal), jar, normal);
      await session.asExtension((id, url) => chrome.tabs.update(id, { url }), normal.tabId, SET);
      await expectUndone(session, await expectExact(session, normal, jar), normal, jar);
    } finally {
      await close();
    }
  });

  it('offers to undo only where it was cleared, and keeps nothing of a private window that is closed', async () => {
    const { jar, close } = await openPrivate();
    const clearId = await expectExact(session, jar, normal);
    expect(await ask(session, 'cookies:undoable', { tabId: jar.tabId })).toMatchObject({ clearId });
    expect(await ask(session, 'cookies:undoable', { tabId: normal.tabId })).not.toMatchObject({ clearId });
    const wish = {
      effect: 'keep-clear',
      target: { kind: 'site', site: 'shop.example' },
      thirdPartyOnly: false,
    } as const;
    await ask(session, 'rules:add', { wish, tabId: jar.tabId });
    expect(await ask(session, 'rules:list', { privateWindow: true })).toHaveLength(1);
    await close();
    // Though another one is opened before the browser has let go of its store.
    const another = await openPrivate();
    await until(
      'its rule is gone',
      async () => (await ask(session, 'rules:list', { privateWindow: true })).length === 0,
    );
    await another.close();
    await until('nothing of it is kept', async () => {
      const kept = await session.asExtension(async () => JSON.stringify(await chrome.storage.session.get(null)));
      return !kept.includes(clearId);
    });
    await expect(ask(session, 'cookies:undo', { clearId, overwrite: false })).rejects.toThrow();
    expect(await normal.sent()).toBe('twin=v');
  });
});

describe('a container beside the usual tabs in firefox', () => {
  let web: Web;
  let session: Session;
  openForSuite(
    () => ({ browser: 'firefox' }),
    (opened) => ({ web, session } = opened),
  );

  it('clears and restores each without the other', async () => {
    serveTwin(web);
    const usual = jarOf(web, session, await session.tabIdOf(await session.newPage(SET)));
    const contained = jarOf(web, session, await session.openContainerTab(SET));
    await reportWhen(session, contained.tabId, 'has the cookie', hasCookie('twin'));
    await expectUndone(session, await expectExact(session, contained, usual), contained, usual);
    await session.asExtension((id, url) => chrome.tabs.update(id, { url }), usual.tabId, SET);
    await expectUndone(session, await expectExact(session, usual, contained), usual, contained);
  });
});

describe('a container that is left in firefox', () => {
  let web: Web;
  let session: Session;
  openForSuite(
    () => ({ browser: 'firefox' }),
    (opened) => ({ web, session } = opened),
  );

  it('loses the site’s remarketing cookies, while the usual tabs, which still show it, keep theirs', async () => {
    await ask(session, 'preferences:set', { change: { clearOnLeave: 'remarketing' } });
    const usual = jarOf(web, session, await session.tabIdOf(await session.newPage(COUNTED)));
    const stays = jarOf(web, session, await session.openContainerTab('https://plain.example/read'));
    const leaves = await session.openContainerTab(COUNTED);
    await until('both are known to be shown', async () => {
      const kept = await session.asExtension(async () =>
        JSON.stringify(await chrome.storage.session.get('leaving:all')),
      );
      return kept.split('"stubborn.example"').length === 3;
    });
    await session.asExtension((id) => chrome.tabs.remove(id), leaves);
    const offer = () => ask(session, 'cookies:undoable', { tabId: stays.tabId });
    const { count, clearId } = await until('it is cleared', offer, 40_000);
    expect(count).toBe(1);
    const sent = async (jar: Jar) => /_ga=/.test(await jar.sent('https://stubborn.example/quiet'));
    expect([await sent(stays), await sent(usual)]).toEqual([false, true]);
    expect(counted(await ask(session, 'cookies:undo', { clearId, overwrite: false }))).toEqual({ restored: 1 });
    expect([await sent(stays), await sent(usual)]).toEqual([true, true]);
  });
});

describe('first-party isolation in firefox', () => {
  let web: Web;
  let session: Session;
  openForSuite(
    () => ({ browser: 'firefox', firstPartyIsolation: true }),
    (opened) => ({ web, session } = opened),
  );
  it('finds, clears and restores what a site and its embeds keep under that site', async () => {
    const page = await session.newPage('https://www.cloudinary.com/');
    const tabId = await session.tabIdOf(page);
    const report = await reportWhen(session, tabId, 'has both', (r) => hasCookie('_ga')(r) && hasCookie('IDE')(r));
    const keys = report.rows.filter(({ key, status }) => ['_ga', 'IDE'].includes(key.name) && status === 'stored');
    expect(keys.map(({ key }) => key.name).sort()).toEqual(['IDE', '_ga']);
    const { plan, outcome } = await clearScope(session, { kind: 'cookies', tabId, keys: keys.map(({ key }) => key) });
    expect([plan.count, counted(outcome)]).toEqual([2, { gone: 2 }]);
    expect(counted(await ask(session, 'cookies:undo', { clearId: plan.planId, overwrite: false }))).toEqual({
      restored: 2,
    });
    const from = web.requests.length;
    await page.reload();
    await until('both are sent as before', () => {
      const sent = web.requests.slice(from).map(({ cookie }) => cookie);
      return sent.some((cookie) => cookie.includes('IDE=')) && sent.some((cookie) => cookie.includes('_ga='));
    });
  });
});
