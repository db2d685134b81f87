import { CLOUDINARY_2013_CLAIMS } from '../core/policy/cloudinary-2013-claims.ts';
import type { Claim } from '../core/policy/policy.ts';
import type { ClauseSurvey } from '../core/policy/survey.ts';
import type { ClauseStatus, ClauseStatusKind } from '../core/policy/verdict.ts';
import type { PageReport } from '../core/report/page-report.ts';
import type { PolicyView } from './policy-feed.ts';

/** What the statuses beside the sentences speak of: the page of one tab, or all pages seen. */
export type Scope = 'page' | 'all';

/** What stands beside the sentences, and what it was made from. */
export interface Shown {
  readonly scope: Scope;
  /** `null` where there is no page. */
  readonly report: PageReport | null;
  /** How many pages were surveyed. */
  readonly pages: number;
  /** What the statuses come from is still being asked. */
  readonly looking: boolean;
}

/** Where one clause stands. */
export interface Standing {
  /** What the clause lets one expect, or why it cannot be told. */
  readonly claim: Claim;
  /** On the tab's page; `null` where there is none. */
  readonly page: ClauseStatus | null;
  /** Over all pages; `null` until they were surveyed. */
  readonly all: ClauseSurvey | null;
  /** The status over all pages; `null` where no page was seen. */
  readonly allKind: ClauseStatusKind | null;
}

/** Where every clause stands, by its id. */
export function standingsOf({ page, survey }: PolicyView): ReadonlyMap<string, Standing> {
  const here = new Map(page.kind === 'ready' ? page.report.clauses.map((status) => [status.clauseId, status]) : []);
  const surveyed = survey.kind === 'ready' ? survey.survey : null;
  const everywhere = new Map(surveyed?.clauses.map((clause) => [clause.clauseId, clause]));
  return new Map(
    Object.entries(CLOUDINARY_2013_CLAIMS).map(([id, claim]) => {
      const all = everywhere.get(id) ?? null;
      // The survey gives no status to what cannot be told, for that is the same on every page.
      const untestable = !claim.testable && surveyed !== null && surveyed.pages > 0;
      const allKind = untestable ? 'untestable' : (all?.status ?? null);
      return [id, { claim, page: here.get(id) ?? null, all, allKind }];
    }),
  );
}

/** The status that stands beside the sentence. */
export function kindIn(scope: Scope, { page, allKind }: Standing): ClauseStatusKind | null {
  return scope === 'page' ? (page?.status ?? null) : allKind;
}
