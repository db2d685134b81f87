import type { SetBy } from './clearing.ts';

/** What a rule is about. Domains match by label: `example.com` means `www.example.com`, never `evilexample.com`. */
export type RuleTarget =
  /** The cookie of this name on this very domain, host-only or not, any path. */
  | { readonly kind: 'cookie'; readonly name: string; readonly domain: string }
  | { readonly kind: 'vendor'; readonly vendorId: string }
  /** Cookies whose domain is this registrable domain or below it. */
  | { readonly kind: 'site'; readonly site: string };

/** `keep-clear`: removed on sight. `allow`: never cleared, never counted; wins over `keep-clear`. */
export type RuleEffect = 'keep-clear' | 'allow';

/** What the user asks for. */
export interface RuleWish {
  readonly effect: RuleEffect;
  readonly target: RuleTarget;
  /** Only where the cookie is of another site than the page. */
  readonly thirdPartyOnly: boolean;
}

export interface Rule extends RuleWish {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly madeAt: number;
}

/** A rule and what it has done since the browser started. */
export interface RuleInUse extends Rule {
  /** The target as people know it: the vendor's name, the site, the cookie's name and domain. */
  readonly label: string;
  readonly removed: number;
  /** Cookies that are there and could not be removed, as where the permission for their host is withheld. */
  readonly refused: number;
  /** Cookies that come back faster than they are removed; the rule has slowed down for them. */
  readonly comingBack: readonly {
    readonly name: string;
    readonly domain: string;
    readonly times: number;
    readonly setBy: SetBy | null;
  }[];
}
