import { useState } from 'preact/hooks';
import {
  SITE_DATA_KINDS,
  type SiteData,
  type SiteDataKind,
  type SiteDataOutcome,
  type SiteDataResult,
} from '../core/clearing/site-data.ts';
import { CookieName } from '../ui/cookie-name.tsx';
import { rich } from '../ui/rich-text.tsx';
import { type MessageId, type PluralId, t, tn } from '../ui/text.ts';
import { Sheet } from './sheet.tsx';
import { CloseButton } from './sheet-parts.tsx';
import type { SiteDataFlow, SiteDataStep } from './site-data-flow.ts';

interface Props {
  readonly state: SiteDataStep;
  readonly flow: SiteDataFlow;
}

/** What the site keeps besides cookies: counted, chosen, cleared, and looked at again. */
export function SiteDataSheet({ state, flow }: Props) {
  if (state.step === 'idle') return null;
  return (
    <Sheet label={t('popup_site_data_label')} step={`site-data-${state.step}`} onEscape={flow.close}>
      <Step state={state} flow={flow} />
    </Sheet>
  );
}

function Step({ state, flow }: Props) {
  switch (state.step) {
    case 'idle':
      return null;
    case 'counting':
      return <p class="quiet">{t('popup_site_data_counting')}</p>;
    case 'choosing':
      return <Choice data={state.data} flow={flow} />;
    case 'clearing':
      return <p class="quiet">{t('popup_site_data_clearing')}</p>;
    case 'cleared':
      return (
        <>
          <Outcome outcome={state.outcome} />
          <div class="sheet-acts">
            <CloseButton onClose={flow.close} next />
          </div>
        </>
      );
    case 'key-removed':
      return (
        <>
          <p data-result={state.result}>
            {rich(KEY_RESULTS[state.result], <CookieName key="name" name={state.row.storageKey} />)}
          </p>
          <div class="sheet-acts">
            <CloseButton onClose={flow.close} next />
          </div>
        </>
      );
    case 'failed':
      return (
        <>
          <p>
            {t(state.during === 'counting' ? 'popup_site_data_uncounted' : 'popup_site_data_failed', state.message)}
          </p>
          <div class="sheet-acts">
            <CloseButton onClose={flow.close} next />
          </div>
        </>
      );
  }
}

function Choice({ data, flow }: { data: SiteData; flow: SiteDataFlow }) {
  const { origin, counts, impossible, byBrowser, permitted } = data;
  const can = (kind: SiteDataKind) => counts[kind] !== 0 && !impossible.includes(kind);
  const [picked, setPicked] = useState<ReadonlySet<SiteDataKind>>(new Set());
  const kinds = SITE_DATA_KINDS.filter((kind) => picked.has(kind));
  const any = SITE_DATA_KINDS.some(can);
  // Told from the start, whatever is ticked, so that nothing moves.
  const asks = !permitted && byBrowser.some(can);
  const toggle = (kind: SiteDataKind) =>
    setPicked((before) =>
      before.has(kind) ? new Set([...before].filter((other) => other !== kind)) : new Set([...before, kind]),
    );
  return (
    <>
      <p class="sheet-what">{rich('popup_site_data_keeps', <bdi key="origin">{hostOf(origin)}</bdi>)}</p>
      <ul class="kinds">
        {SITE_DATA_KINDS.map((kind, index) => (
          <li key={kind} data-kind={kind} data-count={counts[kind] ?? ''}>
            <label>
              <input
                type="checkbox"
                checked={picked.has(kind)}
                disabled={!can(kind)}
                data-next={SITE_DATA_KINDS.findIndex(can) === index ? '' : undefined}
                onChange={() => toggle(kind)}
              />
              <span>
                {t(KIND_NAMES[kind])}
                <span class="small quiet"> {t(KIND_NOTES[kind])}</span>
              </span>
            </label>
            <span class="small quiet kind-count">{countWords(kind, data)}</span>
          </li>
        ))}
      </ul>
      <p>{t(any ? 'popup_site_data_no_undo' : 'popup_site_data_nothing')}</p>
      {asks && <p class="small quiet">{t('popup_site_data_asks')}</p>}
      <div class="sheet-acts">
        {any && (
          <button
            type="button"
            class="button primary"
            data-action="confirm"
            disabled={kinds.length === 0}
            onClick={() => void flow.confirm(kinds)}
          >
            {t('popup_site_data_confirm')}
          </button>
        )}
        <button
          type="button"
          class="button"
          data-action={any ? 'cancel' : 'close'}
          data-next={any ? undefined : ''}
          onClick={flow.close}
        >
          {t(any ? 'popup_cancel' : 'popup_close')}
        </button>
      </div>
    </>
  );
}

function countWords(kind: SiteDataKind, { counts, impossible }: SiteData): string {
  const count = counts[kind];
  if (impossible.includes(kind)) return t('popup_site_data_impossible');
  if (count === null) return t('popup_site_data_unreadable');
  return count === 0 ? t('popup_site_data_none') : tn(KIND_COUNTS[kind], count);
}

function Outcome({ outcome }: { outcome: SiteDataOutcome }) {
  return (
    <ul class="kinds">
      {outcome.map(({ kind, result }) => (
        <li key={kind} data-kind={kind} data-result={result}>
          <span>{t(KIND_NAMES[kind])}</span>
          <span class={result === 'cleared' ? 'kind-count' : 'kind-count quiet'}>{t(RESULTS[result])}</span>
        </li>
      ))}
    </ul>
  );
}

const KIND_NAMES: Record<SiteDataKind, MessageId> = {
  localStorage: 'popup_kind_local',
  sessionStorage: 'popup_kind_session',
  indexedDB: 'popup_kind_indexed_db',
  cacheStorage: 'popup_kind_caches',
  serviceWorkers: 'popup_kind_workers',
};

const KIND_NOTES: Record<SiteDataKind, MessageId> = {
  localStorage: 'popup_kind_local_note',
  sessionStorage: 'popup_kind_session_note',
  indexedDB: 'popup_kind_indexed_db_note',
  cacheStorage: 'popup_kind_caches_note',
  serviceWorkers: 'popup_kind_workers_note',
};

const KIND_COUNTS: Record<SiteDataKind, PluralId> = {
  localStorage: 'popup_kind_entries',
  sessionStorage: 'popup_kind_entries',
  indexedDB: 'popup_kind_databases',
  cacheStorage: 'popup_kind_cache_count',
  serviceWorkers: 'popup_kind_worker_count',
};

const RESULTS: Record<SiteDataResult, MessageId> = {
  cleared: 'popup_site_data_cleared',
  'was-empty': 'popup_site_data_was_empty',
  'came-back': 'popup_site_data_came_back',
  'still-there': 'popup_site_data_still_there',
  unreadable: 'popup_site_data_unknown',
};

const KEY_RESULTS: Record<SiteDataResult, MessageId> = {
  cleared: 'popup_key_cleared',
  'was-empty': 'popup_key_was_empty',
  'came-back': 'popup_key_came_back',
  'still-there': 'popup_key_still_there',
  unreadable: 'popup_key_unreadable',
};

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}
