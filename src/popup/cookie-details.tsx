import type { Classification } from '../core/catalogue/classification.ts';
import type { PersonalDataFact } from '../core/evidence/personal-data.ts';
import type { CookieRow } from '../core/report/page-report.ts';
import { CoreSentence, rich, Sentence } from '../ui/rich-text.tsx';
import { findText, t, tText } from '../ui/text.ts';
import { AllDetails } from './all-details.tsx';
import { Citations } from './citations.tsx';
import { observedLines } from './observed.ts';
import { PERSONAL_WORDS } from './row-texts.ts';

interface Props {
  readonly row: CookieRow;
  readonly startedAt: number;
  readonly onClear: (row: CookieRow) => void;
  readonly onShowClause: (clauseId: string) => void;
}

/** All that is known of one cookie: what it is, who put it there, what the policy says, and the bare facts. */
export function CookieDetails({ row, startedAt, onClear, onShowClause }: Props) {
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
            {observedLines(row, startedAt).map((line) => (
              <p key={line.id}>
                <Sentence line={line} />
              </p>
            ))}
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
        <div>
          <dt>{t('popup_policy_says')}</dt>
          <dd>
            <p>
              <CoreSentence text={row.finding.why} />
            </p>
            <Citations of="cookie" finding={row.finding} onShowClause={onShowClause} />
          </dd>
        </div>
      </dl>
      <AllDetails row={row} />
      {row.status === 'stored' && (
        <div class="acts">
          <button type="button" class="button" data-action="clear" onClick={() => onClear(row)}>
            {t('popup_clear')}
          </button>
        </div>
      )}
    </>
  );
}

/** The catalogue's explanation of a cookie or of a key in web storage, or what the domain alone tells. */
export function WhatItIs({ of, classification }: { of: 'cookie' | 'storage'; classification: Classification }) {
  const { entryId, vendor } = classification;
  const known = entryId === null ? null : findText({ id: `${of}_${entryId}` });
  if (known !== null) return <>{tText(known)}</>;
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
