import type { PrivacyLink, StorageRow as Row } from '../core/report/page-report.ts';
import { CookieName } from '../ui/cookie-name.tsx';
import { purposeWords } from '../ui/purposes.ts';
import { CoreSentence, rich } from '../ui/rich-text.tsx';
import { t } from '../ui/text.ts';
import { VerdictMark } from '../ui/verdict-mark.tsx';
import { verdictWords } from '../ui/verdict-words.ts';
import { Fact, Source } from './all-details.tsx';
import { Citations } from './citations.tsx';
import { WhatItIs, WhosePolicy } from './cookie-details.tsx';
import { Disclosure } from './disclosure.tsx';
import { whenPhrase } from './observed.ts';
import { BASIS_WORDS } from './row-texts.ts';
import type { StorageKey } from './site-data-flow.ts';

interface Props {
  readonly row: Row;
  readonly open: boolean;
  readonly startedAt: number;
  readonly privacyLink: PrivacyLink | null;
  readonly onToggle: (id: string) => void;
  readonly onShowClause: (clauseId: string) => void;
  readonly onRemoveKey: (row: StorageKey) => void;
}

/** An identifier in web storage: shown like a cookie, and said to be none. */
export function StorageRow({ row, open, startedAt, privacyLink, onToggle, onShowClause, onRemoveKey }: Props) {
  const { classification, finding } = row;
  const place = t(row.area === 'local' ? 'popup_storage_local' : 'popup_storage_session');
  return (
    <li
      class={`row verdict-${finding.verdict}${open ? ' open' : ''}`}
      data-row-id={row.id}
      data-storage={row.area}
      data-cookie-name={row.storageKey}
      data-vendor={classification.vendor?.name ?? ''}
      data-purpose={classification.purpose}
      data-party={classification.party}
      data-verdict={finding.verdict}
      data-status="stored"
    >
      <Disclosure
        id={`more-${row.id}`}
        class="row-head"
        open={open}
        onToggle={() => onToggle(row.id)}
        head={
          <>
            <VerdictMark verdict={finding.verdict} />
            <CookieName name={row.storageKey} />
            <span class="row-verdict">{verdictWords(finding.verdict)}</span>
            <span class="row-what">{rich('popup_row_storage', purposeWords(classification.purpose), place)}</span>
            <span class="row-life">{t(row.area === 'local' ? 'popup_life_no_end' : 'popup_life_tab')}</span>
          </>
        }
      >
        {() => (
          <>
            <dl class="facts">
              <Fact name={t('popup_what')}>
                <WhatItIs of="storage" classification={classification} />
              </Fact>
              <Fact name={t('popup_who')}>
                {rich(
                  'popup_storage_seen',
                  <bdi key="origin">{row.origin}</bdi>,
                  place,
                  whenPhrase(row.firstSeenAt, startedAt),
                )}
              </Fact>
              <Fact name={t('popup_policy_says')}>
                <p>
                  <CoreSentence text={finding.why} />
                </p>
                {finding.verdict === 'elsewhere' && (
                  <WhosePolicy classification={classification} privacyLink={privacyLink} />
                )}
                <Citations of="storage" finding={finding} onShowClause={onShowClause} />
              </Fact>
            </dl>
            <details class="fold details">
              <summary>{t('popup_details')}</summary>
              <dl>
                <Fact name={t('popup_detail_basis')}>{t(BASIS_WORDS[classification.basis])}</Fact>
                <Source source={classification.source} />
              </dl>
            </details>
            <div class="acts">
              <button
                type="button"
                class="button"
                data-action="remove-key"
                onClick={() => onRemoveKey({ area: row.area, origin: row.origin, storageKey: row.storageKey })}
              >
                {t('popup_key_remove')}
              </button>
            </div>
          </>
        )}
      </Disclosure>
    </li>
  );
}
