import { createLookup } from '../../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../../src/core/catalogue/open-catalogue.ts';
import { cookieKeyId } from '../../../src/core/cookies/cookie-key.ts';
import { siteOf } from '../../../src/core/cookies/site.ts';
import { findPersonalData } from '../../../src/core/evidence/detect-personal-data.ts';
import { singlesOut } from '../../../src/core/evidence/identifier.ts';
import { judge } from '../../../src/core/policy/judge.ts';
import type { PageFacts, PageRow } from '../../../src/core/policy/policy.ts';

const lookup = createLookup(openCatalogue);
export const OWN = 'www.cloudinary.com';
export const SHOP = 'www.shop.example';

export interface Cookie {
  readonly name: string;
  readonly domain: string;
  readonly value?: string;
  readonly status?: PageRow['status'];
  readonly expiresAt?: number | null;
  readonly sent?: boolean;
  /** Host whose header asked for a refused one. */
  readonly setBy?: string;
  readonly sameSite?: 'lax' | 'none';
  readonly sharedWith?: readonly string[];
  readonly personalDataTo?: readonly string[];
}

const sharedTo = (host: string) => ({
  host,
  where: 'query' as const,
  parameter: 'id',
  firstAt: 1,
  form: 'plain' as const,
  part: false,
  company: null,
  maker: false,
});

export const GA: Cookie = { name: '_ga', domain: 'cloudinary.com', expiresAt: 1 };
export const DOUBLECLICK: Cookie = { name: 'IDE', domain: 'doubleclick.net', expiresAt: 1 };
export const SESSION: Cookie = { name: '_cld_session_key', domain: 'cloudinary.com' };

/** What a page on this host gave, with these cookies. */
export function facts(host: string, cookies: readonly Cookie[], more: Partial<PageFacts> = {}): PageFacts {
  const page = { site: siteOf(host), governed: siteOf(host) === 'cloudinary.com' };
  const rows = cookies.map(
    ({
      name,
      domain,
      value = '',
      status = 'stored',
      expiresAt = null,
      sent = false,
      setBy = domain,
      sameSite = 'none',
      sharedWith = [],
      personalDataTo = [],
    }) => {
      const key = { storeId: '0', partitionKey: null, firstPartyDomain: '', domain, hostOnly: false, path: '/', name };
      const classification = lookup.classify(key, page.site);
      const finding = judge({
        classification,
        cookieDomain: domain,
        page,
        personalData: findPersonalData(value),
        personalDataTo,
        sentToCloudinary: sent,
      });
      return {
        id: cookieKeyId(key),
        key,
        status,
        attributes: { httpOnly: false, secure: true, sameSite, expiresAt },
        classification,
        finding,
        sentToCloudinary: sent,
        sightings: status === 'refused' ? [{ kind: 'refused' as const, at: 1, host: setBy }] : [],
        personalData: findPersonalData(value),
        identifier: { singlesOut: singlesOut(value), lasts: expiresAt !== null },
        sharedWith: sharedWith.map(sharedTo),
      };
    },
  );
  return { page, rows, storage: [], ...more };
}

/** An entry of local storage that the catalogue knows. */
export function storageOf(origin: string, storageKey: string): PageFacts['storage'] {
  const classification = lookup.classifyStorage('local', storageKey);
  if (classification === null) throw new Error(`The catalogue lacks the storage key "${storageKey}"`);
  return [{ storageKey, origin, classification }];
}

export const CLD_STORAGE: Pick<PageFacts, 'storage'> = {
  storage: storageOf(`https://${SHOP}`, 'cld-analytics-user-id'),
};
