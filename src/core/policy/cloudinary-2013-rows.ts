import { isOfPolicyDomain } from '../catalogue/cloudinary.ts';
import type { PageFacts, PageRow } from './policy.ts';

/** A cookie of Cloudinary's domain, on whichever page. */
export function isOwn(row: PageRow): boolean {
  return isOfPolicyDomain(row.key.domain);
}

/** It came into the browser, though it may have gone again. */
export function wasThere(row: PageRow): boolean {
  return row.status !== 'refused';
}

/** A visitor's number in web storage that Cloudinary's site keeps, or Cloudinary's technology on any other. */
export function isTrackingStorage({ classification, origin }: PageFacts['storage'][number]): boolean {
  if (classification.identifies !== 'visitor') return false;
  return classification.vendor?.id === 'cloudinary' || isOfPolicyDomain(new URL(origin).hostname);
}

/** A name as a sentence writes it: one such as `name` or `prefill` would read as a word of the sentence. */
export function quoted(name: string): string {
  return `“${name}”`;
}

/** The names of some cookies, as a sentence lists them. */
export function namesOf(rows: readonly PageRow[]): string {
  const names = [...new Set(rows.map(({ key }) => quoted(key.name)))];
  return names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ');
}
