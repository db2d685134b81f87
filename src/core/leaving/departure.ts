import type { Theme } from '../preferences.ts';
import type { ReferrerTold } from './referrer.ts';

/** How the page was about to go. */
export type DepartureWay = 'link' | 'form' | 'script' | 'new-window' | 'refresh';

/** A destination, told apart so that the part that matters can stand out. */
export interface Destination {
  /** As the address bar would show it, punycode for look-alike or mixed-script names. */
  readonly host: string;
  /** Registrable domain within `host`. */
  readonly site: string;
  /** The host imitates or mixes scripts, so `host` is shown in punycode. */
  readonly lookAlike: boolean;
  /** `http:`: the connection is not encrypted. */
  readonly insecure: boolean;
  /** Host of a known redirector that stands between; `host` is then the final target named in the link. */
  readonly via: string | null;
}

/** Cookies that a site keeps in a store. */
export interface CookiesThere {
  /** Without those that the user allows. */
  readonly total: number;
  /** Of the total. */
  readonly advertising: number;
  readonly allowed: number;
}

/** What the notice shows. Built in the background, from the click's URL and the jar; holds no cookie value. */
export interface Notice {
  /** `before`: the page is stopped. `arrived`, `opened`: it is too late, in the same window or in a new one. */
  readonly when: 'before' | 'arrived' | 'opened';
  readonly fromSite: string;
  readonly destination: Destination;
  readonly way: DepartureWay;
  /** Names of identifiers the link carries, such as `gclid`. */
  readonly identifiers: readonly string[];
  /** Cookies of this site whose values the link carries, by name. */
  readonly carried: readonly string[];
  /** The same link without them; `null` where it would not differ, or for a form by POST. */
  readonly cleanUrl: string | null;
  /** What that site is told of where one comes from; `null` on arrival, where it was told already. */
  readonly referrer: ReferrerTold | null;
  /** A privacy statement of that site was seen, and can be opened. */
  readonly hasStatement: boolean;
  /** `null` where the jar could not be read: that is said, and not shown as none. */
  readonly cookiesThere: CookiesThere | null;
  /** The clauses to quote, word for word. */
  readonly clauses: readonly { readonly id: string; readonly text: string }[];
  readonly theme: Theme;
}

/** The background's answer to a stopped departure. `let-go`: nothing to ask, go on as if nothing had been. */
export type DepartureAnswer =
  | { readonly decision: 'ask'; readonly departureId: string; readonly notice: Notice }
  | { readonly decision: 'let-go'; readonly departureId: string };

/** What an arrival is told with: the notice over the page, or a small one at its edge. */
export interface ToldArrival {
  readonly departureId: string;
  readonly size: 'whole' | 'small';
  readonly notice: Notice;
}
