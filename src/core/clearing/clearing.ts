import type { CookieKey } from '../cookies/cookie-key.ts';

/** What is to be cleared, as the user picked it. */
export type ClearScope =
  | { readonly kind: 'cookies'; readonly tabId: number; readonly keys: readonly CookieKey[] }
  | { readonly kind: 'vendor'; readonly tabId: number; readonly vendorId: string }
  | { readonly kind: 'remarketing'; readonly tabId: number }
  | { readonly kind: 'cloudinary'; readonly tabId: number }
  | { readonly kind: 'everything'; readonly tabId: number };

/** What a clear would do, said before it is done. */
export interface ClearPlan {
  readonly keys: readonly CookieKey[];
  /** Sites one is probably signed out of: stored session-like cookies among `keys`. */
  readonly signsOutOf: readonly string[];
  /** Companies (or bare domains) concerned, most cookies first. */
  readonly companies: readonly { readonly name: string; readonly count: number }[];
}

/** What the jar said after the clear. `gone` and `still-there` are read, never assumed. */
export type ClearResult = 'gone' | 'was-gone' | 'still-there' | 'set-again' | 'unreadable';

export interface ClearOutcome {
  /** Id for `cookies:undo`; `null` where nothing was removed. */
  readonly undoId: string | null;
  readonly results: readonly { readonly key: CookieKey; readonly result: ClearResult }[];
}

/** A clear that can still be undone, also by a popup that was opened after it. */
export interface UndoOffer {
  readonly undoId: string;
  /** Cookies that would be put back. */
  readonly count: number;
}

/** `newer-kept`: the site has set a newer cookie of the same identity; it is not overwritten. */
export type UndoResult = 'restored' | 'expired-meanwhile' | 'newer-kept' | 'refused';

export interface UndoOutcome {
  readonly results: readonly { readonly key: CookieKey; readonly result: UndoResult }[];
}
