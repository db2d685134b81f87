import { siteOf } from '../core/cookies/site.ts';
import { webHost } from '../core/leaving/is-departure.ts';
import { type GuardArea, guardArea, type LeavePreferences, mayAsk } from '../core/leaving/scope.ts';
import type { GuardSettings } from '../messaging/protocol.ts';

export interface GuardRegistrationDependencies {
  /** Where the guard is registered now, patterns in any order; `null` where it is not registered. */
  readonly registered: () => Promise<GuardArea | null>;
  /** Registers the guard there, in place of an earlier registration. */
  readonly register: (area: GuardArea, persist: boolean) => Promise<void>;
  readonly unregister: () => Promise<void>;
  readonly openTabs: () => Promise<readonly { readonly tabId: number; readonly url: string }[]>;
  /** Runs the guard in a tab's top document; running it twice in one document is harmless. */
  readonly injectGuard: (tabId: number) => Promise<void>;
  /** Tells the guard of a tab; rejects where none listens. */
  readonly tell: (tabId: number, settings: GuardSettings) => Promise<void>;
}

export interface GuardRegistration {
  /**
   * Brings the registration and the guards in open tabs in line. Calls are worked off one after the other.
   *
   * @param openTabs `always` after an install or update: guards of the version before have lost their background
   */
  apply(preferences: LeavePreferences, seenSites: readonly string[], openTabs?: 'if-changed' | 'always'): Promise<void>;
}

/**
 * Keeps the guard registered for exactly the sites in scope, so that it is there from the first moment of a document
 * and nowhere else.
 *
 * Registrations outlive the worker and the browser's session, so most calls find nothing to do. When something did
 * change, tabs that are already open follow: the guard starts in those that came into scope and is told to rest in
 * those that fell out of it.
 */
export function createGuardRegistration(deps: GuardRegistrationDependencies): GuardRegistration {
  let last: Promise<void> = Promise.resolve();
  return {
    apply(preferences, seenSites, openTabs = 'if-changed') {
      const next = last.then(() => reconcile(preferences, seenSites, openTabs));
      // One failed run must not hold up the next, which starts from what is really registered.
      last = next.catch(() => undefined);
      return next;
    },
  };

  async function reconcile(
    preferences: LeavePreferences,
    seenSites: readonly string[],
    openTabs: 'if-changed' | 'always',
  ): Promise<void> {
    const wanted = guardArea(preferences, seenSites);
    const present = (await deps.registered()) ?? { matches: [], excludes: [] };
    const changed = !isSameSet(wanted.matches, present.matches) || !isSameSet(wanted.excludes, present.excludes);
    if (changed && wanted.matches.length === 0) await deps.unregister();
    // Where one has been is not written to disk unasked: the list of sites seen lasts as long as the browser's session.
    else if (changed) await deps.register(wanted, preferences.warnScope !== 'seen');
    if (!changed && openTabs === 'if-changed') return;

    const tabs = await deps.openTabs();
    await Promise.all(tabs.map(({ tabId, url }) => follow(tabId, url, preferences, seenSites)));
  }

  async function follow(
    tabId: number,
    url: string,
    preferences: LeavePreferences,
    seenSites: readonly string[],
  ): Promise<void> {
    const host = webHost(url);
    if (host === null) return;
    const site = siteOf(host);
    const active = mayAsk(site, preferences, seenSites);
    try {
      if (active) await deps.injectGuard(tabId);
      await deps.tell(tabId, { active, site });
    } catch {
      // The tab was closed, keeps extensions out, or has no guard to tell: nothing there needs to change.
    }
  }
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  const set = new Set(a);
  return set.size === new Set(b).size && b.every((item) => set.has(item));
}
