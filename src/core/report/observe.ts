import { cookieHeaderNames, type HeaderCookie, parseSetCookie } from '../cookies/set-cookie.ts';
import { siteOf } from '../cookies/site.ts';
import type { RequestBody } from '../evidence/sharing/request-tokens.ts';
import type { TokenHash } from '../evidence/sharing/token-hash.ts';
import type { PolicyComparison } from '../policy/policy-comparison.ts';
import { type DocumentRecord, headerCookieId } from './document-record.ts';
import type { CloudinaryMark, DepartureNote, PrivacyLink } from './page-report.ts';
import { noteRequest } from './request-traces.ts';

/** Bounds of what is kept of one document; what goes over is counted in `dropped`. */
const MAX_HOSTS = 1000;
const MAX_HEADER_COOKIES = 5000;
const MAX_SENT = 1000;
const MAX_STORAGE = 100;
const MAX_DEPARTURES = 20;
const MAX_ADS = 20;
const MAX_LINKS_OUT = 20;

/** Where and when a document began. */
export interface DocumentStart {
  readonly documentId: string;
  readonly tabId: number;
  readonly storeId: string;
  readonly privateWindow: boolean;
  readonly url: string;
  readonly startedAt: number;
  readonly observedLate: boolean;
}

/** What the eyes tell of a document. */
export type Observation =
  | {
      readonly kind: 'response';
      readonly at: number;
      readonly url: string;
      readonly setCookies: readonly string[];
      readonly server: string | null;
      /** What was answered: the request for this document itself, for one of its frames, or for anything else. */
      readonly of: 'document' | 'frame' | 'resource';
      /** What the request sent, where the browser showed it. */
      readonly body: RequestBody | null;
    }
  | { readonly kind: 'sent'; readonly at: number; readonly url: string; readonly cookieHeader: string }
  | {
      readonly kind: 'page';
      readonly at: number;
      readonly url: string;
      readonly hosts: readonly { readonly host: string; readonly timing: boolean }[];
      readonly storage: readonly { readonly area: 'local' | 'session'; readonly key: string }[];
      readonly urls: readonly string[];
      readonly privacyLink: PrivacyLink | null;
      /** Hosts that its links lead to, on the policy owner's own pages. */
      readonly linksOut: readonly string[];
      /** It is an advertising company's frame and leads to the policy owner's site. */
      readonly ad: boolean;
    }
  | { readonly kind: 'policy'; readonly at: number; readonly url: string; readonly comparison: PolicyComparison };

/** What is needed to make sense of an observation. */
export interface ObserveTools {
  /** Tells a Cloudinary host by its name. */
  readonly markOfHost: (host: string) => CloudinaryMark | null;
  /** What is kept of the texts in requests. */
  readonly hash: TokenHash;
}

/** Begins a record. `null` for an address that has no cookies (browser pages, files, `data:`). */
export function beginDocument(start: DocumentStart): DocumentRecord | null {
  const url = parseHttpUrl(start.url);
  if (!url) return null;
  const record: DocumentRecord = {
    documentId: start.documentId,
    tabId: start.tabId,
    storeId: start.storeId,
    privateWindow: start.privateWindow,
    protocol: url.protocol === 'https:' ? 'https:' : 'http:',
    host: url.hostname,
    site: siteOf(url.hostname),
    startedAt: start.startedAt,
    observedLate: start.observedLate,
    hosts: new Map(),
    headerCookies: new Map(),
    sent: new Map(),
    storage: new Map(),
    departures: [],
    tokens: new Map(),
    digests: false,
    cut: 0,
    signs: new Map(),
    ads: new Map(),
    privacyLink: null,
    linksOut: new Set(),
    policy: null,
    dropped: 0,
  };
  noteHost(record, url.hostname, start.startedAt, null, true);
  return record;
}

/**
 * What an observation adds. `quiet`: only a view that is open can have use for it, as for the hundredth beacon of a page
 * that is left alone.
 */
export type Novelty = 'none' | 'quiet' | 'news';

/** Adds an observation to the record, in place, and says what it adds. */
export function observe(record: DocumentRecord, observation: Observation, tools: ObserveTools): Novelty {
  const { markOfHost, hash } = tools;
  const url = parseHttpUrl(observation.url);
  if (!url) return 'none';
  const host = url.hostname;
  const { at } = observation;
  switch (observation.kind) {
    case 'response': {
      const mark = markOfHost(host) ?? (observation.server?.toLowerCase() === 'cloudinary' ? 'server-header' : null);
      if (observation.of === 'document') record.startedAt = Math.min(record.startedAt, at);
      let changed = noteHost(record, host, at, mark, observation.of !== 'resource');
      for (const header of observation.setCookies) {
        const cookie = parseSetCookie(header, { host, path: url.pathname }, at);
        if (cookie) changed = noteHeaderCookie(record, host, cookie, at) || changed;
      }
      return noveltyOf(changed, noteRequest(record, url, observation.body, at, hash));
    }
    case 'policy':
      // The second look of each open view reads the page again, and news would have it looked at once more.
      if (JSON.stringify(record.policy) === JSON.stringify(observation.comparison)) return 'none';
      record.policy = observation.comparison;
      return 'news';
    case 'sent': {
      let changed = noteHost(record, host, at, markOfHost(host), false);
      for (const name of cookieHeaderNames(observation.cookieHeader)) {
        changed =
          put(record, record.sent, MAX_SENT, JSON.stringify([host, name]), { host, name, firstAt: at }) || changed;
      }
      return noveltyOf(changed);
    }
    case 'page': {
      let changed = noteHost(record, host, at, markOfHost(host), true);
      for (const seen of observation.hosts) {
        const mark = markOfHost(seen.host) ?? (seen.timing ? 'server-timing' : null);
        changed = noteHost(record, seen.host, at, mark, false) || changed;
      }
      for (const { area, key } of observation.storage) {
        const entry = { area, key, origin: url.origin, firstSeenAt: at };
        changed = put(record, record.storage, MAX_STORAGE, JSON.stringify([area, key, url.origin]), entry) || changed;
      }
      let traced = false;
      for (const requested of observation.urls) {
        const target = parseHttpUrl(requested);
        if (target) traced = noteRequest(record, target, null, at, hash) || traced;
      }
      for (const target of observation.linksOut) {
        if (record.linksOut.has(target)) continue;
        if (record.linksOut.size >= MAX_LINKS_OUT) {
          record.dropped += 1;
          continue;
        }
        record.linksOut.add(target);
        changed = true;
      }
      // What a site shows of itself is no ad, whatever else its owner lives by.
      const ad = observation.ad && siteOf(host) !== record.site;
      if (ad) changed = put(record, record.ads, MAX_ADS, host, { host, firstAt: at }) || changed;
      if (observation.privacyLink && host === record.host && record.privacyLink?.url !== observation.privacyLink.url) {
        record.privacyLink = observation.privacyLink;
        changed = true;
      }
      return noveltyOf(changed, traced);
    }
  }
}

function noveltyOf(changed: boolean, traced = false): Novelty {
  if (changed) return 'news';
  return traced ? 'quiet' : 'none';
}

/** Notes a departure, or what became of the last one to the same host. */
export function noteDeparture(record: DocumentRecord, note: DepartureNote): void {
  const open = record.departures.findIndex((d) => d.destinationHost === note.destinationHost && d.state === 'asked');
  if (open >= 0) record.departures.splice(open, 1);
  record.departures.push(note);
  if (record.departures.length > MAX_DEPARTURES) record.departures.shift();
}

/** The URL, if it is one of a web page or of something a web page loads; else `null`. */
function parseHttpUrl(url: string): URL | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  return (parsed.protocol === 'https:' || parsed.protocol === 'http:') && parsed.hostname !== '' ? parsed : null;
}

function noteHost(
  record: DocumentRecord,
  host: string,
  at: number,
  cloudinary: CloudinaryMark | null,
  frame: boolean,
): boolean {
  const known = record.hosts.get(host);
  if (!known) return put(record, record.hosts, MAX_HOSTS, host, { firstSeenAt: at, cloudinary, frame });
  if ((known.frame || !frame) && (known.cloudinary || !cloudinary)) return false;
  record.hosts.set(host, {
    firstSeenAt: known.firstSeenAt,
    cloudinary: known.cloudinary ?? cloudinary,
    frame: known.frame || frame,
  });
  return true;
}

function noteHeaderCookie(record: DocumentRecord, host: string, cookie: HeaderCookie, at: number): boolean {
  const id = JSON.stringify([host, headerCookieId(cookie), cookie.partitioned, cookie.deletes]);
  const known = record.headerCookies.get(id);
  if (known) {
    record.headerCookies.set(id, { host, cookie, firstAt: known.firstAt, lastAt: at });
    return true;
  }
  return put(record, record.headerCookies, MAX_HEADER_COOKIES, id, { host, cookie, firstAt: at, lastAt: at });
}

/** Adds a new entry while there is room. An entry that is there stays as it was first seen. */
function put<T>(record: DocumentRecord, into: Map<string, T>, limit: number, key: string, entry: T): boolean {
  if (into.has(key)) return false;
  if (into.size >= limit) {
    record.dropped += 1;
    return false;
  }
  into.set(key, entry);
  return true;
}
