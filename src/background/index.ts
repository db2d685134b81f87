import secondLook from '../content/second-look.ts?script&iife';
import { showsAds } from '../core/catalogue/business.ts';
import { markOfHost } from '../core/catalogue/cloudinary.ts';
import { KEY_BYTES } from '../core/evidence/sharing/token-hash.ts';
import { CLAUSES } from '../core/policy/clauses.ts';
import type { Broadcasts } from '../messaging/protocol.ts';
import { createRouter } from '../messaging/router.ts';
import { onWake, wakeAt } from '../platform/alarms.ts';
import { colourBadge, showBadge } from '../platform/badge.ts';
import {
  cookieStores,
  expireCookie,
  onJarChange,
  PRIVATE_STORES,
  readJar,
  writeCookie,
} from '../platform/cookie-jar.ts';
import { documentOfFrame, onTopCommit, topDocument } from '../platform/navigation.ts';
import { onBodyBegun, onCookiesSent, onFailure, onResponse } from '../platform/requests.ts';
import { answerMessages, onInstalled, onStartup, openWelcome, readOwnFile, tellPages } from '../platform/runtime.ts';
import { injectFileEverywhere, runInTab } from '../platform/scripting.ts';
import { CLEARED_BY_BROWSER, clearByBrowser, maySiteData } from '../platform/site-data.ts';
import { localStore, sessionStore } from '../platform/storage.ts';
import {
  describeTab,
  hasAccess,
  hasAccessToAllSites,
  onAccessChanged,
  onNoPrivateWindow,
  onTabRemoved,
  onTabReplaced,
  openOptions,
  openTabs,
  privateWindowsOpen,
  withheldHosts,
} from '../platform/tabs.ts';
import { createCatalogueSource } from './catalogue-source.ts';
import { createClearing } from './clearing/engine.ts';
import { createDocumentStore } from './document-store.ts';
import { createHandlers } from './handlers.ts';
import { createLeaveClearing } from './leave-clearing.ts';
import { createLeaving } from './leaving.ts';
import { createObservers } from './observers.ts';
import { createOwnChanges } from './own-changes.ts';
import { createPreferencesStore } from './preferences-store.ts';
import { createReporter } from './reporter.ts';
import { CLOUDINARY_REQUESTS, DOCUMENT_RESPONSES, SENDING_REQUESTS, WATCHED_RESPONSES } from './request-filters.ts';
import { createRules, keepRules } from './rules.ts';
import { createSerialQueue } from './serial-queue.ts';
import { createSessionWriter } from './session-cache.ts';
import { createSetterSearch } from './set-by.ts';
import { createSiteDataHandlers } from './site-data.ts';
import { createSurveyedPages } from './surveyed-pages.ts';
import { createVisitedSites } from './visited-sites.ts';

/*
 * The composition root: makes each part, hands it what it needs, and adds all listeners in the first turn, as both
 * browsers demand of a background that sleeps. Nothing here decides anything.
 */

/** How far apart the jar and the header eye may tell of one setting, in ms. */
const SAME_EVENT = 1500;
/** The alarm at which values kept for undo are dropped, or a clear that was cut off is gone on with. */
const CLEARING_IS_DUE = 'clearing-is-due';
/** What an earlier worker left is seen to once this one has answered what woke it, in ms. */
const AFTER_WAKING = 1000;

const now = () => Date.now();
const later = (task: () => void, delay: number) => void setTimeout(task, delay);
const tell = <K extends keyof Broadcasts>(broadcast: K, body: Broadcasts[K]) => tellPages({ broadcast, body });

const session = createSessionWriter({ store: sessionStore, later });
const queue = createSerialQueue();
const lookup = createCatalogueSource(() => readOwnFile('catalogue.json'));
const documents = createDocumentStore(session, markOfHost, () => crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
const ownChanges = createOwnChanges(now);

const visited = createVisitedSites(openTabs, now);
const newId = () => crypto.randomUUID();
const rules = createRules({ store: localStore, session, lookup, visited, newId, now });

const preferences = createPreferencesStore({
  store: localStore,
  queue: createSerialQueue(),
  changed: (next) => {
    void tell('preferences:changed', next);
    void leaving.applyGuard(next);
    void reporter.refreshBadges();
  },
});

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
  rulesIn: rules.judge.in,
  readJar,
  topDocument,
  isOpen: async (tabId) => (await describeTab(tabId)) !== null,
  hasAccess,
  seesEverySite: hasAccessToAllSites,
  withheld: withheldHosts,
  adopt: (tabId, document) => observers.adopt(tabId, document),
  lookAgain: (tabId) => void lookAgain(tabId),
  openTabs: async () => (await openTabs()).map((tab) => tab.tabId),
  showBadge,
  badgeWanted: async () => (await preferences.get()).badge,
  tellViews: (tabId) => void tell('report:changed', { tabId }),
  noteSeenSite: (site, privateWindow) => {
    if (!privateWindow) void leaving.noteSeenSite(site);
  },
  now,
  later,
});

const observers = createObservers({
  documents,
  queue,
  reporter,
  ownChanges,
  describeTab,
  lookAgain,
  isAdvertisingHost: async (host) => showsAds(host, (await lookup()).vendorOfHost(host)),
  jarChanged: (change, own) => clearing.hear(change, own),
  clearBadge: (tabId) => showBadge(tabId, ''),
  now,
});

const setterOf = createSetterSearch(documents, queue);

const clearing = createClearing({
  report: reporter.report,
  describeTab,
  privateWindowsOpen,
  isPrivateStore: (storeId) => PRIVATE_STORES.includes(storeId),
  lookup,
  async allowed(storeId, pageSite) {
    const ruleOf = await rules.judge.in(storeId, pageSite);
    return ({ key }) => ruleOf(key)?.effect === 'allow';
  },
  async keptClear(storeId) {
    const ruleOf = await rules.judge.in(storeId, null);
    return (key) => ruleOf(key)?.effect === 'keep-clear';
  },
  withheld: withheldHosts,
  readJar,
  expireCookie,
  writeCookie,
  store: sessionStore,
  expectOwnChanges: ownChanges.expect,
  setterOf,
  tellProgress: (progress) => void tell('clearing:progress', progress),
  tellChanged: (clearId) => void tell('clearing:changed', { clearId }),
  wakeAt: (time) => wakeAt(CLEARING_IS_DUE, time),
  newId,
  now,
  later,
});

const keeping = keepRules(rules, {
  lookup,
  stores: cookieStores,
  privateStores: PRIVATE_STORES,
  readJar,
  expireCookie,
  expectOwnChanges: ownChanges.expect,
  whoSet: ({ key, attributes }, at) => setterOf({ key, httpOnly: attributes.httpOnly, at, awaySince: at - SAME_EVENT }),
  hold: reporter.hold,
  describeTab,
  tellViews: () => void tell('rules:changed', null),
  remakeReports: () => void reporter.touchAll(),
  now,
  later,
});

const leaveClearing = createLeaveClearing({
  wanted: async () => (await preferences.get()).clearOnLeave === 'remarketing',
  openTabs,
  stores: cookieStores,
  isPrivateStore: (storeId) => PRIVATE_STORES.includes(storeId),
  session,
  queue: createSerialQueue(),
  lookup,
  judge: rules.judge,
  readJar,
  clearKeys: (keys) => reporter.hold(() => clearing.clearKeys(keys)),
  now,
  later,
});

const siteData = createSiteDataHandlers({
  describeTab,
  topDocument,
  runInTab,
  clearedByBrowser: CLEARED_BY_BROWSER,
  clearByBrowser,
  permitted: maySiteData,
  async forget(tabId, gone) {
    await queue.run(() => documents.forgetStorage(tabId, gone));
    reporter.touch(tabId);
  },
  later,
});

const leaving = createLeaving({
  session,
  documents,
  queue,
  preferences,
  lookup,
  rulesIn: rules.judge.in,
  touch: reporter.touch,
  now,
  later,
});

const handlers = createHandlers({
  observers,
  reporter,
  leaving: leaving.handlers,
  clearing,
  preferences,
  rules: keeping.handlers,
  siteData,
  describeTab,
  documentOfFrame,
  openOptions,
});

answerMessages(createRouter(handlers, (error) => console.error('Cookie Clause:', error)));
// First of all: the net asks what a tab showed before.
leaving.listen();
onTopCommit((commit) => {
  observers.commit(commit);
  leaveClearing.tabsChanged();
});
onResponse(DOCUMENT_RESPONSES, (head) => {
  observers.response(head);
  visited.answered(head);
});
onResponse(WATCHED_RESPONSES, observers.response);
onCookiesSent(CLOUDINARY_REQUESTS, observers.sent);
onBodyBegun(SENDING_REQUESTS, observers.body);
onFailure(SENDING_REQUESTS, observers.failure);
onJarChange((change) => {
  observers.jarChange(change);
  keeping.keeper.jarChange(change);
});
onTabRemoved((tabId) => {
  observers.tabRemoved(tabId);
  leaveClearing.tabsChanged();
  keeping.tabRemoved();
});
onTabReplaced((_added, removed) => observers.tabRemoved(removed));
onAccessChanged(() => void reporter.touchAll());
onNoPrivateWindow(() => {
  void clearing.forgetPrivate().catch(() => undefined); // dropped by the next background then
  void keeping.privateWindowsClosed().catch(() => undefined);
  leaving.forgetPrivate();
});
onWake(CLEARING_IS_DUE, resumeClearing);
onStartup(() => {
  void preferences.get().then((chosen) => leaving.applyGuard(chosen));
  void keeping.keeper.sweep();
});
later(() => {
  void keeping.keeper.resume();
  leaveClearing.tabsChanged();
}, AFTER_WAKING);
onInstalled((reason) => {
  void colourBadge('#2747a8', '#ffffff');
  void preferences.get().then((chosen) => leaving.applyGuard(chosen, 'always'));
  void adoptOpenTabs();
  if (reason === 'install') void openWelcome();
});

resumeClearing();

/** What cannot be read now is taken up with the next question of a view. */
function resumeClearing(): void {
  void reporter.hold(() => clearing.resume()).catch(() => undefined);
}

/** Pages that were open before the extension came: seen late, and said so. */
async function adoptOpenTabs(): Promise<void> {
  for (const { tabId, url } of await openTabs()) {
    const shown = /^https?:/.test(url) ? await topDocument(tabId) : null;
    if (shown) await observers.adopt(tabId, shown);
  }
}
