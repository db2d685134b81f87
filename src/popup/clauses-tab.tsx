import { CLAUSES } from '../core/policy/clauses.ts';
import type { Clause } from '../core/policy/policy.ts';
import type { ClauseStatus } from '../core/policy/verdict.ts';
import type { CookieRow, PageReport } from '../core/report/page-report.ts';
import { ClauseMark } from '../ui/clause-mark.tsx';
import { CLAUSE_STATUS_ORDER, clauseStatusWords } from '../ui/clause-words.ts';
import { CookieName } from '../ui/cookie-name.tsx';
import { ClauseHeading, Quotation } from '../ui/quotation.tsx';
import { CoreSentence } from '../ui/rich-text.tsx';
import { formatNumber, t } from '../ui/text.ts';
import { Disclosure } from './disclosure.tsx';

interface Props {
  readonly report: PageReport;
  /** Ids of open rows, among them those of clauses (`clauseRowId`). */
  readonly openClauses: ReadonlySet<string>;
  readonly onToggle: (rowId: string) => void;
  readonly onShowRow: (rowId: string) => void;
  /** Opens the page with the whole text, at a clause if one is named. */
  readonly onOpenPolicy: (clauseId?: string) => void;
}

/** The row of a clause, told apart from the rows of cookies. */
export function clauseRowId(clauseId: string): string {
  return `clause ${clauseId}`;
}

/** The policy from its first sentence to its last, and where each stands on this page. */
export function ClausesTab({ report, openClauses, onToggle, onShowRow, onOpenPolicy }: Props) {
  const statuses = new Map(report.clauses.map((status) => [status.clauseId, status]));
  const rows = new Map(report.rows.map((row) => [row.id, row]));
  return (
    <>
      <p class="about quiet small">
        {t('popup_clauses_about')}{' '}
        <button type="button" class="link" data-action="policy" onClick={() => onOpenPolicy()}>
          {t('popup_policy_page')}
        </button>
      </p>
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
                onOpenPolicy={onOpenPolicy}
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
      {CLAUSE_STATUS_ORDER.map((kind) => ({ kind, count: statuses.filter(({ status }) => status === kind).length }))
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => (
          <li key={kind} class={`clause-row clause-${kind}`}>
            <ClauseMark kind={kind} />
            <span>
              <b class="tally">{formatNumber(count)}</b> {clauseStatusWords(kind)}
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
  readonly onOpenPolicy: (clauseId: string) => void;
}

function ClauseRow({ clause, status, rows, open, onToggle, onShowRow, onOpenPolicy }: RowProps) {
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
            <span class="clause-status">{clauseStatusWords(kind)}</span>
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
            <Quotation clause={clause}>
              {' '}
              <button type="button" class="link" data-action="policy-clause" onClick={() => onOpenPolicy(clause.id)}>
                {t('popup_policy_page_clause')}
              </button>
            </Quotation>
            {status !== undefined && (
              <p class="why">
                <CoreSentence text={status.why} />
              </p>
            )}
            {status?.asides.map((aside) => (
              <p key={`${aside.id} ${aside.args?.join(' ')}`} class="aside quiet small">
                <CoreSentence text={aside} />
              </p>
            ))}
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
