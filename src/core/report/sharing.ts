import { type Classification, holdsOnlyConsent } from '../catalogue/classification.ts';
import type { CatalogueLookup } from '../catalogue/lookup.ts';
import { personalTextsIn } from '../evidence/detect-personal-data.ts';
import { findSharing, MOST_TOLD, type SharedIdentifier } from '../evidence/sharing/find-sharing.ts';
import { formsOfIdentifier, formsOfPersonalData, isReversible } from '../evidence/sharing/identifier-forms.ts';
import { SHORTEST } from '../evidence/sharing/pieces.ts';
import type { TokenHash } from '../evidence/sharing/token-hash.ts';
import type { SeenCookie } from './cookie-rows.ts';
import { indexTokens, type RequestTraces } from './request-traces.ts';

/** Cookies of one page whose identifiers are looked for; of a page with more, the first, and the report says so. */
const MOST_COOKIES = 500;

/** Where a cookie's identifier, and the personal data in it, were seen to go. */
export interface Sharing {
  readonly sharedWith: readonly SharedIdentifier[];
  /** Hosts that got the personal data itself, in a form that can be read back. A digest of it decides nothing. */
  readonly personalDataTo: readonly string[];
}

export interface SharingSearch {
  of(cookie: SeenCookie, classification: Classification, holdsPersonalData: boolean): Sharing;
  /** There was more to find than is looked for or told. */
  readonly cut: boolean;
}

const NOWHERE: Sharing = { sharedWith: [], personalDataTo: [] };

/**
 * Makes the search for one report: which cookies' identifiers are among the texts that the page's requests carried.
 * Values are read here and not kept.
 */
export function createSharingSearch(
  record: RequestTraces,
  lookup: Pick<CatalogueLookup, 'vendorOfHost'>,
  hash: TokenHash,
): SharingSearch {
  const seen = indexTokens(record);
  let searched = 0;
  let cut = record.cut > 0;
  function search(cookie: SeenCookie, classification: Classification, holdsPersonalData: boolean): Sharing {
    const { value } = cookie;
    const { party, vendor } = classification;
    if (value === null || value.length < SHORTEST || seen.size === 0) return NOWHERE;
    searched += 1;
    if (searched > MOST_COOKIES) {
      cut = true;
      return NOWHERE;
    }
    const of = { domain: cookie.key.domain, party, vendorId: vendor?.id ?? null };
    const find = (forms: ReturnType<typeof formsOfIdentifier>) => {
      const found = findSharing(of, forms, seen, hash, (host) => lookup.vendorOfHost(host));
      cut ||= found.length >= MOST_TOLD;
      return found;
    };
    const identifier = holdsOnlyConsent(classification) ? [] : find(formsOfIdentifier(value, record.digests));
    if (!holdsPersonalData) return { sharedWith: identifier, personalDataTo: [] };
    const texts = [value, ...personalTextsIn(value, cookie.key.name)];
    const personal = find(texts.flatMap((text) => formsOfPersonalData(text, record.digests)));
    const told = new Set(identifier.map(({ host }) => host));
    return {
      sharedWith: [...identifier, ...personal.filter(({ host }) => !told.has(host))],
      personalDataTo: personal.filter(({ form }) => isReversible(form)).map(({ host }) => host),
    };
  }
  return {
    of: search,
    get cut() {
      return cut;
    },
  };
}
