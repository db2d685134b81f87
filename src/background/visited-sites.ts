import { siteOf } from '../core/cookies/site.ts';
import type { ResponseHead } from '../platform/requests.ts';
import type { OpenTab } from '../platform/tabs.ts';

/** So long, in ms, a site counts as visited whose answer to a tab was seen: tabs are led on through sign-in pages. */
const KEPT = 30_000;
const MOST_HOSTS = 200;

export interface VisitedSites {
  /** Something answered; of interest where it answered a tab. */
  answered(head: Pick<ResponseHead, 'type' | 'url' | 'at'>): void;
  /** Registrable domains that the open tabs of a store show, or were just led through. */
  shownIn(storeId: string): Promise<ReadonlySet<string>>;
}

/** Which sites are on top in some tab, so that what they set is their own doing and no third party's. */
export function createVisitedSites(openTabs: () => Promise<readonly OpenTab[]>, now: () => number): VisitedSites {
  /** By host, in whichever store: a cookie too many that stays is better than one that goes wrongly. */
  const answers = new Map<string, number>();
  return {
    answered({ type, url, at }) {
      if (type !== 'top') return;
      const { hostname } = new URL(url);
      answers.delete(hostname); // re-inserted: the oldest stay in front
      answers.set(hostname, at);
      for (const oldest of answers.keys()) {
        if (answers.size <= MOST_HOSTS) break;
        answers.delete(oldest);
      }
    },
    async shownIn(storeId) {
      const sites = new Set<string>();
      for (const tab of await openTabs()) {
        if (tab.storeId === storeId && /^https?:/.test(tab.url)) sites.add(siteOf(new URL(tab.url).hostname));
      }
      for (const [host, at] of answers) if (now() - at < KEPT) sites.add(siteOf(host));
      return sites;
    },
  };
}
