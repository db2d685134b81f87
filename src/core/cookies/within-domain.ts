/**
 * True for `domain` itself and for every host below it, by whole labels: `evilexample.com` is not `example.com`.
 *
 * It needs no list of public suffixes, and stands apart from what does, so that content scripts do not carry the list.
 */
export function isWithinDomain(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(domain) && host.charAt(host.length - domain.length - 1) === '.');
}

/** Lower case, without a leading dot (cookie domains) or one trailing dot (fully qualified names). */
export function normaliseHost(host: string): string {
  return host.toLowerCase().replace(/^\./, '').replace(/\.$/, '');
}
