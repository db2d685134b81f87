import type { CatalogueLookup } from '../core/catalogue/lookup.ts';
import type { StoredCookie } from '../core/cookies/cookie.ts';
import { clauseById } from '../core/policy/clauses.ts';
import type { DocumentRecord } from '../core/report/document-record.ts';
import type { TabInfo } from '../platform/tabs.ts';
import type { LookedUp } from './departures.ts';
import type { RuleOf } from './rule-judge.ts';

export interface LeavingFactsDeps {
  readonly describeTab: (tabId: number) => Promise<TabInfo | null>;
  readonly readJar: (storeId: string, domains: readonly string[]) => Promise<StoredCookie[]>;
  /** Of these hosts, those whose cookies the user withholds. */
  readonly withheld: (hosts: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly lookup: () => Promise<Pick<CatalogueLookup, 'classify'>>;
  /** The user's rules for the cookies of a store, on a page of this site. */
  readonly rulesIn: (storeId: string, pageSite: string) => Promise<RuleOf>;
  /** All documents seen since the browser started that are still remembered, oldest first. */
  readonly documents: () => Promise<readonly Pick<DocumentRecord, 'site' | 'privateWindow' | 'privacyLink'>[]>;
}

/** Looks up what a notice says beyond what the link tells. What the user allows is not counted. */
export function createLeavingFacts(deps: LeavingFactsDeps): LookedUp {
  return {
    async countCookies(site, tabId) {
      const tab = await deps.describeTab(tabId);
      if (!tab) throw new Error(`no tab ${tabId}`);
      // The jar is shown without what is withheld, as if that were not there.
      if ((await deps.withheld([site])).has(site)) throw new Error(`no access to ${site}`);
      const [jar, { classify }, ruleOf] = await Promise.all([
        deps.readJar(tab.storeId, [site]),
        deps.lookup(),
        deps.rulesIn(tab.storeId, site),
      ]);
      const cookies = jar.filter(({ key }) => ruleOf(key)?.effect !== 'allow');
      const advertising = cookies.filter(
        ({ key: { name, domain } }) => classify({ name, domain }, site).purpose === 'advertising',
      );
      return { total: cookies.length, advertising: advertising.length, allowed: jar.length - cookies.length };
    },
    async cookiesHere(site, tabId) {
      const tab = await deps.describeTab(tabId);
      return (tab ? await deps.readJar(tab.storeId, [site]) : []).map(({ key, value }) => ({ name: key.name, value }));
    },
    async privacyStatement(site, tabId) {
      const privateWindow = (await deps.describeTab(tabId))?.privateWindow ?? false;
      const on = (await deps.documents()).filter(
        (record) => record.site === site && record.privateWindow === privateWindow,
      );
      return on.findLast(({ privacyLink }) => privacyLink !== null)?.privacyLink?.url ?? null;
    },
    clauseText: (id) => clauseById(id)?.text,
  };
}
