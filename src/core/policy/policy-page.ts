import { isPolicyWebsite } from '../catalogue/cloudinary.ts';
import type { PolicyComparison } from './policy-comparison.ts';

/** The address at which the policy of 5/2013 itself stood. */
const POLICY_PATH = '/privacy';

/** What such a page is called: "Privacy Policy", "Cloudinary's cookie notice"; not "How we wrote our privacy policy". */
const NAME =
  /^(?:(?:the|our|your|cloudinary(?:'s)?|ltd\.?|inc\.?|website|site|web|online|general|global|data|customer|user|visitor|corporate|company|product|services?) )*(?:privacy|cookies?)(?: (?:and|&|\/) (?:privacy|cookies?|data protection))* (?:policy|policies|notice|statement)$/i;

/** What parts the name of a page from the name of its site. */
const PARTED = /\s+[|\u2010-\u2015\-·•»›]+\s+|:\s+/;

/**
 * Whether Cloudinary publishes its own words there: over HTTPS, on its website. Not on the hosts below it, where
 * customers' pictures, their documents and the words of a forum lie.
 *
 * @param url of the document, as the browser vouches for it
 */
export function isOnPolicyWebsite(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port } = new URL(url);
  return protocol === 'https:' && port === '' && isPolicyWebsite(hostname);
}

/**
 * Whether a page that was compared is a policy, and not one that speaks of policies, such as an article or a manual:
 * its title or first heading is the name of one, or it is the policy of 5/2013 at its own address, changed or not.
 *
 * @param page its address, and what it says of itself, as hostile as any page
 */
export function isPolicyPage(
  page: { readonly url: string; readonly title: string; readonly heading: string },
  kind: PolicyComparison['kind'],
): boolean {
  if (kind !== 'other' && new URL(page.url).pathname.replace(/\/$/, '') === POLICY_PATH) return true;
  return [page.title, page.heading].some(isNameOfPolicy);
}

function isNameOfPolicy(text: string): boolean {
  return text.split(PARTED).some((part) => NAME.test(plain(part)));
}

function plain(text: string): string {
  return text
    .replaceAll('’', "'")
    .replace(/\s*\([^()]*\)\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
