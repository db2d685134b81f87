import { isRefusedByRule } from '../cookies/refusal.ts';
import { isWithinDomain } from '../cookies/within-domain.ts';
import {
  asideOfOtherData,
  asideOfReaders,
  asideOfSharing,
  asideOfSigns,
  asideOfStatedDate,
} from './cloudinary-2013-asides.ts';
import { isOwn, isTrackingStorage, namesOf, quoted, wasThere } from './cloudinary-2013-rows.ts';
import type { Aside, Claim, ClauseLook, PageFacts, PageRow } from './policy.ts';

/**
 * What each clause of 5/2013 lets an observer of one page expect.
 *
 * Only what the page and its cookies did counts. What this extension does is no evidence: its notice does not make
 * `third-party.3` hold, its clearing does not make `cookies.9` hold. Only `cookies.3` and `cookies.4` can be found
 * broken.
 */
export const CLOUDINARY_2013_CLAIMS: Readonly<Record<string, Claim>> = {
  'preamble.1': untestable('clause_why_sale', asideOfSharing),
  'preamble.2': untestable('clause_why_inside'),
  'collection.1': untestable('clause_why_inside'),
  'collection.2': testable('clause_expects_tracking', amongCookies(lookForTracking)),
  'cookies.1': testable('clause_expects_own_cookies', amongCookies(lookForOwnCookies)),
  'cookies.2': testable('clause_expects_identifiers', amongCookies(lookForIdentifiers)),
  'cookies.3': testable(
    'clause_expects_no_personal_data',
    amongCookies(lookForPersonalData('cookies.3', 'clause_personal_data')),
    asideOfOtherData,
  ),
  'cookies.4': testable(
    'clause_expects_not_learnt',
    amongCookies(lookForPersonalData('cookies.4', 'clause_learnt_elsewhere')),
    asideOfReaders,
  ),
  'cookies.5': untestable('clause_why_aim'),
  'cookies.6': testable('clause_expects_repeat_visits', amongCookies(lookForRepeatVisits)),
  'cookies.7': untestable('clause_why_aim'),
  'cookies.8': untestable('clause_why_aim'),
  'cookies.9': testable('clause_expects_refusals', amongCookies(lookForRefusals)),
  'cookies.10': untestable('clause_why_without_cookies'),
  'cookies.11': testable(
    'clause_expects_remarketing',
    amongCookies(lookForRemarketing('clause_remarketing')),
    asideOfSigns(['analytics-to-doubleclick', 'audience']),
  ),
  'cookies.12': testable('clause_expects_ads', lookForAds, asideOfSigns(['ad-asked'])),
  'cookies.13': testable(
    'clause_expects_both_kinds',
    amongCookies(lookForRemarketing('clause_both_kinds')),
    asideOfSigns(['conversion', 'ad-click']),
  ),
  'aggregation.1': untestable('clause_why_inside'),
  'aggregation.2': untestable('clause_why_inside'),
  'partners.1': untestable('clause_why_page_text'),
  'partners.2': untestable('clause_why_inside'),
  'partners.3': untestable('clause_why_inside', asideOfSharing),
  'partners.4': untestable('clause_why_inside'),
  'third-party.1': testable('clause_expects_ways_out', lookForWaysOut),
  'third-party.2': untestable('clause_why_disclaimer'),
  'third-party.3': untestable('clause_why_encouragement'),
  'third-party.4': untestable('clause_why_disclaimer'),
  'court-orders.1': untestable('clause_why_court'),
  'court-orders.2': untestable('clause_why_court'),
  'court-orders.3': untestable('clause_why_court'),
  'changes.1': untestable('clause_why_sale'),
  'changes.2': untestable('clause_why_belief'),
  'changes.3': testable('clause_expects_changes', lookForChanges, asideOfStatedDate),
};

/** Says that the page is another site's: true whatever cookies there are. */
const NOT_CLOUDINARYS = 'clause_remarketing_elsewhere';

/** Tracking on Cloudinary's site, or through it on other sites; on another site only what was seen sent counts. */
function lookForTracking({ page, rows, storage }: PageFacts): ClauseLook {
  const visitors = rows.filter((row) => wasThere(row) && isOwn(row) && row.classification.identifies === 'visitor');
  const atWork = page.governed ? visitors : visitors.filter((row) => row.sentToCloudinary);
  if (atWork.length > 0) {
    return seen(page.governed ? 'clause_tracking_site' : 'clause_tracking_sites', atWork, [namesOf(atWork)]);
  }
  const kept = storage.find(isTrackingStorage);
  if (kept === undefined) return notHere('clause_tracking_not_here');
  return seen(
    page.governed ? 'clause_tracking_site_storage' : 'clause_tracking_storage',
    [],
    [quoted(kept.storageKey), new URL(kept.origin).hostname],
  );
}

function lookForOwnCookies({ rows }: PageFacts): ClauseLook {
  const own = rows.filter((row) => wasThere(row) && isOwn(row));
  return own.length > 0
    ? seen('clause_own_cookies', own, [String(own.length)])
    : notHere('clause_own_cookies_not_here');
}

/** Known to tell visitors apart, or long and random enough to and outliving the visit; a session's key is neither. */
function lookForIdentifiers({ rows }: PageFacts): ClauseLook {
  const own = rows.filter(
    (row) =>
      wasThere(row) &&
      isOwn(row) &&
      (row.classification.identifies === 'visitor' ||
        (row.classification.identifies === undefined && row.identifier?.singlesOut === true && row.identifier.lasts)),
  );
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

/**
 * The browser refusing a cookie is the browser's doing; our clearing never shows here. What no browser would take tells
 * of no setting.
 */
function lookForRefusals({ rows }: PageFacts): ClauseLook {
  const refused = rows.filter((row) => row.status === 'refused');
  const unexplained = refused.filter(({ key, attributes, classification, sightings }) => {
    const setBy = sightings.flatMap(({ kind, host }) => (kind === 'refused' && host !== null ? [host] : []));
    return !isRefusedByRule({ key, attributes, party: classification.party, setBy });
  });
  if (unexplained.length > 0) return seen('clause_refused', unexplained, [String(unexplained.length)]);
  return notHere(refused.length > 0 ? 'clause_refused_by_rule' : 'clause_refused_not_here');
}

/**
 * Both kinds the policy names, the first-party and the third-party one, together on a page of Cloudinary's. Ads "based on
 * our visitors past visits" take one that knows a visitor again: Analytics' `_gat` only slows requests down.
 */
function lookForRemarketing(id: string): (facts: PageFacts) => ClauseLook {
  return ({ page, rows }) => {
    if (!page.governed) return notHere(NOT_CLOUDINARYS);
    const there = rows.filter(wasThere);
    const first = there.filter(
      ({ classification }) =>
        classification.policyClass === 'ga' &&
        classification.party === 'first' &&
        classification.identifies === 'visitor',
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

/** An ad of the policy owner's, being shown on somebody else's page. */
function lookForAds({ page, ads = [] }: PageFacts): ClauseLook {
  const [ad] = ads;
  return ad !== undefined && !page.governed ? seen('clause_ads', [], [ad.host]) : notHere('clause_ads_not_here');
}

function lookForWaysOut({ page, departures = [], linksOut = [] }: PageFacts): ClauseLook {
  const hosts = [...departures.map(({ destinationHost }) => destinationHost), ...linksOut];
  const out = hosts.find((host) => !isWithinDomain(host, page.site));
  return page.governed && out ? seen('clause_ways_out', [], [out]) : notHere('clause_ways_out_not_here');
}

/** A policy that reads otherwise is a change that was posted, as the sentence says; it breaks nothing. */
function lookForChanges({ policy }: PageFacts): ClauseLook {
  switch (policy?.kind) {
    case 'changed': {
      const differing = policy.clauses.filter(({ kind }) => kind !== 'same').length;
      return differing > 0
        ? seen('clause_changes_changed', [], [String(differing)])
        : seen('clause_changes_added', [], [String(policy.added.length + policy.addedLeftOut)]);
    }
    case 'other':
      return seen('clause_changes_another', []);
    case 'same':
      return notHere('clause_changes_same');
    default:
      return notHere('clause_changes_not_here');
  }
}

/** What was not found among cookies that could not be read may be there all the same. */
function amongCookies(look: (facts: PageFacts) => ClauseLook): (facts: PageFacts) => ClauseLook {
  return (facts) => {
    const found = look(facts);
    const missed = facts.cookiesReadable === false && found.status === 'not-here';
    return missed && found.why.id !== NOT_CLOUDINARYS ? notHere('clause_cookies_unreadable') : found;
  };
}

function seen(id: string, rows: readonly PageRow[], args?: readonly string[]): ClauseLook {
  return { status: 'seen', why: args ? { id, args } : { id }, rows };
}

function notHere(id: string): ClauseLook {
  return { status: 'not-here', why: { id }, rows: [] };
}

function testable(expects: string, look: (facts: PageFacts) => ClauseLook, aside?: (facts: PageFacts) => Aside): Claim {
  return { testable: true, expects: { id: expects }, look, ...(aside ? { aside } : {}) };
}

function untestable(because: string, aside?: (facts: PageFacts) => Aside): Claim {
  return { testable: false, because: { id: because }, ...(aside ? { aside } : {}) };
}
