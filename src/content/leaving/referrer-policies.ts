import type { RequestOf } from '../../messaging/protocol.ts';
import type { LinkShape } from './recipes.ts';

/** The longest policy that is one; what is cut off is none either way. */
const LONGEST = 100;

/** What the page, and a link or form of it, say about referrers. The head of the page is read by the background. */
export function referrerPoliciesFor({ attributes }: LinkShape): RequestOf<'departure:stopped'>['referrer'] {
  const metas = document.querySelectorAll('meta[name="referrer" i]');
  const meta = metas[metas.length - 1]?.getAttribute('content');
  const link = /(^|\s)noreferrer(\s|$)/i.test(attributes.rel ?? '') ? 'no-referrer' : attributes.referrerpolicy;
  return { meta: meta?.slice(0, LONGEST) ?? null, link: link?.slice(0, LONGEST) ?? null };
}
