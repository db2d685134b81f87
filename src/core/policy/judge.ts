import type { Classification } from '../catalogue/classification.ts';
import { markOfHost } from '../catalogue/cloudinary.ts';
import { isWithinDomain, normaliseHost, siteOf } from '../cookies/site.ts';
import { DECISIVE_KINDS, type PersonalDataFact } from '../evidence/personal-data.ts';
import { CLOUDINARY_2013 } from './cloudinary-2013.ts';
import type { Policy } from './policy.ts';
import type { Citation, CitationRole, Finding, Text } from './verdict.ts';

export interface JudgedPage {
  /** Registrable domain of the page. */
  readonly site: string;
  /** The page's site is the policy's own. */
  readonly governed: boolean;
}

export interface CookieFacts {
  readonly classification: Classification;
  readonly cookieDomain: string;
  readonly page: JudgedPage;
  /** What `findPersonalData` found in the value. */
  readonly personalData: readonly PersonalDataFact[];
  /** Hosts of other sites that were seen to get that personal data in a request. */
  readonly personalDataTo?: readonly string[];
  /** The cookie was seen going along with a request to the policy's owner from this page. */
  readonly sentToCloudinary: boolean;
}

/**
 * Holds one cookie against the policy: the first verdict that fits, with the clauses it rests on.
 *
 * Whether a cookie is the policy owner's own is told by its domain alone: a host that merely runs on the owner's
 * technology governs nothing. Never says that the policy is in force.
 */
export function judge(facts: CookieFacts, policy: Policy = CLOUDINARY_2013): Finding {
  const { classification, page, personalData } = facts;
  const { coverage } = policy;
  const domain = normaliseHost(facts.cookieDomain);
  const own = policy.domains.some((owned) => isWithinDomain(domain, owned));

  if (own) {
    const decisive = personalData.find(({ kind }) => DECISIVE_KINDS.has(kind));
    if (decisive) {
      const [learner] = facts.personalDataTo ?? [];
      const held = cite(coverage.personalData, 'contradicts');
      const id = `why_against_${decisive.kind}`;
      return learner === undefined
        ? { verdict: 'against', citations: held, why: { id, args: [decisive.masked] } }
        : {
            verdict: 'against',
            citations: [...held, ...cite(coverage.personalDataLearnt, 'contradicts')],
            why: { id: `${id}_learnt`, args: [decisive.masked, learner] },
          };
    }
  }
  if (classification.entryId === null)
    return { verdict: 'unknown', citations: [], why: whyUnknown(classification, domain) };
  if (!own && !page.governed) return elsewhere(classification, domain, page.site, policy);

  const sent = own && !page.governed && facts.sentToCloudinary && classification.identifies === 'visitor';
  const covered = coveredBy(classification, own, policy);
  if (covered === null) {
    const whose = ownerOf(classification, domain);
    return { verdict: 'unmentioned', citations: [], why: { id: 'why_unmentioned', args: [whose] } };
  }
  const { verdict, citations, why } = covered;
  return sent
    ? {
        verdict,
        citations: [...citations, ...cite(coverage.otherSites, 'covers')],
        why: { id: `${why.id}_sent`, args: [...(why.args ?? []), page.site] },
      }
    : covered;
}

/**
 * Holds an identifier in web storage against the policy. It is no cookie, so no sentence on cookies is cited for it.
 * As with a cookie, it is governed where its host or the page is the policy owner's.
 */
export function judgeStorage(
  facts: {
    readonly classification: Classification;
    /** Host of the document whose storage it is: the page, or a frame in it. */
    readonly host: string;
    readonly page: JudgedPage;
  },
  policy: Policy = CLOUDINARY_2013,
): Finding {
  const { classification, host, page } = facts;
  const { otherSites } = policy.coverage;
  if (classification.entryId === null)
    return { verdict: 'unknown', citations: [], why: whyUnknown(classification, host) };
  const own = policy.domains.some((owned) => isWithinDomain(host, owned));
  const visitor = classification.identifies === 'visitor';
  const tracks = visitor && (own || classification.vendor?.id === policy.vendor);
  if (own || page.governed) {
    if (!tracks) {
      const args = [vendorName(classification)];
      return { verdict: 'unmentioned', citations: [], why: { id: 'why_storage_unmentioned', args } };
    }
    const why = page.governed
      ? { id: 'why_storage_general' }
      : { id: 'why_storage_general_frame', args: [page.site, host] };
    return { verdict: 'general', citations: cite(otherSites, 'covers'), why };
  }
  const args = [siteOf(host)];
  return tracks
    ? { verdict: 'elsewhere', citations: cite(otherSites, 'kind'), why: { id: 'why_storage_kind', args } }
    : { verdict: 'elsewhere', citations: [], why: { id: 'why_storage_elsewhere', args } };
}

/** The words of the policy that fit a governed cookie, or `null` where it has none for it. */
function coveredBy(classification: Classification, own: boolean, policy: Policy): Finding | null {
  const { purpose, party, identifies, policyClass } = classification;
  const { coverage } = policy;
  if (policyClass !== null) {
    // The policy names Google's as a first-party cookie; on a third party's domain it is that party's.
    return policyClass === 'ga' && !own
      ? { verdict: 'general', citations: cite(coverage.otherAnalytics, 'covers'), why: { id: 'why_general_ga_third' } }
      : {
          verdict: 'named',
          citations: cite(coverage.named[policyClass], 'names'),
          why: { id: `why_named_${policyClass}` },
        };
  }
  const others = classification.vendor !== null && classification.vendor.id !== policy.vendor;
  if (others && (purpose === 'advertising' || purpose === 'analytics')) {
    const clauses = purpose === 'advertising' ? coverage.otherAdvertising : coverage.otherAnalytics;
    const args = [vendorName(classification)];
    return { verdict: 'general', citations: cite(clauses, 'covers'), why: { id: `why_general_${purpose}`, args } };
  }
  if (!own && party === 'third') return null;
  const clauses = [...coverage.own];
  let id = 'why_general_own';
  if (identifies === 'visitor') {
    clauses.push(...coverage.ownVisitor);
    id += '_visitor';
  }
  if (purpose === 'functional') {
    clauses.push(...coverage.ownFunctional);
    id += '_functional';
  }
  return { verdict: 'general', citations: cite(clauses, 'covers'), why: { id } };
}

function elsewhere(classification: Classification, domain: string, site: string, policy: Policy): Finding {
  const { policyClass, party } = classification;
  const kind = policyClass === null ? [] : cite(policy.coverage.named[policyClass], 'kind');
  if (markOfHost(domain) === 'old-cdn') {
    return { verdict: 'elsewhere', citations: kind, why: { id: 'why_elsewhere_old_host', args: [domain] } };
  }
  const args = [party === 'first' ? site : ownerOf(classification, domain)];
  const id = policyClass === null ? 'why_elsewhere' : 'why_elsewhere_kind';
  return { verdict: 'elsewhere', citations: kind, why: { id, args } };
}

function whyUnknown({ vendor }: Classification, domain: string): Text {
  if (vendor === null) return { id: 'why_unknown' };
  if (markOfHost(domain) === 'old-cdn') return { id: 'why_unknown_old_host', args: [domain] };
  const { name, business } = vendor;
  const told = business === 'advertising' || business === 'analytics' ? business : 'vendor';
  return { id: `why_unknown_${told}`, args: [name] };
}

/**
 * Who answers for a third party's cookie. One that is known by its name alone may be of anybody's: `_ga` is written with
 * Google's script, and on the domain of whoever uses it.
 */
function ownerOf(classification: Classification, domain: string): string {
  const { basis } = classification;
  return basis === 'name' || basis === 'pattern' ? siteOf(domain) : vendorName(classification);
}

/** Every catalogue entry has a vendor; without one the sentence names nobody. */
function vendorName({ vendor }: Classification): string {
  return vendor?.name ?? '';
}

function cite(clauseIds: readonly string[], role: CitationRole): Citation[] {
  return clauseIds.map((clauseId) => ({ clauseId, role }));
}
