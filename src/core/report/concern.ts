import { isCloudinaryHost } from '../catalogue/cloudinary.ts';
import type { CookieKey } from '../cookies/cookie-key.ts';
import { partitionSite } from '../cookies/partition-site.ts';
import type { Sighting } from '../cookies/sighting.ts';
import { domainMatches, partyOf } from '../cookies/site.ts';
import type { DocumentRecord } from './document-record.ts';

/**
 * Makes the test for a cookie that this document, or something it loads, can have to do with: the same store, no other
 * top-level site's partition, and a host on the page that the cookie's domain matches.
 */
export function concernOf(record: DocumentRecord): (key: CookieKey) => boolean {
  const site = topLevelSite(record);
  const covering = new Set<string>();
  for (const host of record.hosts.keys()) {
    for (let domain = host; domain !== ''; domain = domain.slice(domain.indexOf('.') + 1)) {
      covering.add(domain);
      if (!domain.includes('.')) break;
    }
  }
  return (key) =>
    key.storeId === record.storeId &&
    (key.partitionKey === null || key.partitionKey.topLevelSite === site) &&
    (key.firstPartyDomain === '' || partitionSite(key) === record.site) &&
    (key.hostOnly ? record.hosts.has(key.domain) : covering.has(key.domain));
}

/** The document's top-level site as partition keys write it. */
export function topLevelSite(record: Pick<DocumentRecord, 'protocol' | 'site'>): string {
  return `${record.protocol}//${record.site}`;
}

/** The host of a document on the page whose scripts can write this cookie; the page's own host first. */
export function scriptHost(record: DocumentRecord, key: CookieKey): string | null {
  if (domainMatches(record.host, key)) return record.host;
  for (const [host, seen] of record.hosts) if (seen.frame && domainMatches(host, key)) return host;
  return null;
}

/**
 * A cookie of Cloudinary's that another site's page neither set nor sent. Every request to Cloudinary is watched, so it
 * is known to have stayed in its jar (`SameSite`, or partitioned away): this page has nothing to do with it, nor with
 * its going.
 */
export function isUntouched(
  record: DocumentRecord,
  { key, sightings }: { readonly key: CookieKey; readonly sightings: readonly Sighting[] },
): boolean {
  return (
    !record.observedLate &&
    key.partitionKey === null &&
    isCloudinaryHost(key.domain) &&
    partyOf(key.domain, record.site) === 'third' &&
    sightings.every(({ kind, since }) => kind === 'removed' || (kind === 'present' && since === 'before'))
  );
}
