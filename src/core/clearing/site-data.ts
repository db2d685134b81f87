/** What a site can keep in a browser besides cookies. */
export type SiteDataKind = 'localStorage' | 'sessionStorage' | 'indexedDB' | 'cacheStorage' | 'serviceWorkers';

/** What the page's origin keeps, as far as it could be counted. */
export interface SiteData {
  readonly origin: string;
  /** Entries of each kind; `null` where the page does not let it be counted. */
  readonly counts: Readonly<Record<SiteDataKind, number | null>>;
  /** Kinds that this browser cannot clear for one site alone. */
  readonly impossible: readonly SiteDataKind[];
  /** The permission `browsingData` has been given. */
  readonly permitted: boolean;
}

/** Read again afterwards, never assumed. */
export type SiteDataResult = 'cleared' | 'was-empty' | 'still-there' | 'impossible' | 'unreadable';

export type SiteDataOutcome = readonly { readonly kind: SiteDataKind; readonly result: SiteDataResult }[];
