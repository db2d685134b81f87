import type { CookieKey } from '../cookies/cookie-key.ts';
import { concernOf, scriptHost } from '../report/concern.ts';
import { type DocumentRecord, headerCookieId } from '../report/document-record.ts';
import type { SetBy } from './clearing.ts';

/** How far the clocks of two eyes may lie apart for one event, in ms. */
const SAME_EVENT = 1500;

/** A setting of a cookie that the jar told of, and whose hand is asked for. */
export interface Setting {
  readonly key: CookieKey;
  readonly httpOnly: boolean;
  /** Milliseconds since the epoch: when it was set, and since when it had been away. */
  readonly at: number;
  readonly awaySince: number;
}

/** What was seen that may tell. */
export interface SetByEvidence {
  /** All documents remembered. */
  readonly documents: readonly DocumentRecord[];
  /** Those that tabs show now: only their scripts run. */
  readonly shown: readonly DocumentRecord[];
  /** When a response without a document last set a cookie, by `headerCookieId`. */
  readonly answers: ReadonlyMap<string, number>;
}

/**
 * Who set a cookie: the response whose header did, else the one host whose scripts could have. `null` where nothing was
 * seen that tells, or more than one host could have done it.
 */
export function setterOf({ key, httpOnly, at, awaySince }: Setting, evidence: SetByEvidence): SetBy | null {
  const id = headerCookieId(key);
  let header: { host: string; distance: number } | null = null;
  for (const record of evidence.documents) {
    if (!concernOf(record)(key)) continue;
    for (const { cookie, host, lastAt } of record.headerCookies.values()) {
      if (cookie.deletes || lastAt < awaySince || headerCookieId(cookie) !== id) continue;
      const distance = Math.abs(lastAt - at);
      if (distance <= SAME_EVENT && (header === null || distance < header.distance)) header = { host, distance };
    }
  }
  if (header) return { kind: 'header', host: header.host };
  if (httpOnly || (evidence.answers.get(id) ?? 0) >= awaySince) return null;
  const hosts = new Set<string>();
  for (const record of evidence.shown) {
    const host = concernOf(record)(key) ? scriptHost(record, key) : null;
    if (host !== null) hosts.add(host);
  }
  const [host] = hosts;
  return host !== undefined && hosts.size === 1 ? { kind: 'script', host } : null;
}
