import type { ComponentChildren } from 'preact';
import type { ClauseSurvey } from '../core/policy/survey.ts';
import type { ClauseStatus, ClauseStatusKind } from '../core/policy/verdict.ts';
import type { PageReport } from '../core/report/page-report.ts';
import { ClauseMark } from '../ui/clause-mark.tsx';
import { CookieName } from '../ui/cookie-name.tsx';
import { HostName } from '../ui/host-name.tsx';
import { CoreSentence, rich } from '../ui/rich-text.tsx';
import { t, tn } from '../ui/text.ts';
import type { Scope, Shown, Standing } from './standing.ts';
import { statusWords } from './status-words.ts';

/** What a sentence lets one expect, and what was seen of it: on the page, and over all pages. */
export function ClauseDetails({ standing, shown }: { standing: Standing; shown: Shown }) {
  const { claim, page, all, allKind } = standing;
  const { report, pages } = shown;
  return (
    <dl>
      <div>
        <dt>{claim.testable ? t('policy_expects') : t('policy_because')}</dt>
        <dd>
          <CoreSentence text={claim.testable ? claim.expects : claim.because} />
        </dd>
      </div>
      {report !== null && page !== null && <OnPage page={page} report={report} />}
      {all !== null && allKind !== null && allKind !== 'untestable' && (
        <div>
          <dt>{tn('policy_on_all', pages)}</dt>
          <dd>
            <Status scope="all" kind={allKind} />
            <Hosts survey={all} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function OnPage({ page, report }: { page: ClauseStatus; report: PageReport }) {
  const rows = page.cookies.flatMap((id) => report.rows.find((row) => row.id === id) ?? []);
  const untestable = page.status === 'untestable';
  // What cannot be told is the same on every page; there is more to say only where something was seen besides.
  if (untestable && page.asides.length === 0 && rows.length === 0) return null;
  return (
    <div>
      <dt>{rich('policy_on_page', <HostName key="host" host={report.host} site={report.site} />)}</dt>
      <dd>
        {!untestable && (
          <>
            <Status scope="page" kind={page.status} />
            <p>
              <CoreSentence text={page.why} />
            </p>
          </>
        )}
        {page.asides.map((aside) => (
          <p key={`${aside.id} ${aside.args?.join(' ') ?? ''}`} class="aside">
            <CoreSentence text={aside} />
          </p>
        ))}
        {rows.length > 0 && (
          <Listed label={t('policy_rests_on')}>
            {rows.map(({ id, key }) => (
              <li key={id}>
                <CookieName name={key.name} />
              </li>
            ))}
          </Listed>
        )}
      </dd>
    </div>
  );
}

function Status({ scope, kind }: { scope: Scope; kind: ClauseStatusKind }) {
  return (
    <p class={`status clause-${kind}`}>
      <ClauseMark kind={kind} />
      <span>{statusWords(scope, kind)}</span>
    </p>
  );
}

function Hosts({ survey: { hosts, hostsLeftOut } }: { survey: ClauseSurvey }) {
  if (hosts.length === 0) return null;
  return (
    <Listed>
      {hosts.map((host) => (
        <li key={host}>
          <bdi class="host" dir="ltr">
            {host}
          </bdi>
        </li>
      ))}
      {hostsLeftOut > 0 && <li>{tn('policy_hosts_more', hostsLeftOut)}</li>}
    </Listed>
  );
}

/** Names in a row, and before them what they are. */
function Listed({ label, children }: { label?: string; children: ComponentChildren }) {
  return (
    <div class="listed">
      {label !== undefined && <p class="quiet small">{label}</p>}
      <ul>{children}</ul>
    </div>
  );
}
