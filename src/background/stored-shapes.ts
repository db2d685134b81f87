import * as v from 'valibot';
import { KEY_BYTES } from '../core/evidence/sharing/token-hash.ts';
import type { DocumentRecord } from '../core/report/document-record.ts';
import type { Codec } from './session-cache.ts';

/**
 * How records are written to the session store. Maps go as lists of entries, so that a cookie named `__proto__` is a
 * name like any other. What is read back is checked: a store that does not hold what we wrote is treated as empty.
 */

const attributes = v.object({
  httpOnly: v.boolean(),
  secure: v.boolean(),
  sameSite: v.picklist(['strict', 'lax', 'none', 'unspecified']),
  expiresAt: v.nullable(v.number()),
});

const headerCookie = v.object({
  host: v.string(),
  firstAt: v.number(),
  lastAt: v.number(),
  cookie: v.object({
    name: v.string(),
    domain: v.string(),
    hostOnly: v.boolean(),
    path: v.string(),
    attributes,
    partitioned: v.boolean(),
    deletes: v.boolean(),
  }),
});

const entries = <T extends v.GenericSchema>(value: T) => v.array(v.tuple([v.string(), value]));

const policyComparison = v.object({
  url: v.string(),
  kind: v.picklist(['same', 'changed', 'other']),
  statedDate: v.nullable(v.string()),
  clauses: v.array(
    v.object({
      clauseId: v.string(),
      kind: v.picklist(['same', 'changed', 'gone']),
      words: v.array(v.object({ kind: v.picklist(['same', 'gone', 'new']), text: v.string() })),
    }),
  ),
  added: v.array(v.object({ after: v.nullable(v.string()), text: v.string() })),
  addedLeftOut: v.number(),
});

const documentRecord = v.object({
  documentId: v.string(),
  tabId: v.number(),
  storeId: v.string(),
  privateWindow: v.boolean(),
  protocol: v.picklist(['http:', 'https:']),
  host: v.string(),
  site: v.string(),
  startedAt: v.number(),
  observedLate: v.boolean(),
  hosts: entries(
    v.object({
      firstSeenAt: v.number(),
      cloudinary: v.nullable(v.picklist(['domain', 'old-cdn', 'server-header', 'server-timing'])),
      frame: v.boolean(),
    }),
  ),
  headerCookies: entries(headerCookie),
  sent: entries(v.object({ host: v.string(), name: v.string(), firstAt: v.number() })),
  storage: entries(
    v.object({
      area: v.picklist(['local', 'session']),
      key: v.string(),
      origin: v.string(),
      firstSeenAt: v.number(),
    }),
  ),
  departures: v.array(
    v.object({
      at: v.number(),
      destinationHost: v.string(),
      state: v.picklist(['asked', 'stayed', 'continued', 'could-not-show', 'arrived']),
    }),
  ),
  tokens: entries(
    v.object({
      host: v.string(),
      where: v.picklist(['path', 'query', 'body']),
      parameter: v.nullable(v.string()),
      firstAt: v.number(),
    }),
  ),
  digests: v.boolean(),
  cut: v.number(),
  signs: entries(
    v.object({
      kind: v.picklist(['analytics-to-doubleclick', 'audience', 'conversion', 'ad-click', 'ad-asked']),
      host: v.string(),
      firstAt: v.number(),
    }),
  ),
  ads: entries(v.object({ host: v.string(), firstAt: v.number() })),
  privacyLink: v.nullable(v.object({ url: v.string(), text: v.string() })),
  linksOut: v.array(v.string()),
  policy: v.nullable(policyComparison),
  dropped: v.number(),
});

export const storedCookieKey = v.object({
  storeId: v.string(),
  partitionKey: v.nullable(v.object({ topLevelSite: v.string(), hasCrossSiteAncestor: v.nullable(v.boolean()) })),
  firstPartyDomain: v.string(),
  domain: v.string(),
  hostOnly: v.boolean(),
  path: v.string(),
  name: v.string(),
});

const tabState = v.object({ current: v.nullable(v.string()), recent: v.array(v.string()) });

/** Which documents a tab has shown: the one it shows now and those it can go back to. */
export type TabState = v.InferOutput<typeof tabState>;

export const documentCodec: Codec<DocumentRecord> = {
  encode: (record) => ({
    ...record,
    hosts: [...record.hosts],
    headerCookies: [...record.headerCookies],
    sent: [...record.sent],
    storage: [...record.storage],
    tokens: [...record.tokens],
    signs: [...record.signs],
    ads: [...record.ads],
    linksOut: [...record.linksOut],
  }),
  decode(stored) {
    const parsed = v.safeParse(documentRecord, stored);
    if (!parsed.success) return null;
    const record = parsed.output;
    return {
      ...record,
      hosts: new Map(record.hosts),
      headerCookies: new Map(record.headerCookies),
      sent: new Map(record.sent),
      storage: new Map(record.storage),
      tokens: new Map(record.tokens),
      signs: new Map(record.signs),
      ads: new Map(record.ads),
      linksOut: new Set(record.linksOut),
    };
  },
};

export const answersCodec: Codec<Map<string, number>> = {
  encode: (answers) => [...answers],
  decode: (stored) => {
    const parsed = v.safeParse(entries(v.number()), stored);
    return parsed.success ? new Map(parsed.output) : null;
  },
};

/** The key of the token hash: it ends with the browser session, and with it all that was kept of requests. */
export const tokenKeyCodec: Codec<Uint8Array> = {
  encode: (key) => [...key],
  decode: (stored) => {
    const parsed = v.safeParse(v.pipe(v.array(v.number()), v.length(KEY_BYTES)), stored);
    return parsed.success ? Uint8Array.from(parsed.output) : null;
  },
};

export const tabStateCodec: Codec<TabState> = plain(tabState);

function plain<S extends v.GenericSchema>(schema: S): Codec<v.InferOutput<S>> {
  return {
    encode: (value) => value,
    decode: (stored) => {
      const parsed = v.safeParse(schema, stored);
      return parsed.success ? parsed.output : null;
    },
  };
}
