/** What a site can keep in a browser besides cookies. */
export type SiteDataKind = 'localStorage' | 'sessionStorage' | 'indexedDB' | 'cacheStorage' | 'serviceWorkers';

/** All of them, in the order they are shown. */
export const SITE_DATA_KINDS: readonly SiteDataKind[] = [
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'cacheStorage',
  'serviceWorkers',
];

/** Entries of each kind; `null` where they could not be counted, which is never told as none. */
export type SiteDataCounts = Readonly<Record<SiteDataKind, number | null>>;

/** What the page's origin keeps, as far as it could be counted. */
export interface SiteData {
  readonly origin: string;
  readonly counts: SiteDataCounts;
  /** Kinds that can neither be cleared from within the page nor by the browser for one site alone. */
  readonly impossible: readonly SiteDataKind[];
  /** Kinds that `browsingData` clears more thoroughly than the page's own means; none where it cannot be limited. */
  readonly byBrowser: readonly SiteDataKind[];
  /** The permission `browsingData` has been given. */
  readonly permitted: boolean;
}

/** Read again afterwards, never assumed. `came-back`: it was empty at once, and no longer a moment later. */
export type SiteDataResult = 'cleared' | 'was-empty' | 'came-back' | 'still-there' | 'unreadable';

export type SiteDataOutcome = readonly { readonly kind: SiteDataKind; readonly result: SiteDataResult }[];

export const NOTHING_COUNTED: SiteDataCounts = {
  localStorage: null,
  sessionStorage: null,
  indexedDB: null,
  cacheStorage: null,
  serviceWorkers: null,
};

/** More than this is not told apart: no page has it, but one may say so. */
const MOST = 1_000_000;

/** Counts as a script in the page gave them: whole, positive and bounded, or not known. */
export function asCounts(told: unknown): SiteDataCounts {
  const said: Partial<Record<string, unknown>> = typeof told === 'object' && told !== null ? { ...told } : {};
  const count = (kind: SiteDataKind) => {
    const n = said[kind];
    return typeof n === 'number' && Number.isInteger(n) && n >= 0 ? Math.min(n, MOST) : null;
  };
  return {
    localStorage: count('localStorage'),
    sessionStorage: count('sessionStorage'),
    indexedDB: count('indexedDB'),
    cacheStorage: count('cacheStorage'),
    serviceWorkers: count('serviceWorkers'),
  };
}

/**
 * What became of one kind.
 *
 * @param before entries before it was cleared
 * @param atOnce entries right after it
 * @param later entries a moment after that
 */
export function judgeSiteData(before: number | null, atOnce: number | null, later: number | null): SiteDataResult {
  if (atOnce === null || later === null) return 'unreadable';
  if (later > 0) return atOnce === 0 ? 'came-back' : 'still-there';
  return before === 0 ? 'was-empty' : 'cleared';
}
