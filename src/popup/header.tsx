import type { Verdict } from '../core/policy/verdict.ts';
import type { PageReport } from '../core/report/page-report.ts';
import { HostName } from '../ui/host-name.tsx';
import { t } from '../ui/text.ts';
import { VerdictBar } from '../ui/verdict-bar.tsx';
import { summaryOf } from './summary.ts';

interface Props {
  readonly report: PageReport;
  readonly picked: Verdict | null;
  readonly onPick: (verdict: Verdict | null) => void;
}

/** Whose page this is, the page's one sentence, and how its cookies stand. */
export function Header({ report, picked, onPick }: Props) {
  const { counts, governed } = report;
  return (
    <header class="head">
      <div class="site">
        <HostName host={report.host} site={report.site} />
        <span class="pill">{t(governed ? 'popup_held_against' : 'popup_other_policies')}</span>
      </div>
      <h1>{summaryOf(report).join(' ')}</h1>
      {counts.stored > 0 && (
        <VerdictBar counts={counts.byVerdict} picked={picked} onPick={onPick} label={t('popup_filter_label')} />
      )}
      {!governed && counts.stored > 0 && <p class="comparison quiet small">{t('popup_for_comparison')}</p>}
    </header>
  );
}
