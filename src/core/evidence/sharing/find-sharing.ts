import { siteOf } from '../../cookies/site.ts';
import { byPlainness, type Form, type IdentifierForm } from './identifier-forms.ts';
import type { Where } from './request-tokens.ts';
import type { TokenHash } from './token-hash.ts';

/** A text that went out in a request of the page; the text itself is not kept. */
export interface SeenToken {
  readonly host: string;
  readonly where: Where;
  readonly parameter: string | null;
  readonly firstAt: number;
}

/** The tokens of a page by their keyed hash. */
export type TokenIndex = ReadonlyMap<string, readonly SeenToken[]>;

/** A cookie's value, or an identifying part of it, that was seen in a request to another site. */
export interface SharedIdentifier extends SeenToken {
  readonly form: Form;
  /** A part of the value, not all of it. */
  readonly part: boolean;
  /** The company that was asked, where it is known. */
  readonly company: { readonly id: string; readonly name: string } | null;
  /** It is the company that made the cookie: a site's Analytics cookie that goes to Analytics. */
  readonly maker: boolean;
}

export interface SharingCookie {
  readonly domain: string;
  readonly party: 'first' | 'third';
  /** Id of the company that the cookie is known to come from. */
  readonly vendorId: string | null;
}

/** Hosts told of one cookie, at most. */
export const MOST_TOLD = 20;

/**
 * Finds where a cookie's identifier went: requests to other sites that carried it in one of its forms.
 *
 * A third-party cookie that goes to another host of its own company is no sharing. A first-party one that goes to its
 * maker is told, and said to be that.
 */
export function findSharing(
  cookie: SharingCookie,
  forms: readonly IdentifierForm[],
  seen: TokenIndex,
  hash: TokenHash,
  companyOf: (host: string) => SharedIdentifier['company'],
): readonly SharedIdentifier[] {
  const own = siteOf(cookie.domain);
  const found = new Map<string, SharedIdentifier>();
  for (const { text, form, part } of [...forms].sort(byPlainness)) {
    for (const token of seen.get(hash(text)) ?? []) {
      if (found.size >= MOST_TOLD) return [...found.values()];
      // A host is told by the plainest way in which it got the identifier.
      if (found.has(token.host) || siteOf(token.host) === own) continue;
      const company = companyOf(token.host);
      const maker = company !== null && company.id === cookie.vendorId;
      if (maker && cookie.party === 'third') continue;
      found.set(token.host, { ...token, form, part, company, maker });
    }
  }
  return [...found.values()].sort((a, b) => a.firstAt - b.firstAt);
}
