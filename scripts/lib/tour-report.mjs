import { setTimeout as delay } from 'node:timers/promises';
import { openAllRows, readRows, reportShown } from '../../test/e2e/support/report-page.mjs';
import { table } from './table.mjs';

/**
 * @import { Page } from 'puppeteer-core'
 * @import { ReportRow } from '../../test/e2e/support/report-page.mjs'
 * @import { Session } from '../../test/e2e/support/types.ts'
 */

const HEADINGS = ['Cookie', 'Of', 'Who', 'Purpose', 'Verdict', 'Clauses', 'Besides'];
const LIMITS = [24, 26, 18, 11, 12, 34, 24];

/**
 * Visits a page, and prints what the popup says of it.
 *
 * @param {Session} session
 * @param {{ url: string, why: string }} page
 */
export async function printReport(session, { url, why }) {
  const page = await session.newPage();
  try {
    await page.goto(url);
  } catch (error) {
    console.log(`\n${url} could not be opened: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
    return;
  }
  const tabId = await session.tabIdOf(page);
  const popup = await session.openPopup(tabId);
  await reportShown(popup);
  await settled(popup);
  await openAllRows(popup);
  const rows = await readRows(popup);
  console.log(`\n${url}\n${why}; the badge says ${(await session.badgeText(tabId)) || 'nothing'}`);
  console.log(rows.length === 0 ? 'No cookies.' : table(HEADINGS, rows.map(cells), LIMITS));
  await popup.close();
  await page.close();
}

/** @param {ReportRow} row */
function cells(row) {
  const of = row.storage ? `${row.storage}Storage, no cookie` : row.domain;
  return [
    row.name || '(no name)',
    of,
    row.vendor || '–',
    row.purpose,
    row.verdict,
    row.clauses.join(' '),
    besides(row),
  ];
}

/** @param {ReportRow} row */
function besides({ status, sent, partition }) {
  return [status === 'stored' ? '' : status, sent ? 'sent along' : '', partition ? 'partitioned' : '']
    .filter(Boolean)
    .join(', ');
}

/**
 * The popup follows its page; this waits until it has had nothing new to say for a while.
 *
 * @param {Page} popup
 */
export async function settled(popup) {
  for (let before = -1, now = 0; before !== now; ) {
    before = now;
    await delay(700);
    now = (await readRows(popup)).reduce((sum, row) => sum + row.text.length, 1);
  }
}
