import arrival from '../content/arrival.ts?script&iife';
import leaveGuard from '../content/leave-guard.ts?script&iife';
import overlay from '../content/overlay.ts?script&iife';
import type { Preferences } from '../core/preferences.ts';
import type { DepartureNote } from '../core/report/page-report.ts';
import type { Handlers } from '../messaging/router.ts';
import { readJar } from '../platform/cookie-jar.ts';
import { onTopCommit, onWindowOpened } from '../platform/navigation.ts';
import { openPolicyPage } from '../platform/pages.ts';
import { injectFile, registeredArea, registerScript, unregisterScript } from '../platform/scripting.ts';
import {
  closeTab,
  describeTab,
  goBack,
  onTabRemoved,
  openTab,
  openTabs,
  tellTab,
  withheldHosts,
} from '../platform/tabs.ts';
import { onTopRequest, onTopResponse } from '../platform/top-requests.ts';
import { createArrivals } from './arrivals.ts';
import { createDepartures } from './departures.ts';
import type { DocumentStore } from './document-store.ts';
import { createGuardRegistration } from './guard-registration.ts';
import { createLeavingFacts, type LeavingFactsDeps } from './leaving-facts.ts';
import { createLeavingWishes } from './leaving-wishes.ts';
import type { PreferencesStore } from './preferences-store.ts';
import { createReferrerPolicies } from './referrer-policies.ts';
import type { SerialQueue } from './serial-queue.ts';
import type { SessionWriter } from './session-cache.ts';
import { createSessionSites } from './session-sites.ts';
import { createToldToday } from './told-today.ts';

const GUARD_ID = 'leave-guard';

export interface LeavingDeps extends Pick<LeavingFactsDeps, 'lookup' | 'rulesIn'> {
  readonly session: SessionWriter;
  readonly documents: DocumentStore;
  /** Of the documents. */
  readonly queue: SerialQueue;
  readonly preferences: PreferencesStore;
  /** There is something new to say of this tab. */
  readonly touch: (tabId: number) => void;
  readonly now: () => number;
  readonly later: (task: () => void, delay: number) => void;
}

export interface Leaving {
  readonly handlers: Pick<
    Handlers,
    'guard:settings' | 'departure:stopped' | 'departure:settled' | 'arrival:get' | 'arrival:settled' | 'notice:open'
  >;
  /** Adds the listeners. To be called before anything else listens to commits: the net asks what a tab showed before. */
  listen(): void;
  /** Has the guard run where the user's choices want it, and nowhere else. */
  applyGuard(preferences: Preferences, openTabs?: 'if-changed' | 'always'): Promise<void>;
  /** Cookies of Cloudinary or remarketing were found on this site. */
  noteSeenSite(site: string): Promise<void>;
  /** What was told and silenced in private windows ends with the last of them. */
  forgetPrivate(): void;
}

/** The part of the background that knows of leaving: makes its parts, and hands them what they need. */
export function createLeaving(deps: LeavingDeps): Leaving {
  const { session, documents, queue, preferences, now, later } = deps;
  const seenSites = createSessionSites(session, 'seen');
  const silencedInPrivate = createSessionSites(session, 'silenced-in-private');
  const toldToday = createToldToday(session, () => new Date().toDateString());
  const referrerPolicies = createReferrerPolicies(session);

  const isPrivate = async (tabId: number | null) =>
    tabId !== null && ((await describeTab(tabId))?.privateWindow ?? false);

  const guard = createGuardRegistration({
    registered: () => registeredArea(GUARD_ID, leaveGuard),
    register: (area, persist) => registerScript(GUARD_ID, leaveGuard, area, persist),
    unregister: () => unregisterScript(GUARD_ID),
    openTabs,
    injectGuard: (tabId) => injectFile(leaveGuard, tabId),
    tell: (tabId, settings) => tellTab(tabId, { broadcast: 'guard:changed', body: settings }),
  });
  const applyGuard: Leaving['applyGuard'] = async (chosen, tabs = 'if-changed') =>
    guard.apply(chosen, chosen.warnScope === 'seen' ? await seenSites.list() : [], tabs);

  const wishes = createLeavingWishes({
    async preferences(tabId) {
      const chosen = await preferences.get();
      const silenced = await silencedInPrivate.list();
      if (silenced.length === 0 || !(await isPrivate(tabId))) return chosen;
      return { ...chosen, quietSites: [...chosen.quietSites, ...silenced] };
    },
    seenSites: seenSites.list,
    toldToday: async (site, tabId) => toldToday.has(site, await isPrivate(tabId)),
    noteTold: async (site, tabId) => toldToday.add(site, await isPrivate(tabId)),
  });

  /** What both ends of a departure need. */
  const both = {
    ...createLeavingFacts({
      ...deps,
      describeTab,
      readJar,
      withheld: withheldHosts,
      documents: () => queue.run(() => documents.all()),
    }),
    wishes,
    async noteDeparture(tabId: number, note: DepartureNote) {
      await queue.run(() => documents.seeDeparture(tabId, note));
      deps.touch(tabId);
    },
    async silence(site: string, tabId: number) {
      if (await isPrivate(tabId)) return void (await silencedInPrivate.add(site));
      await preferences.change(({ quietSites }) =>
        quietSites.includes(site) ? {} : { quietSites: [...quietSites, site].sort() },
      );
    },
    now,
  };

  const arrivals = createArrivals({
    ...both,
    siteShown: (tabId) => queue.run(async () => (await documents.record(tabId))?.site ?? null),
    // What has gone meanwhile, or keeps extensions out, is not told; badge and popup still say it.
    injectArrival: (tabId) => injectFile(arrival, tabId).catch(() => undefined),
    goBack,
    close: closeTab,
    session,
    later,
  });

  const departures = createDepartures({
    ...both,
    isOnTheWay: arrivals.isOnTheWay,
    allow: arrivals.allow,
    referrerPolicy: referrerPolicies.of,
    openTab,
    openPolicy: (clauseId) => openPolicyPage(null, clauseId),
    injectOverlay: (tabId) => injectFile(overlay, tabId),
  });

  return {
    handlers: {
      'guard:settings': (_, sender) => departures.settings(sender),
      'departure:stopped': departures.stopped,
      'departure:settled': departures.settled,
      'arrival:get': (_, sender) => arrivals.get(sender),
      'arrival:settled': arrivals.settled,
      'notice:open': departures.open,
    },
    listen() {
      onTopCommit(arrivals.commit);
      onTopRequest(arrivals.request);
      onWindowOpened(arrivals.opened);
      onTopResponse(referrerPolicies.response);
      onTopCommit(referrerPolicies.commit);
      onTabRemoved((tabId) => {
        arrivals.tabRemoved(tabId);
        referrerPolicies.tabRemoved(tabId);
      });
    },
    applyGuard,
    async noteSeenSite(site) {
      if (!(await seenSites.add(site))) return;
      const chosen = await preferences.get();
      if (chosen.warnScope === 'seen') await applyGuard(chosen);
    },
    forgetPrivate() {
      silencedInPrivate.forgetAll();
      toldToday.forgetPrivate();
    },
  };
}
