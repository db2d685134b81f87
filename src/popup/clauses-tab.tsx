import { CLAUSES } from '../core/policy/clauses.ts';
import type { Clause } from '../core/policy/policy.ts';
import type { ClauseStatus, ClauseStatusKind } from '../core/policy/verdict.ts';
import type { CookieRow, PageReport } from '../core/report/page-report.ts';
import { CookieName } from '../ui/cookie-name.tsx';
import { ClauseHeading, Quotation } from '../ui/quotation.tsx';
import { CoreSentence } from '../ui/rich-text.tsx';
import { formatNumber, type MessageId, t } from '../ui/text.ts';
import { ClauseMark } from './clause-mark.tsx';
import { Disclosure } from './disclosure.tsx';

interface Props {
  readonly report: PageReport;
  /** Ids of open rows, among them those of clauses (`clauseRowId`). */
  readonly openClauses: ReadonlySet<string>;
  readonly onToggle: (rowId: string) => void;
  readonly onShowRow: (rowId: string) => void;
}

/** The row of a clause, told apart from the rows of cookies. */
export function clauseRowId(clauseId: string): string {
  return `clause ${clauseId}`;
}

const STATUS_WORDS: Record<ClauseStatusKind, MessageId> = {
  seen: 'popup_clause_seen',
  against: 'popup_clause_against',
  'nothing-against': 'popup_clause_nothing_against',
  'not-here': 'popup_clause_not_here',
  untestable: 'popup_clause_untestable',
};

const STATUS_ORDER: readonly ClauseStatusKind[] = ['against', 'seen', 'nothing-against', 'not-here', 'untestable'];

/** The policy from its first sentence to its last, and where each stands on this page. */
export function ClausesTab({ report, openClauses, onToggle, onShowRow }: Props) {
  const statuses = new Map(report.clauses.map((status) => [status.clauseId, status]));
  const rows = new Map(report.rows.map((row) => [row.id, row]));
  return (
    <>
      <p class="about quiet small">{t('popup_clauses_about')}</p>
      <ClauseCounts statuses={report.clauses} />
      {sections().map(({ id, title, clauses }) => (
        <section key={id} class="group" aria-labelledby={`section-${id}`}>
          <div class="company">
            <h2 id={`section-${id}`}>
              <ClauseHeading>{title}</ClauseHeading>
            </h2>
          </div>
          <ul>
            {clauses.map((clause) => (
              <ClauseRow
                key={clause.id}
                clause={clause}
                status={statuses.get(clause.id)}
                rows={rows}
                open={openClauses.has(clauseRowId(clause.id))}
                onToggle={onToggle}
                onShowRow={onShowRow}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** How many of the sentences stand where. */
function ClauseCounts({ statuses }: { statuses: readonly ClauseStatus[] }) {
  return (
    <ul class="clause-counts">
      {STATUS_ORDER.map((kind) => ({ kind, count: statuses.filter(({ status }) => status === kind).length }))
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => (
          <li key={kind} class={`clause-row clause-${kind}`}>
            <ClauseMark kind={kind} />
            <span>
              <b class="tally">{formatNumber(count)}</b> {t(STATUS_WORDS[kind])}
            </span>
          </li>
        ))}
    </ul>
  );
}

interface RowProps {
  readonly clause: Clause;
  /** Missing only where the report could not be completed. */
  readonly status: ClauseStatus | undefined;
  readonly rows: ReadonlyMap<string, CookieRow>;
  readonly open: boolean;
  readonly onToggle: (rowId: string) => void;
  readonly onShowRow: (rowId: string) => void;
}

function ClauseRow({ clause, status, rows, open, onToggle, onShowRow }: RowProps) {
  const kind = status?.status ?? 'untestable';
  return (
    <li
      class={`row clause-row clause-${kind}${open ? ' open' : ''}`}
      data-row-id={clauseRowId(clause.id)}
      data-clause-id={clause.id}
      data-clause-status={kind}
    >
      <Disclosure
        id={`clause-more-${clause.id}`}
        class="row-head clause-head"
        open={open}
        onToggle={() => onToggle(clauseRowId(clause.id))}
        head={
          <>
            <ClauseMark kind={kind} />
            <span class="clause-status">{t(STATUS_WORDS[kind])}</span>
            <span class="clause-number quiet">{formatNumber(clause.sentence)}</span>
            {!open && (
              <span class="clause-start" lang="en" dir="ltr">
                {clause.text}
              </span>
            )}
          </>
        }
      >
        {() => (
          <>
            <Quotation clause={clause} />
            {status !== undefined && (
              <p class="why">
                <CoreSentence text={status.why} />
              </p>
            )}
            <RestsOn ids={status?.cookies ?? []} rows={rows} onShowRow={onShowRow} />
          </>
        )}
      </Disclosure>
    </li>
  );
}

/** The cookies a clause's standing rests on; each leads to its row. */
function RestsOn({ ids, rows, onShowRow }: { ids: readonly string[] } & Pick<RowProps, 'rows' | 'onShowRow'>) {
  const there = ids.map((id) => rows.get(id)).filter((row) => row !== undefined);
  if (there.length === 0) return null;
  return (
    <p class="rests-on">
      <span class="quiet small">{t('popup_clause_rests_on')}</span>{' '}
      {there.map((row) => (
        <button key={row.id} type="button" class="name-link" onClick={() => onShowRow(row.id)}>
          <CookieName name={row.key.name} />
        </button>
      ))}
    </p>
  );
}

function sections(): readonly { id: string; title: string; clauses: readonly Clause[] }[] {
  const byId = new Map<string, { id: string; title: string; clauses: Clause[] }>();
  for (const clause of CLAUSES) {
    const section = byId.get(clause.section);
    if (section === undefined)
      byId.set(clause.section, { id: clause.section, title: clause.sectionTitle, clauses: [clause] });
    else section.clauses.push(clause);
  }
  return [...byId.values()];
}
