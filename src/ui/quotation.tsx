import type { ComponentChildren } from 'preact';
import type { Clause } from '../core/policy/policy.ts';
import type { Verdict } from '../core/policy/verdict.ts';
import { rich } from './rich-text.tsx';
import { formatNumber } from './text.ts';

interface Props {
  readonly clause: Clause;
  readonly verdict?: Verdict;
  /** What the sentence does here: names the cookie, covers its kind… */
  readonly children?: ComponentChildren;
}

/** The policy speaking: always in its own language and direction, always with its date. */
export function Quotation({ clause, verdict, children }: Props) {
  return (
    <figure class={`clause${verdict === undefined ? '' : ` verdict-${verdict}`}`} data-clause={clause.id}>
      <blockquote lang="en" dir="ltr">
        {clause.text}
      </blockquote>
      <figcaption>
        <cite>
          {rich(
            'ui_cite',
            <ClauseHeading key="heading">{clause.sectionTitle}</ClauseHeading>,
            formatNumber(clause.sentence),
          )}
        </cite>
        {children}
      </figcaption>
    </figure>
  );
}

/** A heading of the policy within a sentence of ours. */
export function ClauseHeading({ children }: { children: string }) {
  return (
    <bdi class="clause-heading" lang="en" dir="ltr">
      {children}
    </bdi>
  );
}
