import { isCloudinaryHost } from '../catalogue/cloudinary.ts';
import type { Verdict } from '../policy/verdict.ts';
import type { CookieRow, ReportCounts } from './page-report.ts';

/** True for a cookie of Cloudinary's domains. */
export function isCloudinaryCookie(row: Pick<CookieRow, 'key'>): boolean {
  return isCloudinaryHost(row.key.domain);
}

/** True for a cookie that measures visitors or shows them advertising, of whichever company. */
export function isRemarketingCookie(row: Pick<CookieRow, 'classification'>): boolean {
  const { purpose } = row.classification;
  return purpose === 'advertising' || purpose === 'analytics';
}

/** Counts what lies in the jar; refused, removed and allowed cookies are shown, and counted nowhere. */
export function countRows(rows: readonly CookieRow[]): ReportCounts {
  const byVerdict: Record<Verdict, number> = {
    against: 0,
    unknown: 0,
    elsewhere: 0,
    named: 0,
    general: 0,
    unmentioned: 0,
  };
  const companies = new Set<string>();
  const domains = new Set<string>();
  let site = false;
  let stored = 0;
  let remarketing = 0;
  let cloudinary = 0;
  let badge = 0;
  for (const row of rows) {
    if (row.status !== 'stored' || row.rule?.effect === 'allow') continue;
    const ads = isRemarketingCookie(row);
    const own = isCloudinaryCookie(row);
    stored += 1;
    byVerdict[row.finding.verdict] += 1;
    if (ads) remarketing += 1;
    if (own) cloudinary += 1;
    if (ads || own) badge += 1;
    if (row.classification.vendor !== null) companies.add(row.classification.vendor.id);
    else if (row.classification.party === 'first') site = true;
    else domains.add(row.key.domain);
  }
  return {
    byVerdict,
    remarketing,
    cloudinary,
    badge,
    keepers: { companies: companies.size, domains: domains.size, site },
    stored,
  };
}
