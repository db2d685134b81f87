import type { CookieRow } from '../report/page-report.ts';

/**
 * Whether a cookie may be what keeps one signed in. Known sign-in cookies are `security` or `functional`; for unknown
 * ones, HttpOnly and a telling name are the sign. It only adds a word of warning, so it errs on the side of warning.
 */
export function mayKeepSignedIn(row: Pick<CookieRow, 'classification' | 'attributes' | 'key'>): boolean {
  const { purpose } = row.classification;
  if (purpose === 'advertising' || purpose === 'analytics' || purpose === 'consent') return false;
  const telling = /sess|sid\b|auth|login|token|jwt|account|user/i.test(row.key.name);
  return row.attributes.httpOnly && telling;
}
