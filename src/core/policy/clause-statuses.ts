import { CLOUDINARY_2013 } from './cloudinary-2013.ts';
import type { PageFacts, Policy } from './policy.ts';
import type { ClauseStatus } from './verdict.ts';

/** Most cookies a clause names as what it rests on. */
const MOST_COOKIES = 20;

/** Says of every clause of the policy where it stands on one page, in the order of the text. */
export function statusOfClauses(facts: PageFacts, policy: Policy = CLOUDINARY_2013): readonly ClauseStatus[] {
  return policy.clauses.map(({ id }) => {
    const claim = policy.claims[id];
    if (claim === undefined)
      throw new Error(`Policy "${policy.id}": clause "${id}" has no claim; add one to its claims`);
    const aside = claim.aside?.(facts) ?? NOTHING_BESIDES;
    const look = claim.testable
      ? claim.look(facts)
      : { status: 'untestable' as const, why: claim.because, rows: [] as const };
    const cookies = new Set([...look.rows, ...aside.rows].map((row) => row.id));
    return {
      clauseId: id,
      status: look.status,
      why: look.why,
      cookies: [...cookies].slice(0, MOST_COOKIES),
      asides: aside.texts,
    };
  });
}

const NOTHING_BESIDES = { texts: [], rows: [] } as const;
