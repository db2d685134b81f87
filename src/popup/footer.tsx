import type { ClearScope, UndoOffer } from '../core/clearing/clearing.ts';
import type { PageReport } from '../core/report/page-report.ts';
import { t, tn } from '../ui/text.ts';

interface Props {
  readonly report: PageReport;
  /** The page is a tab of its own already, so there is nothing to open. */
  readonly inTab: boolean;
  /** A clear that can still be undone, or `null`. */
  readonly offer: UndoOffer | null;
  readonly onUndo: (undoId: string) => void;
  readonly onClear: (scope: ClearScope) => void;
  readonly onOpenReport: () => void;
  readonly onOpenOptions: () => void;
}

/** The one big wish, the bigger one beside it, and the ways on. */
export function Footer({ report, inTab, offer, onUndo, onClear, onOpenReport, onOpenOptions }: Props) {
  const { tabId, counts } = report;
  const main = mainWish(report);
  return (
    <footer class="foot">
      {main !== null && (
        <button type="button" class="button primary" data-action={main.action} onClick={() => onClear(main.scope)}>
          {main.label}
        </button>
      )}
      <div class="foot-ways">
        {main !== null && main.count < counts.stored && (
          <button
            type="button"
            class="quiet-button"
            data-action="clear-everything"
            onClick={() => onClear({ kind: 'everything', tabId })}
          >
            {tn('popup_clear_everything', counts.stored)}
          </button>
        )}
        {offer !== null && (
          <button type="button" class="quiet-button" data-action="undo" onClick={() => onUndo(offer.undoId)}>
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

/** Advertising and analytics where there are any, else Cloudinary's own, else everything. */
function mainWish({ tabId, counts }: PageReport) {
  if (counts.remarketing > 0) {
    return {
      action: 'clear-remarketing',
      scope: { kind: 'remarketing', tabId },
      count: counts.remarketing,
      label: tn('popup_clear_remarketing', counts.remarketing),
    } as const;
  }
  if (counts.cloudinary > 0) {
    return {
      action: 'clear-cloudinary',
      scope: { kind: 'cloudinary', tabId },
      count: counts.cloudinary,
      label: tn('popup_clear_cloudinary', counts.cloudinary),
    } as const;
  }
  if (counts.stored === 0) return null;
  return {
    action: 'clear-everything',
    scope: { kind: 'everything', tabId },
    count: counts.stored,
    label: tn('popup_clear_everything', counts.stored),
  } as const;
}
