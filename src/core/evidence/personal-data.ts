/** Kinds of personal data a value was seen to hold. Only the first three decide a verdict. */
export type PersonalDataKind = 'email' | 'name' | 'phone' | 'ip-address' | 'coordinates' | 'hashed-email';

/** One find. The value itself is never kept. */
export interface PersonalDataFact {
  readonly kind: PersonalDataKind;
  /** Masked, as shown: `j…@e….org`. Empty for a kind that has nothing to show. */
  readonly masked: string;
  /** How it was written, outermost first, such as `['url', 'base64', 'json:email']`; empty for plain text. */
  readonly encoding: readonly string[];
}
