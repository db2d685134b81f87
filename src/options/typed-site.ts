import { siteOf } from '../core/cookies/site.ts';

/** What was typed into a list of sites, as a site; or why it is none. */
export type TypedSite =
  | { readonly ok: true; readonly site: string }
  | { readonly ok: false; readonly problem: 'empty' | 'not-a-site' | 'already-there' };

/**
 * Reads a site from what people type or paste: `example.org`, `www.example.org`, a whole address. Kept is the registrable
 * domain, in punycode as cookies and requests write it.
 */
export function readTypedSite(typed: string, already: readonly string[]): TypedSite {
  const text = typed.trim();
  if (text === '') return { ok: false, problem: 'empty' };
  const address = text.includes('://') ? text : `https://${text}`;
  if (!URL.canParse(address)) return { ok: false, problem: 'not-a-site' };
  const { protocol, hostname } = new URL(address);
  if (!/^https?:$/.test(protocol) || !isHost(hostname)) return { ok: false, problem: 'not-a-site' };
  const site = siteOf(hostname);
  return already.includes(site) ? { ok: false, problem: 'already-there' } : { ok: true, site };
}

/** A name with a dot, an address in brackets, or this computer: a bare word is more likely a slip. */
function isHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname.startsWith('[') || /^[^.\s]+(\.[^.\s]+)+\.?$/.test(hostname);
}
