import type { StoredCookie } from '../cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../cookies/cookie-key.ts';
import type { ClearException, ClearResult, UndoOutcome, UndoResult } from './clearing.ts';

/** Exceptions that are told one by one. */
export const MOST_EXCEPTIONS = 100;

/** Results counted, and the exceptions among them by name as far as there is room. */
export interface ClearTally {
  readonly counts: Readonly<Record<ClearResult, number>>;
  readonly exceptions: readonly ClearException[];
}

export const NOTHING_CLEARED: ClearTally = {
  counts: { gone: 0, 'was-gone': 0, 'came-back': 0, 'set-anew': 0, 'still-there': 0, 'no-access': 0, unreadable: 0 },
  exceptions: [],
};

/** Adds the results of more cookies. */
export function tallyClear(before: ClearTally, results: readonly (ClearException | { result: 'gone' | 'was-gone' })[]) {
  const counts = { ...before.counts };
  const exceptions = [...before.exceptions];
  for (const each of results) {
    counts[each.result] += 1;
    if ('key' in each && exceptions.length < MOST_EXCEPTIONS) exceptions.push(each);
  }
  return { counts, exceptions } satisfies ClearTally;
}

/**
 * What cookies were told to be turns out otherwise: they are counted anew, and told anew.
 *
 * @param wasOf what a cookie without an exception of its own was counted as, by the counts as they stand
 */
export function retally(
  before: ClearTally,
  news: readonly { readonly key: CookieKey; readonly is: ClearException | { readonly result: 'gone' } }[],
  wasOf: (place: number, counts: ClearTally['counts']) => ClearResult,
) {
  const told = new Map(before.exceptions.map(({ key, result }) => [cookieKeyId(key), result]));
  const ids = news.map(({ key }) => cookieKeyId(key));
  const anew = new Set(ids);
  const exceptions = before.exceptions.filter(({ key }) => !anew.has(cookieKeyId(key)));
  const counts = { ...before.counts };
  for (const [place, { is }] of news.entries()) {
    counts[told.get(ids[place] ?? '') ?? wasOf(place, counts)] -= 1;
    counts[is.result] += 1;
    if ('key' in is && exceptions.length < MOST_EXCEPTIONS) exceptions.push(is);
  }
  return { counts, exceptions } satisfies ClearTally;
}

export function tallyUndo(
  results: readonly { readonly key: CookieKey; readonly result: UndoResult }[],
): Pick<UndoOutcome, 'counts' | 'exceptions'> {
  const counts: Record<UndoResult, number> = {
    restored: 0,
    'expired-meanwhile': 0,
    'newer-kept': 0,
    'kept-clear': 0,
    refused: 0,
    'no-access': 0,
    unreadable: 0,
  };
  const exceptions: UndoOutcome['exceptions'][number][] = [];
  for (const { key, result } of results) {
    counts[result] += 1;
    if (result !== 'restored' && exceptions.length < MOST_EXCEPTIONS) exceptions.push({ key, result });
  }
  return { counts, exceptions };
}

/** Browsers round an expiry; two that lie closer are one, in ms. */
const ROUNDING = 2000;

/**
 * Whether two cookies of one key are the same in all else. A cookie with SameSite=None and without Secure can be in a
 * jar from before browsers minded, and is not taken back with it; the lack of it is no difference.
 */
export function isAlike(a: StoredCookie, b: StoredCookie): boolean {
  const sameSite = ({ attributes }: StoredCookie) =>
    attributes.sameSite === 'none' && !attributes.secure ? 'unspecified' : attributes.sameSite;
  const [ends, otherEnds] = [a.attributes.expiresAt, b.attributes.expiresAt];
  return (
    a.value === b.value &&
    a.attributes.httpOnly === b.attributes.httpOnly &&
    a.attributes.secure === b.attributes.secure &&
    sameSite(a) === sameSite(b) &&
    (ends === null || otherEnds === null ? ends === otherEnds : Math.abs(ends - otherEnds) < ROUNDING)
  );
}
