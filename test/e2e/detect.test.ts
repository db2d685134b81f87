import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { PageReport } from '../../src/core/report/page-report.ts';
import type { Web } from '../web/types.ts';
import { startWeb } from '../web/web.mjs';
import { BROWSERS } from './support/browsers.ts';
import { emptyJar } from './support/jar.ts';
import {
  describeRow,
  describeRows,
  hasCookie,
  hasSetter,
  hasSettled,
  reportWhen,
  tabReport,
} from './support/reports.ts';
import { openSession } from './support/session.mjs';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

describe.each(BROWSERS)('detecting in %s', (browser) => {
  let session: Session;
  let web: Web;
  const open: Page[] = [];
  openForSuite(
    () => ({ browser }),
    (opened) => ({ web, session } = opened),
  );
  afterEach(async () => {
    await Promise.all(open.splice(0).map((page) => page.close()));
    await emptyJar(session);
  });

  /** Visits a page and gives its tab. */
  async function visit(url: string) {
    const page = await session.newPage(url);
    open.push(page);
    return { page, tabId: await session.tabIdOf(page) };
  }
  const line = (report: PageReport, name: string) =>
    report.rows.filter((row) => row.key.name === name).map(describeRow);
  /** Firefox puts third-party cookies into the partition of the page they were set under. */
  const under = browser === 'firefox' ? ' under https://cloudinary.com' : '';

  it('names each cookie of Cloudinary’s page, who set it and how', async () => {
    const { tabId } = await visit('https://www.cloudinary.com/');
    const report = await reportWhen(
      session,
      tabId,
      'has everything',
      (r) => r.rows.length === 15 && r.rows.every((row) => hasSetter(row.key.name)(r)),
    );
    const sent = 'sent res.cloudinary.com, present during';
    // Whether the pictures are asked for before or after the script ran is the browser's choice.
    const rows = describeRows(report).map((row) => row.replace(/(set-by-script \S+), sent res.cloudinary.com/, '$1'));
    expect(rows).toEqual(
      [
        `.bing.com MUID${under} stored: set-by-header bat.bing.com, present during`,
        `.cloudinary.com __cf_bm stored: set-by-header www.cloudinary.com, ${sent}`,
        `.cloudinary.com _cld_session_key stored: set-by-header www.cloudinary.com, ${sent}`,
        '.cloudinary.com _ga stored: set-by-script www.cloudinary.com, present during',
        '.cloudinary.com _ga_CLDSITE01 stored: set-by-script www.cloudinary.com, present during',
        '.cloudinary.com _gcl_au stored: set-by-script www.cloudinary.com, present during',
        `.cloudinary.com locale stored: set-by-header www.cloudinary.com, ${sent}`,
        `.doubleclick.net IDE${under} stored: set-by-header ad.doubleclick.net, present during`,
        `.doubleclick.net test_cookie${under} stored: set-by-header ad.doubleclick.net, present during`,
        `.facebook.com fr${under} stored: set-by-header www.facebook.com, present during`,
        `.linkedin.com bcookie${under} stored: set-by-header px.ads.linkedin.com, present during`,
        `.linkedin.com li_sugr${under} stored: set-by-header px.ads.linkedin.com, present during`,
        'widget.partner-chat.example chat_session under https://cloudinary.com stored: set-by-header widget.partner-chat.example, present during',
        'www.cloudinary.com __Host-console_csrf stored: set-by-header www.cloudinary.com, present during',
        'www.cloudinary.com locale stored: set-by-header www.cloudinary.com, present during',
      ].sort(),
    );
    const parties = Object.fromEntries(report.rows.map((row) => [row.key.name, row.classification.party]));
    expect(parties).toMatchObject({ _ga: 'first', locale: 'first', IDE: 'third', chat_session: 'third' });
    expect(report.governed).toBe(true);
  });

  it('finds nothing on a page that has nothing, and says so on the badge', async () => {
    const { tabId } = await visit('https://plain.example/');
    const tab = await tabReport(session, tabId);
    expect(tab).toMatchObject({ state: 'ready', report: { rows: [], storage: [], governed: false, limits: [] } });
    expect(await session.badgeText(tabId)).toBe('');
    // The badge of a page beside it is there, so this one's was made and is empty.
    const other = await visit('https://shop.example/');
    await until('the shop has its badge', async () => (await session.badgeText(other.tabId)) !== '');
    expect(await session.badgeText(tabId)).toBe('');
  });

  it('counts Cloudinary’s and remarketing cookies on the badge, and follows the choice not to', async () => {
    const { page, tabId } = await visit('https://www.cloudinary.com/');
    await until('the badge says 12', async () => (await session.badgeText(tabId)) === '12');
    await session.asExtension(() =>
      chrome.runtime.sendMessage({ type: 'preferences:set', body: { change: { badge: false } } }),
    );
    await until('the badge is empty', async () => (await session.badgeText(tabId)) === '');
    await session.asExtension(() =>
      chrome.runtime.sendMessage({ type: 'preferences:set', body: { change: { badge: true } } }),
    );
    await until('the badge is back', async () => (await session.badgeText(tabId)) === '12');
    await page.goto('https://plain.example/');
    await until('the badge is empty again', async () => (await session.badgeText(tabId)) === '');
  });

  it('knows a cookie that was there before the page', async () => {
    const { page, tabId } = await visit('https://www.cloudinary.com/');
    await reportWhen(session, tabId, 'has _ga', hasCookie('_ga'));
    await page.goto('https://www.cloudinary.com/quiet');
    const report = await reportWhen(session, tabId, 'has _ga', hasCookie('_ga'));
    expect(line(report, '_ga')).toEqual(['.cloudinary.com _ga stored: sent www.cloudinary.com, present before']);
    expect(hasCookie('IDE')(report)).toBe(false);
  });

  it('sees what is sent along to Cloudinary from another site, and nothing where nothing is', async () => {
    const before = await visit('https://shop.example/');
    const clean = await reportWhen(session, before.tabId, 'has _ga', hasCookie('_ga'));
    expect(clean.rows.map((row) => row.key.name)).toEqual(['_ga']);
    await before.page.goto('https://www.cloudinary.com/');
    await reportWhen(session, before.tabId, 'has the session key', hasCookie('_cld_session_key'));
    // With a picture that is in no cache: one that is asks Cloudinary nothing.
    const picture = '<img alt="Elm" src="https://res.cloudinary.com/shop/image/upload/v1/elm.jpg">';
    web.serve('shop.example', '/elm', { body: `<!doctype html><title>Elm</title>${picture}` });
    await before.page.goto('https://shop.example/elm');
    const report = await reportWhen(
      session,
      before.tabId,
      'has what it sends along',
      (r) => r.host === 'shop.example' && r.rows.length === (browser === 'firefox' ? 1 : 3),
    );
    const sent = report.rows
      .filter((row) => row.sentToCloudinary)
      .map((row) => row.key.name)
      .sort();
    // Firefox partitions: what Cloudinary's own pages set does not go along from another site.
    expect(sent).toEqual(browser === 'firefox' ? [] : ['__cf_bm', '_cld_session_key']);
    // What stays in its jar (SameSite=Lax: Cloudinary's own _ga, locale and others) is not this page's.
    const others = report.rows.filter((row) => row.classification.party === 'third').map((row) => row.key.name);
    expect(others.sort()).toEqual(sent);
  });

  it('shows a cookie that the browser refused as refused', async () => {
    const { tabId } = await visit('https://www.cloudinary.com/refused');
    const report = await reportWhen(session, tabId, 'tells both', (r) => r.rows.length === 2);
    expect(report.rows.map((row) => row.status)).toEqual(['refused', 'refused']);
    expect(report.counts).toMatchObject({ stored: 0, badge: 0 });
  });

  it('tells a removal, and who did it', async () => {
    const { page, tabId } = await visit('https://www.cloudinary.com/removing');
    await reportWhen(session, tabId, 'has both', (r) => hasCookie('_uetsid')(r) && hasCookie('leftover')(r));
    await page.click('#by-script');
    await page.click('#by-header');
    const report = await reportWhen(session, tabId, 'has both removed', (r) =>
      ['_uetsid', 'leftover'].every((name) => r.rows.some((row) => row.key.name === name && row.status === 'removed')),
    );
    // Whether the request's own cookies or its answer is told of first is the browser's choice.
    expect(line(report, 'leftover')).toHaveLength(1);
    expect(line(report, 'leftover')[0]).toContain(
      'www.cloudinary.com leftover removed: set-by-header www.cloudinary.com',
    );
    expect(line(report, 'leftover')[0]).toMatch(/removed( www\.cloudinary\.com)?(, sent www\.cloudinary\.com)?$/);
    expect(line(report, '_uetsid')).toEqual([
      'www.cloudinary.com _uetsid removed: set-by-header www.cloudinary.com, removed',
    ]);
  });

  it('keeps one report while a single-page site changes its address', async () => {
    const { page, tabId } = await visit('https://www.cloudinary.com/spa');
    const before = await reportWhen(session, tabId, 'is there', () => true);
    await page.click('#go');
    const after = await reportWhen(session, tabId, 'has _gcl_aw and who set it', hasSetter('_gcl_aw'));
    expect(after.documentId).toBe(before.documentId);
    expect(line(after, '_gcl_aw')[0]).toContain('set-by-script www.cloudinary.com');
  });

  it('takes a page’s own report up again when one goes back to it', async () => {
    const { page, tabId } = await visit('https://www.cloudinary.com/removing');
    const first = await reportWhen(session, tabId, 'has leftover', hasCookie('leftover'));
    await page.goto('https://plain.example/');
    await reportWhen(session, tabId, 'is of the plain page', (r) => r.host === 'plain.example' && r.rows.length === 0);
    // Going back ends the document that was asked to go.
    await page.evaluate(() => void setTimeout(() => history.back()));
    const back = await reportWhen(session, tabId, 'is of Cloudinary again', (r) => r.host === 'www.cloudinary.com');
    const restored = await page.evaluate(() => performance.getEntriesByType('navigation')[0]?.toJSON().type);
    if (back.documentId === first.documentId) expect(line(back, 'leftover')[0]).toContain('set-by-header');
    else expect(restored).toBe('back_forward');
  });

  it('does not mix two tabs of one site', async () => {
    const one = await visit('https://www.cloudinary.com/quiet');
    const two = await visit('https://www.cloudinary.com/');
    const other = await reportWhen(session, two.tabId, 'has IDE', hasCookie('IDE'));
    const quiet = await reportWhen(
      session,
      one.tabId,
      'has what the other tab set, for good',
      (r) => hasCookie('_cld_session_key')(r) && hasSettled(r, other.startedAt),
    );
    expect(hasCookie('IDE')(quiet)).toBe(false);
    expect(line(quiet, '_cld_session_key')).toEqual(['.cloudinary.com _cld_session_key stored: present during']);
    // Either tab's scripts could have written it: neither is said to have.
    expect(line(quiet, '_ga')).toEqual(['.cloudinary.com _ga stored: present during']);
  });

  it('finds an identifier that is no cookie, left by Cloudinary’s own player', async () => {
    const { tabId } = await visit('https://shop.example/video');
    const report = await reportWhen(session, tabId, 'has the player’s id', (r) => r.storage.length > 0);
    expect(report.storage).toMatchObject([
      { storageKey: 'cld-analytics-user-id', area: 'local', origin: 'https://shop.example' },
    ]);
  });

  it('sees what a frame’s own script sets and keeps, and nothing in a frame that does neither', async () => {
    const frame = (path: string) => `<iframe src="https://widget.partner-chat.example${path}"></iframe>`;
    web.serve('plain.example', '/framed', {
      body: `<!doctype html><title>Framed</title>${frame('/scripted')}`,
    });
    web.serve('plain.example', '/framed-quietly', {
      body: `<!doctype html><title>Framed</title>${frame('/quiet')}`,
    });
    web.serve('widget.partner-chat.example', '/quiet', { body: '<!doctype html><title>Quiet</title>' });
    web.serve('widget.partner-chat.example', '/scripted', {
      body: `<!doctype html><title>Scripted</title><script>
document.cookie = 'by_frame=1; path=/; Secure; SameSite=None';
localStorage.setItem('cld-analytics-user-id', '1');
</script>`,
    });
    const quiet = await visit('https://plain.example/framed-quietly');
    await reportWhen(session, quiet.tabId, 'has the frame’s host', (r) => r.hosts.length === 2);
    expect(await tabReport(session, quiet.tabId)).toMatchObject({ report: { rows: [], storage: [] } });
    // In the same tab: a script of the frame in another tab could have set it as well.
    const { tabId, page } = quiet;
    await page.goto('https://plain.example/framed');
    const report = await reportWhen(
      session,
      tabId,
      'has both',
      (r) => hasSetter('by_frame')(r) && r.storage.length > 0,
    );
    const partition = browser === 'firefox' ? ' under https://plain.example' : '';
    expect(describeRows(report)).toEqual([
      `widget.partner-chat.example by_frame${partition} stored: set-by-script widget.partner-chat.example, present during`,
    ]);
    expect(report.storage).toMatchObject([
      { origin: 'https://widget.partner-chat.example', classification: { party: 'third' } },
    ]);
  });

  it('knows Cloudinary behind the shop’s own name', async () => {
    const { tabId } = await visit('https://shop.example/gallery');
    const report = await reportWhen(session, tabId, 'has the media host', (r) => r.hosts.length > 1);
    expect(report.hosts.find((host) => host.host === 'media.shop.example')?.cloudinary).toBe('server-timing');
    expect(report.governed).toBe(false);
  });

  it('sees what real clients from npm keep', async () => {
    const mixpanel = await visit('https://shop.example/mixpanel');
    const first = await reportWhen(session, mixpanel.tabId, 'has Mixpanel’s cookie', (r) =>
      r.rows.some((row) => row.status === 'stored' && row.key.name.startsWith('mp_')),
    );
    expect(first.rows.find((row) => row.key.name.startsWith('mp_'))?.classification.vendor?.name).toBe('Mixpanel');
    await mixpanel.page.goto('https://shop.example/snowplow');
    const second = await reportWhen(
      session,
      mixpanel.tabId,
      'has Snowplow’s cookies',
      (r) =>
        ['_sp_id.', '_sp_ses.'].every((name) => r.rows.some((row) => row.key.name.startsWith(name))) &&
        hasSetter('sp')(r),
    );
    expect(line(second, 'sp')[0]).toContain('set-by-header collector.shop.example');
  });

  it('holds a cookie with an address in it against the clause it breaks', async () => {
    const { tabId } = await visit('https://www.cloudinary.com/personal');
    const report = await reportWhen(session, tabId, 'has profile', hasCookie('profile'));
    const row = report.rows.find(({ key }) => key.name === 'profile');
    expect(row?.finding).toMatchObject({
      verdict: 'against',
      citations: [{ clauseId: 'cookies.3', role: 'contradicts' }],
    });
    expect(row?.personalData).toMatchObject([{ kind: 'email' }]);
    expect(JSON.stringify(report)).not.toContain('mail.example');
  });

  it('gets through everything a bad page does', async () => {
    const { tabId } = await visit('https://bad.example/');
    const report = await reportWhen(
      session,
      tabId,
      'has strange and refused ones',
      (r) => hasCookie('__proto__')(r) && hasCookie('emoji')(r) && r.rows.some((row) => row.status === 'refused'),
    );
    const names = report.rows.filter((row) => row.status === 'stored').map((row) => row.key.name);
    expect(names).toEqual(expect.arrayContaining(['__proto__', 'constructor', 'toString', 'hasOwnProperty']));
    // Firefox takes a line without an equals sign for a name, and refuses an empty one.
    expect(names).toContain(browser === 'firefox' ? 'canary7f3a9e-no-equals-sign' : '');
    const refused = report.rows.filter((row) => row.status === 'refused').map((row) => row.key.name);
    expect(refused.filter((name) => names.includes(name))).toEqual([]);
    expect(report.rows.filter((row) => row.status === 'stored').every((row) => row.finding.verdict === 'unknown')).toBe(
      true,
    );
  });

  it('says what it cannot say of a tab that is gone, and of pages that are none', async () => {
    expect(await tabReport(session, 987654)).toEqual({ state: 'gone' });
    const own = await session.openOptions();
    expect(await tabReport(session, await session.tabIdOf(own))).toEqual({ state: 'no-page' });
  });
});

describe.each(BROWSERS)('a worker that stops in %s', (browser) => {
  it('remembers what it saw', async () => {
    const web = await startWeb();
    const session = await openSession({ browser, web });
    try {
      const page = await session.newPage('https://www.cloudinary.com/');
      const tabId = await session.tabIdOf(page);
      const before = await reportWhen(session, tabId, 'has everything', (r) => r.rows.length === 15 && hasSettled(r));
      let [kept, changedAt] = ['', Date.now()];
      // What was seen last may be written a moment later than the rest.
      await until('all of it is in the session store, which is at rest', async () => {
        const now = await session.asExtension(async () => {
          const all = Object.entries(await chrome.storage.session.get(null));
          return JSON.stringify(all.filter(([key]) => key.startsWith('doc:')));
        });
        if (now !== kept) [kept, changedAt] = [now, Date.now()];
        return (
          Date.now() - changedAt > 1000 && ['MUID', 'chat_session', 'fr'].every((name) => kept.includes(`"${name}`))
        );
      });
      await session.stopWorker();
      const after = await reportWhen(session, tabId, 'has everything', (r) => r.rows.length === 15 && hasSettled(r));
      expect(describeRows(after)).toEqual(describeRows(before));
    } finally {
      await session.close();
      await web.close();
    }
  });
});

describe.each(BROWSERS)('third-party cookies refused in %s', (browser) => {
  it('shows the advertiser’s cookie as refused by the browser, and does not count it', async () => {
    const web = await startWeb();
    const session = await openSession({ browser, web, blockThirdPartyCookies: true });
    try {
      const page = await session.newPage('https://www.cloudinary.com/');
      const tabId = await session.tabIdOf(page);
      const report = await reportWhen(session, tabId, 'has IDE', hasCookie('IDE'));
      expect(report.rows.find((row) => row.key.name === 'IDE')).toMatchObject({
        status: 'refused',
        finding: { verdict: 'named' },
      });
      await until('the badge counts what is there', async () => (await session.badgeText(tabId)) === '8');
    } finally {
      await session.close();
      await web.close();
    }
  });
});

describe('a page that is fetched ahead in chromium', () => {
  it('sets its cookie while the page that asked for it is open, and no script is said to have', async () => {
    const web = await startWeb();
    const session = await openSession({ browser: 'chromium', web });
    try {
      const page = await session.newPage('https://www.cloudinary.com/prerender');
      const tabId = await session.tabIdOf(page);
      const before = await reportWhen(
        session,
        tabId,
        'has the cookie of the next page, for good',
        (r) => hasCookie('_gid')(r) && hasSettled(r),
      );
      // Not every version of Chromium tells for which page it fetches ahead; none may blame a script.
      expect(before.rows.map(describeRow)[0]).toMatch(
        /^www\.cloudinary\.com _gid stored: (set-by-header www\.cloudinary\.com, )?present during$/,
      );
      await page.click('#next');
      const after = await reportWhen(session, tabId, 'is another document', (r) => r.documentId !== before.documentId);
      expect(after.rows.map((row) => row.key.name)).toEqual(['_gid']);
    } finally {
      await session.close();
      await web.close();
    }
  });
});
