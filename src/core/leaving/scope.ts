import { POLICY_DOMAIN } from '../catalogue/cloudinary.ts';
import type { Preferences, WarnScope } from '../preferences.ts';

/** Says whether departures from this site (a registrable domain) are asked about. */
export function isInScope(
  site: string,
  preferences: Pick<Preferences, 'warnScope'>,
  seenSites: readonly string[],
): boolean {
  switch (preferences.warnScope) {
    case 'nowhere':
      return false;
    case 'policy-site':
      return site === POLICY_DOMAIN;
    case 'seen':
      return site === POLICY_DOMAIN || seenSites.includes(site);
    case 'everywhere':
      return true;
  }
}

/**
 * The match patterns of the pages where the guard runs, sorted. Empty: it runs nowhere.
 *
 * Sites that no match pattern can express (an IPv6 address) are left out.
 */
export function guardMatches(scope: WarnScope, seenSites: readonly string[]): readonly string[] {
  if (scope === 'nowhere') return [];
  if (scope === 'everywhere') return ['http://*/*', 'https://*/*'];
  const sites = scope === 'seen' ? [POLICY_DOMAIN, ...seenSites] : [POLICY_DOMAIN];
  const patterns = new Set(sites.filter((site) => PATTERN_HOST.test(site)).map(patternOf));
  return [...patterns].sort();
}

const PATTERN_HOST = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;
const IPV4 = /^\d+(\.\d+){3}$/;

/** `*.site` covers the site itself too. An address has nothing below it, and Firefox refuses the wildcard there. */
function patternOf(site: string): string {
  return IPV4.test(site) ? `*://${site}/*` : `*://*.${site}/*`;
}
