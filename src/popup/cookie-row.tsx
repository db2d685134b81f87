import { displayDomain } from '../core/cookies/cookie-key.ts';
import type { PrivacyLink, CookieRow as Row } from '../core/report/page-report.ts';
import { CookieName } from '../ui/cookie-name.tsx';
import { purposeWords } from '../ui/purposes.ts';
import { rich } from '../ui/rich-text.tsx';
import { t } from '../ui/text.ts';
import { VerdictMark } from '../ui/verdict-mark.tsx';
import { verdictWords } from '../ui/verdict-words.ts';
import { CookieDetails } from './cookie-details.tsx';
import { Disclosure } from './disclosure.tsx';
import type { RowRuleActs } from './row-acts.tsx';
import { lifetimeWords } from './row-texts.ts';

export interface RowActions {
  readonly onToggle: (id: string) => void;
  readonly onClear: (row: Row) => void;
  readonly onShowClause: (clauseId: string) => void;
  readonly rules: RowRuleActs;
}

interface Props extends RowActions {
  readonly row: Row;
  /** Another cookie beside it has the same name, so its domain is told even on the site's own. */
  readonly twin: boolean;
  readonly open: boolean;
  readonly startedAt: number;
  /** When the report was made: lifetimes count from there. */
  readonly now: number;
  readonly privacyLink: PrivacyLink | null;
}

const WHERE = { first: 'popup_row_first', twin: 'popup_row_first_twin', third: 'popup_row_third' } as const;

const RULE_MARKS = { 'keep-clear': 'popup_rule_mark_kept', allow: 'popup_rule_mark_allowed' } as const;

/** One cookie: its mark, name, verdict, use and lifetime; opened, everything known of it. */
export function CookieRow({ row, twin, open, startedAt, now, privacyLink, onToggle, ...acts }: Props) {
  const { key, classification, finding } = row;
  return (
    <li
      class={`row verdict-${finding.verdict}${open ? ' open' : ''} status-${row.status}`}
      data-row-id={row.id}
      data-cookie-name={key.name}
      data-cookie-domain={displayDomain(key)}
      data-cookie-path={key.path}
      data-partition={key.partitionKey?.topLevelSite ?? ''}
      data-vendor={classification.vendor?.name ?? ''}
      data-purpose={classification.purpose}
      data-party={classification.party}
      data-verdict={finding.verdict}
      data-status={row.status}
      data-sent={row.sentToCloudinary ? '' : undefined}
      data-rule={row.rule?.effect}
    >
      <Disclosure
        id={`more-${row.id}`}
        class="row-head"
        open={open}
        onToggle={() => onToggle(row.id)}
        head={
          <>
            <VerdictMark verdict={finding.verdict} />
            <CookieName name={key.name} />
            <span class="row-verdict">{verdictWords(finding.verdict)}</span>
            <span class="row-what">
              {rich(
                WHERE[classification.party === 'third' ? 'third' : twin ? 'twin' : 'first'],
                purposeWords(classification.purpose),
                <bdi key="domain">{key.domain}</bdi>,
              )}
              {row.sentToCloudinary && (
                <>
                  {' · '}
                  <span class="row-sent">{t('popup_row_sent')}</span>
                </>
              )}
              {row.rule !== null && (
                <>
                  {' · '}
                  <span class="row-rule">{t(RULE_MARKS[row.rule.effect])}</span>
                </>
              )}
            </span>
            <span class="row-life">{lifetimeWords(row, now)}</span>
          </>
        }
      >
        {() => <CookieDetails row={row} startedAt={startedAt} now={now} privacyLink={privacyLink} {...acts} />}
      </Disclosure>
    </li>
  );
}
