import type { Page } from 'puppeteer-core';
import { afterAll, describe, expect, it } from 'vitest';
import type { Web } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { ask, clearScope, counted } from './support/clearing.ts';
import { reportWhen } from './support/reports.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';

const MANY = 10_000;

// Chromium keeps 3,300 cookies at most, and nothing changes that; Firefox keeps 3,000, or as many as a preference says.
describe.runIf(BROWSERS.includes('firefox'))('ten thousand cookies in firefox', () => {
  let web: Web;
  let session: Session;
  let page: Page;
  openForSuite(
    () => ({ browser: 'firefox', mostCookies: MANY + 1000 }),
    (opened) => ({ web, session } = opened),
  );
  afterAll(() => page.close());

  it('are listed, cleared, and given back', async () => {
    page = await session.newPage(`https://many-0.example/?cookies=${MANY}`);
    const tabId = await session.tabIdOf(page);
    await reportWhen(session, tabId, 'counts all', (report) => report.counts.stored === MANY);
    const { plan, outcome } = await clearScope(session, { kind: 'everything', tabId });
    expect(plan.count).toBe(MANY);
    expect(counted(outcome)).toEqual({ gone: MANY });
    // All but the page's own are kept under the page's site.
    const sent = async () => {
      const from = web.requests.length;
      await page.evaluate(() => fetch('/pixel?cookies=0'));
      return web.requestsTo('many-0.example', from)[0]?.cookie ?? '';
    };
    expect(await sent()).toBe('');
    expect(await session.jar()).toEqual([]);
    expect(counted(await ask(session, 'cookies:undo', { clearId: plan.planId, overwrite: false }))).toEqual({
      restored: MANY,
    });
    expect((await sent()).split('; ')).toHaveLength(100);
    expect(await session.jar()).toHaveLength(MANY);
  }, 120_000);
});
