import { isWithinDomain } from '../cookies/within-domain.ts';
import type { Purpose } from './catalogue.ts';

/** What a company is known to be in, by what it does on other people's sites. */
export type Business =
  | 'advertising'
  | 'analytics'
  | 'social'
  | 'tag-manager'
  | 'customer-service'
  | 'consent'
  | 'video';

/** Of two that are equally frequent the first one counts. */
const PURPOSES: readonly Purpose[] = ['advertising', 'analytics', 'functional', 'security', 'consent'];

/**
 * The business of a company whose cookies are for these purposes: the most frequent one, where that is advertising or
 * analytics, else `null`. Of cookies that keep a site working one cannot tell what its maker lives on.
 */
export function businessOf(purposes: readonly Purpose[]): Business | null {
  const most = mostFrequent(purposes, PURPOSES);
  return most === 'advertising' || most === 'analytics' ? most : null;
}

/** The most frequent of these; of equally frequent ones the first in `order`; `undefined` where none is in `order`. */
export function mostFrequent<T>(items: readonly T[], order: readonly T[]): T | undefined {
  let most: T | undefined;
  let times = 0;
  for (const candidate of order) {
    const count = items.filter((item) => item === candidate).length;
    if (count > times) {
      most = candidate;
      times = count;
    }
  }
  return most;
}

/** Where Google shows ads; its other hosts serve fonts, maps and films. */
const GOOGLE_AD_DOMAINS = ['doubleclick.net', 'googlesyndication.com', 'googleadservices.com'];

/** Whether what this host puts into a page is there to advertise, going by the company it belongs to. */
export function showsAds(
  host: string,
  company: { readonly id: string; readonly business: Business | null } | null,
): boolean {
  if (company?.id === 'google') return GOOGLE_AD_DOMAINS.some((domain) => isWithinDomain(host, domain));
  return company?.business === 'advertising';
}
