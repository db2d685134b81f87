import { clauseById } from '../core/policy/clauses.ts';
import type { Citation, Finding, Verdict } from '../core/policy/verdict.ts';
import { Quotation } from '../ui/quotation.tsx';
import { t, tn } from '../ui/text.ts';
import { ROLE_WORDS } from './row-texts.ts';

interface Props {
  readonly of: 'cookie' | 'storage';
  readonly finding: Finding;
  readonly onShowClause: (clauseId: string) => void;
}

/** So many sentences are read at once; the rest is one click deeper. */
const AT_ONCE = 2;

/** The sentences of the policy that a finding cites, word for word. */
export function Citations({ of, finding, onShowClause }: Props) {
  const { citations, verdict } = finding;
  const rest = citations.slice(AT_ONCE);
  const quote = (citation: Citation) => (
    <CitedClause key={citation.clauseId} of={of} citation={citation} verdict={verdict} onShowClause={onShowClause} />
  );
  return (
    <>
      {citations.slice(0, AT_ONCE).map(quote)}
      {rest.length > 0 && (
        <details class="fold">
          <summary>{tn('popup_more_sentences', rest.length)}</summary>
          {rest.map(quote)}
        </details>
      )}
    </>
  );
}

interface CitedProps {
  readonly of: Props['of'];
  readonly citation: Citation;
  readonly verdict: Verdict;
  readonly onShowClause: (clauseId: string) => void;
}

function CitedClause({ of, citation, verdict, onShowClause }: CitedProps) {
  const clause = clauseById(citation.clauseId);
  if (clause === undefined) return null;
  return (
    <Quotation clause={clause} verdict={verdict}>
      {' '}
      <span>{t(ROLE_WORDS[of][citation.role])}</span>{' '}
      <button type="button" class="link" onClick={() => onShowClause(citation.clauseId)}>
        {t('popup_see_clause')}
      </button>
    </Quotation>
  );
}
