import type { ClauseStatusKind } from '../core/policy/verdict.ts';
import { type MessageId, t } from './text.ts';

/** The order in which the statuses of clauses are counted: the most telling first. */
export const CLAUSE_STATUS_ORDER: readonly ClauseStatusKind[] = [
  'against',
  'seen',
  'nothing-against',
  'not-here',
  'untestable',
];

const WORDS: Record<ClauseStatusKind, MessageId> = {
  seen: 'popup_clause_seen',
  against: 'popup_clause_against',
  'nothing-against': 'popup_clause_nothing_against',
  'not-here': 'popup_clause_not_here',
  untestable: 'popup_clause_untestable',
};

/** Where a clause stands on one page, in a few words. */
export function clauseStatusWords(status: ClauseStatusKind): string {
  return t(WORDS[status]);
}
