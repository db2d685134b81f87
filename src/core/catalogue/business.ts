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

/**
 * Of companies that live by advertising and put other things into pages as well, where they show ads: their other hosts
 * serve posts, comments, forms, films. `2mdn.net`, DoubleClick's, is on no list of companies.
 */
const AD_PLACES: readonly string[] = [
  'doubleclick.net',
  'googlesyndication.com',
  'googleadservices.com',
  '2mdn.net',
  'an.facebook.com',
  'ads.yahoo.com',
  'advertising.com',
];
const OTHER_FRAMES: ReadonlySet<string> = new Set(
  'google meta x reddit disqus tiktok yahoo typeform pinterest snap lycorp mailchimp marketo addthis sharethis'.split(
    ' ',
  ),
);

/** Whether what this host puts into a page is there to advertise, going by the host and the company it belongs to. */
export function showsAds(
  host: string,
  company: { readonly id: string; readonly business: Business | null } | null,
): boolean {
  if (AD_PLACES.some((domain) => isWithinDomain(host, domain))) return true;
  return company?.business === 'advertising' && !OTHER_FRAMES.has(company.id);
}
