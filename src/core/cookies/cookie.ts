import type { CookieKey } from './cookie-key.ts';

export type SameSite = 'strict' | 'lax' | 'none' | 'unspecified';

export interface CookieAttributes {
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: SameSite;
  /** Milliseconds since the epoch; `null` for a cookie that ends with the browser session. */
  readonly expiresAt: number | null;
}

/** A cookie as it lies in the jar. The value stays in the background: no report, message or export carries it. */
export interface StoredCookie {
  readonly key: CookieKey;
  readonly attributes: CookieAttributes;
  readonly value: string;
}
