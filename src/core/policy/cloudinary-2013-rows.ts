import { isOfPolicyDomain } from '../catalogue/cloudinary.ts';
import type { PageRow } from './policy.ts';

/** A cookie of Cloudinary's domain, on whichever page. */
export function isOwn(row: PageRow): boolean {
  return isOfPolicyDomain(row.key.domain);
}

/** It came into the browser, though it may have gone again. */
export function wasThere(row: PageRow): boolean {
  return row.status !== 'refused';
}

/** The names of some cookies, as a sentence lists them. */
export function namesOf(rows: readonly PageRow[]): string {
  const names = [...new Set(rows.map(({ key }) => key.name))];
  return names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ');
}
