/**
 * How often one cookie is removed that keeps coming back. A page can set a cookie as often as it likes; answering each
 * time would be a race that nobody wins and that keeps the browser busy.
 */

/** Between two removals of one cookie, in ms: at most three in any second. */
export const SHORTEST_GAP = 400;
/** After so many returns the cookie "keeps coming back", and is removed only now and then. */
export const PATIENT_RETURNS = 10;
/** Between two removals of a cookie that keeps coming back, in ms. */
export const SLOW_GAP = 30_000;
/** A cookie that stayed away for so long, in ms, has stopped coming back. */
export const STAYED_AWAY = 60_000;

export interface RemovalPace {
  /** Returns since the cookie last stayed away. */
  readonly returns: number;
  /** When it was last removed, or an attempt failed, in ms since the epoch. */
  readonly triedAt: number;
  /** It was removed and has not been seen since. */
  readonly away: boolean;
  /** It could not be removed. */
  readonly refused: boolean;
}

/** When the cookie may be removed next, in ms since the epoch. */
export function mayRemoveAt(pace: RemovalPace | null): number {
  if (pace === null) return 0;
  return pace.triedAt + (keepsComingBack(pace) || pace.refused ? SLOW_GAP : SHORTEST_GAP);
}

export function keepsComingBack(pace: RemovalPace): boolean {
  return pace.returns >= PATIENT_RETURNS;
}

/** The cookie was seen set. Only one that was away has come back; that it is set over and over counts once. */
export function afterSighting(pace: RemovalPace, now: number): RemovalPace {
  if (!pace.away) return pace;
  return { ...pace, returns: hasStayedAway(pace, now) ? 0 : pace.returns + 1, away: false };
}

export function afterRemoval(pace: RemovalPace | null, now: number): RemovalPace {
  return { returns: pace?.returns ?? 0, triedAt: now, away: true, refused: false };
}

export function afterRefusal(pace: RemovalPace | null, now: number): RemovalPace {
  return { returns: pace?.returns ?? 0, triedAt: now, away: false, refused: true };
}

export function hasStayedAway(pace: RemovalPace, now: number): boolean {
  return pace.away && now - pace.triedAt >= STAYED_AWAY;
}
