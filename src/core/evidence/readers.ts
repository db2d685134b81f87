import type { CookieAttributes } from '../cookies/cookie.ts';
import type { CookieKey } from '../cookies/cookie-key.ts';

/**
 * Who besides its own server gets to read a cookie, by its attributes (RFC 6265bis, section 5).
 *
 * - `scripts`: any script of a page it belongs to, other companies' scripts in that page included (no `HttpOnly`)
 * - `network`: whoever carries the request, where a page is loaded without encryption (no `Secure`)
 * - `across-sites`: its server, also from within other sites (`SameSite=None`)
 * - `sub-domains`: every host below its domain, whoever runs it (a `Domain` attribute)
 */
export type Reader = 'scripts' | 'network' | 'across-sites' | 'sub-domains';

/** In the order in which they are told. */
export function readersOf(cookie: {
  readonly key: Pick<CookieKey, 'hostOnly' | 'partitionKey'>;
  readonly attributes: CookieAttributes;
}): readonly Reader[] {
  const { key, attributes } = cookie;
  const readers: Reader[] = [];
  if (!attributes.httpOnly) readers.push('scripts');
  if (!attributes.secure) readers.push('network');
  // A partitioned cookie is kept apart for each top-level site: it goes along, and tells nothing across sites.
  if (attributes.sameSite === 'none' && key.partitionKey === null) readers.push('across-sites');
  if (!key.hostOnly) readers.push('sub-domains');
  return readers;
}
