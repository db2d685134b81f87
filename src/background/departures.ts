import { siteOf } from '../core/cookies/site.ts';
import type { DepartureAnswer } from '../core/leaving/departure.ts';
import { departureId, parseDepartureId } from '../core/leaving/departure-id.ts';
import { type ResolvedDestination, resolveDestination } from '../core/leaving/destination.ts';
import { isDeparture, parseWebUrl, webHost } from '../core/leaving/is-departure.ts';
import { buildNotice } from '../core/leaving/notice.ts';
import { isInScope } from '../core/leaving/scope.ts';
import type { Preferences } from '../core/preferences.ts';
import type { DepartureNote } from '../core/report/page-report.ts';
import type { GuardSettings, RequestOf } from '../messaging/protocol.ts';

/** The page a question comes from, as the browser vouches for it. */
export interface DepartureSender {
  readonly tabId: number | null;
  readonly url: string | null;
}

export interface DepartureDependencies {
  /** The choices as they stand for this tab: in private windows, sites may be silenced for the session only. */
  readonly preferences: (tabId: number | null) => Promise<Preferences>;
  /** Registrable domains where Cloudinary or remarketing cookies were seen. */
  readonly seenSites: () => Promise<readonly string[]>;
  /** Cookies that a site keeps in the store of this tab. May reject. */
  readonly countCookies: (
    site: string,
    tabId: number,
  ) => Promise<{ readonly total: number; readonly advertising: number }>;
  /** Puts the overlay's code, not yet shown, into the top document of the tab. Rejects where that is not possible. */
  readonly injectOverlay: (tabId: number) => Promise<void>;
  /** Adds a line to the tab's report. */
  readonly noteDeparture: (tabId: number, note: DepartureNote) => Promise<void> | void;
  /** Adds a registrable domain to the sites that are never asked about. */
  readonly silence: (site: string, tabId: number) => Promise<void>;
  readonly clauseText: (id: string) => string | undefined;
  readonly now: () => number;
}

export interface Departures {
  stopped(request: RequestOf<'departure:stopped'>, sender: DepartureSender): Promise<DepartureAnswer>;
  settled(request: RequestOf<'departure:settled'>, sender: DepartureSender): Promise<null>;
  settings(sender: DepartureSender): Promise<GuardSettings>;
}

/** How long the jar may take before the question is asked without its count: the guard goes on by itself after 1.5 s. */
const COUNT_PATIENCE_MS = 300;

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
      const letGo: DepartureAnswer = {
        decision: 'let-go',
        departureId: departureId({ at, host: url?.hostname ?? '' }),
      };
      if (url === null || from === null || sender.url === null || sender.tabId === null) return letGo;

      const fromSite = siteOf(from);
      const preferences = await deps.preferences(sender.tabId);
      const destination = resolveDestination(url, fromSite);
      if (!(await isAskedAbout(sender.url, fromSite, destination, preferences))) return letGo;

      const [cookiesThere, injected] = await Promise.all([
        countWithin(deps.countCookies(destination.site, sender.tabId), COUNT_PATIENCE_MS),
        deps.injectOverlay(sender.tabId).then(
          () => true,
          // The document is gone, or the browser keeps extensions out of it: there is nowhere to ask.
          () => false,
        ),
      ]);
      if (!injected) return letGo;

      await deps.noteDeparture(sender.tabId, { at, destinationHost: destination.shown.host, state: 'asked' });
      return {
        decision: 'ask',
        departureId: departureId({ at, host: destination.host }),
        notice: buildNotice({
          fromSite,
          url,
          destination,
          way: request.way,
          method: request.method,
          cookiesThere,
          clauseText: deps.clauseText,
          theme: preferences.theme,
        }),
      };
    },

    async settled(request, sender) {
      const asked = parseDepartureId(request.departureId);
      if (asked === null || sender.tabId === null) return null;
      const fromSite = sender.url === null ? '' : siteOf(webHost(sender.url) ?? '');
      const destination = resolveDestination(new URL(`https://${asked.host}/`), fromSite);
      if (request.silence && destination.site !== fromSite) await deps.silence(destination.site, sender.tabId);
      await deps.noteDeparture(sender.tabId, {
        at: asked.at,
        destinationHost: destination.shown.host,
        state: request.state,
      });
      return null;
    },

    async settings(sender) {
      const host = sender.url === null ? null : webHost(sender.url);
      if (host === null) return { active: false, site: '' };
      const site = siteOf(host);
      return { active: isInScope(site, await deps.preferences(sender.tabId), await deps.seenSites()), site };
    },
  };

  async function isAskedAbout(
    fromUrl: string,
    fromSite: string,
    destination: ResolvedDestination,
    preferences: Preferences,
  ): Promise<boolean> {
    if (!isDeparture(fromUrl, destination.url.href)) return false;
    if (preferences.quietSites.includes(destination.site)) return false;
    return isInScope(fromSite, preferences, preferences.warnScope === 'seen' ? await deps.seenSites() : []);
  }
}

/** The count, or `null` when the jar cannot be read, or not in time. */
async function countWithin<T>(counting: Promise<T>, patience: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  try {
    return await Promise.race([counting, late]);
  } catch {
    // A jar that cannot be read is said in the notice; it must not keep the question from being asked.
    return null;
  } finally {
    clearTimeout(timer);
  }
}
