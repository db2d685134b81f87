import type { CookieKey } from '../cookies/cookie-key.ts';

/**
 * What is to be cleared, as the user picked it.
 *
 * - `cookies` `vendor` `remarketing` `cloudinary` `everything`: of what the tab's report lists
 * - `site`: the cookies of the page's site, sub-domains included, in no partition or in that of the site itself
 * - `embeds-here`: what other sites keep in the partition of the page's site; of one of them if `site` names it
 * - `site-elsewhere`: what the page's site, or `site`, keeps in the partitions of other sites
 */
export type ClearScope =
  | { readonly kind: 'cookies'; readonly tabId: number; readonly keys: readonly CookieKey[] }
  | { readonly kind: 'vendor'; readonly tabId: number; readonly vendorId: string }
  | { readonly kind: 'remarketing'; readonly tabId: number }
  | { readonly kind: 'cloudinary'; readonly tabId: number }
  | { readonly kind: 'site'; readonly tabId: number }
  | { readonly kind: 'embeds-here'; readonly tabId: number; readonly site?: string }
  | { readonly kind: 'site-elsewhere'; readonly tabId: number; readonly site?: string }
  | { readonly kind: 'everything'; readonly tabId: number };

/** What a clear would do, said before it is done. The keys stay in the background: what is confirmed is what was shown. */
export interface ClearPlan {
  readonly planId: string;
  /** Cookies that would go. */
  readonly count: number;
  /** Sites one is probably signed out of: stored session-like cookies among them. */
  readonly signsOutOf: readonly string[];
  /** Companies (or bare domains) concerned, most cookies first. */
  readonly companies: readonly { readonly name: string; readonly count: number }[];
  /** Cookies that the wish would mean and that stay, because the user allowed them. */
  readonly allowed: number;
  /** Hosts that the extension may not touch: their cookies can neither be read nor cleared. */
  readonly withoutAccess: readonly string[];
}

/** Who set a cookie, where that was observed. */
export interface SetBy {
  readonly kind: 'header' | 'script';
  readonly host: string;
}

/**
 * What the jar said after the clear; read, never assumed.
 *
 * `was-gone`: it was gone before we acted. `came-back`: it went, and was set again. `set-anew`: the site set it while the
 * clear was under way, and it was left alone as no copy of the new one was to be had. `no-access`: the user withheld the
 * permission for its host. `unreadable`: the jar could not be read afterwards, so nothing is known.
 */
export type ClearResult = 'gone' | 'was-gone' | 'came-back' | 'set-anew' | 'still-there' | 'no-access' | 'unreadable';

/** A cookie of which there is more to say than that it is gone. */
export interface ClearException {
  readonly key: CookieKey;
  readonly result: Exclude<ClearResult, 'gone' | 'was-gone'>;
  /** For `came-back`: milliseconds from the removal to the new one. */
  readonly after: number | null;
  /** For `came-back`, where it was seen. */
  readonly setBy: SetBy | null;
}

export interface ClearOutcome {
  readonly clearId: string;
  /** Whether `cookies:undo` can put something back. */
  readonly undoable: boolean;
  /** Of all planned cookies; each is counted once. */
  readonly counts: Readonly<Record<ClearResult, number>>;
  /** At most 100; the counts are of all. */
  readonly exceptions: readonly ClearException[];
  /** The background was stopped in the middle and went on where it had been. */
  readonly resumed: boolean;
}

/** How far a clear or an undo is; the last word has `done` and `total` alike. */
export interface ClearProgress {
  readonly clearId: string;
  readonly doing: 'clear' | 'undo';
  readonly done: number;
  readonly total: number;
}

/** A clear that can still be undone, also by a popup that was opened after it. */
export interface UndoOffer {
  readonly clearId: string;
  /** Cookies that would be put back. */
  readonly count: number;
  /** When it is over, in milliseconds since the epoch. */
  readonly until: number;
}

/**
 * `newer-kept`: the site has set a newer cookie of the same identity; it is not overwritten unless asked to. `kept-clear`:
 * a rule of the user's would remove it again at once, so it is not put back while there is that rule.
 */
export type UndoResult =
  | 'restored'
  | 'expired-meanwhile'
  | 'newer-kept'
  | 'kept-clear'
  | 'refused'
  | 'no-access'
  | 'unreadable';

export interface UndoOutcome {
  readonly clearId: string;
  readonly counts: Readonly<Record<UndoResult, number>>;
  /** Those that are not back, at most 100. */
  readonly exceptions: readonly { readonly key: CookieKey; readonly result: Exclude<UndoResult, 'restored'> }[];
  /** Cookies that `cookies:undo` with `overwrite` would put in the place of newer ones. */
  readonly overwritable: number;
}
