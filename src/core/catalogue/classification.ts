import type { Party } from '../cookies/site.ts';
import type { Business } from './business.ts';
import type { Identifies, PolicyClass, Purpose } from './catalogue.ts';

/**
 * On what the classification rests.
 *
 * - `domain-name`: the catalogue knows this exact name on this domain
 * - `domain-pattern`: a name pattern on this domain
 * - `name`: this exact name, set on whichever site one visits
 * - `pattern`: a name pattern, set on whichever site one visits
 * - `vendor-domain`: the name is not known, the domain is a known company's, of the catalogue or of the list of companies
 * - `none`: nothing is known
 */
export type Basis = 'domain-name' | 'domain-pattern' | 'name' | 'pattern' | 'vendor-domain' | 'none';

/** A company, as it is told of a cookie or a host. */
export interface VendorName {
  /** As the catalogue has it; `company:` and the company's key for one that only the list of companies has. */
  readonly id: string;
  readonly name: string;
  readonly policyUrl: string | null;
  /** What the company is known to be in: of a vendor of the catalogue, what most of its cookies there are for. */
  readonly business: Business | null;
}

/** A cookie looked up in the catalogue. */
export interface Classification {
  readonly basis: Basis;
  /** Id of the matched entry, for its explanation and source. */
  readonly entryId: string | null;
  readonly vendor: VendorName | null;
  readonly purpose: Purpose;
  readonly party: Party;
  readonly policyClass: PolicyClass | null;
  /** As the source has it: seconds, `session`, or `null` where no source says. */
  readonly declaredLifetime: number | 'session' | null;
  /** Whose word that is: the maker's own, or a public list's. */
  readonly declaredBy: 'vendor' | 'list' | null;
  /** What the value tells apart, where the catalogue knows it. */
  readonly identifies?: Identifies;
  /** Where what is said comes from: the entry's source, or that of the list of companies; else `null`. */
  readonly source: string | null;
}

/** What one consented to is a long value too, and says nothing of who one is, unless its source says that it does. */
export function holdsOnlyConsent({ purpose, identifies }: Classification): boolean {
  return purpose === 'consent' && identifies === undefined;
}
