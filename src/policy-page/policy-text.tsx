import { CLAUSES } from '../core/policy/clauses.ts';
import { CLOUDINARY_2013_SECTIONS } from '../core/policy/cloudinary-2013-text.ts';
import type { PolicyComparison } from '../core/policy/policy-comparison.ts';
import { ClauseHeading } from '../ui/quotation.tsx';
import { t } from '../ui/text.ts';
import { AddedSentences, LeftOut } from './added-sentences.tsx';
import { ClauseItem } from './clause-item.tsx';
import { LastUpdated } from './heading.tsx';
import type { Shown, Standing } from './standing.ts';

interface Props {
  readonly shown: Shown;
  readonly standings: ReadonlyMap<string, Standing>;
  /** The differences to show in the text; `null` for none. */
  readonly comparison: PolicyComparison | null;
  readonly open: ReadonlySet<string>;
  /** The clause that the address asks for. */
  readonly target: string | null;
  readonly onToggle: (clauseId: string) => void;
}

const SECTIONS = CLOUDINARY_2013_SECTIONS.map(({ id, title }) => ({
  id,
  title,
  clauses: CLAUSES.filter(({ section }) => section === id),
}));

/** The text from its first sentence to its last line, word for word. */
export function PolicyText({ shown, standings, comparison, open, target, onToggle }: Props) {
  const compared = new Map(comparison?.clauses.map((clause) => [clause.clauseId, clause]));
  const host = shown.report?.host ?? '';
  const addedAfter = (clauseId: string | null) =>
    comparison?.added.filter(({ after }) => after === clauseId).map(({ text }) => text) ?? [];
  return (
    <article class="policy">
      {SECTIONS.map(({ id, title, clauses }, at) => (
        <section key={id} aria-labelledby={`section-${id}`}>
          {/* The first section has the policy's title for a heading; it stands above. */}
          {at > 0 && (
            <div class="section-head">
              <h2 id={`section-${id}`} lang="en" dir="ltr">
                <ClauseHeading>{title}</ClauseHeading>
              </h2>
              <p class="section-date quiet small">{t('policy_held')}</p>
            </div>
          )}
          <ol>
            {at === 0 && <AddedSentences texts={addedAfter(null)} host={host} />}
            {clauses.flatMap((clause) => [
              <ClauseItem
                key={clause.id}
                clause={clause}
                standing={standings.get(clause.id)}
                shown={shown}
                comparison={compared.get(clause.id) ?? null}
                open={open.has(clause.id)}
                target={target === clause.id}
                onToggle={onToggle}
              />,
              <AddedSentences key={`after ${clause.id}`} texts={addedAfter(clause.id)} host={host} />,
            ])}
          </ol>
        </section>
      ))}
      {comparison !== null && <LeftOut count={comparison.addedLeftOut} />}
      <p class="end">
        <LastUpdated />
      </p>
    </article>
  );
}
