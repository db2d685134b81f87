import { getDomain } from 'tldts';
import { domainMatches, isWithinDomain, normaliseHost } from './within-domain.ts';

export { domainMatches, isWithinDomain, normaliseHost };

/**
 * The registrable domain of a host, or the host itself where there is none (IP addresses, `localhost`, a bare public
 * suffix). Private suffixes count, so `a.github.io` and `b.github.io` are two sites.
 *
 * @param host lower-cased or not, with or without a leading or trailing dot
 */
export function siteOf(host: string): string {
  const clean = normaliseHost(host);
  return getDomain(clean, { allowPrivateDomains: true }) ?? clean;
}

export type Party = 'first' | 'third';

/** Says whether a cookie belongs to the site in the address bar. */
export function partyOf(cookieDomain: string, pageSite: string): Party {
  return siteOf(cookieDomain) === pageSite ? 'first' : 'third';
}
