import { siteOf } from '../cookies/site.ts';
import type { Vendor } from './catalogue.ts';

/** Packages hold what their makers wrote: their code, and the storage disclosures that vendors publish. */
const PACKAGES = 'npmjs.com';

/** Sites of a company that no cookie of its comes from, and on which it states what its cookies are. */
const STATEMENTS: Readonly<Record<string, readonly string[]>> = {
  google: ['safety.google'],
};

/**
 * Whether what a source says of a cookie is its maker's own word; else it is what others measured or collected.
 *
 * @param source an address, perhaps with a note behind it
 */
export function isMakersWord(source: string, { id, domains, policyUrl }: Vendor): boolean {
  const site = siteOfUrl(source);
  if (site === null) return false;
  const own = [PACKAGES, ...domains, ...(STATEMENTS[id] ?? []), ...(policyUrl === null ? [] : [siteOfUrl(policyUrl)])];
  return own.includes(site);
}

function siteOfUrl(text: string): string | null {
  const url = text.split(' ')[0] ?? '';
  return URL.canParse(url) ? siteOf(new URL(url).hostname) : null;
}
