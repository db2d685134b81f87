import { webHost } from '../core/leaving/is-departure.ts';
import type { TopRequest } from '../platform/top-requests.ts';

/** What is known of a navigation when it commits. */
export interface TopNavigation {
  readonly cause: string | null;
  /** The user let this one go, at its first hop. */
  readonly allowed: boolean;
}

export interface TopNavigations {
  request(request: TopRequest): void;
  /** The page in one tab opened another. */
  opened(tabId: number, sourceTabId: number): void;
  /** A departure of this tab, to one of these hosts, was let go: it is not told of again. */
  allow(tabId: number, hosts: readonly string[]): void;
  /** A departure of this tab to this host was let go, and its arrival not told yet. */
  isAwaited(tabId: number, host: string): boolean;
  /** What is known of the navigation that led to this document, once; `null` where its request was not told yet. */
  take(tabId: number, url: string): TopNavigation | null;
}

/** How long after the user's Continue its request may begin, in ms. */
const BEGINS_WITHIN = 10_000;
/** Requests whose documents have not committed, at most: downloads never do. */
const MOST = 200;

/**
 * Follows navigations of top documents from their first request to the commit, redirects included. It remembers for
 * seconds only, so it need not outlive the worker.
 */
export function createTopNavigations(now: () => number): TopNavigations {
  const requests = new Map<string, { tabId: number; cause: string | null; first: string; last: string }>();
  const sources = new Map<number, number>();
  const allowed: { tabId: number; hosts: readonly string[]; until: number }[] = [];

  return {
    request({ requestId, tabId, url, cause }) {
      const known = requests.get(requestId);
      requests.delete(requestId); // re-inserted: the latest stand last
      requests.set(requestId, { tabId, cause: known?.cause ?? cause, first: known?.first ?? url, last: url });
      for (const [oldest] of requests) if (requests.size > MOST) requests.delete(oldest);
    },
    opened(tabId, sourceTabId) {
      sources.set(tabId, sourceTabId);
      for (const [oldest] of sources) if (sources.size > MOST) sources.delete(oldest);
    },
    allow(tabId, hosts) {
      const past = allowed.findLastIndex(({ until }) => until <= now());
      allowed.splice(0, past + 1);
      allowed.push({ tabId, hosts, until: now() + BEGINS_WITHIN });
    },
    isAwaited: (tabId, host) => indexFor(tabId, host) >= 0,
    take(tabId, url) {
      const found = [...requests].findLast(
        ([, request]) => request.tabId === tabId && withoutHash(request.last) === withoutHash(url),
      );
      if (!found) return null;
      const [requestId, { cause, first }] = found;
      requests.delete(requestId);
      return { cause, allowed: takeAllowance(tabId, first) };
    },
  };

  function indexFor(tabId: number, host: string): number {
    return allowed.findIndex(
      (one) =>
        (one.tabId === tabId || one.tabId === sources.get(tabId)) && one.hosts.includes(host) && one.until > now(),
    );
  }

  function takeAllowance(tabId: number, first: string): boolean {
    const at = indexFor(tabId, webHost(first)?.replace(/\.$/, '') ?? '');
    if (at >= 0) allowed.splice(at, 1);
    return at >= 0;
  }
}

function withoutHash(url: string): string {
  const at = url.indexOf('#');
  return at < 0 ? url : url.slice(0, at);
}
