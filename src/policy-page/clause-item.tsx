import type { Clause } from '../core/policy/policy.ts';
import type { ClauseComparison } from '../core/policy/policy-comparison.ts';
import { ClauseMark } from '../ui/clause-mark.tsx';
import { rich } from '../ui/rich-text.tsx';
import { formatNumber, t } from '../ui/text.ts';
import { ClauseDetails } from './clause-details.tsx';
import { Sentence } from './sentence.tsx';
import { kindIn, type Shown, type Standing } from './standing.ts';
import { statusWords } from './status-words.ts';

interface Props {
  readonly clause: Clause;
  /** Missing only for a clause without a claim, and there is none. */
  readonly standing: Standing | undefined;
  readonly shown: Shown;
  readonly comparison: ClauseComparison | null;
  readonly open: boolean;
  /** The address asks for this clause. */
  readonly target: boolean;
  readonly onToggle: (clauseId: string) => void;
}

/** A sentence to read, and beside it the button that says where it stands and opens why. */
export function ClauseItem({ clause, standing, shown, comparison, open, target, onToggle }: Props) {
  const { id } = clause;
  const kind = standing === undefined ? null : kindIn(shown.scope, standing);
  const differs = comparison !== null && comparison.kind !== 'same' ? comparison.kind : null;
  return (
    <li
      id={id}
      class={classesOf([kind === null ? '' : `clause-${kind}`, open && 'open', target && 'target', differs])}
      tabIndex={-1}
      aria-current={target ? 'true' : undefined}
      data-clause-id={id}
      data-clause-status={standing?.page?.status}
      data-clause-status-all={standing?.allKind ?? undefined}
      data-clause-diff={differs ?? undefined}
    >
      <span class="number">{formatNumber(clause.sentence)}</span>
      <Sentence text={clause.text} comparison={comparison} />
      {differs !== null && shown.report !== null && (
        <p class="difference">
          {rich(
            differs === 'gone' ? 'policy_diff_clause_gone' : 'policy_diff_clause_changed',
            <bdi key="host">{shown.report.host}</bdi>,
          )}
        </p>
      )}
      <button
        type="button"
        class="standing"
        aria-expanded={open}
        aria-controls={open ? `more-${id}` : undefined}
        onClick={() => onToggle(id)}
      >
        <span class="standing-mark">{kind !== null && <ClauseMark kind={kind} />}</span>
        <span>
          <span class="standing-words">{standing !== undefined && wordsOf(standing, shown)}</span>
          <span class="heard"> {t('policy_of_sentence', formatNumber(clause.sentence))}</span>
          {'\u00a0'}
          <Chevron />
        </span>
      </button>
      {open && standing !== undefined && (
        <div class="more" id={`more-${id}`}>
          <ClauseDetails standing={standing} shown={shown} />
        </div>
      )}
    </li>
  );
}

/** The status; where there is none, what the button opens. */
function wordsOf(standing: Standing, { scope, looking }: Shown): string {
  const kind = kindIn(scope, standing);
  if (kind !== null) return statusWords(scope, kind);
  if (looking) return t('policy_looking');
  return standing.claim.testable ? t('policy_more') : t('policy_more_untestable');
}

function classesOf(classes: readonly (string | false | null)[]): string {
  return ['sentence-row', ...classes.filter(Boolean)].join(' ');
}

/** Which way the button goes: down to open, up to close. */
function Chevron() {
  return (
    <svg class="chevron" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      <path d="m2 3.5 3 3 3-3" fill="none" stroke="currentColor" stroke-width="1.3" stroke-linecap="round" />
    </svg>
  );
}
