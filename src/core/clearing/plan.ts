import { showsAds } from '../catalogue/business.ts';
import type { VendorName } from '../catalogue/classification.ts';
import { isCloudinaryHost } from '../catalogue/cloudinary.ts';
import { type CookieKey, cookieKeyId } from '../cookies/cookie-key.ts';
import { partitionSite } from '../cookies/partition-site.ts';
import { siteOf } from '../cookies/site.ts';
import { isCloudinaryCookie, isRemarketingCookie } from '../report/counts.ts';
import type { CookieRow } from '../report/page-report.ts';
import type { ClearPlan, ClearScope } from './clearing.ts';
import { mayKeepSignedIn } from './sign-in.ts';

/** A cookie of the jar with what is known of it: a row of a report, or one read for a scope that goes beyond it. */
export type PlannableCookie = Pick<CookieRow, 'key' | 'attributes' | 'classification'>;

/** The keys a wish means, and what the user is told of them. */
export interface CookieSelection {
  readonly keys: readonly CookieKey[];
  readonly told: Pick<ClearPlan, 'count' | 'signsOutOf' | 'companies' | 'allowed'>;
}

/** Where the cookies of a scope are looked for. */
export type ScopeSource =
  | { readonly from: 'report' }
  /** Cookies of these sites, or the whole store. */
  | { readonly from: 'jar'; readonly sites: readonly string[] | null };

/** @param pageSite registrable domain of the page in the tab */
export function sourceOf(scope: ClearScope, pageSite: string): ScopeSource {
  switch (scope.kind) {
    case 'site':
      return { from: 'jar', sites: [pageSite] };
    case 'site-elsewhere':
      return { from: 'jar', sites: [scope.site ?? pageSite] };
    case 'embeds-here':
      return { from: 'jar', sites: scope.site === undefined ? null : [scope.site] };
    default:
      return { from: 'report' };
  }
}

/**
 * Says which cookies a wish means and what clearing them costs.
 *
 * "Remarketing" never takes a cookie that may keep somebody signed in; other scopes do, and say so.
 *
 * @param cookies what lies in the jar: the report's stored rows, or what was read as `sourceOf` says
 * @param isAllowed whether the user said never to clear it; it is counted, and stays
 */
export function planClearing(
  scope: ClearScope,
  cookies: readonly PlannableCookie[],
  pageSite: string,
  isAllowed: (cookie: PlannableCookie) => boolean,
): CookieSelection {
  const meant = cookies.filter(pickerOf(scope, pageSite));
  const picked = meant.filter((cookie) => !isAllowed(cookie));
  const counts = new Map<string, number>();
  for (const { classification, key } of picked) {
    const name = classification.vendor?.name ?? key.domain;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return {
    keys: picked.map(({ key }) => key),
    told: {
      count: picked.length,
      signsOutOf: [...new Set(picked.filter(mayKeepSignedIn).map(({ key }) => siteOf(key.domain)))].sort(),
      companies: [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count),
      allowed: meant.length - picked.length,
    },
  };
}

function pickerOf(scope: ClearScope, pageSite: string): (cookie: PlannableCookie) => boolean {
  switch (scope.kind) {
    case 'cookies': {
      const ids = new Set(scope.keys.map(cookieKeyId));
      return ({ key }) => ids.has(cookieKeyId(key));
    }
    case 'vendor':
      return ({ classification }) => classification.vendor?.id === scope.vendorId;
    case 'remarketing':
      return (cookie) => isRemarketingCookie(cookie) && !mayKeepSignedIn(cookie);
    case 'cloudinary':
      return isCloudinaryCookie;
    case 'site':
      return ({ key }) => isOfSite(key, pageSite) && [null, pageSite].includes(partitionSite(key));
    case 'embeds-here': {
      const { site } = scope;
      return ({ key }) =>
        partitionSite(key) === pageSite && (site === undefined ? !isOfSite(key, pageSite) : isOfSite(key, site));
    }
    case 'site-elsewhere': {
      const site = scope.site ?? pageSite;
      return ({ key }) => isOfSite(key, site) && ![null, site].includes(partitionSite(key));
    }
    case 'everything':
      return () => true;
  }
}

/** Whether cookies of this host are among those the scope may mean; for hosts whose cookies cannot be read. */
export function mayConcern(
  scope: ClearScope,
  host: string,
  pageSite: string,
  vendorOfHost: (host: string) => VendorName | null,
): boolean {
  switch (scope.kind) {
    case 'cookies':
      return scope.keys.some((key) => key.domain === host);
    case 'vendor':
      return vendorOfHost(host)?.id === scope.vendorId;
    case 'remarketing': {
      const company = vendorOfHost(host);
      return company?.business === 'analytics' || showsAds(host, company);
    }
    case 'cloudinary':
      return isCloudinaryHost(host);
    case 'site':
      return siteOf(host) === pageSite;
    case 'embeds-here':
      return scope.site === undefined ? siteOf(host) !== pageSite : siteOf(host) === scope.site;
    case 'site-elsewhere':
      return siteOf(host) === (scope.site ?? pageSite);
    case 'everything':
      return true;
  }
}

function isOfSite(key: CookieKey, site: string): boolean {
  return siteOf(key.domain) === site;
}
