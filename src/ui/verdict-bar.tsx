import { VERDICT_ORDER, type Verdict } from '../core/policy/verdict.ts';
import { formatNumber } from './text.ts';
import { VerdictMark } from './verdict-mark.tsx';
import { verdictWordsShort } from './verdict-words.ts';

interface Props {
  readonly counts: Readonly<Record<Verdict, number>>;
  /** The verdict the list is narrowed to, or `null` for all. */
  readonly picked: Verdict | null;
  readonly onPick: (verdict: Verdict | null) => void;
  /** What the group of buttons is for, for a screen reader. */
  readonly label: string;
}

/** How many cookies stand how, as one bar, with a legend whose parts narrow the list. */
export function VerdictBar({ counts, picked, onPick, label }: Props) {
  const present = VERDICT_ORDER.filter((verdict) => counts[verdict] > 0);
  return (
    <>
      <div class="bar" aria-hidden="true">
        {present.map((verdict) => (
          <i
            key={verdict}
            class={`bar-part verdict-${verdict}${picked !== null && picked !== verdict ? ' faded' : ''}`}
            style={{ flexGrow: counts[verdict] }}
          />
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these buttons narrow a list */}
      <div class="legend" role="group" aria-label={label}>
        {present.map((verdict) => (
          <button
            key={verdict}
            type="button"
            class={`legend-part verdict-${verdict}`}
            aria-pressed={picked === verdict}
            data-filter={verdict}
            onClick={() => onPick(picked === verdict ? null : verdict)}
          >
            <VerdictMark verdict={verdict} />
            <span>
              <b>{formatNumber(counts[verdict])}</b> {verdictWordsShort(verdict)}
            </span>
          </button>
        ))}
      </div>
    </>
  );
}
