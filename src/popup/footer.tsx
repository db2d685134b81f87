import type { ClearScope, UndoOffer } from '../core/clearing/clearing.ts';
import type { PageReport } from '../core/report/page-report.ts';
import { MenuButton } from '../ui/menu.tsx';
import { t, tn } from '../ui/text.ts';
import { mainWish, wishesOf } from './clear-wishes.tsx';

interface Props {
  readonly report: PageReport;
  /** The page is a tab of its own already, so there is nothing to open. */
  readonly inTab: boolean;
  /** A clear that can still be undone, or `null`. */
  readonly offer: UndoOffer | null;
  readonly onUndo: (clearId: string) => void;
  readonly onClear: (scope: ClearScope) => void;
  readonly onSiteData: () => void;
  readonly onOpenReport: () => void;
  readonly onOpenOptions: () => void;
}

/** The one big wish, the menu of all others, and the ways on. */
export function Footer(props: Props) {
  const { report, inTab, offer, onUndo, onClear, onSiteData, onOpenReport, onOpenOptions } = props;
  const main = mainWish(report);
  return (
    <footer class="foot">
      {main !== null && (
        <button type="button" class="button primary" data-action={main.action} onClick={() => onClear(main.scope)}>
          {main.label}
        </button>
      )}
      <div class="foot-ways">
        <MenuButton
          action="clear-menu"
          label={t(main === null ? 'popup_menu' : 'popup_menu_other')}
          items={wishesOf(report, onClear, onSiteData)}
        />
        {offer !== null && (
          <button type="button" class="quiet-button" data-action="undo" onClick={() => onUndo(offer.clearId)}>
            {tn('popup_undo_earlier', offer.count)}
          </button>
        )}
        <span class="foot-end">
          {!inTab && (
            <button type="button" class="quiet-button" data-action="report" onClick={onOpenReport}>
              {t('popup_open_report')}
            </button>
          )}
          <button type="button" class="quiet-button" data-action="options" onClick={onOpenOptions}>
            {t('popup_options')}
          </button>
        </span>
      </div>
    </footer>
  );
}
