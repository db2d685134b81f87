import { type CookieKey, cookieKeyId } from '../core/cookies/cookie-key.ts';
import { siteOf } from '../core/cookies/site.ts';

/** Cookies that wait one by one, at most. */
const MOST_COOKIES = 5000;
/** Of these of one site: more than a browser keeps of it. Above, the site is looked at as a whole. */
const MOST_OF_SITE = 200;
/** Sites that wait as a whole, at most; with more, a cookie is seen again when it is set again. */
const MOST_SITES = 500;
/** How long a cookie waits, in ms, whose site has used up what is removed at once. */
const BUSY_SITE = 30_000;

/** A site of a cookie store. */
export interface StoreSite {
  readonly storeId: string;
  /** Registrable domain. */
  readonly site: string;
}

/** What waits, as it is handed from one worker to the next. */
export interface LeftWaiting {
  readonly keys: readonly CookieKey[];
  readonly sites: readonly StoreSite[];
}

/** What is to be looked at now. */
export interface DueNow {
  readonly keys: readonly CookieKey[];
  /** Whether a cookie has waited because its site was busy: it waits for that no more. */
  readonly hasPaid: (key: CookieKey) => boolean;
  readonly sites: readonly StoreSite[];
}

/** Cookies to be looked at again later, by bounds that no page can break for others. */
export interface Waiting {
  /** @param at milliseconds since the epoch */
  until(at: number, key: CookieKey): void;
  whileBusy(key: CookieKey): void;
  /** Takes out what is due. */
  take(): DueNow;
  /** All of it; of more than `most` cookies, for the rest their sites. */
  left(most: number): LeftWaiting;
  takeUp(left: LeftWaiting): void;
  forgetStore(storeId: string): void;
  isEmpty(): boolean;
}

export interface WaitingDeps {
  readonly now: () => number;
  readonly later: (task: () => void, delay: number) => void;
  /** Something is due. */
  readonly ring: () => void;
}

export function createWaiting({ now, later, ring }: WaitingDeps): Waiting {
  const cookies = new Map<string, { readonly key: CookieKey; readonly at: number; readonly ofBusySite: boolean }>();
  /** How many of them are of one site. */
  const countOf = new Map<string, number>();
  const sites = new Map<string, StoreSite & { readonly at: number }>();
  let bellAt = Number.POSITIVE_INFINITY;

  function add(key: CookieKey, at: number, ofBusySite: boolean): void {
    const id = cookieKeyId(key);
    const already = cookies.get(id);
    if (already !== undefined && already.at <= at) return;
    if (already === undefined) {
      const siteId = storeSiteId(key);
      const count = countOf.get(siteId) ?? 0;
      if (count >= MOST_OF_SITE || cookies.size >= MOST_COOKIES) {
        addSite(siteOfKey(key));
        return;
      }
      countOf.set(siteId, count + 1);
    }
    cookies.set(id, { key, at, ofBusySite });
    ringAt(at);
  }

  function addSite({ storeId, site }: StoreSite): void {
    const siteId = idOf({ storeId, site });
    if (sites.has(siteId) || sites.size >= MOST_SITES) return;
    const at = now() + BUSY_SITE;
    sites.set(siteId, { storeId, site, at });
    ringAt(at);
  }

  function ringAt(at: number): void {
    if (at >= bellAt) return;
    bellAt = at;
    const bell = () => {
      if (bellAt !== at) return; // an earlier one took its place
      bellAt = Number.POSITIVE_INFINITY;
      ring();
    };
    later(bell, Math.max(0, at - now()));
  }

  function remove(id: string, key: CookieKey): void {
    cookies.delete(id);
    const siteId = storeSiteId(key);
    const left = (countOf.get(siteId) ?? 1) - 1;
    if (left > 0) countOf.set(siteId, left);
    else countOf.delete(siteId);
  }

  return {
    until: (at, key) => add(key, at, false),
    whileBusy: (key) => add(key, now() + BUSY_SITE, true),
    take() {
      const due = [...cookies].filter(([, { at }]) => at <= now());
      for (const [id, { key }] of due) remove(id, key);
      const dueSites = [...sites].filter(([, { at }]) => at <= now());
      for (const [siteId] of dueSites) sites.delete(siteId);
      for (const { at } of [...cookies.values(), ...sites.values()]) ringAt(at);
      const paid = new Set(due.flatMap(([id, { ofBusySite }]) => (ofBusySite ? [id] : [])));
      return {
        keys: due.map(([, { key }]) => key),
        hasPaid: (key) => paid.has(cookieKeyId(key)),
        sites: dueSites.map(([, { storeId, site }]) => ({ storeId, site })),
      };
    },
    left(most) {
      const keys = [...cookies.values()].map(({ key }) => key);
      const rest = new Map(keys.slice(most).map((key) => [storeSiteId(key), siteOfKey(key)]));
      const all = new Map([...rest, ...sites]);
      return { keys: keys.slice(0, most), sites: [...all.values()].map(({ storeId, site }) => ({ storeId, site })) };
    },
    takeUp(left) {
      for (const key of left.keys) add(key, now(), false);
      for (const site of left.sites) addSite(site);
    },
    forgetStore(storeId) {
      for (const [id, { key }] of cookies) if (key.storeId === storeId) remove(id, key);
      for (const [siteId, site] of sites) if (site.storeId === storeId) sites.delete(siteId);
    },
    isEmpty: () => cookies.size === 0 && sites.size === 0,
  };
}

function siteOfKey({ storeId, domain }: CookieKey): StoreSite {
  return { storeId, site: siteOf(domain) };
}

/** Names the site of a cookie in its store. */
export function storeSiteId(key: CookieKey): string {
  return idOf(siteOfKey(key));
}

function idOf({ storeId, site }: StoreSite): string {
  return `${storeId} ${site}`;
}
