import { POLICY_DOMAIN } from '../catalogue/cloudinary.ts';
import type { LeaveRule, Preferences, WarnMode } from '../preferences.ts';

/** The choices that say what happens when one leaves. */
export type LeavePreferences = Pick<Preferences, 'warnMode' | 'warnScope' | 'leaveRules' | 'quietSites'>;

/**
 * What happens on the way from one site to another (registrable domains). The most particular choice holds: the rule
 * for this pair, then the list of quiet destinations, then the rule for the site one leaves, then mode and scope.
 */
export function modeFor(
  from: string,
  to: string,
  preferences: LeavePreferences,
  seenSites: readonly string[],
): WarnMode {
  const pair = ruleFor(from, to, preferences.leaveRules);
  if (pair) return pair.mode;
  if (preferences.quietSites.includes(to)) return 'off';
  return siteMode(from, preferences, seenSites);
}

/** Whether leaving this site is ever asked about beforehand, so that the guard has something to do there. */
export function mayAsk(from: string, preferences: LeavePreferences, seenSites: readonly string[]): boolean {
  return (
    siteMode(from, preferences, seenSites) === 'ask' ||
    preferences.leaveRules.some((rule) => rule.from === from && rule.mode === 'ask')
  );
}

/** Match patterns of the pages where the guard runs, and within them of those where it does not. */
export interface GuardArea {
  readonly matches: readonly string[];
  readonly excludes: readonly string[];
}

/**
 * Where the guard runs: nowhere but on sites that may be asked about. Both lists are sorted.
 *
 * Sites that no match pattern can express (an IPv6 address) are left out.
 */
export function guardArea(preferences: LeavePreferences, seenSites: readonly string[]): GuardArea {
  const { warnMode, warnScope, leaveRules } = preferences;
  const inScope = warnMode !== 'ask' ? [] : warnScope === 'seen' ? [POLICY_DOMAIN, ...seenSites] : [POLICY_DOMAIN];
  const ruled = leaveRules.map(({ from }) => from);
  const asks = (site: string): boolean => mayAsk(site, preferences, seenSites);
  if (warnMode === 'ask' && warnScope === 'everywhere') {
    return { matches: ['http://*/*', 'https://*/*'], excludes: patternsOf(ruled.filter((site) => !asks(site))) };
  }
  return { matches: patternsOf([...inScope, ...ruled].filter(asks)), excludes: [] };
}

function siteMode(from: string, preferences: LeavePreferences, seenSites: readonly string[]): WarnMode {
  const rule = ruleFor(from, null, preferences.leaveRules);
  if (rule) return rule.mode;
  return isInScope(from, preferences, seenSites) ? preferences.warnMode : 'off';
}

function isInScope(site: string, { warnScope }: Pick<Preferences, 'warnScope'>, seenSites: readonly string[]): boolean {
  if (warnScope === 'everywhere' || site === POLICY_DOMAIN) return true;
  return warnScope === 'seen' && seenSites.includes(site);
}

function ruleFor(from: string, to: string | null, rules: readonly LeaveRule[]): LeaveRule | undefined {
  return rules.find((rule) => rule.from === from && rule.to === to);
}

function patternsOf(sites: readonly string[]): readonly string[] {
  return [...new Set(sites.filter((site) => PATTERN_HOST.test(site)).map(patternOf))].sort();
}

const PATTERN_HOST = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;
const IPV4 = /^\d+(\.\d+){3}$/;

/** `*.site` covers the site itself too. An address has nothing below it, and Firefox refuses the wildcard there. */
function patternOf(site: string): string {
  return IPV4.test(site) ? `*://${site}/*` : `*://*.${site}/*`;
}
