import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, it } from 'vitest';
import type { SharedIdentifier } from '../../src/core/evidence/sharing/find-sharing.ts';
import type { ClauseStatus } from '../../src/core/policy/verdict.ts';
import type { CookieRow, PageReport } from '../../src/core/report/page-report.ts';
import { CANARIES, CANARY_EMAIL } from '../web/canary.mjs';
import type { Web } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { emptyJar } from './support/jar.ts';
import { openAllRows, readRows, reportShown } from './support/report-page.mjs';
import { hasCookie, hasSettled, reportWhen } from './support/reports.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';

const OWN = 'https://www.cloudinary.com';
const SHOP = 'https://shop.example';

const rowsOf = (report: PageReport, name: string) => report.rows.filter((row) => row.key.name === name);
const clauseOf = (report: PageReport, id: string) => report.clauses.find((clause) => clause.clauseId === id);
const told = (row: CookieRow | undefined, host: string) => row?.sharedWith.find((shared) => shared.host === host);
const asidesOf = (clause: ClauseStatus | undefined) => clause?.asides.map(({ id }) => id);

describe.each(BROWSERS)('the evidence in %s', (browser) => {
  let web: Web;
  let session: Session;
  openForSuite(
    () => ({ browser }),
    (opened) => ({ web, session } = opened),
  );
  const open: Page[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((page) => page.close()));
    await emptyJar(session);
  });

  async function visit(url: string, what: string, wanted: (report: PageReport) => boolean) {
    const page = await session.newPage(url);
    open.push(page);
    const tabId = await session.tabIdOf(page);
    return { page, tabId, report: await reportWhen(session, tabId, what, wanted) };
  }

  it('follows a site’s identifiers into requests to others: path, query, body, part, base64, hash', async () => {
    const wentTo = (report: PageReport, name: string, count: number) =>
      rowsOf(report, name).some((row) => row.sharedWith.length >= count);
    const { report } = await visit(`${OWN}/evidence`, 'tells where the numbers went', (r) => {
      return wentTo(r, '_ga', 5) && wentTo(r, '_fbp', 1) && wentTo(r, '_gcl_au', 1);
    });
    const [ga] = rowsOf(report, '_ga');
    const google = expect.objectContaining({ id: 'google', name: 'Google' });
    const expected: Record<string, Partial<SharedIdentifier>> = {
      'www.google-analytics.com': {
        where: 'query',
        parameter: 'cid',
        form: 'plain',
        part: true,
        company: google,
        maker: true,
      },
      'stats.g.doubleclick.net': { where: 'query', parameter: 'cid', form: 'plain', part: true, maker: true },
      'pixel.partner-chat.example': { where: 'path', form: 'plain', part: true, company: null, maker: false },
      'match.partner-chat.example': { where: 'query', parameter: 'hid', form: 'sha256', part: false },
      'store.partner-store.example': { where: 'query', parameter: 'd', form: 'base64', part: false },
    };
    for (const [host, shared] of Object.entries(expected)) expect(told(ga, host), host).toMatchObject(shared);
    expect(told(rowsOf(report, '_fbp')[0], 'collect.partner-chat.example')).toMatchObject({
      where: 'body',
      parameter: 'anonymousId',
      form: 'plain',
      part: false,
    });
    expect(told(rowsOf(report, '_gcl_au')[0], 'googleads.g.doubleclick.net')).toMatchObject({ parameter: 'auid' });
    for (const id of ['partners.3', 'preamble.1']) {
      expect(clauseOf(report, id)).toMatchObject({ status: 'untestable' });
      expect(asidesOf(clauseOf(report, id))).toContain('clause_aside_shared');
    }
  });

  it('follows a third party’s identifier to another company', async () => {
    const { report } = await visit(`${OWN}/evidence`, 'tells where DoubleClick’s number went', (r) =>
      rowsOf(r, 'IDE').some((row) => row.sharedWith.length > 0),
    );
    expect(rowsOf(report, 'IDE')[0]?.sharedWith).toEqual([
      expect.objectContaining({ host: 'bat.bing.com', parameter: 'google_gid', maker: false }),
    ]);
  });

  it('sees remarketing at work, and says what of it was seen', async () => {
    const { report } = await visit(
      `${OWN}/evidence`,
      'has every sign',
      (r) => r.signs.length >= 4 && hasCookie('IDE')(r),
    );
    expect(new Set(report.signs.map(({ kind }) => kind))).toEqual(
      new Set(['analytics-to-doubleclick', 'audience', 'conversion', 'ad-click']),
    );
    expect(clauseOf(report, 'cookies.11')?.status).toBe('seen');
    expect(asidesOf(clauseOf(report, 'cookies.11'))).toEqual(
      expect.arrayContaining(['clause_aside_analytics_to_doubleclick', 'clause_aside_audience']),
    );
    expect(clauseOf(report, 'cookies.13')?.status).toBe('seen');
    expect(asidesOf(clauseOf(report, 'cookies.13'))).toEqual(
      expect.arrayContaining(['clause_aside_conversion', 'clause_aside_ad_click']),
    );
  });

  it('says whether a value identifies, how long it stays, and who else reads it', async () => {
    const { report, tabId } = await visit(`${OWN}/evidence`, 'has Meta’s number', hasCookie('_fbp'));
    const [fbp] = rowsOf(report, '_fbp');
    expect(fbp?.identifier).toEqual({ singlesOut: true, lasts: true });
    expect(fbp?.lifetime).toBe('outlives');
    expect(rowsOf(report, '_gcl_au')[0]?.lifetime).toBe('within');
    const popup = await session.openPopup(tabId);
    await reportShown(popup);
    await openAllRows(popup);
    const text = (await readRows(popup)).find((row) => row.name === '_fbp')?.text ?? '';
    expect(text).toContain('long and random enough to be this browser’s alone, and it outlives the visit');
    expect(text).toMatch(/It may stay for 1[23] months more, longer than the 90 days/);
    expect(text).toContain('Scripts on cloudinary.com can read it.');
    expect(text).toContain('Every host below cloudinary.com gets it.');
    expect(text).toContain('collect.partner-chat.example sent its value along in the field anonymousId');
    expect(text).toContain('What you can do');
    for (const mark of CANARIES) expect(text).not.toContain(mark);
    await popup.close();
  });

  it('tells each kind of personal data, and lets only the policy’s own examples decide', async () => {
    const { report } = await visit(`${OWN}/profile`, 'has all four', (r) =>
      ['contact', 'place', 'match', 'look'].every((name) => hasCookie(name)(r)),
    );
    const kinds = (name: string) => rowsOf(report, name).flatMap((row) => row.personalData.map(({ kind }) => kind));
    expect(kinds('contact').sort()).toEqual(['name', 'phone']);
    expect(kinds('place').sort()).toEqual(['coordinates', 'ip-address']);
    expect(kinds('match')).toEqual(['hashed-email']);
    expect(kinds('look')).toEqual([]);
    expect(rowsOf(report, 'contact')[0]?.finding.verdict).toBe('against');
    for (const name of ['place', 'match', 'look'])
      expect(rowsOf(report, name)[0]?.finding.verdict, name).toBe('unknown');
    expect(clauseOf(report, 'cookies.3')).toMatchObject({ status: 'against' });
    expect(clauseOf(report, 'cookies.4')).toMatchObject({ status: 'nothing-against' });
  });

  it('holds personal data that another site gets to learn against both sentences', async () => {
    const { report } = await visit(`${OWN}/personal-shared`, 'tells who learnt it', (r) =>
      rowsOf(r, 'profile').some((row) => row.sharedWith.length > 0),
    );
    expect(rowsOf(report, 'profile')[0]?.finding).toMatchObject({
      verdict: 'against',
      citations: [
        { clauseId: 'cookies.3', role: 'contradicts' },
        { clauseId: 'cookies.4', role: 'contradicts' },
      ],
      why: { id: 'why_against_email_learnt', args: [expect.any(String), 'pixel.partner-chat.example'] },
    });
    expect(clauseOf(report, 'cookies.4')).toMatchObject({ status: 'against' });
    expect(JSON.stringify(report)).not.toContain(CANARY_EMAIL);
  });

  it('shows where a digest of personal data went, and takes it for no disclosure', async () => {
    const { report } = await visit(`${OWN}/personal-digested`, 'tells where the digest went', (r) =>
      rowsOf(r, 'profile').some((row) => row.sharedWith.some(({ form }) => form === 'sha256')),
    );
    expect(rowsOf(report, 'profile')[0]?.finding).toMatchObject({
      verdict: 'against',
      citations: [{ clauseId: 'cookies.3', role: 'contradicts' }],
    });
    expect(clauseOf(report, 'cookies.4')).toMatchObject({ status: 'nothing-against' });
  });

  it('finds no sharing where a number stays, though other companies are asked', async () => {
    const { report } = await visit(`${OWN}/left-alone`, 'has settled', (r) => hasCookie('left')(r) && hasSettled(r));
    expect(web.requestsTo('pixel.partner-chat.example').some(({ pathname }) => pathname === '/count')).toBe(true);
    expect(report.rows.flatMap((row) => row.sharedWith)).toEqual([]);
    expect(report.signs).toEqual([]);
    expect(asidesOf(clauseOf(report, 'partners.3'))).toEqual([]);
  });

  it('knows an ad of Cloudinary’s where it is shown, and takes no other ad for one', async () => {
    const { report, page, tabId } = await visit(`${SHOP}/ads`, 'has the ad', (r) => r.ads.length > 0);
    expect(report.ads).toEqual([expect.objectContaining({ host: 'googleads.g.doubleclick.net' })]);
    expect(clauseOf(report, 'cookies.12')).toMatchObject({ status: 'seen', why: { id: 'clause_ads' } });
    await page.goto(`${SHOP}/ads-of-others`);
    const other = await reportWhen(session, tabId, 'is of the other ad', (r) => {
      return r.signs.some(({ kind }) => kind === 'ad-asked') && hasSettled(r);
    });
    expect(other.ads).toEqual([]);
    expect(clauseOf(other, 'cookies.12')).toMatchObject({ status: 'not-here' });
    expect(asidesOf(clauseOf(other, 'cookies.12'))).toEqual(['clause_aside_ad_asked']);
  });

  it('says whose policy does apply, with the link that the page itself offers', async () => {
    const { report, tabId } = await visit(
      `${SHOP}/`,
      'has the link',
      (r) => r.privacyLink !== null && hasCookie('_ga')(r),
    );
    expect(report.privacyLink).toEqual({ url: `${SHOP}/data-protection`, text: 'Privacy policy' });
    const popup = await session.openPopup(tabId);
    await reportShown(popup);
    await openAllRows(popup);
    const link = await popup.waitForSelector(`[data-cookie-name="_ga"] a[href="${SHOP}/data-protection"]`);
    expect(await link?.evaluate((element) => element.textContent)).toBe('Privacy policy');
    await popup.close();
  });

  it('shows each of the six verdicts and each of the five standings of a clause', async () => {
    const verdicts = new Set<string>();
    const statuses = new Set<string>();
    const take = (report: PageReport) => {
      for (const { finding } of report.rows) verdicts.add(finding.verdict);
      for (const { status } of report.clauses) statuses.add(status);
    };
    take((await visit(`${OWN}/`, 'has its cookies', (r) => hasCookie('_ga')(r) && hasCookie('li_sugr')(r))).report);
    take((await visit(`${OWN}/unmentioned`, 'has the choice', hasCookie('li_gc'))).report);
    take((await visit(`${OWN}/personal`, 'has the profile', hasCookie('profile'))).report);
    take((await visit(`${SHOP}/`, 'has _ga', hasCookie('_ga'))).report);
    expect(verdicts).toEqual(new Set(['against', 'named', 'general', 'unmentioned', 'elsewhere', 'unknown']));
    expect(statuses).toEqual(new Set(['seen', 'against', 'nothing-against', 'not-here', 'untestable']));
  });

  it('shows none of it on a page that has nothing', async () => {
    const { report } = await visit('https://plain.example/', 'has settled', hasSettled);
    expect(report.rows).toEqual([]);
    expect([report.signs, report.ads, report.storage, report.privacyLink, report.policy]).toEqual([
      [],
      [],
      [],
      null,
      null,
    ]);
    expect(new Set(report.clauses.map(({ status }) => status))).toEqual(new Set(['not-here', 'untestable']));
    expect(report.clauses.flatMap(({ asides, cookies }) => [...asides, ...cookies])).toEqual([]);
  });

  it('compares a policy page of Cloudinary’s with the text that is quoted', async () => {
    const same = await visit(`${OWN}/privacy`, 'has read it', (r) => r.policy !== null);
    expect(same.report.policy).toMatchObject({ kind: 'same', statedDate: '5/2013', added: [] });
    expect(clauseOf(same.report, 'changes.3')).toMatchObject({
      status: 'not-here',
      why: { id: 'clause_changes_same' },
    });

    const changed = await visit(`${OWN}/privacy-changed`, 'has read it', (r) => r.policy !== null);
    expect(changed.report.policy).toMatchObject({ kind: 'changed', statedDate: '6/2014' });
    const differing = changed.report.policy?.clauses.filter(({ kind }) => kind !== 'same') ?? [];
    expect(differing.map(({ clauseId, kind }) => `${clauseId} ${kind}`)).toEqual(['cookies.3 changed']);
    const words = (kind: string) =>
      differing[0]?.words.filter((part) => part.kind === kind).map(({ text }) => text.trim());
    expect([words('gone'), words('new')]).toEqual([['never'], ['rarely']]);
    expect(changed.report.policy?.added).toEqual([
      { after: 'cookies.6', text: 'A cookie may also remember the language that you have chosen.' },
    ]);
    expect(clauseOf(changed.report, 'changes.3')).toMatchObject({ status: 'seen' });

    const other = await visit(`${OWN}/privacy/cookie-policy`, 'has read it', (r) => r.policy !== null);
    expect(other.report.policy).toMatchObject({ kind: 'other', statedDate: 'October 3, 2024' });
    expect(clauseOf(other.report, 'changes.3')).toMatchObject({
      status: 'seen',
      why: { id: 'clause_changes_another' },
    });
  });

  it('reads no other site’s policy, and no page of Cloudinary’s that is none', async () => {
    const shop = await visit(`${SHOP}/data-protection`, 'has settled', hasSettled);
    const quiet = await visit(`${OWN}/quiet`, 'has settled', hasSettled);
    expect([shop.report.policy, quiet.report.policy]).toEqual([null, null]);
  });
});
