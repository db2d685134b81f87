/** Kinds of personal data a value was seen to hold. */
export type PersonalDataKind = 'email' | 'name' | 'phone' | 'ip-address' | 'coordinates' | 'hashed-email';

/** The kinds that decide a verdict; the others are shown and decide nothing. */
export const DECISIVE_KINDS: ReadonlySet<PersonalDataKind> = new Set(['email', 'name', 'phone']);

/** One find. The value itself is never kept. */
export interface PersonalDataFact {
  readonly kind: PersonalDataKind;
  /** Masked, as shown: `j…@e….org`. Empty for a kind that has nothing to show. */
  readonly masked: string;
  /** How it was written, outermost first, such as `['url', 'base64', 'json:email']`; empty for plain text. */
  readonly encoding: readonly string[];
}
