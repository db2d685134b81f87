import type { Classification } from '../catalogue/classification.ts';
import { POLICY_DOMAIN } from '../catalogue/cloudinary.ts';
import type { CatalogueLookup } from '../catalogue/lookup.ts';
import type { RuleMatch } from '../clearing/match-rules.ts';
import { type CookieKey, cookieKeyId } from '../cookies/cookie-key.ts';
import { partyOf } from '../cookies/site.ts';
import { findPersonalData } from '../evidence/detect-personal-data.ts';
import { singlesOut } from '../evidence/identifier.ts';
import { compareLifetime } from '../evidence/lifetime.ts';
import { DECISIVE_KINDS } from '../evidence/personal-data.ts';
import type { TokenHash } from '../evidence/sharing/token-hash.ts';
import { statusOfClauses } from '../policy/clause-statuses.ts';
import { judge, judgeStorage } from '../policy/judge.ts';
import { joinSightings, type SeenCookie, type SeenInputs } from './cookie-rows.ts';
import { countRows } from './counts.ts';
import type { RecordedStorage } from './document-record.ts';
import { groupRows } from './groups.ts';
import type { CookieRow, IdentifierFact, PageReport, StorageRow } from './page-report.ts';
import { createSharingSearch, type Sharing } from './sharing.ts';

export interface ReportInputs extends SeenInputs {
  readonly lookup: CatalogueLookup;
  /** False where the browser would not let the jar be read. */
  readonly jarReadable: boolean;
  /** The hash that the record's tokens were made with. */
  readonly hash: TokenHash;
  /** The user's rule that speaks of a cookie on this page. */
  readonly ruleOf: (key: CookieKey) => RuleMatch | null;
}

/** Makes the report of one document from all that is known of it now. */
export function buildReport(inputs: ReportInputs): PageReport {
  const { record, lookup } = inputs;
  const page = { site: record.site, governed: record.site === POLICY_DOMAIN };
  const sharingOf = createSharingSearch(record, lookup, inputs.hash);
  const rows = joinSightings(inputs).map((seen) => ({
    ...explainCookie(seen, lookup, page, inputs.now, sharingOf),
    rule: markOf(inputs.ruleOf(seen.key)),
  }));
  const storage = [...record.storage.values()].flatMap((entry) => explainStorage(entry, lookup, page));
  const signs = [...record.signs.values()];
  const ads = [...record.ads.values()];
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
    clauses: statusOfClauses({
      page,
      rows,
      storage,
      departures: record.departures,
      linksOut: [...record.linksOut],
      signs,
      ads,
      policy: record.policy,
    }),
    departures: record.departures,
    signs,
    ads,
    privacyLink: record.privacyLink,
    policy: record.policy,
    counts: countRows(rows),
    limits,
  };
}

/** The report with only its first rows, in the order in which they are shown: what a view needs for its first paint. */
export function shorten(report: PageReport, rows: number): PageReport {
  if (report.rows.length <= rows) return report;
  let ordered = shownOrder.get(report.rows);
  if (ordered === undefined) {
    ordered = groupRows(report.rows, report.site).flatMap((group) => group.rows);
    shownOrder.set(report.rows, ordered);
  }
  return { ...report, rows: ordered.slice(0, rows), rowsLeftOut: report.rows.length - rows };
}

/** Rows in the order in which they are shown: found once a report, however often a view asks for its beginning. */
const shownOrder = new WeakMap<readonly CookieRow[], readonly CookieRow[]>();

function explainCookie(
  seen: SeenCookie,
  lookup: CatalogueLookup,
  page: { site: string; governed: boolean },
  now: number,
  sharingOf: (cookie: SeenCookie, classification: Classification, holdsPersonalData: boolean) => Sharing,
): Omit<CookieRow, 'rule'> {
  const classification = lookup.classify({ name: seen.key.name, domain: seen.key.domain }, page.site);
  const personalData = seen.value === null ? [] : findPersonalData(seen.value, seen.key.name);
  const holdsPersonalData = personalData.some(({ kind }) => DECISIVE_KINDS.has(kind));
  const { sharedWith, personalDataTo } = sharingOf(seen, classification, holdsPersonalData);
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
      personalDataTo,
      sentToCloudinary: seen.sentToCloudinary,
    }),
    sightings: seen.sightings,
    sentToCloudinary: seen.sentToCloudinary,
    personalData,
    identifier: identifierOf(seen, classification),
    lifetime:
      seen.status === 'stored'
        ? compareLifetime(seen.attributes.expiresAt, now, classification.declaredLifetime)
        : null,
    sharedWith,
  };
}

function markOf(match: RuleMatch | null): CookieRow['rule'] {
  return match === null ? null : { id: match.rule.id, effect: match.effect };
}

/** What one consented to is a long value too, and says nothing of who one is. */
function identifierOf(seen: SeenCookie, { purpose, identifies }: Classification): IdentifierFact | null {
  if (seen.value === null || (purpose === 'consent' && identifies === undefined)) return null;
  return { singlesOut: singlesOut(seen.value), lasts: seen.attributes.expiresAt !== null };
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
