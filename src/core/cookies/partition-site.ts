import type { CookieKey } from './cookie-key.ts';
import { siteOf } from './site.ts';

/**
 * Registrable domain of the pages in whose partition the cookie lies, by its partition key or, where Firefox isolates
 * first parties, by their domain; `null` for one in none.
 */
export function partitionSite({
  partitionKey,
  firstPartyDomain,
}: Pick<CookieKey, 'partitionKey' | 'firstPartyDomain'>) {
  const partition = partitionKey === null ? firstPartyDomain : partitionKey.topLevelSite;
  if (partition === '') return null;
  return siteOf(partition.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/:\d+$/, ''));
}
