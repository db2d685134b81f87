import * as v from 'valibot';
import { siteOf } from '../core/cookies/site.ts';
import { siteLeft } from '../core/leaving/arrival.ts';
import type { ToldArrival } from '../core/leaving/departure.ts';
import { departureId, parseDepartureId } from '../core/leaving/departure-id.ts';
import { resolveDestination } from '../core/leaving/destination.ts';
import { parseWebUrl } from '../core/leaving/is-departure.ts';
import type { DepartureNote } from '../core/report/page-report.ts';
import type { RequestOf } from '../messaging/protocol.ts';
import type { TopCommit } from '../platform/navigation.ts';
import type { TopRequest } from '../platform/top-requests.ts';
import { type DepartureDependencies, type LookedUp, lookUpNotice } from './departures.ts';
import type { LeavingWishes } from './leaving-wishes.ts';
import { createSerialQueue } from './serial-queue.ts';
import type { SessionWriter } from './session-cache.ts';
import { createTopNavigations, type TopNavigation } from './top-navigations.ts';

export interface ArrivalDependencies extends LookedUp {
  readonly wishes: LeavingWishes;
  /** Registrable domain of the page a tab shows, as of the moment of the call. */
  readonly siteShown: (tabId: number) => Promise<string | null>;
  /** Puts the script that tells of an arrival into the tab's top document; that it fails is no error. */
  readonly injectArrival: (tabId: number) => Promise<void>;
  readonly noteDeparture: (tabId: number, note: DepartureNote) => Promise<void> | void;
  readonly silence: (site: string, tabId: number) => Promise<void>;
  readonly goBack: (tabId: number) => Promise<void>;
  readonly close: (tabId: number) => Promise<void>;
  readonly session: SessionWriter;
  readonly now: () => number;
  readonly later: (task: () => void, delay: number) => void;
}

export interface Arrivals {
  request(request: TopRequest): void;
  opened(opened: { readonly tabId: number; readonly sourceTabId: number }): void;
  /** Has to hear of a commit before anything else that changes what the tab is known to show. */
  commit(commit: TopCommit): void;
  allow(tabId: number, hosts: readonly string[]): void;
  /**
   * Whether a departure that was stopped is a step on a way that is followed already (a page that sends the visitor on
   * by itself, untouched), or leads back to the site that opened the window.
   */
  isOnTheWay: DepartureDependencies['isOnTheWay'];
  /** What is to be told in this document; once, and `null` where there is nothing. */
  get(sender: { readonly documentId: string | null }): Promise<ToldArrival | null>;
  settled(request: RequestOf<'arrival:settled'>, sender: { readonly tabId: number | null }): Promise<null>;
  tabRemoved(tabId: number): void;
}

/** How long after its arrival a page that sends the visitor on by itself is a step on the way, in ms. */
const STEP_MS = 5000;
/** Firefox (ESR 153) sometimes runs nothing when asked at the commit: then it is asked again, so often and so late. */
const RETRIES_MS = [250, 1000];

/** A departure that has arrived, and may yet be sent on. */
interface Way {
  readonly from: string;
  readonly to: string;
  readonly at: number;
  /** The user was asked beforehand, and chose to go. */
  readonly allowed: boolean;
}

/**
 * The net: tells on arrival of departures that nothing could stop or nobody asked about. It goes by what the browser
 * says of each navigation, and does not need the guard to have run anywhere.
 */
export function createArrivals(deps: ArrivalDependencies): Arrivals {
  const navigations = createTopNavigations(deps.now);
  const queue = createSerialQueue();
  const windows = deps.session.cache<string>('opener:', {
    encode: (site) => site,
    decode: (stored) => (v.is(v.string(), stored) ? stored : null),
  });
  const ways = new Map<number, Way>();
  /** Documents whose request was not told yet, by tab: Firefox (ESR 153) may tell of it after the commit. */
  const early = new Map<number, { readonly commit: TopCommit; readonly finish: () => void }>();
  const untold = new Map<string, Promise<ToldArrival>>();

  async function arrive(commit: TopCommit, previousSite: string | null): Promise<void> {
    const { tabId, url } = commit;
    const before = ways.get(tabId) ?? null;
    ways.delete(tabId);
    early.delete(tabId);
    const navigation = navigations.take(tabId, url);
    if (navigation !== null) return judge(commit, navigation, previousSite, before);
    const finish = () =>
      void queue.run(async () => {
        if (early.get(tabId)?.commit !== commit) return;
        early.delete(tabId);
        const late = navigations.take(tabId, url);
        if (late !== null) await judge(commit, late, previousSite, before);
      });
    early.set(tabId, { commit, finish });
  }

  async function judge(
    commit: TopCommit,
    { cause, allowed }: TopNavigation,
    previousSite: string | null,
    before: Way | null,
  ): Promise<void> {
    const { tabId, url } = commit;
    const target = parseWebUrl(url);
    if (target === null) return;
    const to = siteOf(target.hostname);
    const openedBy = await windows.get(String(tabId));
    const left = siteLeft({ url, how: commit.how, cause, previousSite, openedBy });
    if (left === null) return;
    const step =
      before !== null && before.to === left && commit.clientRedirect && commit.at - before.at <= STEP_MS
        ? before
        : null;
    const from = step?.from ?? left;
    const way: Way = { from, to, at: commit.at, allowed: allowed || (step?.allowed ?? false) };
    ways.set(tabId, way);
    if (!way.allowed && from !== to) await tell(commit, way, previousSite === null);
  }

  async function tell({ tabId, documentId, url }: TopCommit, { from, to, at }: Way, opened: boolean): Promise<void> {
    const mode = await deps.wishes.modeFor(from, to, tabId);
    if (mode === 'off') return;
    if (mode !== 'badge') {
      untold.set(documentId, describe(tabId, new URL(url), from, opened, mode === 'ask' ? 'whole' : 'small'));
      for (const [oldest] of untold) if (untold.size > 20) untold.delete(oldest);
      // Before all that can wait: the page is about to be seen.
      void inject(tabId, documentId, RETRIES_MS);
    }
    await deps.wishes.noteTold(to, tabId);
    await deps.noteDeparture(tabId, { at, destinationHost: from, state: 'arrived' });
  }

  async function describe(
    tabId: number,
    url: URL,
    fromSite: string,
    opened: boolean,
    size: ToldArrival['size'],
  ): Promise<ToldArrival> {
    // Named in an address, a target is still to come: what has arrived is this page.
    const bare = new URL(`${url.protocol}//${url.host}/`);
    const destination = resolveDestination(bare, fromSite);
    const notice = await lookUpNotice(deps, tabId, {
      when: opened ? 'opened' : 'arrived',
      fromSite,
      url,
      destination,
      way: opened ? 'new-window' : 'link',
      method: 'get',
      referrer: null,
      theme: (await deps.wishes.preferences(tabId)).theme,
    });
    const { host } = destination;
    return { departureId: departureId({ at: deps.now(), host, first: host }), size, notice };
  }

  async function inject(tabId: number, documentId: string, [delay, ...more]: readonly number[]): Promise<void> {
    await deps.injectArrival(tabId);
    if (delay === undefined) return;
    deps.later(() => {
      if (untold.has(documentId)) void inject(tabId, documentId, more);
    }, delay);
  }

  return {
    request(request) {
      navigations.request(request);
      const waiting = early.get(request.tabId);
      if (waiting && request.at <= waiting.commit.at) waiting.finish();
    },
    allow: navigations.allow,
    opened({ tabId, sourceTabId }) {
      navigations.opened(tabId, sourceTabId);
      const source = deps.siteShown(sourceTabId);
      void queue.run(async () => {
        const site = await source;
        if (site !== null) windows.put(String(tabId), site);
      });
    },
    commit(commit) {
      if (!commit.active) return;
      const previous = deps.siteShown(commit.tabId);
      void queue.run(async () => arrive(commit, await previous));
    },
    async isOnTheWay({ tabId, from, to, first, untouched }) {
      // The arrival of the page that asks may still be worked on, or not be told yet.
      await queue.run(() => undefined);
      const way = ways.get(tabId);
      const recent = way !== undefined && deps.now() - way.at <= STEP_MS ? way : null;
      const allowed = recent?.allowed ?? navigations.isAwaited(tabId, from);
      if (untouched && allowed) navigations.allow(tabId, [first]);
      return (untouched && (allowed || recent !== null)) || (await windows.get(String(tabId))) === to;
    },
    async get({ documentId }) {
      const told = documentId === null ? undefined : untold.get(documentId);
      if (documentId === null || told === undefined) return null;
      untold.delete(documentId);
      return told;
    },
    async settled({ departureId: id, choice, silence }, { tabId }) {
      const asked = parseDepartureId(id);
      if (asked === null || tabId === null) return null;
      if (silence) await deps.silence(siteOf(asked.host), tabId);
      if (choice === 'back') await deps.goBack(tabId);
      if (choice === 'close') await deps.close(tabId);
      return null;
    },
    tabRemoved(tabId) {
      ways.delete(tabId);
      early.delete(tabId);
      windows.remove(String(tabId));
    },
  };
}
