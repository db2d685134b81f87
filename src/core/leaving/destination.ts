import { siteOf } from '../cookies/site.ts';
import type { Destination } from './departure.ts';
import { isLookAlike } from './look-alike.ts';
import { toUnicodeHost } from './punycode.ts';
import { resolveRedirectors } from './redirectors.ts';

/** Where a departure leads: what is shown of it, and the names that rules and look-ups use. */
export interface ResolvedDestination {
  readonly shown: Destination;
  /** The final target, whole. */
  readonly url: URL;
  /** Host name of the final target, lower case and in punycode. */
  readonly host: string;
  /** Registrable domain of `host`, in punycode. */
  readonly site: string;
}

/**
 * Names the destination truthfully: the final target of a known redirector, in the form an address bar shows, or in
 * punycode where the readable form could deceive.
 *
 * A redirector that leads back to where one is stays the destination itself, because it is the one site on the way
 * that is not this one.
 */
export function resolveDestination(url: URL, fromSite: string): ResolvedDestination {
  const resolved = resolveRedirectors(url);
  const returns = resolved.via !== null && siteOf(resolved.target.hostname) === fromSite;
  const target = returns ? url : resolved.target;
  const via = returns ? null : resolved.via;

  const host = target.hostname.replace(/\.$/, '');
  const site = siteOf(host);
  const readableHost = toUnicodeHost(host);
  const readableSite = toUnicodeHost(site);
  const lookAlike = isLookAlike(readableHost, readableSite, toUnicodeHost(fromSite));
  return {
    shown: {
      host: lookAlike ? host : readableHost,
      site: lookAlike ? site : readableSite,
      lookAlike,
      insecure: target.protocol === 'http:',
      via: via === null ? null : toUnicodeHost(via),
    },
    url: target,
    host,
    site,
  };
}
