import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Web } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { ask, clearScope, counted } from './support/clearing.ts';
import { emptyJar } from './support/jar.ts';
import { readRows, rowOf } from './support/report-page.mjs';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

/*
 * The user withholds sites from the extension, as both browsers let one: in Firefox what is asked for is given without
 * the browser's own question; in Chromium that question is no page and cannot be answered by a test, so there the user
 * gives access in the browser's settings while the popup is open.
 */

const SITE = 'https://www.cloudinary.com';

describe.each(BROWSERS)('sites that are withheld, in %s', (browser) => {
  let web: Web;
  let session: Session;
  const opened: Page[] = [];
  openForSuite(
    () => ({ browser }),
    (both) => ({ web, session } = both),
  );
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((page) => page.close()));
    await session.allowSites('all');
    await emptyJar(session);
  });

  async function visit(url = `${SITE}/`) {
    const page = await session.newPage(url);
    opened.push(page);
    return { page, tabId: await session.tabIdOf(page) };
  }
  const openPopup = async (tabId: number) => {
    const popup = await session.openPopup(tabId);
    opened.push(popup);
    return popup;
  };
  const text = (popup: Page) => popup.evaluate(() => document.body.textContent);
  /** Presses what asks for access, and gives it. */
  async function grant(popup: Page, selector: string, sites: 'all' | readonly string[]) {
    await popup.bringToFront();
    await popup.locator(selector).click();
    if (browser === 'chromium') await session.allowSites(sites);
  }
  /** The Cookie header of the page's own request. */
  async function sent(page: Page): Promise<string> {
    const from = web.requests.length;
    await page.reload();
    return web.requestsTo('www.cloudinary.com', from)[0]?.cookie ?? '';
  }

  it('a page that may not be read is not shown as empty; one click, and it is read', async () => {
    await session.allowSites([]);
    const { page, tabId } = await visit();
    const popup = await openPopup(tabId);
    await popup.waitForSelector('[data-action="allow-access"]');
    expect(await text(popup)).toContain('withheld permission to read www.cloudinary.com');
    expect(await session.badgeText(tabId)).toBe('');
    const plan = await ask(session, 'cookies:plan', { scope: { kind: 'site', tabId } });
    expect([plan.count, plan.withoutAccess]).toEqual([0, ['www.cloudinary.com']]);
    expect(await sent(page)).toContain('_cld_session_key=');

    await grant(popup, '[data-action="allow-access"]', 'all');
    await rowOf(popup, { name: '_cld_session_key', status: 'stored' });
    expect(await popup.$('[data-action="allow-access"]')).toBeNull();
  });

  it('where only the page may be read, it is said that the rest is missing; one click, and it is there', async () => {
    await session.allowSites([`${SITE}/*`]);
    const { page, tabId } = await visit();
    const popup = await openPopup(tabId);
    await until('the page’s own cookie is shown', async () => (await readRows(popup)).length > 0);
    expect((await readRows(popup)).map(({ name }) => name)).not.toContain('IDE');
    await popup.waitForSelector('.notices [data-action="allow-access"]');
    expect(await text(popup)).toContain('What others keep or are sent through this page is not shown.');

    await grant(popup, '.notices [data-action="allow-access"]', 'all');
    await until('nothing is missing any more', async () => (await popup.$('[data-action="allow-access"]')) === null);
    await page.reload();
    await rowOf(popup, { name: 'IDE', status: 'stored' });
  });

  it('a cookie that became untouchable is said to be so, stays, and goes after one click', async () => {
    const { page, tabId } = await visit();
    const popup = await openPopup(tabId);
    const { domain } = await rowOf(popup, { name: 'IDE', status: 'stored' });
    expect(domain).toBe('.doubleclick.net');
    await session.allowSites([`${SITE}/*`, 'https://cloudinary.com/*']);
    const plan = await ask(session, 'cookies:plan', { scope: { kind: 'remarketing', tabId } });
    expect(plan.withoutAccess).toContain('ad.doubleclick.net');
    await session.allowSites('all');
    const whole = await ask(session, 'cookies:plan', { scope: { kind: 'remarketing', tabId } });
    await session.allowSites([`${SITE}/*`, 'https://cloudinary.com/*']);
    const outcome = await ask(session, 'cookies:clear', { planId: whole.planId });
    expect(outcome.counts['no-access']).toBeGreaterThan(0);
    expect(outcome.exceptions.map(({ key, result }) => `${key.name} ${result}`)).toContain('IDE no-access');
    await session.allowSites('all');
    const keys = outcome.exceptions.filter(({ result }) => result === 'no-access').map(({ key }) => key);
    const { outcome: again } = await clearScope(session, { kind: 'cookies', tabId, keys });
    expect(counted(again)).toEqual({ gone: keys.length });
    const from = web.requests.length;
    await page.reload();
    const asked = await until('the advertiser was asked', () => web.requestsTo('ad.doubleclick.net', from)[0]);
    expect(asked.cookie).not.toContain('IDE=');
  });
});
