import type { CookieRow } from '../report/page-report.ts';

/** Names that speak of being signed in, of whatever site. */
const TELLING = /sess|sid\b|auth|logg?ed|login|sign[-_]?in|remember|identity|token|jwt|account|user/i;

/** Sign-in cookies of companies that advertise too: their names tell nothing, or scripts may read them. */
const KNOWN: readonly (readonly [domain: RegExp, name: RegExp])[] = [
  [/(^|\.)(google(\.[a-z]{2,3}){1,2}|youtube\.com)$/, /^(SID|HSID|SSID|APISID|SAPISID|__Secure-[13]P(SID|APISID))$/],
  [/(^|\.)(facebook|messenger|instagram)\.com$/, /^(c_user|xs)$/],
  [/(^|\.)linkedin\.com$/, /^li_at$/],
];

/**
 * Whether a cookie may be what keeps one signed in. HttpOnly and a telling name are the sign, whatever else the cookie
 * is said to be for, as some advertisers are also who one signs in with. It adds a word of warning and keeps
 * "remarketing" away from the cookie, so it errs on that side.
 */
export function mayKeepSignedIn(row: Pick<CookieRow, 'classification' | 'attributes' | 'key'>): boolean {
  const { name, domain } = row.key;
  if (KNOWN.some(([domains, names]) => domains.test(domain) && names.test(name))) return true;
  if (row.classification.purpose === 'consent') return false;
  return row.attributes.httpOnly && TELLING.test(name);
}
