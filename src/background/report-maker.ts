import type { CatalogueLookup } from '../core/catalogue/lookup.ts';
import type { StoredCookie } from '../core/cookies/cookie.ts';
import type { CookieKey } from '../core/cookies/cookie-key.ts';
import { siteOf } from '../core/cookies/site.ts';
import { buildReportInSteps } from '../core/report/build-report.ts';
import type { ChangeLog } from '../core/report/change-log.ts';
import { scriptHost } from '../core/report/concern.ts';
import { SETTLING } from '../core/report/cookie-rows.ts';
import { type DocumentRecord, headerCookieId } from '../core/report/document-record.ts';
import type { PageReport } from '../core/report/page-report.ts';
import type { DocumentStore } from './document-store.ts';
import type { RuleOf } from './rule-judge.ts';
import type { SerialQueue } from './serial-queue.ts';
import type { SurveyedPages } from './surveyed-pages.ts';

/** Above this many sites it is cheaper to read a store whole than site by site. */
const MANY_SITES = 40;

const NONE: ReadonlySet<string> = new Set();

export interface MadeReport {
  readonly report: PageReport;
  /** Until when it holds if nothing more is seen, in milliseconds since the epoch. */
  readonly until: number;
}

export interface ReportMakerDeps {
  readonly documents: DocumentStore;
  readonly queue: SerialQueue;
  readonly surveyed: SurveyedPages;
  /** Read at the first question. */
  readonly lookup: () => Promise<CatalogueLookup>;
  /** The user's rules for the cookies of a store, on a page of this site. */
  readonly rulesIn: (storeId: string, pageSite: string) => Promise<RuleOf>;
  readonly readJar: (storeId: string, domains: readonly string[] | null) => Promise<StoredCookie[]>;
  /** Whether the user lets the extension act on every website. */
  readonly seesEverySite: () => Promise<boolean>;
  /** Of these hosts, those whose cookies the user withholds. */
  readonly withheld: (hosts: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly now: () => number;
  readonly later: (task: () => void, delay: number) => void;
}

/** Makes reports: reads all that one rests on, and hands it to the core. */
export function createReportMaker(deps: ReportMakerDeps): (record: DocumentRecord) => Promise<MadeReport> {
  /** Begins where no earlier life of the background can have been. */
  let revision = Math.floor(deps.now());

  /** A cookie may come from a script in another tab, or from a response to a document that is prerendered or left. */
  async function elsewhere(record: DocumentRecord): Promise<(key: CookieKey) => boolean> {
    const isOther = (other: DocumentRecord) =>
      other.documentId !== record.documentId && other.storeId === record.storeId;
    const shown = (await deps.documents.current()).filter(isOther);
    const answered = new Set(
      (await deps.documents.all())
        .filter(isOther)
        .flatMap((other) => [...other.headerCookies.values()])
        .filter((header) => header.lastAt >= record.startedAt)
        .map((header) => headerCookieId(header.cookie)),
    );
    for (const [id, at] of await deps.documents.answers()) if (at >= record.startedAt) answered.add(id);
    return (key) => answered.has(headerCookieId(key)) || shown.some((other) => scriptHost(other, key) !== null);
  }

  return async (record) => {
    const sites = [...new Set([...record.hosts.keys()].map(siteOf))];
    const [jar, changes, writableElsewhere, hash, lookup, ruleOf, seesEverySite] = await Promise.all([
      deps.readJar(record.storeId, sites.length > MANY_SITES ? null : sites).then(
        (cookies) => ({ cookies, readable: true }),
        () => ({ cookies: [], readable: false }), // said in the report as a limit, not as "0"
      ),
      deps.queue.run(() => deps.documents.changesFor(record.hosts.keys())),
      elsewhere(record),
      deps.queue.run(deps.documents.tokenHash),
      deps.lookup(),
      deps.rulesIn(record.storeId, record.site).catch(() => () => null),
      deps.seesEverySite(),
    ]);
    const set = [...record.headerCookies.values()].map(({ cookie }) => cookie.domain);
    const withheld = seesEverySite ? NONE : await deps.withheld(set);
    const steps = buildReportInSteps({
      record,
      jar: jar.cookies,
      jarReadable: jar.readable,
      changes,
      writableElsewhere,
      lookup,
      hash,
      ruleOf,
      seesEverySite,
      withheld,
      now: deps.now(),
      revision: ++revision,
    });
    let step = steps.next();
    while (!step.done) {
      // Views, which share the background's thread in Firefox, and messages get their turn.
      await new Promise<void>((done) => deps.later(done, 0));
      step = steps.next();
    }
    const report = step.value;
    if (!record.privateWindow) void deps.queue.run(() => deps.surveyed.note(record.documentId, report));
    return { report, until: Math.min(nextSettling(record, changes, report.madeAt), holdsUntil(report)) };
  };
}

/** Until when the report holds if nothing more is seen: the first of its cookies runs out. */
function holdsUntil(report: PageReport): number {
  if (report.limits.includes('jar-unreadable')) return 0;
  let until = Number.POSITIVE_INFINITY;
  for (const { status, attributes } of report.rows) {
    if (status === 'stored' && attributes.expiresAt !== null) until = Math.min(until, attributes.expiresAt);
  }
  return until;
}

/** When the next of what was just seen may be called what it is: refused, or set by script. */
function nextSettling(record: DocumentRecord, changes: ChangeLog, now: number): number {
  let next = Number.POSITIVE_INFINITY;
  const note = (at: number | null) => {
    if (at !== null && at + SETTLING > now) next = Math.min(next, at + SETTLING);
  };
  for (const { lastAt } of record.headerCookies.values()) note(lastAt);
  for (const { firstSetAt, lastSetAt } of changes.values()) {
    note(firstSetAt);
    note(lastSetAt);
  }
  return next;
}
