import { CLOUDINARY_2013_SECTIONS } from './cloudinary-2013-text.ts';
import { type Clause, clausesOf } from './policy.ts';

/** The 33 clauses of Cloudinary's policy of 5/2013, in the order of the text. */
export const CLAUSES: readonly Clause[] = clausesOf(CLOUDINARY_2013_SECTIONS);

const byId: ReadonlyMap<string, Clause> = new Map(CLAUSES.map((clause) => [clause.id, clause]));

/** The clause with this id, such as `cookies.3`; `undefined` where there is none. */
export function clauseById(id: string): Clause | undefined {
  return byId.get(id);
}
