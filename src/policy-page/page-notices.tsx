import type { ComponentChildren } from 'preact';
import { NoticeIcon } from '../ui/icons.tsx';
import { LIMIT_TEXTS } from '../ui/limit-texts.ts';
import { rich } from '../ui/rich-text.tsx';
import { t } from '../ui/text.ts';
import type { PageView, SurveyView } from './policy-feed.ts';

/** Why there are no statuses of a page, or what to know before trusting them. */
export function PageNotice({ page, onRetry }: { page: PageView; onRetry: () => void }) {
  switch (page.kind) {
    case 'loading':
      return null;
    case 'ready':
      return (
        <>
          {page.report.limits.map((limit) => (
            <Notice key={limit}>{t(LIMIT_TEXTS[limit])}</Notice>
          ))}
          {page.stale && (
            <Notice>
              {t('policy_stale')} <Retry onRetry={onRetry} />
            </Notice>
          )}
        </>
      );
    case 'no-tab':
      return <Notice>{t('policy_no_tab')}</Notice>;
    case 'no-page':
      return <Notice>{t('policy_no_page')}</Notice>;
    case 'gone':
      return <Notice>{t('policy_gone')}</Notice>;
    case 'no-access':
      return <Notice>{rich('policy_no_access', <bdi key="host">{page.host}</bdi>)}</Notice>;
    case 'failed':
      return (
        <Notice>
          {rich('policy_failed', <bdi key="message">{page.message}</bdi>)} <Retry onRetry={onRetry} />
        </Notice>
      );
  }
}

export function SurveyNotice({ survey, onRetry }: { survey: SurveyView; onRetry: () => void }) {
  if (survey.kind === 'failed') {
    return (
      <Notice>
        {rich('policy_survey_failed', <bdi key="message">{survey.message}</bdi>)} <Retry onRetry={onRetry} />
      </Notice>
    );
  }
  return null;
}

function Notice({ children }: { children: ComponentChildren }) {
  return (
    <p class="notice">
      <NoticeIcon />
      <span>{children}</span>
    </p>
  );
}

function Retry({ onRetry }: { onRetry: () => void }) {
  return (
    <button type="button" class="link" data-action="retry" onClick={onRetry}>
      {t('policy_retry')}
    </button>
  );
}
