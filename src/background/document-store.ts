import type { CookieKey } from '../core/cookies/cookie-key.ts';
import { parseSetCookie } from '../core/cookies/set-cookie.ts';
import { siteOf } from '../core/cookies/site.ts';
import { createTokenHash, type TokenHash } from '../core/evidence/sharing/token-hash.ts';
import { type ChangeLog, type JarChange, logChange, logRestoration, pruneChanges } from '../core/report/change-log.ts';
import { type DocumentRecord, headerCookieId } from '../core/report/document-record.ts';
import {
  beginDocument,
  type DocumentStart,
  type Novelty,
  noteDeparture,
  type Observation,
  observe,
} from '../core/report/observe.ts';
import type { CloudinaryMark, DepartureNote } from '../core/report/page-report.ts';
import { changeLogCodec } from './packed.ts';
import type { SessionWriter } from './session-cache.ts';
import { answersCodec, documentCodec, type TabState, tabStateCodec, tokenKeyCodec } from './stored-shapes.ts';

/** Documents a tab can go back to that are still remembered. */
const RECENT_DOCUMENTS = 8;
/** Changes remembered of one site's cookies, and for how long, in ms. */
const MAX_CHANGES = 5000;
const CHANGES_KEPT = 6 * 60 * 60 * 1000;
/** Cookies remembered that were set by responses without a document, all under one key. */
const MAX_ANSWERS = 500;
const ALL = 'all';

/** Which document an observation belongs to, as well as the browser tells it. */
export interface DocumentHint {
  readonly tabId: number;
  readonly documentId: string | null;
  readonly parentDocumentId: string | null;
  readonly prerendered: boolean;
  /** It is of the document that is named or of none: a page may speak for itself alone. */
  readonly exact?: boolean;
}

/** What an observation added to, and how much it matters. */
export interface Seen {
  readonly tabId: number;
  readonly novelty: Exclude<Novelty, 'none'>;
}

export interface DocumentStore {
  /** A document came to be; with `active`, it is what its tab shows now. */
  begin(start: DocumentStart, active: boolean): Promise<void>;
  /** The tab shows nothing that has cookies. */
  leave(tabId: number): Promise<void>;
  /** Adds what was seen. Resolves to the tab whose report it adds to, or `null` where it adds nothing. */
  see(hint: DocumentHint, observation: Observation): Promise<Seen | null>;
  /** The keyed hash by which texts in requests are kept. */
  tokenHash(): Promise<TokenHash>;
  /** A response whose document is not there yet, or never comes: what it sets was set by no script. */
  seeAnswer(answer: {
    readonly url: string;
    readonly at: number;
    readonly setCookies: readonly string[];
  }): Promise<void>;
  /** When a response without a document last set a cookie, by `headerCookieId`. */
  answers(): Promise<ReadonlyMap<string, number>>;
  seeDeparture(tabId: number, note: DepartureNote): Promise<void>;
  /** Known identifiers of this origin are no longer in this area of its web storage: one of them, or all. */
  forgetStorage(tabId: number, gone: { area: 'local' | 'session'; origin: string; key: string | null }): Promise<void>;
  seeChange(change: JarChange): Promise<void>;
  /** A cookie we cleared was given back. */
  seeRestoration(key: CookieKey): Promise<void>;
  /** The record of a document, of the tab's current one by default. */
  record(tabId: number, documentId?: string): Promise<DocumentRecord | null>;
  changesFor(domains: Iterable<string>): Promise<ChangeLog>;
  forgetTab(tabId: number): Promise<void>;
  /** The documents that tabs show now. */
  current(): Promise<DocumentRecord[]>;
  /** Every document remembered, shown or not. */
  all(): Promise<DocumentRecord[]>;
}

/**
 * The only writer of what was observed. Callers run its methods one after the other (`SerialQueue`), so that what is
 * read here is not changed in between.
 */
export function createDocumentStore(
  session: SessionWriter,
  markOfHost: (host: string) => CloudinaryMark | null,
  newKey: () => Uint8Array,
): DocumentStore {
  const tabs = session.cache('tab:', tabStateCodec);
  const documents = session.cache('doc:', documentCodec);
  const changes = session.cache('changes:', changeLogCodec);
  const answers = session.cache('answers:', answersCodec);
  const keys = session.cache('key:', tokenKeyCodec);
  let hash: TokenHash | null = null;

  async function tokenHash(): Promise<TokenHash> {
    if (hash) return hash;
    const kept = await keys.get(ALL);
    const key = kept ?? newKey();
    if (!kept) keys.put(ALL, key);
    hash = createTokenHash(key);
    return hash;
  }

  async function tabState(tabId: number): Promise<TabState> {
    return (await tabs.get(String(tabId))) ?? { current: null, recent: [] };
  }

  async function resolve(hint: DocumentHint): Promise<DocumentRecord | null> {
    for (const id of [hint.documentId, hint.parentDocumentId]) {
      const record = id === null ? null : await documents.get(id);
      if (record) return record;
    }
    if (hint.prerendered || hint.exact) return null;
    const { current } = await tabState(hint.tabId);
    return current === null ? null : documents.get(current);
  }

  return {
    async begin(start, active) {
      const known = await documents.get(start.documentId);
      const record = known ?? beginDocument(start);
      const state = await tabState(start.tabId);
      if (!record) {
        if (active) tabs.put(String(start.tabId), { ...state, current: null });
        return;
      }
      if (!known) documents.put(start.documentId, record);
      const recent = [start.documentId, ...state.recent.filter((id) => id !== start.documentId)];
      for (const old of recent.splice(RECENT_DOCUMENTS)) if (old !== state.current) documents.remove(old);
      tabs.put(String(start.tabId), { current: active ? start.documentId : state.current, recent });
    },

    async leave(tabId) {
      const state = await tabState(tabId);
      tabs.put(String(tabId), { ...state, current: null });
    },

    async see(hint, observation) {
      const record = await resolve(hint);
      if (!record) return null;
      const novelty = observe(record, observation, { markOfHost, hash: await tokenHash() });
      if (novelty === 'none') return null;
      documents.put(record.documentId, record);
      return { tabId: record.tabId, novelty };
    },

    async seeAnswer({ url, at, setCookies }) {
      if (setCookies.length === 0) return;
      const known = (await answers.get(ALL)) ?? new Map<string, number>();
      const { hostname: host, pathname: path } = new URL(url);
      for (const line of setCookies) {
        const cookie = parseSetCookie(line, { host, path }, at);
        if (!cookie) continue;
        known.delete(headerCookieId(cookie)); // re-inserted: the oldest stay in front
        known.set(headerCookieId(cookie), at);
      }
      for (const [oldest] of known) if (known.size > MAX_ANSWERS) known.delete(oldest);
      answers.put(ALL, known);
    },

    tokenHash,

    answers: async () => (await answers.get(ALL)) ?? new Map(),

    async seeDeparture(tabId, note) {
      const { current } = await tabState(tabId);
      const record = current === null ? null : await documents.get(current);
      if (!record) return;
      noteDeparture(record, note);
      documents.put(record.documentId, record);
    },

    async forgetStorage(tabId, { area, origin, key }) {
      const { current } = await tabState(tabId);
      const record = current === null ? null : await documents.get(current);
      if (!record) return;
      for (const [id, entry] of record.storage) {
        const fits = entry.area === area && entry.origin === origin && (key === null || entry.key === key);
        if (fits) record.storage.delete(id);
      }
      documents.put(record.documentId, record);
    },

    async seeChange(change) {
      const site = siteOf(change.key.domain);
      const log = (await changes.get(site)) ?? new Map();
      logChange(log, change);
      pruneChanges(log, MAX_CHANGES, change.at - CHANGES_KEPT);
      changes.put(site, log);
    },

    async seeRestoration(key) {
      const site = siteOf(key.domain);
      const log = await changes.get(site);
      if (!log) return;
      logRestoration(log, key);
      changes.put(site, log);
    },

    async record(tabId, documentId) {
      const id = documentId ?? (await tabState(tabId)).current;
      return id === null ? null : documents.get(id);
    },

    async changesFor(domains) {
      const all: ChangeLog = new Map();
      for (const site of new Set([...domains].map(siteOf))) {
        for (const [id, entry] of (await changes.get(site)) ?? []) all.set(id, entry);
      }
      return all;
    },

    async forgetTab(tabId) {
      const state = await tabState(tabId);
      for (const id of state.recent) documents.remove(id);
      tabs.remove(String(tabId));
    },

    async current() {
      const shown = new Set([...(await tabs.all())].map(([, state]) => state.current));
      return [...(await documents.all())].flatMap(([id, record]) => (shown.has(id) ? [record] : []));
    },

    all: async () => [...(await documents.all())].map(([, record]) => record),
  };
}
