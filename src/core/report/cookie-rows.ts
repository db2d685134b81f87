import type { StoredCookie } from '../cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../cookies/cookie-key.ts';
import type { Sighting } from '../cookies/sighting.ts';
import { domainMatches } from '../cookies/site.ts';
import type { ChangeEntry, ChangeLog } from './change-log.ts';
import { concernOf, isUntouched, scriptHost, topLevelSite } from './concern.ts';
import { type DocumentRecord, headerCookieId, type RecordedHeaderCookie } from './document-record.ts';
import type { RowStatus } from './page-report.ts';

/**
 * How long the eyes may lag behind each other, in ms: until then a cookie that a header set and the jar lacks is not yet
 * refused, and one that changed without a header is not yet a script's. Firefox may tell of the jar first.
 */
export const SETTLING = 1000;

/** How far the clocks of two eyes may lie apart for one event, in ms. */
const SAME_EVENT = 1500;

/** One cookie with all that was seen of it, before anything is said about it. */
export interface SeenCookie {
  readonly key: CookieKey;
  readonly status: RowStatus;
  readonly attributes: StoredCookie['attributes'];
  readonly sightings: readonly Sighting[];
  readonly sentToCloudinary: boolean;
  /** `null` where the value was not read: the cookie is not in the jar. */
  readonly value: string | null;
}

export interface SeenInputs {
  readonly record: DocumentRecord;
  /** The jar's cookies of this document's store, for at least the hosts of the record. */
  readonly jar: readonly StoredCookie[];
  /** False where the browser would not let the jar be read. */
  readonly jarReadable: boolean;
  /** Domains the user withholds: the jar is shown without their cookies, as if they were not there. */
  readonly withheld: ReadonlySet<string>;
  readonly changes: ChangeLog;
  /** Whether another document could have written this cookie: its scripts, or a response to it. */
  readonly writableElsewhere: (key: CookieKey) => boolean;
  readonly now: number;
}

/**
 * Joins what the three eyes saw, cookie by cookie: those in the jar, those the browser refused, those that went away
 * while the page was open. Each is listed once, with every sighting that concerns it.
 */
export function joinSightings(inputs: SeenInputs): SeenCookie[] {
  const { record, jar, changes } = inputs;
  const headers = indexHeaders(record);
  const sent = indexSent(record);
  const rows: SeenCookie[] = [];
  const listed = new Set<string>();
  const taken = new Set<RecordedHeaderCookie>();

  const concerns = concernOf(record);
  const mine = jar.filter((cookie) => concerns(cookie.key));
  const sameButPartition = countBy(mine, (cookie) => headerCookieId(cookie.key));
  for (const cookie of mine) {
    const id = cookieKeyId(cookie.key);
    const base = headerCookieId(cookie.key);
    const partitioned = cookie.key.partitionKey !== null;
    const alone = sameButPartition.get(base) === 1;
    const own = (headers.get(base) ?? []).filter((h) => alone || h.cookie.partitioned === partitioned);
    for (const h of own) taken.add(h);
    listed.add(id);
    const row = storedRow(inputs, cookie, own, changes.get(id), sent.get(cookie.key.name) ?? []);
    if (!isUntouched(record, row)) rows.push(row);
  }
  for (const [id, entry] of changes) {
    if (listed.has(id) || entry.removedAt === null || entry.removedAt < record.startedAt) continue;
    if (!concerns(entry.key)) continue;
    const own = headers.get(headerCookieId(entry.key)) ?? [];
    for (const h of own) taken.add(h);
    listed.add(id);
    const row = removedRow(inputs, entry, own, sent.get(entry.key.name) ?? []);
    if (!isUntouched(record, row)) rows.push(row);
  }
  // A cookie that a header set may well be in a jar that does not show it.
  if (!inputs.jarReadable) return rows;
  for (const header of record.headerCookies.values()) {
    if (taken.has(header) || header.cookie.deletes) continue;
    if (inputs.now - header.lastAt < SETTLING) continue;
    const row = refusedRow(record, header);
    if (inputs.withheld.has(row.key.domain)) continue;
    const id = cookieKeyId(row.key);
    if (listed.has(id)) continue;
    listed.add(id);
    rows.push(row);
  }
  return rows;
}

function storedRow(
  inputs: SeenInputs,
  cookie: StoredCookie,
  headers: readonly RecordedHeaderCookie[],
  change: ChangeEntry | undefined,
  sent: readonly Sighting[],
): SeenCookie {
  const { record } = inputs;
  const along = sent.filter((s) => s.host !== null && domainMatches(s.host, cookie.key));
  const setAt = change ? setWhileOpen(record, change) : null;
  const sightings: Sighting[] = [
    ...setSightings(inputs, cookie, headers, setAt),
    ...along,
    { kind: 'present', at: inputs.now, host: null, since: setAt === null ? 'before' : 'during' },
  ];
  return {
    key: cookie.key,
    status: 'stored',
    attributes: cookie.attributes,
    sightings: inOrder(sightings),
    sentToCloudinary: along.length > 0,
    value: cookie.value,
  };
}

function removedRow(
  inputs: SeenInputs,
  entry: ChangeEntry,
  headers: readonly RecordedHeaderCookie[],
  sent: readonly Sighting[],
): SeenCookie {
  const removedAt = entry.removedAt ?? inputs.now;
  const remover = headers.find((h) => h.cookie.deletes && Math.abs(h.lastAt - removedAt) <= SAME_EVENT);
  const along = sent.filter((s) => s.host !== null && domainMatches(s.host, entry.key));
  const sightings: Sighting[] = [
    ...setSightings(inputs, entry, headers, setWhileOpen(inputs.record, entry)),
    ...along,
    { kind: 'removed', at: removedAt, host: remover?.host ?? null, ...(entry.cause ? { cause: entry.cause } : {}) },
  ];
  return {
    key: entry.key,
    status: 'removed',
    attributes: entry.attributes,
    sightings: inOrder(sightings),
    sentToCloudinary: along.length > 0,
    value: null,
  };
}

function refusedRow(record: DocumentRecord, header: RecordedHeaderCookie): SeenCookie {
  const { cookie, host, firstAt, lastAt } = header;
  const key: CookieKey = {
    storeId: record.storeId,
    partitionKey: cookie.partitioned ? { topLevelSite: topLevelSite(record), hasCrossSiteAncestor: null } : null,
    firstPartyDomain: '',
    domain: cookie.domain,
    hostOnly: cookie.hostOnly,
    path: cookie.path,
    name: cookie.name,
  };
  return {
    key,
    status: 'refused',
    attributes: cookie.attributes,
    sightings: [
      { kind: 'set-by-header', at: firstAt, host },
      { kind: 'refused', at: lastAt, host },
    ],
    sentToCloudinary: false,
    value: null,
  };
}

/** When the cookie was first seen set while the page was open, or `null`. */
function setWhileOpen(record: DocumentRecord, change: ChangeEntry): number | null {
  return [change.firstSetAt, change.lastSetAt].find((at) => at !== null && at >= record.startedAt) ?? null;
}

/**
 * Who set the cookie: the responses whose headers did. One that was set with no header seen was written by script, if a
 * script could: it is not HttpOnly, a document of a matching host is on this page, and no other document could have.
 *
 * @param at when it was set while the page was open, or `null`
 */
function setSightings(
  inputs: SeenInputs,
  { key, attributes }: Pick<StoredCookie, 'key' | 'attributes'>,
  headers: readonly RecordedHeaderCookie[],
  at: number | null,
): Sighting[] {
  const byHeader = headers.filter((header) => !header.cookie.deletes);
  if (byHeader.length > 0) return byHeader.map(({ firstAt, host }) => ({ kind: 'set-by-header', at: firstAt, host }));
  if (at === null || inputs.now - at < SETTLING) return [];
  const host = scriptHost(inputs.record, key);
  const byScript = !attributes.httpOnly && host !== null && !inputs.writableElsewhere(key);
  return byScript ? [{ kind: 'set-by-script', at, host }] : [];
}

function indexHeaders(record: DocumentRecord): Map<string, RecordedHeaderCookie[]> {
  const index = new Map<string, RecordedHeaderCookie[]>();
  for (const header of record.headerCookies.values()) {
    const id = headerCookieId(header.cookie);
    const same = index.get(id);
    if (same) same.push(header);
    else index.set(id, [header]);
  }
  return index;
}

function indexSent(record: DocumentRecord): Map<string, Sighting[]> {
  const index = new Map<string, Sighting[]>();
  for (const { host, name, firstAt } of record.sent.values()) {
    const sighting: Sighting = { kind: 'sent', at: firstAt, host };
    const same = index.get(name);
    if (same) same.push(sighting);
    else index.set(name, [sighting]);
  }
  return index;
}

function countBy<T>(items: readonly T[], idOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(idOf(item), (counts.get(idOf(item)) ?? 0) + 1);
  return counts;
}

/**
 * Oldest first. Changes of the jar reach the extension a little later than requests do: a cookie that seems to be sent
 * just before a script set it was set first.
 */
function inOrder(sightings: Sighting[]): Sighting[] {
  const sent = Math.min(...sightings.filter((s) => s.kind === 'sent').map((s) => s.at));
  return sightings
    .map((s) => (s.kind === 'set-by-script' && s.at > sent && s.at - sent < SAME_EVENT ? { ...s, at: sent } : s))
    .sort((a, b) => a.at - b.at || rank(a) - rank(b));
}

function rank(sighting: Sighting): number {
  return sighting.kind === 'set-by-header' || sighting.kind === 'set-by-script' ? 0 : 1;
}
