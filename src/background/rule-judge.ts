import type { CatalogueLookup } from '../core/catalogue/lookup.ts';
import { partyOfKey, type RuleMatch, type RuleMatcher } from '../core/clearing/match-rules.ts';
import type { CookieKey } from '../core/cookies/cookie-key.ts';
import { siteOf } from '../core/cookies/site.ts';
import type { RulesStore } from './rules-store.ts';

/** The rule that speaks of a cookie, or `null`. */
export type RuleOf = (key: CookieKey) => RuleMatch | null;

export interface RuleJudge {
  /**
   * The rules of a cookie store, ready to be asked.
   *
   * @param pageSite registrable domain of the page that uses the cookies; `null` where none is known, and a cookie then
   *   counts as a third party's if no open tab of the store shows its own site
   */
  in(storeId: string, pageSite: string | null): Promise<RuleOf>;
  /** The same, but an unpartitioned cookie counts as its own site's: what merely lies in the jar is used by nobody. */
  atRest(storeId: string): Promise<RuleOf>;
}

export interface RuleJudgeDeps {
  readonly rules: Pick<RulesStore, 'matcher'>;
  /** Opened only where a rule speaks of a vendor. */
  readonly lookup: () => Promise<Pick<CatalogueLookup, 'classify'>>;
  /** Registrable domains that the open tabs of a store show. */
  readonly shownSites: (storeId: string) => Promise<ReadonlySet<string>>;
}

export function createRuleJudge({ rules, lookup, shownSites }: RuleJudgeDeps): RuleJudge {
  async function ask(matcher: RuleMatcher, isThird: (key: CookieKey) => boolean): Promise<RuleOf> {
    const vendorOf = await vendors(matcher, lookup);
    return (key) =>
      matcher.match({
        name: key.name,
        domain: key.domain,
        vendorId: vendorOf(key),
        thirdParty: partyOfKey(key) ?? isThird(key),
      });
  }
  return {
    async in(storeId, pageSite) {
      const matcher = await rules.matcher(storeId);
      if (matcher.isEmpty) return () => null;
      if (pageSite !== null) return ask(matcher, (key) => siteOf(key.domain) !== pageSite);
      const shown = matcher.needsParty ? await shownSites(storeId) : null;
      return ask(matcher, (key) => shown !== null && !shown.has(siteOf(key.domain)));
    },
    async atRest(storeId) {
      const matcher = await rules.matcher(storeId);
      return matcher.isEmpty ? () => null : ask(matcher, () => false);
    },
  };
}

/** Gives the vendor of a cookie; nobody's where no rule asks for it, and the catalogue stays closed. */
export async function vendors(
  matcher: Pick<RuleMatcher, 'needsVendor'>,
  lookup: RuleJudgeDeps['lookup'],
): Promise<(key: CookieKey) => string | null> {
  if (!matcher.needsVendor) return () => null;
  const { classify } = await lookup();
  return ({ name, domain }) => classify({ name, domain }, '').vendor?.id ?? null;
}
