import type { Verdict } from '../core/policy/verdict.ts';
import { type MessageId, t } from './text.ts';

const FULL: Record<Verdict, MessageId> = {
  against: 'ui_verdict_against',
  named: 'ui_verdict_named',
  general: 'ui_verdict_general',
  unmentioned: 'ui_verdict_unmentioned',
  elsewhere: 'ui_verdict_elsewhere',
  unknown: 'ui_verdict_unknown',
};

const SHORT: Record<Verdict, MessageId> = {
  against: 'ui_verdict_against_short',
  named: 'ui_verdict_named_short',
  general: 'ui_verdict_general_short',
  unmentioned: 'ui_verdict_unmentioned_short',
  elsewhere: 'ui_verdict_elsewhere_short',
  unknown: 'ui_verdict_unknown_short',
};

/** The verdict as a row says it. */
export function verdictWords(verdict: Verdict): string {
  return t(FULL[verdict]);
}

/** The verdict as it follows a number: `2 named`. */
export function verdictWordsShort(verdict: Verdict): string {
  return t(SHORT[verdict]);
}
