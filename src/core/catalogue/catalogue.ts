/** What a known cookie is for. `unknown` belongs to cookies without an entry. */
export type Purpose = 'security' | 'functional' | 'consent' | 'analytics' | 'advertising' | 'unknown';

/** The two classes of cookie that the policy of 5/2013 names. */
export type PolicyClass = 'ga' | 'doubleclick';

/** `visitor`: the value singles out a browser over many visits. `session`: it singles out one visit or sign-in. */
export type Identifies = 'visitor' | 'session';

export interface Vendor {
  readonly id: string;
  /** As the company writes itself: `Google`, `LinkedIn`. */
  readonly name: string;
  /** Registrable domains by which an uncatalogued cookie is known to be this vendor's. */
  readonly domains: readonly string[];
  /** Where the vendor's own privacy or cookie statement is, if known. */
  readonly policyUrl: string | null;
}

export interface CatalogueEntry {
  /** Stable, `[a-z0-9_]+`; the explanation is the message `cookie_<id>`. */
  readonly id: string;
  /** An exact, case-sensitive name, or a literal prefix and the anchored rest as a regular expression. */
  readonly name: string | { readonly prefix: string; readonly rest: string };
  /** Domains it is known on, each covering its sub-domains; empty for a cookie set on the visited site itself. */
  readonly domains: readonly string[];
  readonly vendor: string;
  readonly purpose: Exclude<Purpose, 'unknown'>;
  /** Seconds, as the vendor declares it; `session` ends with the browser; `null` where no source says. */
  readonly lifetime: number | 'session' | null;
  readonly httpOnly?: boolean;
  readonly secure?: boolean;
  readonly era: readonly ('2013' | 'today')[];
  readonly policyClass?: PolicyClass;
  /** What the value tells apart, where that is known: one browser over many visits, or one session. */
  readonly identifies?: Identifies;
  readonly source: string;
  /** ISO day on which the source was checked. */
  readonly checked: string;
}

/** An identifier that sites keep outside cookies, in web storage. */
export interface StorageEntry {
  readonly id: string;
  /** An exact, case-sensitive key, or a literal prefix and the anchored rest as a regular expression. */
  readonly key: string | { readonly prefix: string; readonly rest: string };
  readonly area: 'local' | 'session';
  readonly vendor: string;
  readonly purpose: Exclude<Purpose, 'unknown'>;
  readonly identifies?: Identifies;
  readonly source: string;
  readonly checked: string;
}

/** All that is known: the data files, opened. */
export interface Catalogue {
  readonly vendors: readonly Vendor[];
  readonly entries: readonly CatalogueEntry[];
  readonly storage: readonly StorageEntry[];
}
