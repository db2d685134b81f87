import { POLICY_DOMAIN } from '../core/catalogue/cloudinary.ts';
import { isWithinDomain } from '../core/cookies/within-domain.ts';
import { CLOUDINARY_2013 } from '../core/policy/cloudinary-2013.ts';
import { comparePolicy } from '../core/policy/compare-policy.ts';
import type { JarChange } from '../core/report/change-log.ts';
import type { PageSightings, PolicyText } from '../messaging/protocol.ts';
import type { Commit } from '../platform/navigation.ts';
import type { ResponseHead, SentBody, SentCookies } from '../platform/requests.ts';
import type { TabInfo } from '../platform/tabs.ts';
import type { DocumentHint, DocumentStore, Seen } from './document-store.ts';
import type { OwnChange, OwnChanges } from './own-changes.ts';
import type { Reporter } from './reporter.ts';
import type { SerialQueue } from './serial-queue.ts';

/** Answers of top-level requests that still wait for their document to commit, at most. */
const MAX_WAITING = 200;

export interface Observers {
  commit(commit: Commit): void;
  response(head: ResponseHead): void;
  sent(sent: SentCookies): void;
  body(sent: SentBody): void;
  jarChange(change: JarChange): void;
  page(seen: PageSightings, sender: { tabId: number; documentId: string | null; url: string | null }): Promise<void>;
  /** A page of the policy owner's that presents itself as its policy was read. */
  policy(reading: PolicyText, sender: { tabId: number; documentId: string | null; url: string | null }): Promise<void>;
  adopt(tabId: number, document: { documentId: string; url: string }): Promise<void>;
  tabRemoved(tabId: number): void;
}

export interface ObserversDeps {
  readonly documents: DocumentStore;
  readonly queue: SerialQueue;
  readonly reporter: Pick<Reporter, 'touch' | 'touchConcerned' | 'outdate'>;
  readonly ownChanges: OwnChanges;
  readonly describeTab: (tabId: number) => Promise<TabInfo | null>;
  readonly lookAgain: (tabId: number) => Promise<void>;
  /** The host is a company's that lives by advertising. */
  readonly isAdvertisingHost: (host: string) => Promise<boolean>;
  /** Hears of every change of the jar, and whether it was our own. */
  readonly jarChanged: (change: JarChange, own: OwnChange | null) => void;
  readonly clearBadge: (tabId: number) => Promise<void>;
  readonly now: () => number;
}

/** Takes what the three eyes see, finds the document it belongs to, and writes it down in the order it came. */
export function createObservers(deps: ObserversDeps): Observers {
  const { documents, queue, reporter } = deps;
  /** Heads of top-level requests by request: their document does not exist yet. Redirects add up. */
  const waiting = new Map<string, (ResponseHead | SentCookies)[]>();
  /** What each tab committed last, since this worker runs. */
  const lastCommits = new Map<number, Commit>();

  function wait(head: ResponseHead | SentCookies): void {
    const heads = waiting.get(head.requestId);
    if (heads) heads.push(head);
    else waiting.set(head.requestId, [head]);
    if (waiting.size > MAX_WAITING) for (const [oldest] of waiting) return void waiting.delete(oldest);
  }

  /** The heads that led to this document: its own request's, redirects included. */
  function takeWaiting(commit: Commit): (ResponseHead | SentCookies)[] {
    const url = withoutHash(commit.url);
    for (const [requestId, heads] of [...waiting].reverse()) {
      const last = heads.at(-1);
      if (last?.tabId === commit.tabId && withoutHash(last.url) === url) {
        waiting.delete(requestId);
        return heads;
      }
    }
    return [];
  }

  function tell(seen: Seen | null): void {
    if (seen?.novelty === 'news') reporter.touch(seen.tabId);
    else if (seen) reporter.outdate(seen.tabId);
  }

  async function see(hint: DocumentHint, head: ResponseHead | SentCookies): Promise<void> {
    const seen = await documents.see(
      hint,
      'cookieHeader' in head
        ? { kind: 'sent', at: head.at, url: head.url, cookieHeader: head.cookieHeader }
        : {
            kind: 'response',
            at: head.at,
            url: head.url,
            setCookies: head.setCookies,
            server: head.server,
            of: head.type === 'top' ? 'document' : head.type,
          },
    );
    tell(seen);
  }

  function observeRequest(head: ResponseHead | SentCookies): void {
    if (head.tabId < 0) return; // a service worker's or the browser's own: no document to tell it of
    if (head.type !== 'top') return void queue.run(() => see(head, head));
    wait(head);
    if ('setCookies' in head) void queue.run(() => documents.seeAnswer(head));
    // Firefox 153 may tell of the answer after it tells of the document that was made of it.
    const commit = lastCommits.get(head.tabId);
    if (commit && head.at <= commit.at) attribute(commit, takeWaiting(commit));
  }

  function attribute(commit: Commit, heads: readonly (ResponseHead | SentCookies)[]): void {
    const hint = { tabId: commit.tabId, documentId: commit.documentId, parentDocumentId: null, prerendered: false };
    for (const head of heads) void queue.run(() => see(hint, head));
  }

  return {
    commit(commit) {
      const heads = takeWaiting(commit);
      lastCommits.set(commit.tabId, commit);
      void queue.run(async () => {
        const tab = await deps.describeTab(commit.tabId);
        if (!tab) return;
        await documents.begin(
          { ...tab, documentId: commit.documentId, url: commit.url, startedAt: commit.at, observedLate: false },
          commit.active,
        );
        if (commit.active) {
          await deps.clearBadge(commit.tabId);
          reporter.touch(commit.tabId);
        }
      });
      attribute(commit, heads);
    },

    response: observeRequest,
    sent: observeRequest,

    body(sent) {
      if (sent.tabId < 0 || sent.type === 'top') return;
      const { at, url, body } = sent;
      void queue.run(async () => tell(await documents.see(sent, { kind: 'request', at, url, body })));
    },

    jarChange(change) {
      void queue.run(async () => {
        const own = deps.ownChanges.recognise(change);
        deps.jarChanged(change, own);
        if (own === 'restoration') await documents.seeRestoration(change.key);
        else await documents.seeChange(own === 'removal' ? { ...change, cause: 'cleared-by-user' } : change);
        await reporter.touchConcerned(change.key);
      });
    },

    page: (seen, sender) =>
      queue.run(async () => {
        const hint = { tabId: sender.tabId, documentId: sender.documentId, parentDocumentId: null, prerendered: false };
        const url = sender.url?.startsWith('http') ? sender.url : await urlOfCurrent(sender.tabId);
        if (url === null) return;
        const { hosts, storage, urls = [], linksOut = [], privacyLink = null, leadsToPolicySite = false } = seen;
        const { hostname } = new URL(url);
        const ad = leadsToPolicySite && (await deps.isAdvertisingHost(hostname));
        const page = { hosts, storage, urls, linksOut, privacyLink, ad };
        tell(await documents.see(hint, { kind: 'page', at: deps.now(), url, ...page }));
      }),

    policy: (reading, sender) =>
      queue.run(async () => {
        if (sender.url === null || !isWithinDomain(new URL(sender.url).hostname, POLICY_DOMAIN)) return;
        const hint = { tabId: sender.tabId, documentId: sender.documentId, parentDocumentId: null, prerendered: false };
        const comparison = comparePolicy({ ...reading, url: sender.url }, CLOUDINARY_2013);
        tell(await documents.see(hint, { kind: 'policy', at: deps.now(), url: sender.url, comparison }));
      }),

    async adopt(tabId, document) {
      await queue.run(async () => {
        const tab = await deps.describeTab(tabId);
        if (!tab) return;
        await documents.begin({ ...tab, ...document, startedAt: deps.now(), observedLate: true }, true);
      });
      await deps.lookAgain(tabId);
    },

    tabRemoved(tabId) {
      lastCommits.delete(tabId);
      void queue.run(() => documents.forgetTab(tabId));
    },
  };

  /** A frame without an address of its own (`about:blank`, `srcdoc`) is the page's. */
  async function urlOfCurrent(tabId: number): Promise<string | null> {
    const record = await documents.record(tabId);
    return record ? `${record.protocol}//${record.host}/` : null;
  }
}

function withoutHash(url: string): string {
  const at = url.indexOf('#');
  return at < 0 ? url : url.slice(0, at);
}
