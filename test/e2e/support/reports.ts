import type { CookieRow, PageReport, TabReport } from '../../../src/core/report/page-report.ts';
import type { Session } from './types.ts';
import { until } from './until.mjs';

/** Asks the background for a tab's report, as the popup does. */
export async function tabReport(session: Session, tabId: number): Promise<TabReport> {
  // As text: Firefox's protocol sends an object that occurs twice only once.
  const text = await session.asExtension(
    async (id) => JSON.stringify(await chrome.runtime.sendMessage({ type: 'report:get', body: { tabId: id } })),
    tabId,
  );
  const reply = JSON.parse(text);
  if (!reply.ok) throw new Error(`The background refused: ${text}`);
  return reply.value;
}

/** The tab's report as soon as it is as wanted. */
export async function reportWhen(
  session: Session,
  tabId: number,
  what: string,
  wanted: (report: PageReport) => boolean,
): Promise<PageReport> {
  let last: TabReport | null = null;
  try {
    return await until(`the report ${what}`, async () => {
      last = await tabReport(session, tabId);
      return last.state === 'ready' && wanted(last.report) ? last.report : null;
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${last ? describeReport(last) : ''}`);
  }
}

/** A row as one line: `.cloudinary.com _ga stored: set-by-script www.cloudinary.com, present during`. */
export function describeRow(row: CookieRow): string {
  const domain = row.key.hostOnly ? row.key.domain : `.${row.key.domain}`;
  const partition = row.key.partitionKey ? ` under ${row.key.partitionKey.topLevelSite}` : '';
  const sightings = row.sightings.map(({ kind, host, since }) => [kind, since, host].filter(Boolean).join(' '));
  return `${domain} ${row.key.name}${partition} ${row.status}: ${sightings.join(', ')}`;
}

/** The rows as lines, sorted. */
export function describeRows(report: PageReport): string[] {
  return report.rows.map(describeRow).sort();
}

function describeReport(tab: TabReport): string {
  return tab.state === 'ready' ? describeRows(tab.report).join('\n') : tab.state;
}

/** Its cookie is there, and it is said who set it: for scripts that takes a moment. */
export const hasSetter = (name: string) => (report: PageReport) =>
  report.rows.some((row) => row.key.name === name && row.sightings.some(({ kind }) => kind.startsWith('set-by')));

/** The eyes have had the time they are given to agree on what happened since `at`. */
export const hasSettled = (report: PageReport, at = report.startedAt) => report.madeAt - at > 2000;

export const hasCookie = (name: string) => (report: PageReport) => report.rows.some((row) => row.key.name === name);
