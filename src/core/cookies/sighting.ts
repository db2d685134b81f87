/**
 * One observed fact about a cookie, without judgement.
 *
 * - `set-by-header`: a response header set it
 * - `set-by-script`: it appeared or changed while the page was open, scripts of the page can write it, and no response
 *   header the extension reads carried it
 * - `present`: it is in the jar
 * - `sent`: it went along with a request to Cloudinary
 * - `refused`: a response header set it and the jar does not have it
 * - `removed`: it left the jar while the page was open
 */
export type SightingKind = 'set-by-header' | 'set-by-script' | 'present' | 'sent' | 'refused' | 'removed';

export const REMOVAL_CAUSES = [
  'evicted',
  'expired',
  'explicit',
  'expired_overwrite',
  'overwrite',
  'cleared-by-user',
] as const;

/** Why a cookie left the jar, in the words of the `cookies` API, plus our own clearing. */
export type RemovalCause = (typeof REMOVAL_CAUSES)[number];

export interface Sighting {
  readonly kind: SightingKind;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The host that answered, was asked, or whose page ran the script; `null` where that was not observed. */
  readonly host: string | null;
  /** For `present`: whether the cookie was there before the page began, or came while it was open by a hand not seen. */
  readonly since?: 'before' | 'during';
  /** For `removed`. */
  readonly cause?: RemovalCause;
}
