import { markOfHost } from '../../../src/core/catalogue/cloudinary.ts';
import type { StoredCookie } from '../../../src/core/cookies/cookie.ts';
import type { CookieKey } from '../../../src/core/cookies/cookie-key.ts';
import { createTokenHash, KEY_BYTES } from '../../../src/core/evidence/sharing/token-hash.ts';
import { type ChangeLog, type JarChange, logChange } from '../../../src/core/report/change-log.ts';
import { joinSightings, type SeenCookie } from '../../../src/core/report/cookie-rows.ts';
import type { DocumentRecord } from '../../../src/core/report/document-record.ts';
import { beginDocument, type Observation, observe } from '../../../src/core/report/observe.ts';

/** What the background hands in. */
export const TOOLS = { markOfHost, hash: createTokenHash(new Uint8Array(KEY_BYTES).fill(1)) };

/** When the page of these tests began. */
export const START = 1_000_000;

export function keyOf(parts: Partial<CookieKey> = {}): CookieKey {
  return {
    storeId: '0',
    partitionKey: null,
    firstPartyDomain: '',
    domain: 'shop.example',
    hostOnly: false,
    path: '/',
    name: 'a',
    ...parts,
  };
}

export function cookieOf(
  parts: Partial<CookieKey> = {},
  attributes: Partial<StoredCookie['attributes']> = {},
): StoredCookie {
  return {
    key: keyOf(parts),
    attributes: { httpOnly: false, secure: true, sameSite: 'lax', expiresAt: null, ...attributes },
    value: 'canary',
  };
}

/** A document of `https://www.shop.example/` that has seen these things. */
export function documentWith(...observations: Observation[]): DocumentRecord {
  const record = beginDocument({
    documentId: 'D',
    tabId: 1,
    storeId: '0',
    privateWindow: false,
    url: 'https://www.shop.example/page',
    startedAt: START,
    observedLate: false,
  });
  if (!record) throw new Error('the page of these tests has a web address');
  for (const observation of observations) observe(record, observation, TOOLS);
  return record;
}

export function response(parts: Partial<Extract<Observation, { kind: 'response' }>> = {}): Observation {
  return {
    kind: 'response',
    at: START + 10,
    url: 'https://www.shop.example/page',
    setCookies: [],
    server: null,
    of: 'resource',
    body: null,
    ...parts,
  };
}

export function logOf(...changes: (Partial<JarChange> & { key: CookieKey })[]): ChangeLog {
  const log: ChangeLog = new Map();
  for (const change of changes) {
    logChange(log, {
      at: START + 20,
      attributes: cookieOf().attributes,
      removed: false,
      cause: 'explicit',
      ...change,
    });
  }
  return log;
}

export function join(
  record: DocumentRecord,
  jar: readonly StoredCookie[],
  changes: ChangeLog = new Map(),
  more: {
    now?: number;
    jarReadable?: boolean;
    withheld?: ReadonlySet<string>;
    writableElsewhere?: (key: CookieKey) => boolean;
  } = {},
): SeenCookie[] {
  return joinSightings({
    record,
    jar,
    jarReadable: more.jarReadable ?? true,
    withheld: more.withheld ?? new Set(),
    changes,
    writableElsewhere: more.writableElsewhere ?? (() => false),
    now: more.now ?? START + 60_000,
  });
}

/** The kinds of sighting of one cookie, in order, with how `present` knows it. */
export function kinds(cookie: SeenCookie | undefined): string[] {
  return (cookie?.sightings ?? []).map((s) => (s.since ? `${s.kind} ${s.since}` : s.kind));
}
