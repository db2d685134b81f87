import type { CookieRow } from '../report/page-report.ts';

/**
 * Whether a cookie may be what keeps one signed in: HttpOnly and a telling name are the sign, whatever else the cookie
 * is said to be for, as some advertisers are also who one signs in with. It adds a word of warning and keeps
 * "remarketing" away from the cookie, so it errs on that side.
 */
export function mayKeepSignedIn(row: Pick<CookieRow, 'classification' | 'attributes' | 'key'>): boolean {
  if (row.classification.purpose === 'consent') return false;
  const telling = /sess|sid\b|auth|login|token|jwt|account|user/i.test(row.key.name);
  return row.attributes.httpOnly && telling;
}
