import { cookieKeyId } from '../cookies/cookie-key.ts';
import { siteOf } from '../cookies/site.ts';
import { isCloudinaryCookie, isRemarketingCookie } from '../report/counts.ts';
import type { CookieRow } from '../report/page-report.ts';
import type { ClearPlan, ClearScope } from './clearing.ts';
import { mayKeepSignedIn } from './sign-in.ts';

/**
 * Says which cookies a wish means and what clearing them costs. Only cookies that lie in the jar are planned.
 *
 * "Remarketing" never takes a cookie that may keep somebody signed in; "everything" does, and says so.
 */
export function planClearing(scope: ClearScope, rows: readonly CookieRow[]): ClearPlan {
  const stored = rows.filter((row) => row.status === 'stored');
  const picked = stored.filter(pickerOf(scope, new Set(scope.kind === 'cookies' ? scope.keys.map(cookieKeyId) : [])));
  const counts = new Map<string, number>();
  for (const row of picked) {
    const name = row.classification.vendor?.name ?? row.key.domain;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return {
    keys: picked.map((row) => row.key),
    signsOutOf: [...new Set(picked.filter(mayKeepSignedIn).map((row) => siteOf(row.key.domain)))].sort(),
    companies: [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count),
  };
}

function pickerOf(scope: ClearScope, ids: ReadonlySet<string>): (row: CookieRow) => boolean {
  switch (scope.kind) {
    case 'cookies':
      return (row) => ids.has(row.id);
    case 'vendor':
      return (row) => row.classification.vendor?.id === scope.vendorId;
    case 'remarketing':
      return isRemarketingCookie;
    case 'cloudinary':
      return isCloudinaryCookie;
    case 'everything':
      return () => true;
  }
}
