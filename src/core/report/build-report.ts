import { type Classification, holdsOnlyConsent } from '../catalogue/classification.ts';
import { POLICY_DOMAIN } from '../catalogue/cloudinary.ts';
import type { CatalogueLookup } from '../catalogue/lookup.ts';
import type { RuleMatch } from '../clearing/match-rules.ts';
import { type CookieKey, cookieKeyId } from '../cookies/cookie-key.ts';
import { partyOf, siteOf } from '../cookies/site.ts';
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
import type { CookieRow, IdentifierFact, Limit, PageReport, StorageRow } from './page-report.ts';
import { createSharingSearch, type SharingSearch } from './sharing.ts';

export interface ReportInputs extends SeenInputs {
  readonly lookup: CatalogueLookup;
  /** The hash that the record's tokens were made with. */
  readonly hash: TokenHash;
  /** False where the user lets the extension act on some sites only. */
  readonly seesEverySite: boolean;
  /** See `PageReport`. */
  readonly revision: number;
  /** The user's rule that speaks of a cookie on this page. */
  readonly ruleOf: (key: CookieKey) => RuleMatch | null;
}

/** Cookies that are explained in one go: less than 10 ms. */
const STEP = 600;

/** Makes the report of one document from all that is known of it now. */
export function buildReport(inputs: ReportInputs): PageReport {
  const steps = buildReportInSteps(inputs);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same bit by bit, for a thread that others wait for: it pauses wherever it has been at work for a while. */
export function* buildReportInSteps(inputs: ReportInputs): Generator<undefined, PageReport, undefined> {
  const { record, lookup } = inputs;
  const page = { site: record.site, governed: record.site === POLICY_DOMAIN };
  const sharing = createSharingSearch(record, lookup, inputs.hash);
  const rows: CookieRow[] = [];
  const cookies = joinSightings(inputs);
  for (const [at, seen] of cookies.entries()) {
    if (at % STEP === 0 && cookies.length > STEP) yield;
    rows.push({
      ...explainCookie(seen, lookup, page, inputs.now, sharing),
      rule: markOf(inputs.ruleOf(seen.key)),
    });
  }
  if (rows.length > STEP) yield;
  const storage = [...record.storage.values()].flatMap((entry) => explainStorage(entry, lookup, page));
  const signs = [...record.signs.values()];
  const ads = [...record.ads.values()];
  const limits: Limit[] = [];
  if (record.dropped > 0) limits.push('sightings-dropped');
  if (sharing.cut) limits.push('requests-cut');
  if (record.observedLate) limits.push('observed-late');
  if (!inputs.jarReadable) limits.push('jar-unreadable');
  if (!inputs.seesEverySite) limits.push('sites-withheld');
  return {
    tabId: record.tabId,
    documentId: record.documentId,
    host: record.host,
    site: record.site,
    governed: page.governed,
    startedAt: record.startedAt,
    madeAt: inputs.now,
    revision: inputs.revision,
    privateWindow: record.privateWindow,
    rows,
    rowsLeftOut: 0,
    storage,
    hosts: [...record.hosts].map(([host, { firstSeenAt, cloudinary }]) => ({ host, firstSeenAt, cloudinary })),
    clauses: statusOfClauses({
      page,
      rows,
      cookiesReadable: inputs.jarReadable,
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
  return { ...report, rows: inShownOrder(report).slice(0, rows), rowsLeftOut: report.rows.length - rows };
}

/** The rows that follow those of a shortened report. */
export function rowsFrom(report: PageReport, from: number, count: number): readonly CookieRow[] {
  return inShownOrder(report).slice(from, from + count);
}

function inShownOrder(report: PageReport): readonly CookieRow[] {
  let ordered = shownOrder.get(report.rows);
  if (ordered === undefined) {
    ordered = groupRows(report.rows, report.site).flatMap((group) => group.rows);
    shownOrder.set(report.rows, ordered);
  }
  return ordered;
}

/** Rows in the order in which they are shown: found once a report, however often a view asks for its beginning. */
const shownOrder = new WeakMap<readonly CookieRow[], readonly CookieRow[]>();

function explainCookie(
  seen: SeenCookie,
  lookup: CatalogueLookup,
  page: { site: string; governed: boolean },
  now: number,
  sharing: SharingSearch,
): Omit<CookieRow, 'rule'> {
  const classification = lookup.classify({ name: seen.key.name, domain: seen.key.domain }, page.site);
  const personalData = seen.value === null ? [] : findPersonalData(seen.value, seen.key.name);
  const holdsPersonalData = personalData.some(({ kind }) => DECISIVE_KINDS.has(kind));
  const { sharedWith, personalDataTo } = sharing.of(seen, classification, holdsPersonalData);
  return {
    id: cookieKeyId(seen.key),
    key: seen.key,
    site: siteOf(seen.key.domain),
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

function identifierOf(seen: SeenCookie, classification: Classification): IdentifierFact | null {
  if (seen.value === null || holdsOnlyConsent(classification)) return null;
  return { singlesOut: singlesOut(seen.value), lasts: seen.attributes.expiresAt !== null };
}

function explainStorage(
  entry: RecordedStorage,
  lookup: CatalogueLookup,
  page: { site: string; governed: boolean },
): StorageRow[] {
  const known = lookup.classifyStorage(entry.area, entry.key);
  if (!known) return [];
  const host = new URL(entry.origin).hostname;
  const classification = { ...known, party: partyOf(host, page.site) };
  return [
    {
      id: JSON.stringify([entry.area, entry.origin, entry.key]),
      area: entry.area,
      storageKey: entry.key,
      origin: entry.origin,
      classification,
      finding: judgeStorage({ classification, host, page }),
      firstSeenAt: entry.firstSeenAt,
    },
  ];
}
