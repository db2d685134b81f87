/** The partition a cookie lives in, as the `cookies` API writes it. */
export interface PartitionKey {
  /** Scheme and registrable domain of the top-level page, such as `https://shop.example`. */
  readonly topLevelSite: string;
  /** Chromium's ancestor bit; `null` where the browser does not tell (Firefox). */
  readonly hasCrossSiteAncestor: boolean | null;
}

/**
 * What makes a cookie itself. Two cookies that differ in any of these are two cookies, and acting on one must leave
 * the other alone.
 */
export interface CookieKey {
  readonly storeId: string;
  /** `null` for a cookie that is not partitioned. */
  readonly partitionKey: PartitionKey | null;
  /** Firefox's first-party isolation; empty everywhere else. */
  readonly firstPartyDomain: string;
  /** Lower case, without a leading dot. */
  readonly domain: string;
  /** True where only exactly `domain` gets the cookie, false where its sub-domains get it too. */
  readonly hostOnly: boolean;
  readonly path: string;
  /** Case-sensitive, may be empty. */
  readonly name: string;
}

/** A cookie key as one string: equal keys give equal strings, different keys different ones. */
export function cookieKeyId(key: CookieKey): string {
  return JSON.stringify([
    key.storeId,
    key.partitionKey?.topLevelSite ?? null,
    key.partitionKey?.hasCrossSiteAncestor ?? null,
    key.firstPartyDomain,
    key.domain,
    key.hostOnly,
    key.path,
    key.name,
  ]);
}

/** The domain as people and tools write it: a leading dot says that sub-domains get the cookie too. */
export function displayDomain(key: Pick<CookieKey, 'domain' | 'hostOnly'>): string {
  return key.hostOnly ? key.domain : `.${key.domain}`;
}
