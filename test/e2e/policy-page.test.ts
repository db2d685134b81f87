import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import { CLAUSES } from '../../src/core/policy/clauses.ts';
import { findFaults } from './support/axe.ts';
import { BROWSERS } from './support/browsers.ts';
import { clippedTexts } from './support/clipped.ts';
import { emptyJar } from './support/jar.ts';
import { reportShown, rowOf } from './support/report-page.mjs';
import { hasCookie, reportWhen } from './support/reports.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

const OWN = 'https://www.cloudinary.com';
const PAGE = 'src/policy-page/index.html';
const policy = readFileSync(new URL('../fixtures/cloudinary-privacy-2013-05.md', import.meta.url), 'utf8');

describe.each(BROWSERS)('the policy page in %s', (browser) => {
  let session: Session;
  const opened: Page[] = [];
  openForSuite(
    () => ({ browser }),
    (opened) => ({ session } = opened),
  );
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((page) => page.close()));
    await emptyJar(session);
  });

  async function visit(url: string) {
    const page = await session.newPage(url);
    opened.push(page);
    return session.tabIdOf(page);
  }
  async function openPolicy(address: string) {
    const page = await session.openExtensionPage(`${PAGE}${address}`);
    opened.push(page);
    await page.waitForSelector('[data-clause-id]');
    return page;
  }
  const hookOf = (page: Page, clauseId: string, hook: string) =>
    page.$eval(`[data-clause-id="${clauseId}"]`, (clause, name) => clause.getAttribute(name), hook);
  const waitForHook = (page: Page, clauseId: string, hook: string, value: string) =>
    until(`${clauseId} has ${hook} ${value}`, async () => (await hookOf(page, clauseId, hook)) === value);

  it('shows the whole text word for word, each sentence with where it stands on the page one came from', async () => {
    const tabId = await visit(`${OWN}/`);
    await reportWhen(session, tabId, 'has both kinds', (r) => hasCookie('_ga')(r) && hasCookie('IDE')(r));
    const page = await openPolicy(`?tab=${tabId}`);
    await waitForHook(page, 'cookies.13', 'data-clause-status', 'seen');
    await waitForHook(page, 'cookies.3', 'data-clause-status', 'nothing-against');
    await waitForHook(page, 'court-orders.1', 'data-clause-status', 'untestable');
    const ids = await page.$$eval('[data-clause-id]', (clauses) => clauses.map((clause) => clause.id));
    expect(ids).toEqual(CLAUSES.map(({ id }) => id));
    const text = (await page.evaluate(() => document.body.textContent)).replace(/\s+/g, ' ');
    for (const clause of CLAUSES) {
      expect(text).toContain(clause.text);
      expect(policy.replace(/\s+/g, ' ')).toContain(clause.text);
    }
    expect(text).toContain('Last updated: 5/2013');
    expect(await findFaults(page)).toEqual([]);
  });

  it('is reached from an explanation and from a clause of the popup, at that clause', async () => {
    const tabId = await visit(`${OWN}/`);
    const popup = await session.openPopup(tabId);
    opened.push(popup);
    await reportShown(popup);
    await rowOf(popup, { name: 'IDE' });
    await popup.click('#tab-clauses');
    await popup.click('[data-clause-id="cookies.13"] button');
    await popup.click('[data-clause-id="cookies.13"] [data-action="policy-clause"]');
    // Tools reach no tab that the extension opened in Firefox, so the extension looks into it.
    const shown = await until('the clause is open in a tab of its own', () =>
      session.asExtension(async () => {
        const view = chrome.extension.getViews({ type: 'tab' }).find(({ location }) => location.hash === '#cookies.13');
        const clause = view?.document.getElementById('cookies.13');
        if (!view || clause?.querySelector('[aria-expanded]')?.getAttribute('aria-expanded') !== 'true') return null;
        const { top } = clause.getBoundingClientRect();
        const seen = { address: view.location.pathname + view.location.search, top, height: view.innerHeight };
        view.close();
        return seen;
      }),
    );
    expect(shown.address).toBe(`/${PAGE}?tab=${tabId}`);
    expect(shown.top).toBeGreaterThanOrEqual(0);
    expect(shown.top).toBeLessThan(shown.height);
  });

  it('says where each sentence stood on all that was seen, also where the tab is closed', async () => {
    const tabId = await visit(`${OWN}/personal`);
    await reportWhen(session, tabId, 'has the profile', hasCookie('profile'));
    const [shown] = opened.splice(0);
    await shown?.close();
    await emptyJar(session);
    const page = await openPolicy('');
    await waitForHook(page, 'cookies.3', 'data-clause-status-all', 'against');
    expect(await hookOf(page, 'cookies.3', 'data-clause-status')).toBeNull();
    await page.click('[data-clause-id="cookies.3"] [aria-expanded]');
    await until('it names the host', () =>
      page.$eval('[data-clause-id="cookies.3"]', (clause) => clause.textContent.includes('www.cloudinary.com')),
    );
  });

  it('shows what differs where one reads another policy on cloudinary.com, clause by clause', async () => {
    const tabId = await visit(`${OWN}/privacy-changed`);
    await reportWhen(session, tabId, 'has read it', (r) => r.policy !== null);
    const popup = await session.openPopup(tabId);
    opened.push(popup);
    await reportShown(popup);
    await popup.waitForSelector('[data-action="compare"]');
    const page = await openPolicy(`?tab=${tabId}`);
    await page.waitForSelector('[data-policy-watch="changed"]');
    const changes = await page.$$eval('[data-clause-id="cookies.3"] :is(del, ins)', (marks) =>
      marks.map((mark) => `${mark.nodeName.toLowerCase()} ${mark.textContent}`),
    );
    expect(changes.join(' ')).toMatch(/del .*never.*ins .*rarely/);
    const text = await page.evaluate(() => document.body.textContent);
    expect(text).toContain('A cookie may also remember the language that you have chosen.');
    expect(text).toContain('6/2014');
    expect(await findFaults(page)).toEqual([]);
    for (const width of [1200, 640, 320]) {
      await page.setViewport({ width, height: 700 });
      expect(await page.evaluate(clippedTexts), `${width} wide`).toEqual([]);
    }
  });

  it.each([
    { path: '/privacy', watch: 'same' },
    { path: '/privacy/cookie-policy', watch: 'other' },
  ])('says of $path that it is $watch', async ({ path, watch }) => {
    const tabId = await visit(OWN + path);
    await reportWhen(session, tabId, 'has read it', (r) => r.policy !== null);
    const page = await openPolicy(`?tab=${tabId}`);
    await page.waitForSelector(`[data-policy-watch="${watch}"]`);
    expect(await page.$$('del, ins')).toEqual([]);
  });

  it('says nothing of a policy on a page that is none, and stands whole without any page', async () => {
    const tabId = await visit('https://plain.example/');
    const page = await openPolicy(`?tab=${tabId}`);
    await waitForHook(page, 'cookies.1', 'data-clause-status', 'not-here');
    expect(await page.$('[data-policy-watch]')).toBeNull();
    const alone = await openPolicy('?tab=999999');
    await until('it says that the tab is closed', () =>
      alone.evaluate(() => document.body.textContent.includes('is closed')),
    );
    expect((await alone.$$('[data-clause-id]')).length).toBe(33);
  });
});
