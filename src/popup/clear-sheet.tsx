import { t, tn } from '../ui/text.ts';
import { Done, Undone } from './clear-outcome.tsx';
import { Preview } from './clear-preview.tsx';
import type { Clearing, ClearingFlow } from './clearing-flow.ts';
import { Sheet } from './sheet.tsx';
import { CloseButton, type SheetActs, Work } from './sheet-parts.tsx';

interface Props {
  readonly clearing: Clearing;
  readonly flow: ClearingFlow;
  readonly acts: SheetActs;
}

/** What a clear will do, how far it is, then what it did. */
export function ClearSheet({ clearing, flow, acts }: Props) {
  if (clearing.step === 'idle') return null;
  return (
    <Sheet label={t('popup_clear_label')} step={clearing.step} onEscape={flow.close}>
      <Step clearing={clearing} flow={flow} acts={acts} />
    </Sheet>
  );
}

function Step({ clearing, flow, acts }: Props) {
  switch (clearing.step) {
    case 'idle':
      return null;
    case 'planning':
      return <p class="quiet">{t('popup_clear_planning')}</p>;
    case 'preview':
      return <Preview plan={clearing.plan} scope={clearing.scope} flow={flow} acts={acts} />;
    case 'working':
      return <Work says={tn('popup_clear_working', clearing.count)} howFar={clearing.howFar} />;
    case 'done':
      return <Done outcome={clearing.outcome} scope={clearing.scope} flow={flow} acts={acts} />;
    case 'undoing':
      return <Work says={t('popup_undo_working')} howFar={clearing.howFar} />;
    case 'undone':
      return <Undone outcome={clearing.outcome} flow={flow} acts={acts} />;
    case 'failed':
      return (
        <>
          <p>{t(clearing.during === 'undoing' ? 'popup_undo_failed' : 'popup_clear_failed', clearing.message)}</p>
          <div class="sheet-acts">
            <CloseButton onClose={flow.close} next />
          </div>
        </>
      );
  }
}
