/** Where departures are asked about. `seen`: the policy's site, and sites where its cookies or remarketing were seen. */
export type WarnScope = 'nowhere' | 'policy-site' | 'seen' | 'everywhere';

export type Theme = 'system' | 'light' | 'dark';

/** What of a site is cleared when no tab shows it any more. */
export type ClearOnLeave = 'off' | 'remarketing';

/** The user's choices. */
export interface Preferences {
  readonly warnScope: WarnScope;
  /** Registrable domains that are never warned about, as destination. */
  readonly quietSites: readonly string[];
  readonly theme: Theme;
  readonly badge: boolean;
  readonly clearOnLeave: ClearOnLeave;
}

export const DEFAULT_PREFERENCES: Preferences = {
  warnScope: 'policy-site',
  quietSites: [],
  theme: 'system',
  badge: true,
  clearOnLeave: 'off',
};
