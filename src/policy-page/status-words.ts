import type { ClauseStatusKind } from '../core/policy/verdict.ts';
import { clauseStatusWords } from '../ui/clause-words.ts';
import { type MessageId, t } from '../ui/text.ts';
import type { Scope } from './standing.ts';

const OVER_ALL: Record<Exclude<ClauseStatusKind, 'untestable'>, MessageId> = {
  against: 'policy_all_against',
  seen: 'policy_all_seen',
  'nothing-against': 'policy_all_nothing_against',
  'not-here': 'policy_all_not_here',
};

/** A status in a few words: on one page, or over all of them. */
export function statusWords(scope: Scope, kind: ClauseStatusKind): string {
  return scope === 'page' || kind === 'untestable' ? clauseStatusWords(kind) : t(OVER_ALL[kind]);
}
