import type { Classification } from '../core/catalogue/classification.ts';
import type { PersonalDataFact } from '../core/evidence/personal-data.ts';
import type { CookieRow, PrivacyLink } from '../core/report/page-report.ts';
import { useExplanation } from '../ui/explanations.ts';
import { CoreSentence, type Line, rich, Sentence } from '../ui/rich-text.tsx';
import { t, tn } from '../ui/text.ts';
import { AllDetails, Reference } from './all-details.tsx';
import { Citations } from './citations.tsx';
import { adviceLines, evidenceLines, sharingLines } from './evidence-lines.ts';
import { observedLines } from './observed.ts';
import { RowActs, type RowRuleActs } from './row-acts.tsx';
import { PERSONAL_WORDS } from './row-texts.ts';

interface Props {
  readonly row: CookieRow;
  readonly startedAt: number;
  readonly now: number;
  /** Where the page says its own policy is. */
  readonly privacyLink: PrivacyLink | null;
  readonly onClear: (row: CookieRow) => void;
  readonly onShowClause: (clauseId: string) => void;
  readonly rules: RowRuleActs;
}

/** All that is known of one cookie: what it is, who put it there, what the policy says, and the bare facts. */
export function CookieDetails({ row, startedAt, now, privacyLink, onClear, onShowClause, rules }: Props) {
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{t('popup_what')}</dt>
          <dd>
            <WhatItIs of="cookie" classification={row.classification} />
          </dd>
        </div>
        <div>
          <dt>{t('popup_who')}</dt>
          <dd>
            <Lines lines={observedLines(row, startedAt)} />
          </dd>
        </div>
        <div>
          <dt>{t('popup_policy_says')}</dt>
          <dd>
            <p>
              <CoreSentence text={row.finding.why} />
            </p>
            {row.finding.verdict === 'elsewhere' && (
              <WhosePolicy classification={row.classification} privacyLink={privacyLink} />
            )}
            <Citations of="cookie" finding={row.finding} onShowClause={onShowClause} />
          </dd>
        </div>
        {row.personalData.length > 0 && (
          <div>
            <dt>{t('popup_personal')}</dt>
            <dd>
              {row.personalData.map((fact) => (
                <p key={`${fact.kind} ${fact.masked}`}>
                  <PersonalData fact={fact} />
                </p>
              ))}
            </dd>
          </div>
        )}
        <Went lines={sharingLines(row, startedAt)} />
        <Told name={t('popup_saw')} lines={evidenceLines(row, now)} />
        <Told name={t('popup_do')} lines={adviceLines(row)} />
      </dl>
      <AllDetails row={row} />
      <RowActs row={row} onClear={onClear} {...rules} />
    </>
  );
}

function Told({ name, lines }: { name: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Lines lines={lines} />
      </dd>
    </div>
  );
}

/** So many places are told at once; the rest is one click deeper. */
const AT_ONCE = 2;

function Went({ lines }: { lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  const rest = lines.slice(AT_ONCE);
  return (
    <div>
      <dt>{t('popup_went')}</dt>
      <dd>
        <Lines lines={lines.slice(0, AT_ONCE)} />
        {rest.length > 0 && (
          <details class="fold">
            <summary>{tn('popup_went_more', rest.length)}</summary>
            <Lines lines={rest} />
          </details>
        )}
      </dd>
    </div>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  return (
    <>
      {lines.map((line, index) => (
        <p key={`${index} ${line.id}`}>
          <Sentence line={line} />
        </p>
      ))}
    </>
  );
}

/** The policy that does speak of a cookie: where the page itself says it is, or where its maker's is. */
export function WhosePolicy(props: { classification: Classification; privacyLink: PrivacyLink | null }) {
  const { classification, privacyLink } = props;
  if (classification.party === 'first') {
    if (privacyLink === null) return null;
    return (
      <p>{rich('popup_policy_of_site', <Reference key="link" url={privacyLink.url} text={privacyLink.text} />)}</p>
    );
  }
  const url = classification.vendor?.policyUrl;
  return url ? <p>{rich('popup_policy_of_vendor', <Reference key="link" url={url} />)}</p> : null;
}

/** The catalogue's explanation of a cookie or of a key in web storage, or what the domain alone tells. */
export function WhatItIs({ of, classification }: { of: 'cookie' | 'storage'; classification: Classification }) {
  const { entryId, vendor } = classification;
  const known = useExplanation(entryId === null ? null : `${of}_${entryId}`);
  // While it is being fetched the line is there, empty: nothing moves when the text comes.
  if (known === undefined) return <>{'\u00a0'}</>;
  if (known !== null) return <>{known}</>;
  if (vendor !== null) return <>{rich('popup_unknown_vendor', <bdi key="vendor">{vendor.name}</bdi>)}</>;
  return <>{t('popup_unknown_none')}</>;
}

function PersonalData({ fact }: { fact: PersonalDataFact }) {
  const kind = t(PERSONAL_WORDS[fact.kind]);
  const masked = <bdi key="masked">{fact.masked}</bdi>;
  const encoding = <bdi key="encoding">{fact.encoding.join(' › ')}</bdi>;
  if (fact.masked === '') return <>{rich('popup_personal_bare', kind)}</>;
  if (fact.encoding.length === 0) return <>{rich('popup_personal_plain', kind, masked)}</>;
  return <>{rich('popup_personal_encoded', kind, masked, encoding)}</>;
}
