import { VERDICT_ORDER, type Verdict } from '../core/policy/verdict.ts';
import type { PageReport } from '../core/report/page-report.ts';
import { formatList } from '../ui/format.ts';
import { type MessageId, t, tn } from '../ui/text.ts';

/**
 * The page's one sentence (or two): who keeps how many cookies here, and where the policy stands on them. Counts only
 * what is in the jar, and says so where the jar could not be read.
 */
export function summaryOf(report: PageReport): readonly string[] {
  const { counts, limits } = report;
  if (counts.stored > 0) return [tn('popup_sum', counts.stored, keepersOf(report)), ...standingOf(report)];
  if (limits.includes('jar-unreadable')) return [t('popup_sum_unreadable')];
  return [nothingKept(report)];
}

function nothingKept({ rows }: PageReport): string {
  const refused = rows.filter(({ status }) => status === 'refused').length;
  if (refused > 0) return tn('popup_sum_refused', refused);
  return t(rows.length > 0 ? 'popup_sum_none_left' : 'popup_sum_none');
}

/** `3 companies, this site itself and 1 unknown domain`: each kind only where there is one. */
function keepersOf({ counts }: PageReport): string {
  const { companies, domains, site } = counts.keepers;
  return formatList([
    ...(companies > 0 ? [tn('popup_sum_companies', companies)] : []),
    ...(site ? [t('popup_sum_site')] : []),
    ...(domains > 0 ? [tn('popup_sum_domains', domains)] : []),
  ]);
}

function standingOf({ counts }: PageReport): readonly string[] {
  if (counts.stored === 1)
    return VERDICT_ORDER.filter((verdict) => counts.byVerdict[verdict] > 0).map((v) => t(OF_ONE[v]));
  const { against, named, general, unmentioned, elsewhere } = counts.byVerdict;
  if (against > 0) return [tn('popup_sum_against', against)];
  const silent = unmentioned > 0 ? tn('popup_sum_silent_on', unmentioned) : null;
  if (named > 0) return [silent ? tn('popup_sum_named_and_silent', named, silent) : tn('popup_sum_named', named)];
  if (general > 0)
    return [silent ? tn('popup_sum_general_and_silent', general, silent) : tn('popup_sum_general', general)];
  if (unmentioned > 0) return [tn('popup_sum_unmentioned', unmentioned)];
  if (elsewhere > 0) return [t('popup_sum_elsewhere')];
  return counts.remarketing + counts.cloudinary === 0 ? [t('popup_sum_nothing_known')] : [];
}

/** Where a cookie that is alone stands. */
const OF_ONE: Record<Verdict, MessageId> = {
  against: 'popup_sum_it_against',
  named: 'popup_sum_it_named',
  general: 'popup_sum_it_general',
  unmentioned: 'popup_sum_it_unmentioned',
  elsewhere: 'popup_sum_it_elsewhere',
  unknown: 'popup_sum_it_unknown',
};
