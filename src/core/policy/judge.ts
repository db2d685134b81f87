import type { Classification } from '../catalogue/classification.ts';
import { isWithinDomain, normaliseHost } from '../cookies/site.ts';
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
  if (classification.entryId === null) return { verdict: 'unknown', citations: [], why: whyUnknown(classification) };
  if (!own && !page.governed) return elsewhere(classification, page.site, policy);

  const sent = own && !page.governed && facts.sentToCloudinary && classification.identifies === 'visitor';
  const also = sent ? cite(coverage.otherSites, 'covers') : [];
  if (classification.policyClass !== null) {
    const names = cite(coverage.named[classification.policyClass], 'names');
    return { verdict: 'named', citations: [...names, ...also], why: { id: `why_named_${classification.policyClass}` } };
  }
  const covered = coveredBy(classification, own, policy);
  if (covered === null) {
    return {
      verdict: 'unmentioned',
      citations: [],
      why: { id: 'why_unmentioned', args: [vendorName(classification)] },
    };
  }
  const why = sent ? { id: 'why_general_sent', args: [page.site] } : covered.why;
  return { verdict: 'general', citations: [...cite(covered.clauses, 'covers'), ...also], why };
}

/**
 * Holds an identifier in web storage against the policy. It is no cookie, so no sentence on cookies is cited for it,
 * and it is governed only on the policy owner's own pages.
 */
export function judgeStorage(
  facts: { readonly classification: Classification; readonly page: JudgedPage },
  policy: Policy = CLOUDINARY_2013,
): Finding {
  const { classification, page } = facts;
  if (classification.entryId === null) return { verdict: 'unknown', citations: [], why: whyUnknown(classification) };
  const owners = classification.vendor?.id === policy.vendor && classification.identifies === 'visitor';
  const args = [vendorName(classification)];
  if (page.governed) {
    return owners
      ? {
          verdict: 'general',
          citations: cite(policy.coverage.otherSites, 'covers'),
          why: { id: 'why_storage_general' },
        }
      : { verdict: 'unmentioned', citations: [], why: { id: 'why_storage_unmentioned', args } };
  }
  return owners
    ? {
        verdict: 'elsewhere',
        citations: cite(policy.coverage.otherSites, 'kind'),
        why: { id: 'why_storage_kind', args: [page.site] },
      }
    : { verdict: 'elsewhere', citations: [], why: { id: 'why_storage_elsewhere', args: [page.site] } };
}

/** The general words that cover a governed cookie, or `null` where the policy has none for it. */
function coveredBy(classification: Classification, own: boolean, policy: Policy): Covered | null {
  const { purpose, party, identifies } = classification;
  const { coverage } = policy;
  const others = classification.vendor !== null && classification.vendor.id !== policy.vendor;
  const args = [vendorName(classification)];
  if (others && purpose === 'advertising') {
    return { clauses: coverage.otherAdvertising, why: { id: 'why_general_advertising', args } };
  }
  if (others && purpose === 'analytics') {
    return { clauses: coverage.otherAnalytics, why: { id: 'why_general_analytics', args } };
  }
  if (!own && party === 'third') return null;
  const clauses = [...coverage.own];
  if (identifies === 'visitor') clauses.push(...coverage.ownVisitor);
  if (identifies === 'session') clauses.push(...coverage.ownSession);
  if (purpose === 'functional') clauses.push(...coverage.ownFunctional);
  return { clauses, why: { id: 'why_general_own' } };
}

interface Covered {
  readonly clauses: readonly string[];
  readonly why: Text;
}

function elsewhere(classification: Classification, site: string, policy: Policy): Finding {
  const { policyClass, party } = classification;
  const whose = party === 'first' ? site : vendorName(classification);
  if (policyClass === null) {
    return { verdict: 'elsewhere', citations: [], why: { id: 'why_elsewhere', args: [whose] } };
  }
  const citations = cite(policy.coverage.named[policyClass], 'kind');
  return { verdict: 'elsewhere', citations, why: { id: 'why_elsewhere_kind', args: [whose] } };
}

function whyUnknown({ vendor }: Classification): Text {
  if (vendor === null) return { id: 'why_unknown' };
  const { name, business } = vendor;
  const told = business === 'advertising' || business === 'analytics' ? business : 'vendor';
  return { id: `why_unknown_${told}`, args: [name] };
}

/** Every catalogue entry has a vendor; without one the sentence names nobody. */
function vendorName({ vendor }: Classification): string {
  return vendor?.name ?? '';
}

function cite(clauseIds: readonly string[], role: CitationRole): Citation[] {
  return clauseIds.map((clauseId) => ({ clauseId, role }));
}
