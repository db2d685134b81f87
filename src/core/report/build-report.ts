import { POLICY_DOMAIN } from '../catalogue/cloudinary.ts';
import type { CatalogueLookup } from '../catalogue/lookup.ts';
import { cookieKeyId } from '../cookies/cookie-key.ts';
import { partyOf } from '../cookies/site.ts';
import { findPersonalData } from '../evidence/detect-personal-data.ts';
import { statusOfClauses } from '../policy/clause-statuses.ts';
import { judge, judgeStorage } from '../policy/judge.ts';
import { joinSightings, type SeenCookie, type SeenInputs } from './cookie-rows.ts';
import { countRows } from './counts.ts';
import type { RecordedStorage } from './document-record.ts';
import { groupRows } from './groups.ts';
import type { CookieRow, PageReport, StorageRow } from './page-report.ts';

export interface ReportInputs extends SeenInputs {
  readonly lookup: CatalogueLookup;
  /** False where the browser would not let the jar be read. */
  readonly jarReadable: boolean;
}

/** Makes the report of one document from all that is known of it now. */
export function buildReport(inputs: ReportInputs): PageReport {
  const { record, lookup } = inputs;
  const page = { site: record.site, governed: record.site === POLICY_DOMAIN };
  const rows = joinSightings(inputs).map((seen) => explainCookie(seen, lookup, page));
  const storage = [...record.storage.values()].flatMap((entry) => explainStorage(entry, lookup, page));
  const limits: PageReport['limits'][number][] = [];
  if (record.dropped > 0) limits.push('sightings-dropped');
  if (record.observedLate) limits.push('observed-late');
  if (!inputs.jarReadable) limits.push('jar-unreadable');
  return {
    tabId: record.tabId,
    documentId: record.documentId,
    host: record.host,
    site: record.site,
    governed: page.governed,
    startedAt: record.startedAt,
    madeAt: inputs.now,
    privateWindow: record.privateWindow,
    rows,
    rowsLeftOut: 0,
    storage,
    hosts: [...record.hosts].map(([host, { firstSeenAt, cloudinary }]) => ({ host, firstSeenAt, cloudinary })),
    clauses: statusOfClauses({ page, rows, storage, departures: record.departures }),
    departures: record.departures,
    counts: countRows(rows),
    limits,
  };
}

/** The report with only its first rows, in the order in which they are shown: what a view needs for its first paint. */
export function shorten(report: PageReport, rows: number): PageReport {
  if (report.rows.length <= rows) return report;
  const first = groupRows(report.rows, report.site).flatMap((group) => group.rows);
  return { ...report, rows: first.slice(0, rows), rowsLeftOut: report.rows.length - rows };
}

function explainCookie(
  seen: SeenCookie,
  lookup: CatalogueLookup,
  page: { site: string; governed: boolean },
): CookieRow {
  const classification = lookup.classify({ name: seen.key.name, domain: seen.key.domain }, page.site);
  const personalData = seen.value === null ? [] : findPersonalData(seen.value, seen.key.name);
  return {
    id: cookieKeyId(seen.key),
    key: seen.key,
    status: seen.status,
    attributes: seen.attributes,
    classification,
    finding: judge({
      classification,
      cookieDomain: seen.key.domain,
      page,
      personalData,
      sentToCloudinary: seen.sentToCloudinary,
    }),
    sightings: seen.sightings,
    sentToCloudinary: seen.sentToCloudinary,
    personalData,
  };
}

function explainStorage(
  entry: RecordedStorage,
  lookup: CatalogueLookup,
  page: { site: string; governed: boolean },
): StorageRow[] {
  const known = lookup.classifyStorage(entry.area, entry.key);
  if (!known) return [];
  const classification = { ...known, party: partyOf(new URL(entry.origin).hostname, page.site) };
  return [
    {
      id: JSON.stringify([entry.area, entry.origin, entry.key]),
      area: entry.area,
      storageKey: entry.key,
      origin: entry.origin,
      classification,
      finding: judgeStorage({ classification, page }),
      firstSeenAt: entry.firstSeenAt,
    },
  ];
}
