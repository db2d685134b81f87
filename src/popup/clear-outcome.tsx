import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ClearOutcome, UndoOutcome } from '../core/clearing/clearing.ts';
import { richCount } from '../ui/rich-text.tsx';
import { type MessageId, t, tn } from '../ui/text.ts';
import type { ClearingFlow } from './clearing-flow.ts';
import { HostList } from './name-list.tsx';
import { clearLines, domainsOf, type OutcomeLine, undoLines } from './outcome-lines.ts';
import { CloseButton, type SheetActs } from './sheet-parts.tsx';

/** More cookies than this that came back are better kept clear by company or site, in their rows. */
const KEPT_AT_ONCE = 10;

/** What the jar said after a clear, and what can be done about the rest. */
export function Done({ outcome, flow, acts }: { outcome: ClearOutcome; flow: ClearingFlow; acts: SheetActs }) {
  const { counts, exceptions, undoable } = outcome;
  const keysOf = (result: string) => exceptions.filter((each) => each.result === result).map(({ key }) => key);
  const barred = keysOf('no-access');
  const returned = keysOf('came-back');
  const grant = () => void acts.grant(domainsOf(barred)).then((granted) => granted && acts.clearThese(barred));
  const lines = clearLines(outcome);
  const notGone = counts['came-back'] + counts['still-there'] + counts['no-access'];
  const noneGone = counts.gone + counts['was-gone'] === 0 && notGone > 0;
  return (
    <>
      {noneGone && <p class="sheet-what">{tn('popup_clear_none_gone', notGone)}</p>}
      <Lines lines={lines} lead={!noneGone} none="popup_clear_nothing" />
      {lines.length > 0 && counts.unreadable === 0 && <p class="small quiet">{t('popup_clear_read_again')}</p>}
      {outcome.resumed && <p class="small quiet">{t('popup_clear_resumed')}</p>}
      <div class="sheet-acts">
        {undoable && (
          <button type="button" class="button" data-action="undo" data-next onClick={flow.undo}>
            {t('popup_undo')}
          </button>
        )}
        {barred.length > 0 && (
          <button type="button" class="button" data-action="grant" onClick={grant}>
            {t('popup_grant')}
          </button>
        )}
        <CloseButton onClose={flow.close} next={!undoable} />
      </div>
      {returned.length > 0 && returned.length <= KEPT_AT_ONCE && (
        <KeepClear count={returned.length} onKeep={() => acts.keepClear(returned)} />
      )}
    </>
  );
}

/** The calm offer for what came back. */
function KeepClear({ count, onKeep }: { count: number; onKeep: () => Promise<boolean> }) {
  const [state, setState] = useState<'offered' | 'asked' | 'kept' | 'failed'>('offered');
  const keep = () => {
    setState('asked');
    void onKeep().then((kept) => setState(kept ? 'kept' : 'failed'));
  };
  if (state === 'kept') return <p data-note="kept-clear">{tn('popup_keep_clear_made', count)}</p>;
  if (state === 'failed') return <p>{t('popup_keep_clear_failed')}</p>;
  return (
    <p>
      <button type="button" class="link" data-action="keep-clear" disabled={state === 'asked'} onClick={keep}>
        {tn('popup_keep_clear_offer', count)}
      </button>{' '}
      <span class="quiet">{tn('popup_keep_clear_offer_note', count)}</span>
    </p>
  );
}

/** What came back after an undo, and why the rest did not. */
export function Undone({ outcome, flow }: { outcome: UndoOutcome; flow: ClearingFlow }) {
  const overwritable = outcome.overwritable > 0;
  return (
    <>
      <Lines lines={undoLines(outcome)} lead none="popup_undo_nothing" />
      <div class="sheet-acts">
        {overwritable && (
          <button type="button" class="button" data-action="overwrite" onClick={flow.overwrite}>
            {tn('popup_undo_overwrite', outcome.overwritable)}
          </button>
        )}
        <CloseButton onClose={flow.close} next />
      </div>
    </>
  );
}

interface LinesProps {
  readonly lines: readonly OutcomeLine<string>[];
  /** The first sentence is the largest. */
  readonly lead: boolean;
  /** What to say where there is no result at all. */
  readonly none: MessageId;
}

/** A sentence for each thing that happened; never nothing. */
function Lines({ lines, lead, none }: LinesProps) {
  if (lines.length === 0) return <p class="sheet-what">{t(none)}</p>;
  return (
    <>
      {lines.map((line, index) => (
        <p
          key={`${line.id} ${line.hosts}`}
          class={lead && index === 0 ? 'sheet-what' : undefined}
          data-result={line.result}
        >
          {richCount(line.id, line.n, ...placesOf(line))}
        </p>
      ))}
    </>
  );
}

function placesOf({ after, hosts }: OutcomeLine<string>): readonly ComponentChildren[] {
  const list = hosts === undefined ? [] : [<HostList key="hosts" hosts={hosts} />];
  return after === undefined ? list : [after, ...list];
}
