import type { Classification } from '../catalogue/classification.ts';
import type { Rule } from '../clearing/rules.ts';
import type { CookieAttributes } from '../cookies/cookie.ts';
import type { CookieKey } from '../cookies/cookie-key.ts';
import type { Sighting } from '../cookies/sighting.ts';
import type { LifetimeComparison } from '../evidence/lifetime.ts';
import type { PersonalDataFact } from '../evidence/personal-data.ts';
import type { RemarketingSignKind } from '../evidence/remarketing.ts';
import type { SharedIdentifier } from '../evidence/sharing/find-sharing.ts';
import type { PolicyComparison } from '../policy/policy-comparison.ts';
import type { ClauseStatus, Finding, Verdict } from '../policy/verdict.ts';

/** A cookie's place in the jar now: there, never taken by the browser, or gone again. */
export type RowStatus = 'stored' | 'refused' | 'removed';

/** One cookie on one page, with everything seen of it. Never carries the value. */
export interface CookieRow {
  /** `cookieKeyId(key)`. */
  readonly id: string;
  readonly key: CookieKey;
  /** Registrable domain of the cookie's own. */
  readonly site: string;
  readonly status: RowStatus;
  readonly attributes: CookieAttributes;
  readonly classification: Classification;
  readonly finding: Finding;
  /** Oldest first; at most one of a kind and host. */
  readonly sightings: readonly Sighting[];
  /** Seen sent to Cloudinary from this page. */
  readonly sentToCloudinary: boolean;
  readonly personalData: readonly PersonalDataFact[];
  /** Whether the value could single out this browser; `null` where it was not read, or says what one consented to. */
  readonly identifier: IdentifierFact | null;
  /** The real end against the catalogue's lifetime; `null` where the catalogue has none, or the cookie is not there. */
  readonly lifetime: LifetimeComparison | null;
  /** Requests to other sites that carried the value or a part of it, oldest first. */
  readonly sharedWith: readonly SharedIdentifier[];
  /** The user's rule that speaks of the cookie on this page. */
  readonly rule: Pick<Rule, 'id' | 'effect'> | null;
}

/** What a value's look tells: whether it is one browser's alone, and whether it outlives the browser session. */
export interface IdentifierFact {
  readonly singlesOut: boolean;
  readonly lasts: boolean;
}

/** Where a page says its privacy statement is. */
export interface PrivacyLink {
  readonly url: string;
  /** The words of the link. */
  readonly text: string;
}

/** A known identifier that the page keeps in web storage: not a cookie, and said to be none. */
export interface StorageRow {
  readonly id: string;
  readonly area: 'local' | 'session';
  readonly storageKey: string;
  readonly origin: string;
  readonly classification: Classification;
  readonly finding: Finding;
  readonly firstSeenAt: number;
}

export type CloudinaryMark = 'domain' | 'old-cdn' | 'server-header' | 'server-timing';

/** A host the page loaded something from. */
export interface HostSeen {
  readonly host: string;
  readonly firstSeenAt: number;
  readonly cloudinary: CloudinaryMark | null;
}

/** A request of the page that shows remarketing at work. */
export interface RemarketingSign {
  readonly kind: RemarketingSignKind;
  readonly host: string;
  readonly firstAt: number;
}

/** A frame of an advertising company with a link to the policy owner's site: its ad, being shown. */
export interface AdSeen {
  readonly host: string;
  readonly firstAt: number;
}

/** A departure from this page that was stopped or waits for an answer, or one that led to this page unasked. */
export interface DepartureNote {
  readonly at: number;
  /** Of a departure that led here, the site that was left. */
  readonly destinationHost: string;
  readonly state: 'asked' | 'stayed' | 'continued' | 'could-not-show' | 'arrived';
}

export interface ReportCounts {
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  /** Cookies in the jar with purpose `advertising` or `analytics`, of any company. */
  readonly remarketing: number;
  /** Cookies in the jar of Cloudinary's domains. */
  readonly cloudinary: number;
  /** What the badge says: remarketing and Cloudinary cookies in the jar, each counted once. */
  readonly badge: number;
  /** Who the stored cookies are kept for: distinct known companies, distinct domains of others, the page's own site. */
  readonly keepers: { readonly companies: number; readonly domains: number; readonly site: boolean };
  readonly stored: number;
}

/** All that was seen for one document in one tab. */
export interface PageReport {
  readonly tabId: number;
  readonly documentId: string;
  /** Host of the address bar. */
  readonly host: string;
  /** Registrable domain of `host`. */
  readonly site: string;
  /** The page belongs to cloudinary.com, so the policy speaks of everything on it. */
  readonly governed: boolean;
  readonly startedAt: number;
  readonly madeAt: number;
  /** Tells a tab's reports apart, so that rows that are asked for later belong to those that came first. */
  readonly revision: number;
  readonly privateWindow: boolean;
  readonly rows: readonly CookieRow[];
  /** Rows that a short answer leaves out; the counts are of all. */
  readonly rowsLeftOut: number;
  readonly storage: readonly StorageRow[];
  readonly hosts: readonly HostSeen[];
  readonly clauses: readonly ClauseStatus[];
  readonly departures: readonly DepartureNote[];
  /** Signs of remarketing at work, oldest first. */
  readonly signs: readonly RemarketingSign[];
  /** Frames of advertising companies that lead to the policy owner's site. */
  readonly ads: readonly AdSeen[];
  /** As the page offers it, if it was looked for and found. */
  readonly privacyLink: PrivacyLink | null;
  /** How the page compares with the bundled policy, where it is a policy of the policy owner's. */
  readonly policy: PolicyComparison | null;
  readonly counts: ReportCounts;
  /** Bounds that were hit: what the report does not show, and why. */
  readonly limits: readonly Limit[];
}

/**
 * A bound of what could be observed. `sites-withheld`: the user lets the extension act on some sites only, so that nothing
 * is known of what the others keep through this page.
 */
export type Limit = 'sightings-dropped' | 'requests-cut' | 'observed-late' | 'jar-unreadable' | 'sites-withheld';

/**
 * What can be said of a tab.
 *
 * `no-page`: a browser page, an extension page, a file. `gone`: the tab was closed. `no-access`: the user withheld
 * permission for the site.
 */
export type TabReport =
  | { readonly state: 'ready'; readonly report: PageReport }
  | { readonly state: 'no-page' | 'gone' }
  | { readonly state: 'no-access'; readonly host: string };
