import type { ComponentChildren } from 'preact';
import type { DepartureNote, PageReport } from '../core/report/page-report.ts';
import { NoticeIcon } from '../ui/icons.tsx';
import { LIMIT_TEXTS } from '../ui/limit-texts.ts';
import { rich } from '../ui/rich-text.tsx';
import { type MessageId, t } from '../ui/text.ts';

interface Props {
  readonly report: PageReport;
  readonly stale: boolean;
  readonly onReload: () => void;
  readonly onRequestAccess: () => void;
  readonly onOpenPolicy: () => void;
}

const DEPARTURES = {
  asked: 'popup_departure_asked',
  'could-not-show': 'popup_departure_could_not_show',
  arrived: 'popup_departure_arrived',
} satisfies Partial<Record<DepartureNote['state'], MessageId>>;

/** What the reader has to know before trusting the list: departures waiting, and what could not be seen. */
export function Notices({ report, stale, onReload, onRequestAccess, onOpenPolicy }: Props) {
  const waiting = report.departures.findLast(isTold);
  return (
    <div class="notices" role="status">
      {waiting !== undefined && (
        <Notice>{rich(DEPARTURES[waiting.state], <bdi key="host">{waiting.destinationHost}</bdi>)}</Notice>
      )}
      <PolicyWatch policy={report.policy} onOpenPolicy={onOpenPolicy} />
      {report.limits.map((limit) => (
        <Notice key={limit}>
          {t(LIMIT_TEXTS[limit])}{' '}
          {limit === 'observed-late' && (
            <button type="button" class="link" data-action="reload" onClick={onReload}>
              {t('popup_reload')}
            </button>
          )}
          {limit === 'sites-withheld' && (
            <button type="button" class="link" data-action="allow-access" onClick={onRequestAccess}>
              {t('popup_no_access_allow')}
            </button>
          )}
        </Notice>
      ))}
      {stale && <Notice>{t('popup_stale')}</Notice>}
    </div>
  );
}

/** The page is Cloudinary's own policy, and reads otherwise than the one quoted here. */
function PolicyWatch({ policy, onOpenPolicy }: { policy: PageReport['policy']; onOpenPolicy: () => void }) {
  if (policy === null || policy.kind === 'same') return null;
  return (
    <Notice>
      {policy.statedDate === null
        ? t('popup_policy_watch')
        : rich('popup_policy_watch_dated', <bdi key="date">{policy.statedDate}</bdi>)}{' '}
      <button type="button" class="link" data-action="compare" onClick={onOpenPolicy}>
        {t('popup_policy_watch_compare')}
      </button>
    </Notice>
  );
}

function isTold(note: DepartureNote): note is DepartureNote & { readonly state: keyof typeof DEPARTURES } {
  return Object.hasOwn(DEPARTURES, note.state);
}

function Notice({ children }: { children: ComponentChildren }) {
  return (
    <p class="notice">
      <NoticeIcon />
      <span>{children}</span>
    </p>
  );
}
