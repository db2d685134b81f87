import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ClearOutcome, ClearPlan, ClearResult, UndoOutcome, UndoResult } from '../core/clearing/clearing.ts';
import { listPieces } from '../ui/format.ts';
import { rich } from '../ui/rich-text.tsx';
import { formatNumber, type MessageId, type PluralId, t, tn } from '../ui/text.ts';
import { type Clearing, type ClearingFlow, countClearResults, countUndoResults } from './clearing-flow.ts';

interface Props {
  readonly clearing: Clearing;
  readonly flow: ClearingFlow;
}

/**
 * What a clear will do, then what it did. Each step puts the focus on the next thing to press, and a screen reader hears
 * the text from the live region around it. Escape steps back without clearing anything.
 */
export function ClearSheet({ clearing, flow }: Props) {
  const sheet = useRef<HTMLElement>(null);
  const { step } = clearing;
  useLayoutEffect(() => {
    const next = sheet.current?.querySelector<HTMLElement>('[data-next]');
    (next ?? sheet.current)?.focus({ preventScroll: true });
  }, [step]);
  if (clearing.step === 'idle') return null;
  const stepBack = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // Unhandled, Escape would close the whole popup.
    event.preventDefault();
    flow.close();
  };
  return (
    <section
      class="sheet"
      ref={sheet}
      tabIndex={-1}
      aria-label={t('popup_clear_label')}
      data-step={step}
      onKeyDown={stepBack}
    >
      <Step clearing={clearing} flow={flow} />
    </section>
  );
}

function Step({ clearing, flow }: Props) {
  switch (clearing.step) {
    case 'idle':
      return null;
    case 'planning':
      return <p class="quiet">{t('popup_clear_planning')}</p>;
    case 'preview':
      return clearing.plan.keys.length === 0 ? (
        <Closing flow={flow}>{t('popup_clear_nothing')}</Closing>
      ) : (
        <Preview plan={clearing.plan} flow={flow} />
      );
    case 'working':
      return <p class="quiet">{tn('popup_clear_working', clearing.count)}</p>;
    case 'done':
      return <Done outcome={clearing.outcome} flow={flow} />;
    case 'undoing':
      return <p class="quiet">{t('popup_undo_working')}</p>;
    case 'undone':
      return <Undone outcome={clearing.outcome} flow={flow} />;
    case 'failed':
      return (
        <Closing flow={flow}>
          {t(clearing.during === 'undoing' ? 'popup_undo_failed' : 'popup_clear_failed', clearing.message)}
        </Closing>
      );
  }
}

/** So many companies and sites are named; the rest is a number, unless it is one, which is as short by its name. */
const NAMED_AT_ONCE = 3;

function Preview({ plan, flow }: { plan: ClearPlan; flow: ClearingFlow }) {
  const count = plan.keys.length;
  const companies = plan.companies.map((company) => ({ id: company.name, ...company }));
  return (
    <>
      <p class="sheet-what">
        {rich(
          'popup_clear_preview',
          <b key="count">{tn('popup_cookies', count)}</b>,
          <NameList
            key="companies"
            items={companies.map(({ name, count: n }) =>
              companies.length === 1 ? <bdi key={name}>{name}</bdi> : <CompanyCount key={name} name={name} count={n} />,
            )}
          />,
        )}
      </p>
      <p class="sheet-cost">
        {plan.signsOutOf.length > 0
          ? rich(
              'popup_clear_signs_out',
              <NameList
                key="sites"
                items={plan.signsOutOf.map((site) => (
                  <b key={site}>
                    <bdi>{site}</bdi>
                  </b>
                ))}
              />,
            )
          : tn('popup_clear_no_sign_out', count)}
      </p>
      <div class="sheet-acts">
        <button type="button" class="button primary" data-action="confirm" data-next onClick={flow.confirm}>
          {tn('popup_clear_confirm', count)}
        </button>
        <button type="button" class="button" data-action="cancel" onClick={flow.close}>
          {t('popup_cancel')}
        </button>
      </div>
    </>
  );
}

function CompanyCount({ name, count }: { name: string; count: number }) {
  return <>{rich('popup_company_count', <bdi key="name">{name}</bdi>, formatNumber(count))}</>;
}

function NameList({ items }: { items: readonly JSX.Element[] }) {
  const rest = items.length - NAMED_AT_ONCE;
  const nodes = rest > 1 ? [...items.slice(0, NAMED_AT_ONCE), tn('popup_names_more', rest)] : items;
  let next = 0;
  return <>{listPieces(nodes.map(() => '·')).map(({ type, value }) => (type === 'element' ? nodes[next++] : value))}</>;
}

const CLEAR_WORDS: Record<ClearResult, PluralId> = {
  gone: 'popup_clear_gone',
  'was-gone': 'popup_clear_was_gone',
  'set-again': 'popup_clear_set_again',
  'still-there': 'popup_clear_still_there',
  unreadable: 'popup_clear_unreadable',
};

const UNDO_WORDS: Record<UndoResult, PluralId> = {
  restored: 'popup_undo_restored',
  'newer-kept': 'popup_undo_newer_kept',
  'expired-meanwhile': 'popup_undo_expired',
  refused: 'popup_undo_refused',
};

interface ResultsProps<Result extends string> {
  readonly counts: Readonly<Record<Result, number>>;
  readonly words: Readonly<Record<Result, PluralId>>;
  /** What to say where there is no result at all. */
  readonly none: MessageId;
}

/** A sentence for each result that there is, the first one largest; never nothing. */
function Results<Result extends string>({ counts, words, none }: ResultsProps<Result>) {
  // The keys of a record by result are results.
  const there = (Object.keys(words) as Result[]).filter((result) => counts[result] > 0);
  if (there.length === 0) return <p class="sheet-what">{t(none)}</p>;
  return (
    <>
      {there.map((result, index) => (
        <p key={result} class={index === 0 ? 'sheet-what' : undefined} data-result={result}>
          {tn(words[result], counts[result])}
        </p>
      ))}
    </>
  );
}

function Done({ outcome, flow }: { outcome: ClearOutcome; flow: ClearingFlow }) {
  const counts = countClearResults(outcome);
  return (
    <>
      <Results counts={counts} words={CLEAR_WORDS} none="popup_clear_nothing" />
      <div class="sheet-acts">
        {outcome.undoId !== null && (
          <button type="button" class="button" data-action="undo" data-next onClick={flow.undo}>
            {t('popup_undo')}
          </button>
        )}
        <CloseButton flow={flow} next={outcome.undoId === null} />
      </div>
    </>
  );
}

function Undone({ outcome, flow }: { outcome: UndoOutcome; flow: ClearingFlow }) {
  const counts = countUndoResults(outcome);
  return (
    <>
      <Results counts={counts} words={UNDO_WORDS} none="popup_undo_nothing" />
      <div class="sheet-acts">
        <CloseButton flow={flow} next />
      </div>
    </>
  );
}

function Closing({ flow, children }: { flow: ClearingFlow; children: string }) {
  return (
    <>
      <p>{children}</p>
      <div class="sheet-acts">
        <CloseButton flow={flow} next />
      </div>
    </>
  );
}

function CloseButton({ flow, next }: { flow: ClearingFlow; next: boolean }) {
  return (
    <button type="button" class="button" data-action="close" data-next={next ? '' : undefined} onClick={flow.close}>
      {t('popup_close')}
    </button>
  );
}
