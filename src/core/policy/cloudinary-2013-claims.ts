import { isWithinDomain } from '../cookies/site.ts';
import type { Claim, ClauseLook, PageFacts, PageRow } from './policy.ts';

const SITE = 'cloudinary.com';

/**
 * What each clause of 5/2013 lets an observer of one page expect.
 *
 * Only what the page and its cookies did counts. What this extension does is no evidence: its notice does not make
 * `third-party.3` hold, its clearing does not make `cookies.9` hold. Only `cookies.3` and `cookies.4` can be found
 * broken.
 */
export const CLOUDINARY_2013_CLAIMS: Readonly<Record<string, Claim>> = {
  'preamble.1': untestable('clause_why_sale'),
  'preamble.2': untestable('clause_why_inside'),
  'collection.1': untestable('clause_why_inside'),
  'collection.2': { testable: true, look: lookForTracking },
  'cookies.1': { testable: true, look: lookForOwnCookies },
  'cookies.2': { testable: true, look: lookForIdentifiers },
  'cookies.3': { testable: true, look: lookForPersonalData('cookies.3', 'clause_personal_data') },
  'cookies.4': { testable: true, look: lookForPersonalData('cookies.4', 'clause_learnt_elsewhere') },
  'cookies.5': untestable('clause_why_aim'),
  'cookies.6': { testable: true, look: lookForRepeatVisits },
  'cookies.7': untestable('clause_why_aim'),
  'cookies.8': untestable('clause_why_aim'),
  'cookies.9': { testable: true, look: lookForRefusals },
  'cookies.10': untestable('clause_why_without_cookies'),
  'cookies.11': { testable: true, look: lookForRemarketing('clause_remarketing') },
  'cookies.12': { testable: true, look: () => notHere('clause_ads_not_here') },
  'cookies.13': { testable: true, look: lookForRemarketing('clause_both_kinds') },
  'aggregation.1': untestable('clause_why_inside'),
  'aggregation.2': untestable('clause_why_inside'),
  'partners.1': untestable('clause_why_page_text'),
  'partners.2': untestable('clause_why_inside'),
  'partners.3': untestable('clause_why_inside'),
  'partners.4': untestable('clause_why_inside'),
  'third-party.1': { testable: true, look: lookForWaysOut },
  'third-party.2': untestable('clause_why_disclaimer'),
  'third-party.3': untestable('clause_why_encouragement'),
  'third-party.4': untestable('clause_why_disclaimer'),
  'court-orders.1': untestable('clause_why_court'),
  'court-orders.2': untestable('clause_why_court'),
  'court-orders.3': untestable('clause_why_court'),
  'changes.1': untestable('clause_why_sale'),
  'changes.2': untestable('clause_why_belief'),
  'changes.3': { testable: true, look: () => notHere('clause_changes_not_here') },
};

/** Tracking on Cloudinary's site, or through it on other sites; on another site only what was seen sent counts. */
function lookForTracking({ page, rows, storage }: PageFacts): ClauseLook {
  const visitors = rows.filter((row) => wasThere(row) && isOwn(row) && row.classification.identifies === 'visitor');
  if (page.governed) {
    return visitors.length > 0 ? seen('clause_tracking_site', visitors) : notHere('clause_tracking_not_here');
  }
  const sent = visitors.filter((row) => row.sentToCloudinary);
  if (sent.length > 0) return seen('clause_tracking_sites', sent, [namesOf(sent)]);
  const kept = storage.find(
    ({ classification }) => classification.vendor?.id === 'cloudinary' && classification.identifies === 'visitor',
  );
  return kept ? seen('clause_tracking_storage', [], [kept.storageKey]) : notHere('clause_tracking_not_here');
}

function lookForOwnCookies({ rows }: PageFacts): ClauseLook {
  const own = rows.filter((row) => wasThere(row) && isOwn(row));
  return own.length > 0
    ? seen('clause_own_cookies', own, [String(own.length)])
    : notHere('clause_own_cookies_not_here');
}

function lookForIdentifiers({ rows }: PageFacts): ClauseLook {
  const own = rows.filter((row) => wasThere(row) && isOwn(row) && row.classification.identifies !== undefined);
  return own.length > 0 ? seen('clause_identifiers', own, [namesOf(own)]) : notHere('clause_identifiers_not_here');
}

/** `cookies.3` and `cookies.4`: whether a finding cites the clause as contradicted; else how many values were read. */
function lookForPersonalData(clauseId: string, id: string): (facts: PageFacts) => ClauseLook {
  return ({ rows }) => {
    const against = rows.filter(({ finding }) =>
      finding.citations.some((citation) => citation.clauseId === clauseId && citation.role === 'contradicts'),
    );
    if (against.length > 0) {
      return { status: 'against', why: { id: `${id}_against`, args: [namesOf(against)] }, rows: against };
    }
    const read = rows.filter((row) => row.status === 'stored' && isOwn(row));
    return read.length > 0
      ? { status: 'nothing-against', why: { id: `${id}_nothing`, args: [String(read.length)] }, rows: read }
      : notHere(`${id}_not_here`);
  };
}

/** A visitor identifier that outlives the session can tell that one has been here before. */
function lookForRepeatVisits({ rows }: PageFacts): ClauseLook {
  const lasting = rows.filter(
    (row) =>
      wasThere(row) && isOwn(row) && row.classification.identifies === 'visitor' && row.attributes.expiresAt !== null,
  );
  return lasting.length > 0
    ? seen('clause_repeat_visits', lasting, [namesOf(lasting)])
    : notHere('clause_repeat_visits_not_here');
}

/** The browser refusing a cookie is the browser's doing; our clearing never shows here. */
function lookForRefusals({ rows }: PageFacts): ClauseLook {
  const refused = rows.filter((row) => row.status === 'refused');
  return refused.length > 0
    ? seen('clause_refused', refused, [String(refused.length)])
    : notHere('clause_refused_not_here');
}

/** Both kinds the policy names, the first-party and the third-party one, together on a page of Cloudinary's. */
function lookForRemarketing(id: string): (facts: PageFacts) => ClauseLook {
  return ({ page, rows }) => {
    if (!page.governed) return notHere('clause_remarketing_elsewhere');
    const there = rows.filter(wasThere);
    const first = there.filter(
      ({ classification }) => classification.policyClass === 'ga' && classification.party === 'first',
    );
    const third = there.filter(
      ({ classification }) => classification.policyClass === 'doubleclick' && classification.party === 'third',
    );
    if (first.length === 0 && third.length === 0) return notHere('clause_remarketing_not_here');
    if (third.length === 0) return notHere('clause_remarketing_only_first');
    if (first.length === 0) return notHere('clause_remarketing_only_third');
    return seen(id, [...first, ...third], [namesOf(first), namesOf(third)]);
  };
}

function lookForWaysOut({ page, departures = [] }: PageFacts): ClauseLook {
  const out = departures.find(({ destinationHost }) => !isWithinDomain(destinationHost, page.site));
  return page.governed && out
    ? seen('clause_ways_out', [], [out.destinationHost])
    : notHere('clause_ways_out_not_here');
}

function isOwn(row: PageRow): boolean {
  return isWithinDomain(row.key.domain, SITE);
}

function wasThere(row: PageRow): boolean {
  return row.status !== 'refused';
}

function namesOf(rows: readonly PageRow[]): string {
  const names = [...new Set(rows.map(({ key }) => key.name))];
  return names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ');
}

function seen(id: string, rows: readonly PageRow[], args?: readonly string[]): ClauseLook {
  return { status: 'seen', why: args ? { id, args } : { id }, rows };
}

function notHere(id: string): ClauseLook {
  return { status: 'not-here', why: { id }, rows: [] };
}

function untestable(id: string): Claim {
  return { testable: false, because: { id } };
}
