import type { ClauseStatus, ClauseStatusKind } from './verdict.ts';

/** Where the clauses stood on one page. */
export interface SurveyedPage {
  readonly host: string;
  /** Milliseconds since the epoch at which the page began. */
  readonly startedAt: number;
  readonly clauses: readonly Pick<ClauseStatus, 'clauseId' | 'status'>[];
}

/** Where one clause stood over several pages. */
export interface ClauseSurvey {
  readonly clauseId: string;
  /** The most telling status of all pages; `null` where there was no page, or the clause cannot be tested. */
  readonly status: Exclude<ClauseStatusKind, 'untestable'> | null;
  /** Hosts of the pages with that status, each once, the latest first, at most 20; empty for `not-here`. */
  readonly hosts: readonly string[];
  readonly hostsLeftOut: number;
}

export interface Survey {
  /** Pages that were taken in. */
  readonly pages: number;
  readonly clauses: readonly ClauseSurvey[];
}

const MOST_HOSTS = 20;

/** From the most telling to the least. */
const ORDER = ['against', 'seen', 'nothing-against', 'not-here'] as const;

/** Sums up where the clauses stood on all pages, clause by clause in the order given. */
export function surveyClauses(clauseIds: readonly string[], pages: readonly SurveyedPage[]): Survey {
  const latestFirst = [...pages].sort((a, b) => b.startedAt - a.startedAt);
  return { pages: pages.length, clauses: clauseIds.map((clauseId) => surveyOf(clauseId, latestFirst)) };
}

function surveyOf(clauseId: string, pages: readonly SurveyedPage[]): ClauseSurvey {
  const stood = pages.flatMap(({ host, clauses }) => {
    const status = clauses.find((clause) => clause.clauseId === clauseId)?.status;
    return status === undefined ? [] : [{ host, status }];
  });
  const status = ORDER.find((each) => stood.some((page) => page.status === each)) ?? null;
  const all =
    status === null || status === 'not-here'
      ? []
      : [...new Set(stood.filter((page) => page.status === status).map(({ host }) => host))];
  return { clauseId, status, hosts: all.slice(0, MOST_HOSTS), hostsLeftOut: Math.max(0, all.length - MOST_HOSTS) };
}
