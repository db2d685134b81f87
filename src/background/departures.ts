import { siteOf } from '../core/cookies/site.ts';
import type { CookieHere } from '../core/leaving/carried-cookies.ts';
import type { CookiesThere, DepartureAnswer, Notice } from '../core/leaving/departure.ts';
import { departureId, parseDepartureId } from '../core/leaving/departure-id.ts';
import { type ResolvedDestination, resolveDestination } from '../core/leaving/destination.ts';
import { isDeparture, parseWebUrl, webHost } from '../core/leaving/is-departure.ts';
import { buildNotice, NOTICE_CLAUSES, type NoticeFacts } from '../core/leaving/notice.ts';
import { referrerTold } from '../core/leaving/referrer.ts';
import type { DepartureNote } from '../core/report/page-report.ts';
import type { GuardSettings, RequestOf } from '../messaging/protocol.ts';
import type { LeavingWishes } from './leaving-wishes.ts';

/** The page a question comes from, as the browser vouches for it. */
export interface DepartureSender {
  readonly tabId: number | null;
  readonly url: string | null;
  readonly documentId: string | null;
}

/** What a notice says beyond what the link tells. */
export interface LookedUp {
  /** Cookies that a site keeps in the store of this tab. May reject. */
  readonly countCookies: (site: string, tabId: number) => Promise<CookiesThere>;
  /** The cookies of the page's own site, with their values, which are compared and dropped. May reject. */
  readonly cookiesHere: (site: string, tabId: number) => Promise<readonly CookieHere[]>;
  /** Where a page of the site, seen since the browser started, said its privacy statement is. */
  readonly privacyStatement: (site: string, tabId: number) => Promise<string | null>;
  readonly clauseText: (id: string) => string | undefined;
}

export interface DepartureDependencies extends LookedUp {
  readonly wishes: LeavingWishes;
  /** It is a step on a way that is followed already, or leads back to the site that opened the window. */
  readonly isOnTheWay: (departure: {
    readonly tabId: number;
    /** Host name of the page that is left. */
    readonly from: string;
    readonly to: string;
    readonly first: string;
    readonly untouched: boolean;
  }) => Promise<boolean>;
  /** The arrival at one of these hosts is not told of again. */
  readonly allow: (tabId: number, hosts: readonly string[]) => void;
  /** The `Referrer-Policy` header that a document came with. */
  readonly referrerPolicy: (documentId: string | null) => Promise<string | null>;
  /** Opens an address in a tab of its own. */
  readonly openTab: (url: string) => Promise<void>;
  /** Opens the whole policy, at a clause. */
  readonly openPolicy: (clauseId: string) => Promise<void>;
  /** Puts the overlay's code, not yet shown, into the top document of the tab. Rejects where that is not possible. */
  readonly injectOverlay: (tabId: number) => Promise<void>;
  /** Adds a line to the tab's report. */
  readonly noteDeparture: (tabId: number, note: DepartureNote) => Promise<void> | void;
  /** Adds a registrable domain to the sites that are never asked about. */
  readonly silence: (site: string, tabId: number) => Promise<void>;
  readonly now: () => number;
}

export interface Departures {
  stopped(request: RequestOf<'departure:stopped'>, sender: DepartureSender): Promise<DepartureAnswer>;
  settled(request: RequestOf<'departure:settled'>, sender: DepartureSender): Promise<null>;
  open(request: RequestOf<'notice:open'>, sender: DepartureSender): Promise<null>;
  settings(sender: DepartureSender): Promise<GuardSettings>;
}

/** How long the jar may take before the question is asked without it: the guard goes on by itself after 1.5 s. */
const PATIENCE_MS = 300;

/**
 * Answers the guards: is this departure asked about, and what does the notice say?
 *
 * Whatever goes wrong on our side lets the departure go: nobody is ever held on a page by a fault of the extension.
 * Nothing is remembered between question and answer; the question's id carries all there is to know.
 */
export function createDepartures(deps: DepartureDependencies): Departures {
  return {
    async stopped(request, sender) {
      const at = deps.now();
      const url = parseWebUrl(request.url);
      const from = sender.url === null ? null : webHost(sender.url);
      const first = hostOf(url?.hostname ?? '');
      const letGo: DepartureAnswer = { decision: 'let-go', departureId: departureId({ at, host: first, first }) };
      if (url === null || from === null || sender.url === null || sender.tabId === null) return letGo;

      const { tabId } = sender;
      const fromSite = siteOf(from);
      const destination = resolveDestination(url, fromSite);
      if (!isDeparture(sender.url, destination.url.href)) return letGo;
      if ((await deps.wishes.modeFor(fromSite, destination.site, tabId)) !== 'ask') return letGo;
      if (await deps.isOnTheWay({ tabId, from, to: destination.site, first, untouched: request.untouched }))
        return letGo;

      const [notice, injected] = await Promise.all([
        lookUpNotice(deps, tabId, {
          when: 'before',
          fromSite,
          url,
          destination,
          way: request.way,
          method: request.method,
          referrer: referrerTold(
            { ...request.referrer, header: await deps.referrerPolicy(sender.documentId) },
            sender.url,
            url,
          ),
          theme: (await deps.wishes.preferences(tabId)).theme,
        }),
        deps.injectOverlay(tabId).then(
          () => true,
          // The document is gone, or the browser keeps extensions out of it: there is nowhere to ask.
          () => false,
        ),
      ]);
      if (!injected) return letGo;

      await deps.noteDeparture(tabId, { at, destinationHost: destination.shown.host, state: 'asked' });
      return { decision: 'ask', departureId: departureId({ at, host: destination.host, first }), notice };
    },

    async settled(request, sender) {
      const asked = parseDepartureId(request.departureId);
      if (asked === null || sender.tabId === null) return null;
      // At once: the page goes on as soon as this is answered.
      if (request.state === 'continued') deps.allow(sender.tabId, [asked.first, asked.host]);
      const fromSite = sender.url === null ? '' : siteOf(webHost(sender.url) ?? '');
      const destination = destinationAt(asked.host, fromSite);
      if (request.state === 'continued') await deps.wishes.noteTold(destination.site, sender.tabId);
      if (request.silence && destination.site !== fromSite) await deps.silence(destination.site, sender.tabId);
      await deps.noteDeparture(sender.tabId, {
        at: asked.at,
        destinationHost: destination.shown.host,
        state: request.state,
      });
      return null;
    },

    async open({ departureId: id, page }, { tabId }) {
      const asked = parseDepartureId(id);
      if (page === 'policy') await deps.openPolicy(NOTICE_CLAUSES[0] ?? '');
      if (page === 'policy' || asked === null || tabId === null) return null;
      const statement = await deps.privacyStatement(siteOf(asked.host), tabId);
      if (statement !== null) await deps.openTab(statement);
      return null;
    },

    async settings(sender) {
      const host = sender.url === null ? null : webHost(sender.url);
      if (host === null) return { active: false, site: '' };
      const site = siteOf(host);
      return { active: await deps.wishes.mayAsk(site, sender.tabId), site };
    },
  };
}

/** Puts together what a notice says, with what can be looked up in time. */
export async function lookUpNotice(
  deps: LookedUp,
  tabId: number,
  facts: Omit<NoticeFacts, 'cookiesThere' | 'cookiesHere' | 'hasStatement' | 'clauseText'>,
): Promise<Notice> {
  const { site } = facts.destination;
  const [cookiesThere, cookiesHere, statement] = await Promise.all([
    inTime(deps.countCookies(site, tabId), PATIENCE_MS),
    inTime(deps.cookiesHere(facts.fromSite, tabId), PATIENCE_MS),
    inTime(deps.privacyStatement(site, tabId), PATIENCE_MS),
  ]);
  return buildNotice({
    ...facts,
    cookiesThere,
    cookiesHere,
    hasStatement: statement !== null,
    clauseText: deps.clauseText,
  });
}

function destinationAt(host: string, fromSite: string): ResolvedDestination {
  return resolveDestination(new URL(`https://${host}/`), fromSite);
}

function hostOf(hostname: string): string {
  return hostname.replace(/\.$/, '');
}

/** What was looked up, or `null` when it cannot be read, or not in time. */
async function inTime<T>(looking: Promise<T>, patience: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  try {
    return await Promise.race([looking, late]);
  } catch {
    // A jar that cannot be read is said in the notice; it must not keep the question from being asked.
    return null;
  } finally {
    clearTimeout(timer);
  }
}
