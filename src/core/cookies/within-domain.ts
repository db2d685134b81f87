/**
 * True for `domain` itself and for every host below it, by whole labels: `evilexample.com` is not `example.com`.
 *
 * It needs no list of public suffixes, and stands apart from what does, so that scripts in pages and views do not carry
 * the list.
 */
export function isWithinDomain(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(domain) && host.charAt(host.length - domain.length - 1) === '.');
}

/** True when a cookie of this domain is sent to this host (RFC 6265, section 5.1.3). */
export function domainMatches(host: string, cookie: { readonly domain: string; readonly hostOnly: boolean }): boolean {
  return cookie.hostOnly ? host === cookie.domain : isWithinDomain(host, cookie.domain);
}

/** Lower case, without a leading dot (cookie domains) or one trailing dot (fully qualified names). */
export function normaliseHost(host: string): string {
  return host.toLowerCase().replace(/^\./, '').replace(/\.$/, '');
}
