import type { ComponentChildren } from 'preact';
import { rich } from '../ui/rich-text.tsx';
import { t } from '../ui/text.ts';
import type { View } from './report-feed.ts';

interface Props {
  readonly view: Exclude<View, { kind: 'ready' }>;
  readonly onRetry: () => void;
  readonly onRequestAccess: () => void;
  readonly onOpenOptions: () => void;
}

/** Everything that is not a report: each says what it is and what can be done. */
export function OtherState({ view, onRetry, onRequestAccess, onOpenOptions }: Props) {
  if (view.kind === 'loading') return <Skeleton />;
  return (
    <main class="state" data-state={view.kind}>
      <Words view={view} onRetry={onRetry} onRequestAccess={onRequestAccess} />
      <p class="state-foot">
        <button type="button" class="quiet-button" data-action="options" onClick={onOpenOptions}>
          {t('popup_options')}
        </button>
      </p>
    </main>
  );
}

function Words({ view, onRetry, onRequestAccess }: Pick<Props, 'onRetry' | 'onRequestAccess'> & { view: OtherView }) {
  switch (view.kind) {
    case 'no-page':
      return <Said title={t('popup_no_page')}>{t('popup_no_page_more')}</Said>;
    case 'gone':
      return <Said title={t('popup_gone')}>{t('popup_gone_more')}</Said>;
    case 'no-access':
      return (
        <>
          <Said title={t('popup_no_access')}>{rich('popup_no_access_more', <bdi key="host">{view.host}</bdi>)}</Said>
          <button type="button" class="button primary" data-action="allow-access" onClick={onRequestAccess}>
            {t('popup_no_access_allow')}
          </button>
        </>
      );
    case 'failed':
      return (
        <>
          <Said title={t('popup_failed')}>{t('popup_failed_more', view.message)}</Said>
          <button type="button" class="button" data-action="retry" onClick={onRetry}>
            {t('popup_retry')}
          </button>
        </>
      );
  }
}

type OtherView = Exclude<View, { kind: 'ready' | 'loading' }>;

function Said({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      <h1>{title}</h1>
      <p class="quiet">{children}</p>
    </>
  );
}

/** The outline of what is coming. It fades in late (in the style), so that a quick answer never flashes. */
function Skeleton() {
  return (
    <main class="skeleton" data-state="loading" aria-busy="true">
      <span class="heard">{t('popup_loading')}</span>
      <i class="bone bone-host" />
      <i class="bone bone-title" />
      <i class="bone bone-title short" />
      <i class="bone bone-bar" />
      {[1, 2, 3, 4, 5].map((row) => (
        <i key={row} class="bone bone-row" />
      ))}
    </main>
  );
}
