/**
 * What happens when one leaves. `ask`: before, wherever it can be stopped. `tell`: a small notice on arrival. `badge`: a
 * mark on the button. `off`: nothing.
 */
export type WarnMode = 'ask' | 'tell' | 'badge' | 'off';

/** From which sites. `seen`: the policy's site, and sites where its cookies or remarketing were seen. */
export type WarnScope = 'policy-site' | 'seen' | 'everywhere';

/** `once-a-day`: a destination that one was told of today is not told of again. */
export type WarnOften = 'once-a-day' | 'always';

/** What holds for leaving one site, or for one pair of sites. Registrable domains, in punycode. */
export interface LeaveRule {
  readonly from: string;
  /** `null`: wherever to. */
  readonly to: string | null;
  readonly mode: WarnMode;
}

export type Theme = 'system' | 'light' | 'dark';

/** What of a site is cleared when no tab shows it any more. */
export type ClearOnLeave = 'off' | 'remarketing';

/** The user's choices. */
export interface Preferences {
  readonly warnMode: WarnMode;
  readonly warnScope: WarnScope;
  readonly warnOften: WarnOften;
  /** At most one for each site and pair. */
  readonly leaveRules: readonly LeaveRule[];
  /** Registrable domains that are never warned about, as destination. */
  readonly quietSites: readonly string[];
  readonly theme: Theme;
  readonly badge: boolean;
  readonly clearOnLeave: ClearOnLeave;
}

export const DEFAULT_PREFERENCES: Preferences = {
  warnMode: 'ask',
  warnScope: 'policy-site',
  warnOften: 'once-a-day',
  leaveRules: [],
  quietSites: [],
  theme: 'system',
  badge: true,
  clearOnLeave: 'off',
};
