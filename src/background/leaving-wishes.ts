import { mayAsk, modeFor } from '../core/leaving/scope.ts';
import type { Preferences, WarnMode } from '../core/preferences.ts';

export interface LeavingWishesDeps {
  /** The choices as they stand for this tab: in private windows, sites may be silenced for the session only. */
  readonly preferences: (tabId: number | null) => Promise<Preferences>;
  /** Registrable domains where Cloudinary or remarketing cookies were seen. */
  readonly seenSites: () => Promise<readonly string[]>;
  readonly toldToday: (site: string, tabId: number) => Promise<boolean>;
  readonly noteTold: (site: string, tabId: number) => Promise<void>;
}

/** What the user wants to happen when leaving, for what comes before and what is told on arrival alike. */
export interface LeavingWishes {
  /** From one registrable domain to another, as of now. */
  modeFor(from: string, to: string, tabId: number): Promise<WarnMode>;
  /** Whether leaving this site may be asked about at all. */
  mayAsk(from: string, tabId: number | null): Promise<boolean>;
  /** The user was told of this destination, and goes there. */
  noteTold(to: string, tabId: number): Promise<void>;
  readonly preferences: LeavingWishesDeps['preferences'];
}

export function createLeavingWishes(deps: LeavingWishesDeps): LeavingWishes {
  const seenFor = async ({ warnScope }: Preferences): Promise<readonly string[]> =>
    warnScope === 'seen' ? deps.seenSites() : [];
  return {
    async modeFor(from, to, tabId) {
      const preferences = await deps.preferences(tabId);
      const mode = modeFor(from, to, preferences, await seenFor(preferences));
      const quiet = mode !== 'off' && preferences.warnOften === 'once-a-day' && (await deps.toldToday(to, tabId));
      return quiet ? 'off' : mode;
    },
    async mayAsk(from, tabId) {
      const preferences = await deps.preferences(tabId);
      return mayAsk(from, preferences, await seenFor(preferences));
    },
    noteTold: deps.noteTold,
    preferences: deps.preferences,
  };
}
