import type { HeaderCookie } from '../cookies/set-cookie.ts';
import type { PolicyComparison } from '../policy/policy-comparison.ts';
import type { AdSeen, CloudinaryMark, DepartureNote, PrivacyLink } from './page-report.ts';
import type { RequestTraces } from './request-traces.ts';

export interface RecordedHost {
  readonly firstSeenAt: number;
  readonly cloudinary: CloudinaryMark | null;
  /** A document of this host is on the page, so scripts of this host can write its cookies. */
  readonly frame: boolean;
}

export interface RecordedHeaderCookie {
  /** The host that answered. */
  readonly host: string;
  readonly cookie: HeaderCookie;
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface RecordedSent {
  /** The Cloudinary host that was asked. */
  readonly host: string;
  readonly name: string;
  readonly firstAt: number;
}

export interface RecordedStorage {
  readonly area: 'local' | 'session';
  readonly key: string;
  readonly origin: string;
  readonly firstSeenAt: number;
}

/**
 * All that was observed of one top-level document: what is kept between events, and what a report is made from.
 * The maps are changed in place, since a burst of 10,000 cookies must not copy what came before 10,000 times.
 */
export interface DocumentRecord extends RequestTraces {
  readonly documentId: string;
  readonly tabId: number;
  readonly storeId: string;
  readonly privateWindow: boolean;
  readonly protocol: 'http:' | 'https:';
  readonly host: string;
  readonly site: string;
  /** Milliseconds since the epoch; moved back when the answer that the document is made of comes to light late. */
  startedAt: number;
  /** The page began before the extension was looking. */
  readonly observedLate: boolean;
  readonly hosts: Map<string, RecordedHost>;
  readonly headerCookies: Map<string, RecordedHeaderCookie>;
  readonly sent: Map<string, RecordedSent>;
  readonly storage: Map<string, RecordedStorage>;
  readonly departures: DepartureNote[];
  readonly ads: Map<string, AdSeen>;
  privacyLink: PrivacyLink | null;
  readonly linksOut: Set<string>;
  /** The page presents itself as the policy: how it compares with the bundled one. */
  policy: PolicyComparison | null;
  dropped: number;
}

/** A cookie's identity as far as a response header tells it: all but store and partition. */
export function headerCookieId(cookie: Pick<HeaderCookie, 'domain' | 'hostOnly' | 'path' | 'name'>): string {
  return JSON.stringify([cookie.domain, cookie.hostOnly, cookie.path, cookie.name]);
}
