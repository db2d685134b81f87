import type { Party } from '../cookies/site.ts';
import type { Identifies, PolicyClass, Purpose } from './catalogue.ts';

/**
 * On what the classification rests.
 *
 * - `domain-name`: the catalogue knows this exact name on this domain
 * - `domain-pattern`: a name pattern on this domain
 * - `name`: this exact name, set on whichever site one visits
 * - `pattern`: a name pattern, set on whichever site one visits
 * - `vendor-domain`: the name is not known, the domain is a known company's
 * - `none`: nothing is known
 */
export type Basis = 'domain-name' | 'domain-pattern' | 'name' | 'pattern' | 'vendor-domain' | 'none';

/** A cookie looked up in the catalogue. */
export interface Classification {
  readonly basis: Basis;
  /** Id of the matched entry, for its explanation and source. */
  readonly entryId: string | null;
  readonly vendor: { readonly id: string; readonly name: string; readonly policyUrl: string | null } | null;
  readonly purpose: Purpose;
  readonly party: Party;
  readonly policyClass: PolicyClass | null;
  /** As the vendor declares it: seconds, `session`, or `null` where no source says. */
  readonly declaredLifetime: number | 'session' | null;
  /** What the value tells apart, where the catalogue knows it. */
  readonly identifies?: Identifies;
  readonly source: string | null;
}
