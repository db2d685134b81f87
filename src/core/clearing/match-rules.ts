import type { CookieKey } from '../cookies/cookie-key.ts';
import { partitionSite } from '../cookies/partition-site.ts';
import { siteOf } from '../cookies/site.ts';
import type { Rule, RuleEffect, RuleTarget } from './rules.ts';

/** What of a cookie decides which rule speaks of it. */
export interface RuleSubject {
  readonly name: string;
  /** In any case, with or without a leading dot. */
  readonly domain: string;
  /** As the classification has it. */
  readonly vendorId: string | null;
  /** The cookie is used by a page of another site. */
  readonly thirdParty: boolean;
}

export interface RuleMatch {
  readonly effect: RuleEffect;
  readonly rule: Rule;
}

/** Rules, made ready to be asked about many cookies. */
export interface RuleMatcher {
  match(subject: RuleSubject): RuleMatch | null;
  readonly isEmpty: boolean;
  /** A rule keeps something clear. */
  readonly keepsClear: boolean;
  /** A rule speaks of a vendor, so cookies have to be looked up. */
  readonly needsVendor: boolean;
  /** A rule speaks of third-party use alone, so it has to be known. */
  readonly needsParty: boolean;
  /** Domains below which all cookies lie that a keep-clear rule can mean; `null` where they can lie anywhere. */
  readonly domains: readonly string[] | null;
}

/** The rules of one target; of several that are alike the first one counts. */
interface Bucket {
  allow: Rule | null;
  allowThird: Rule | null;
  clear: Rule | null;
  clearThird: Rule | null;
}

/**
 * Makes the matcher. A question costs the same however many rules there are: one look each by cookie, vendor and site.
 *
 * Allow wins over keep clear. Among rules of one effect the nearer one is named: a cookie's, then a vendor's, then a
 * site's; and of one target, that for any use.
 */
export function compileRules(rules: readonly Rule[]): RuleMatcher {
  const cookies = new Map<string, Bucket>();
  const vendors = new Map<string, Bucket>();
  const sites = new Map<string, Bucket>();
  for (const rule of rules) {
    const { target } = rule;
    if (target.kind === 'cookie') put(cookies, cookieId(target.name, target.domain), rule);
    else if (target.kind === 'vendor') put(vendors, target.vendorId, rule);
    else put(sites, bare(target.site), rule);
  }
  const clearing = rules.filter(({ effect }) => effect === 'keep-clear');
  return {
    match({ name, domain, vendorId, thirdParty }) {
      const found = [
        cookies.size > 0 ? cookies.get(cookieId(name, domain)) : undefined,
        vendors.size > 0 && vendorId !== null ? vendors.get(vendorId) : undefined,
        sites.size > 0 ? sites.get(siteOf(domain)) : undefined,
      ];
      let clear: Rule | null = null;
      for (const bucket of found) {
        if (bucket === undefined) continue;
        const allow = bucket.allow ?? (thirdParty ? bucket.allowThird : null);
        if (allow !== null) return { effect: 'allow', rule: allow };
        clear ??= bucket.clear ?? (thirdParty ? bucket.clearThird : null);
      }
      return clear === null ? null : { effect: 'keep-clear', rule: clear };
    },
    isEmpty: rules.length === 0,
    keepsClear: clearing.length > 0,
    needsVendor: vendors.size > 0,
    needsParty: rules.some(({ thirdPartyOnly }) => thirdPartyOnly),
    domains: domainsOf(clearing),
  };
}

/**
 * The target as it is matched and stored: a site as its registrable domain, domains in lower case without a leading dot.
 * A name stays as it is, since names are case-sensitive.
 */
export function normaliseTarget(target: RuleTarget): RuleTarget {
  if (target.kind === 'site') return { kind: 'site', site: siteOf(target.site) };
  if (target.kind === 'cookie') return { ...target, domain: bare(target.domain) };
  return target;
}

export function sameTarget(a: RuleTarget, b: RuleTarget): boolean {
  return targetId(a) === targetId(b);
}

/**
 * Whether the cookie is a third party's, as far as its key tells: one in a partition is its own site's or another's.
 * `null` where only the page tells that uses it.
 */
export function partyOfKey(key: CookieKey): boolean | null {
  const site = partitionSite(key);
  return site === null ? null : site !== siteOf(key.domain);
}

function put(buckets: Map<string, Bucket>, id: string, rule: Rule): void {
  let bucket = buckets.get(id);
  if (bucket === undefined) {
    bucket = { allow: null, allowThird: null, clear: null, clearThird: null };
    buckets.set(id, bucket);
  }
  if (rule.effect === 'allow') bucket[rule.thirdPartyOnly ? 'allowThird' : 'allow'] ??= rule;
  else bucket[rule.thirdPartyOnly ? 'clearThird' : 'clear'] ??= rule;
}

function domainsOf(rules: readonly Rule[]): readonly string[] | null {
  const domains = new Set<string>();
  for (const { target } of rules) {
    if (target.kind === 'vendor') return null;
    domains.add(target.kind === 'site' ? target.site : bare(target.domain));
  }
  return [...domains];
}

function targetId(target: RuleTarget): string {
  if (target.kind === 'cookie') return `cookie ${cookieId(target.name, target.domain)}`;
  return target.kind === 'vendor' ? `vendor ${target.vendorId}` : `site ${bare(target.site)}`;
}

/** A domain has no blank in it, so the name begins where the first one stands. */
function cookieId(name: string, domain: string): string {
  return `${bare(domain)} ${name}`;
}

function bare(domain: string): string {
  return domain.toLowerCase().replace(/^\./, '');
}
