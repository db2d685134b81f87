import arrival from '../content/arrival.ts?script&iife';
import leaveGuard from '../content/leave-guard.ts?script&iife';
import overlay from '../content/overlay.ts?script&iife';
import secondLook from '../content/second-look.ts?script&iife';
import { showsAds } from '../core/catalogue/business.ts';
import { markOfHost } from '../core/catalogue/cloudinary.ts';
import { KEY_BYTES } from '../core/evidence/sharing/token-hash.ts';
import { CLAUSES, clauseById } from '../core/policy/clauses.ts';
import type { Preferences } from '../core/preferences.ts';
import { rowsFrom, shorten } from '../core/report/build-report.ts';
import { isRemarketingCookie } from '../core/report/counts.ts';
import type { DepartureNote } from '../core/report/page-report.ts';
import type { Broadcasts } from '../messaging/protocol.ts';
import { createRouter, Failure } from '../messaging/router.ts';
import { colourBadge, showBadge } from '../platform/badge.ts';
import { expireCookie, onJarChange, readJar, writeCookie } from '../platform/cookie-jar.ts';
import { documentOfFrame, onTopCommit, onWindowOpened, topDocument } from '../platform/navigation.ts';
import { openPolicyPage } from '../platform/pages.ts';
import { onBodyBegun, onCookiesSent, onFailure, onResponse } from '../platform/requests.ts';
import { answerMessages, onInstalled, onStartup, openWelcome, readOwnFile, tellPages } from '../platform/runtime.ts';
import {
  injectFile,
  injectFileEverywhere,
  registeredArea,
  registerScript,
  unregisterScript,
} from '../platform/scripting.ts';
import { localStore, sessionStore } from '../platform/storage.ts';
import {
  closeTab,
  describeTab,
  goBack,
  hasAccess,
  onTabRemoved,
  onTabReplaced,
  openOptions,
  openTab,
  openTabs,
  tellTab,
} from '../platform/tabs.ts';
import { onTopRequest, onTopResponse } from '../platform/top-requests.ts';
import { createArrivals } from './arrivals.ts';
import { createCatalogueSource } from './catalogue-source.ts';
import { createClearing } from './clearing.ts';
import { createDepartures } from './departures.ts';
import { createDocumentStore } from './document-store.ts';
import { createGuardRegistration } from './guard-registration.ts';
import { createLeavingWishes } from './leaving-wishes.ts';
import { createObservers } from './observers.ts';
import { createOwnChanges } from './own-changes.ts';
import { createPreferencesStore } from './preferences-store.ts';
import { createReferrerPolicies } from './referrer-policies.ts';
import { createReporter } from './reporter.ts';
import { CLOUDINARY_REQUESTS, DOCUMENT_RESPONSES, SENDING_REQUESTS, WATCHED_RESPONSES } from './request-filters.ts';
import { createSerialQueue } from './serial-queue.ts';
import { createSessionWriter } from './session-cache.ts';
import { createSessionSites } from './session-sites.ts';
import { createSurveyedPages } from './surveyed-pages.ts';
import { createToldToday } from './told-today.ts';

/*
 * The composition root: makes each part, hands it what it needs, and adds all listeners in the first turn, as both
 * browsers demand of a background that sleeps. Nothing here decides anything.
 */

const GUARD_ID = 'leave-guard';
/** Rows that one message carries: what a view can take in within a few milliseconds. */
const ROWS_AT_ONCE = 400;

const now = () => Date.now();
const later = (task: () => void, delay: number) => void setTimeout(task, delay);
const tell = <K extends keyof Broadcasts>(broadcast: K, body: Broadcasts[K]) => tellPages({ broadcast, body });

const session = createSessionWriter({ store: sessionStore, later });
const queue = createSerialQueue();
const lookup = createCatalogueSource(() => readOwnFile('catalogue.json'));
const documents = createDocumentStore(session, markOfHost, () => crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
const ownChanges = createOwnChanges(now);
const seenSites = createSessionSites(session, 'seen');
const silencedInPrivate = createSessionSites(session, 'silenced-in-private');

const preferences = createPreferencesStore({
  store: localStore,
  queue: createSerialQueue(),
  changed: (next) => {
    void tell('preferences:changed', next);
    void applyGuard(next);
    void reporter.refreshBadges();
  },
});

const guardRegistration = createGuardRegistration({
  registered: () => registeredArea(GUARD_ID, leaveGuard),
  register: (area, persist) => registerScript(GUARD_ID, leaveGuard, area, persist),
  unregister: () => unregisterScript(GUARD_ID),
  openTabs,
  injectGuard: (tabId) => injectFile(leaveGuard, tabId),
  tell: (tabId, settings) => tellTab(tabId, { broadcast: 'guard:changed', body: settings }),
});

async function applyGuard(next: Preferences, openTabs: 'if-changed' | 'always' = 'if-changed'): Promise<void> {
  await guardRegistration.apply(next, next.warnScope === 'seen' ? await seenSites.list() : [], openTabs);
}

/** What the page loaded since the page eye looked comes as its own messages. */
const lookAgain = (tabId: number) => injectFileEverywhere(secondLook, tabId);

const reporter = createReporter({
  documents,
  queue,
  surveyed: createSurveyedPages(
    session,
    CLAUSES.map(({ id }) => id),
  ),
  lookup,
  readJar,
  topDocument,
  isOpen: async (tabId) => (await describeTab(tabId)) !== null,
  hasAccess,
  adopt: (tabId, document) => observers.adopt(tabId, document),
  lookAgain: (tabId) => void lookAgain(tabId),
  openTabs: async () => (await openTabs()).map((tab) => tab.tabId),
  showBadge,
  badgeWanted: async () => (await preferences.get()).badge,
  tellViews: (tabId) => void tell('report:changed', { tabId }),
  noteSeenSite: (site, privateWindow) => {
    if (!privateWindow) void noteSeenSite(site);
  },
  now,
  later,
});

async function noteSeenSite(site: string): Promise<void> {
  if (!(await seenSites.add(site))) return;
  const chosen = await preferences.get();
  if (chosen.warnScope === 'seen') await applyGuard(chosen);
}

const observers = createObservers({
  documents,
  queue,
  reporter,
  ownChanges,
  describeTab,
  lookAgain,
  isAdvertisingHost: async (host) => showsAds(host, (await lookup()).vendorOfHost(host)),
  clearBadge: (tabId) => showBadge(tabId, ''),
  now,
});

const clearing = createClearing({
  report: reporter.report,
  readJar,
  expireCookie,
  writeCookie,
  session,
  expectOwnChanges: ownChanges.expect,
  newId: () => crypto.randomUUID(),
  now,
  later,
});

const isPrivate = async (tabId: number | null) =>
  tabId !== null && ((await describeTab(tabId))?.privateWindow ?? false);

const toldToday = createToldToday(session, () => new Date().toDateString());
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
const leaving = {
  wishes,
  async countCookies(site: string, tabId: number) {
    const tab = await describeTab(tabId);
    const [cookies, { classify }] = await Promise.all([tab ? readJar(tab.storeId, [site]) : [], lookup()]);
    const advertising = cookies.filter(({ key }) =>
      isRemarketingCookie({ classification: classify({ name: key.name, domain: key.domain }, site) }),
    );
    return { total: cookies.length, advertising: advertising.length };
  },
  async cookiesHere(site: string, tabId: number) {
    const tab = await describeTab(tabId);
    return (tab ? await readJar(tab.storeId, [site]) : []).map(({ key, value }) => ({ name: key.name, value }));
  },
  async privacyStatement(site: string, tabId: number) {
    const privateWindow = await isPrivate(tabId);
    const seen = await queue.run(() => documents.all());
    const on = seen.filter((record) => record.site === site && record.privateWindow === privateWindow);
    return on.findLast(({ privacyLink }) => privacyLink !== null)?.privacyLink?.url ?? null;
  },
  async noteDeparture(tabId: number, note: DepartureNote) {
    await queue.run(() => documents.seeDeparture(tabId, note));
    reporter.touch(tabId);
  },
  async silence(site: string, tabId: number) {
    if (await isPrivate(tabId)) return void (await silencedInPrivate.add(site));
    const { quietSites } = await preferences.get();
    if (!quietSites.includes(site)) await preferences.set({ quietSites: [...quietSites, site].sort() });
  },
  clauseText: (id: string) => clauseById(id)?.text,
  now,
};

const referrerPolicies = createReferrerPolicies(session);

const arrivals = createArrivals({
  ...leaving,
  siteShown: (tabId) => queue.run(async () => (await documents.record(tabId))?.site ?? null),
  // What has gone meanwhile, or keeps extensions out, is not told; badge and popup still say it.
  injectArrival: (tabId) => injectFile(arrival, tabId).catch(() => undefined),
  goBack,
  close: closeTab,
  session,
  later,
});

const departures = createDepartures({
  ...leaving,
  isOnTheWay: arrivals.isOnTheWay,
  allow: arrivals.allow,
  referrerPolicy: referrerPolicies.of,
  openTab,
  openPolicy: (clauseId) => openPolicyPage(null, clauseId),
  injectOverlay: (tabId) => injectFile(overlay, tabId),
});

const route = createRouter(
  {
    async 'page:seen'(seen, { tabId, frameId, documentId, url, origin }) {
      if (tabId === null || frameId === null) return null;
      const page = frameId === 0 ? { documentId } : await documentOfFrame(tabId, frameId, documentId);
      if (page) await observers.page(seen, { tabId, documentId: page.documentId, url, origin });
      return null;
    },
    async 'policy:read'(text, { tabId, frameId, documentId, url }) {
      if (tabId !== null && frameId === 0) await observers.policy(text, { tabId, documentId, url });
      return null;
    },
    'guard:settings': (_, sender) => departures.settings(sender),
    'departure:stopped': (request, sender) => departures.stopped(request, sender),
    'departure:settled': (request, sender) => departures.settled(request, sender),
    'arrival:get': (_, sender) => arrivals.get(sender),
    'arrival:settled': (request, sender) => arrivals.settled(request, sender),
    'notice:open': (request, sender) => departures.open(request, sender),
    async 'options:open'() {
      await openOptions();
      return null;
    },
    'report:get': async ({ tabId, rows }) => {
      const tab = await reporter.report(tabId);
      return tab.state === 'ready' && rows ? { ...tab, report: shorten(tab.report, rows) } : tab;
    },
    'report:rows': ({ tabId, revision, from }) => {
      const report = reporter.made(tabId, revision);
      return report && rowsFrom(report, from, ROWS_AT_ONCE);
    },
    'policy:survey': ({ privateWindow }) => reporter.survey(privateWindow),
    'cookies:plan': ({ scope }) => clearing.plan(scope),
    'cookies:clear': ({ keys }) => reporter.hold(() => clearing.clear(keys)),
    async 'cookies:undoable'({ tabId }) {
      const tab = await describeTab(tabId);
      return tab && clearing.undoable(tab.storeId);
    },
    async 'cookies:undo'({ undoId }) {
      const outcome = await reporter.hold(() => clearing.undo(undoId));
      if (!outcome) throw new Failure('not-found', 'there is nothing to undo any more');
      return outcome;
    },
    'preferences:get': () => preferences.get(),
    async 'preferences:set'({ change }) {
      try {
        return await preferences.set(change);
      } catch {
        throw new Failure('failed', 'the choice could not be saved');
      }
    },
  },
  (error) => console.error('Cookie Clause:', error),
);

answerMessages(route);
// The net first: it asks what a tab showed before.
onTopCommit(arrivals.commit);
onTopRequest(arrivals.request);
onWindowOpened(arrivals.opened);
onTopResponse(referrerPolicies.response);
onTopCommit(referrerPolicies.commit);
onTopCommit(observers.commit);
onResponse(DOCUMENT_RESPONSES, observers.response);
onResponse(WATCHED_RESPONSES, observers.response);
onCookiesSent(CLOUDINARY_REQUESTS, observers.sent);
onBodyBegun(SENDING_REQUESTS, observers.body);
onFailure(SENDING_REQUESTS, observers.failure);
onJarChange(observers.jarChange);
onTabRemoved((tabId) => {
  observers.tabRemoved(tabId);
  arrivals.tabRemoved(tabId);
  referrerPolicies.tabRemoved(tabId);
});
onTabReplaced((_added, removed) => observers.tabRemoved(removed));
onStartup(() => void preferences.get().then((chosen) => applyGuard(chosen)));
onInstalled((reason) => {
  void colourBadge('#2747a8', '#ffffff');
  void preferences.get().then((chosen) => applyGuard(chosen, 'always'));
  void adoptOpenTabs();
  if (reason === 'install') void openWelcome();
});

/** Pages that were open before the extension came: seen late, and said so. */
async function adoptOpenTabs(): Promise<void> {
  for (const { tabId, url } of await openTabs()) {
    const shown = /^https?:/.test(url) ? await topDocument(tabId) : null;
    if (shown) await observers.adopt(tabId, shown);
  }
}
