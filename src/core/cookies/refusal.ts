import type { CookieAttributes } from './cookie.ts';
import type { CookieKey } from './cookie-key.ts';
import type { Party } from './site.ts';
import { domainMatches } from './within-domain.ts';

/** A cookie that a header asked for and the browser did not take. */
export interface RefusedCookie {
  readonly key: Pick<CookieKey, 'name' | 'domain' | 'hostOnly' | 'path' | 'partitionKey'>;
  readonly attributes: Pick<CookieAttributes, 'secure' | 'sameSite'>;
  readonly party: Party;
  /** Hosts whose responses carried the header. */
  readonly setBy: readonly string[];
}

/**
 * True where the header itself is the reason: a browser that takes every cookie it may would have refused this one too
 * (RFC 6265bis, section 5.7). Then nothing tells of a setting.
 */
export function isRefusedByRule({ key, attributes, party, setBy }: RefusedCookie): boolean {
  const { secure, sameSite } = attributes;
  if (setBy.length > 0 && !setBy.some((host) => domainMatches(host, key))) return true;
  if (!secure && (sameSite === 'none' || key.partitionKey !== null)) return true;
  // Within another site's page, one that is not for other sites is refused; unsaid, browsers differ in what they take.
  if (party === 'third' && sameSite !== 'none') return true;
  const name = key.name.toLowerCase();
  if (name.startsWith('__secure-')) return !secure;
  return name.startsWith('__host-') && (!secure || !key.hostOnly || key.path !== '/');
}
