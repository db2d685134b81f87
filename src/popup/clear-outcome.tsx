import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ClearOutcome, ClearScope, UndoOutcome } from '../core/clearing/clearing.ts';
import type { CookieKey } from '../core/cookies/cookie-key.ts';
import { richCount } from '../ui/rich-text.tsx';
import { type MessageId, t, tn } from '../ui/text.ts';
import type { ClearingFlow } from './clearing-flow.ts';
import { HostList } from './name-list.tsx';
import { clearLines, domainsOf, type OutcomeLine, undoLines } from './outcome-lines.ts';
import { CloseButton, type SheetActs } from './sheet-parts.tsx';

/** More cookies than this that came back are better kept clear by company or site, in their rows. */
const KEPT_AT_ONCE = 10;

/** What the jar said after a clear, and what can be done about the rest. */
export function Done({ outcome, scope, flow, acts }: DoneProps) {
  const { counts, exceptions, undoable } = outcome;
  const [kept, setKept] = useState(0);
  const barred = keysOf(exceptions, 'no-access');
  const returned = [...keysOf(exceptions, 'came-back'), ...keysOf(exceptions, 'set-anew')];
  const lines = clearLines(outcome);
  const notGone = counts['came-back'] + counts['set-anew'] + counts['still-there'] + counts['no-access'];
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
          // Those of more hosts than can be named are found when it is planned anew.
          <GrantButton
            hosts={domainsOf(barred)}
            acts={acts}
            then={() => (scope ? acts.again(scope) : acts.clearThese(barred))}
          />
        )}
        <CloseButton onClose={flow.close} next={!undoable} />
      </div>
      {kept > 0 ? (
        <p data-note="kept-clear">{tn('popup_keep_clear_made', kept)}</p>
      ) : (
        returned.length > 0 &&
        returned.length <= KEPT_AT_ONCE && (
          <KeepClear
            count={returned.length}
            onKeep={async () => {
              const made = await acts.keepClear(returned);
              if (made) setKept(returned.length);
              return made;
            }}
          />
        )
      )}
    </>
  );
}

interface DoneProps {
  readonly outcome: ClearOutcome;
  readonly scope: ClearScope | null;
  readonly flow: ClearingFlow;
  readonly acts: SheetActs;
}

function keysOf<Result extends string>(
  exceptions: readonly { readonly key: CookieKey; readonly result: Result }[],
  result: Result,
): readonly CookieKey[] {
  return exceptions.filter((each) => each.result === result).map(({ key }) => key);
}

/** One click to the permission, and on from there. A question that the browser does not put to the user changes nothing. */
function GrantButton({ hosts, acts, then }: { hosts: readonly string[]; acts: SheetActs; then: () => void }) {
  const grant = () =>
    void acts.grant(hosts).then(
      (granted) => granted && then(),
      () => undefined,
    );
  return (
    <button type="button" class="button" data-action="grant" onClick={grant}>
      {t('popup_grant')}
    </button>
  );
}

/** The calm offer for what came back. */
function KeepClear({ count, onKeep }: { count: number; onKeep: () => Promise<boolean> }) {
  const [state, setState] = useState<'offered' | 'asked' | 'failed'>('offered');
  const keep = () => {
    setState('asked');
    void onKeep().then((kept) => kept || setState('failed'));
  };
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
export function Undone({ outcome, flow, acts }: { outcome: UndoOutcome; flow: ClearingFlow; acts: SheetActs }) {
  const overwritable = outcome.overwritable > 0;
  const barred = keysOf(outcome.exceptions, 'no-access');
  return (
    <>
      <Lines lines={undoLines(outcome)} lead none="popup_undo_nothing" />
      <div class="sheet-acts">
        {overwritable && (
          <button type="button" class="button" data-action="overwrite" onClick={flow.overwrite}>
            {tn('popup_undo_overwrite', outcome.overwritable)}
          </button>
        )}
        {barred.length > 0 && <GrantButton hosts={domainsOf(barred)} acts={acts} then={flow.undoAgain} />}
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
