import type { ClearScope } from '../core/clearing/clearing.ts';
import type { CookieKey } from '../core/cookies/cookie-key.ts';
import { formatNumber, t } from '../ui/text.ts';
import type { HowFar } from './clearing-flow.ts';

/** What the sheet can have done outside the clearing itself. */
export interface SheetActs {
  /** Asks the user for the permission to these hosts; has to be called straight from the click. */
  grant(hosts: readonly string[]): Promise<boolean>;
  /** Plans again, for what could not be had before. */
  again(scope: ClearScope): void;
  /** Plans a clear of exactly these cookies. */
  clearThese(keys: readonly CookieKey[]): void;
  /** Makes the rules that keep these cookies clear, and says whether all were made. */
  keepClear(keys: readonly CookieKey[]): Promise<boolean>;
}

/** The way there: a bar for the eye at every step, for the ear a word at each quarter. */
export function Work({ says, howFar }: { says: string; howFar: HowFar | null }) {
  const share = howFar === null || howFar.total === 0 ? 0 : howFar.done / howFar.total;
  const quarter = Math.floor(Math.min(share, 1) * 4) * 25;
  return (
    <>
      <p class="quiet">{says}</p>
      {/* Determinate from the first moment, so that nothing moves when the first word comes. */}
      <progress class="work" max={1} value={share} aria-label={says} />
      <p class="small quiet" aria-hidden="true">
        {howFar === null
          ? '\u00a0'
          : t('popup_progress', formatNumber(Math.min(howFar.done, howFar.total)), formatNumber(howFar.total))}
      </p>
      <span class="heard">{quarter > 0 && quarter < 100 ? t('popup_progress_heard', formatNumber(quarter)) : ''}</span>
    </>
  );
}

export function CloseButton({ onClose, next }: { onClose: () => void; next: boolean }) {
  return (
    <button type="button" class="button" data-action="close" data-next={next ? '' : undefined} onClick={onClose}>
      {t('popup_close')}
    </button>
  );
}
