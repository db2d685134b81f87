import { useMemo } from 'preact/hooks';
import type { Verdict } from '../core/policy/verdict.ts';
import { type Group, groupRows } from '../core/report/groups.ts';
import type { PageReport } from '../core/report/page-report.ts';
import { purposeWords } from '../ui/purposes.ts';
import { formatNumber, t, tn } from '../ui/text.ts';
import { verdictWords } from '../ui/verdict-words.ts';
import { CookieRow, type RowActions } from './cookie-row.tsx';
import type { StorageKey } from './site-data-flow.ts';
import { StorageRow } from './storage-row.tsx';

interface Props extends RowActions {
  readonly report: PageReport;
  readonly picked: Verdict | null;
  readonly openRows: ReadonlySet<string>;
  /** How many rows to show; a page may have thousands. */
  readonly limit: number;
  readonly onShowMore: () => void;
  readonly onShowAllVerdicts: () => void;
  readonly onClearGroup: (group: Group) => void;
  readonly onRemoveKey: (row: StorageKey) => void;
}

/** The cookies of the page by company, and after them the identifiers that are no cookies. */
export function CookiesTab(props: Props) {
  const { report, picked, openRows, limit, onShowMore, onShowAllVerdicts, onClearGroup, onRemoveKey, ...actions } =
    props;
  const groups = useMemo(() => groupRows(report.rows.filter(isPicked(picked)), report.site), [report, picked]);
  const isTwin = useMemo(() => twinsOf(report.rows), [report]);
  const storage = report.storage.filter(isPicked(picked));
  const shown = firstRows(groups, limit);
  const left =
    groups.reduce((sum, { rows }) => sum + rows.length, 0) - shown.reduce((sum, { rows }) => sum + rows.length, 0);
  if (report.rows.length + report.storage.length === 0) return <p class="empty">{t('popup_no_cookies')}</p>;
  return (
    <>
      {picked !== null && (
        <p class="narrowed small">
          <span class="quiet">{t('popup_narrowed', verdictWords(picked))}</span>
          <button type="button" class="link" onClick={onShowAllVerdicts}>
            {t('popup_show_all')}
          </button>
        </p>
      )}
      {shown.map(({ group, rows }) => (
        <section key={group.id} class="group" aria-label={groupName(group)}>
          <GroupHeading group={group} onClearGroup={onClearGroup} />
          <ul>
            {rows.map((row) => (
              <CookieRow
                key={row.id}
                row={row}
                twin={isTwin(row)}
                open={openRows.has(row.id)}
                startedAt={report.startedAt}
                now={report.madeAt}
                privacyLink={report.privacyLink}
                {...actions}
              />
            ))}
          </ul>
        </section>
      ))}
      {left > 0 && (
        <p class="show-more">
          <button type="button" class="button" data-action="show-more" onClick={onShowMore}>
            {tn('popup_show_more', left)}
          </button>
        </p>
      )}
      {storage.length > 0 && (
        <section class="group" aria-label={t('popup_not_cookies')}>
          <h2 class="company">
            <b>{t('popup_not_cookies')}</b>
            <span>{t('popup_not_cookies_note')}</span>
          </h2>
          <ul>
            {storage.map((row) => (
              <StorageRow
                key={row.id}
                row={row}
                open={openRows.has(row.id)}
                startedAt={report.startedAt}
                privacyLink={report.privacyLink}
                onToggle={actions.onToggle}
                onShowClause={actions.onShowClause}
                onRemoveKey={onRemoveKey}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function GroupHeading({ group, onClearGroup }: { group: Group; onClearGroup: (group: Group) => void }) {
  const stored = group.rows.filter(({ status }) => status === 'stored').length;
  return (
    <div class="company">
      <h2>
        <bdi>{groupName(group)}</bdi>
      </h2>
      <span class="company-what">
        {group.kind === 'domain' ? t('popup_company_unknown') : group.purposes.map(purposeWords).join(t('popup_comma'))}
      </span>
      {stored > 1 && (
        <button
          type="button"
          class="quiet-button"
          data-action="clear-company"
          aria-label={t('popup_clear_group_label', groupName(group))}
          onClick={() => onClearGroup(group)}
        >
          {t('popup_clear_group')}
        </button>
      )}
      <span class="company-count">{formatNumber(group.rows.length)}</span>
    </div>
  );
}

function groupName(group: Group): string {
  return group.kind === 'site' ? t('popup_group_site', group.name) : group.name;
}

function isPicked(picked: Verdict | null) {
  return ({ finding }: { readonly finding: { readonly verdict: Verdict } }) =>
    picked === null || finding.verdict === picked;
}

/** Which cookies share their name with another one on the page. */
function twinsOf(rows: PageReport['rows']) {
  const counts = new Map<string, number>();
  for (const { key } of rows) counts.set(key.name, (counts.get(key.name) ?? 0) + 1);
  return ({ key }: PageReport['rows'][number]) => (counts.get(key.name) ?? 0) > 1;
}

/** The first rows of the list, with the groups they stand in. */
function firstRows(groups: readonly Group[], limit: number): readonly { group: Group; rows: Group['rows'] }[] {
  const shown: { group: Group; rows: Group['rows'] }[] = [];
  let room = limit;
  for (const group of groups) {
    if (room <= 0) break;
    shown.push({ group, rows: group.rows.slice(0, room) });
    room -= group.rows.length;
  }
  return shown;
}
