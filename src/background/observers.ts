import type { RequestBody } from '../core/evidence/sharing/request-tokens.ts';
import { CLOUDINARY_2013 } from '../core/policy/cloudinary-2013.ts';
import { comparePolicy } from '../core/policy/compare-policy.ts';
import { isOnPolicyWebsite, isPolicyPage } from '../core/policy/policy-page.ts';
import type { JarChange } from '../core/report/change-log.ts';
import { addressOfPage, keptPrivacyLink } from '../core/report/kept-address.ts';
import type { PageSightings, PolicyText } from '../messaging/protocol.ts';
import type { Commit } from '../platform/navigation.ts';
import type { ResponseHead, SentBody, SentCookies } from '../platform/requests.ts';
import type { TabInfo } from '../platform/tabs.ts';
import type { DocumentHint, DocumentStore, Seen } from './document-store.ts';
import { createHeldBodies } from './held-bodies.ts';
import type { OwnChange, OwnChanges } from './own-changes.ts';
import type { Reporter } from './reporter.ts';
import type { SerialQueue } from './serial-queue.ts';

/** Answers of top-level requests that still wait for their document to commit, at most. */
const MAX_WAITING = 200;

export interface Observers {
  commit(commit: Commit): void;
  response(head: ResponseHead): void;
  sent(sent: SentCookies): void;
  /** A request is about to send this. It counts as sent when it is answered. */
  body(sent: SentBody): void;
  /** A request got no answer. */
  failure(requestId: string): void;
  jarChange(change: JarChange): void;
  /** What one of a page's documents shows. It counts for the page that is named, and for no other if that is gone. */
  page(seen: PageSightings, sender: PageSender): Promise<void>;
  /** A page of the policy owner's that presents itself as its policy was read. */
  policy(reading: PolicyText, sender: Omit<PageSender, 'origin'>): Promise<void>;
  adopt(tabId: number, document: { documentId: string; url: string }): Promise<void>;
  tabRemoved(tabId: number): void;
}

export interface PageSender {
  readonly tabId: number;
  /** The page's own, also where one of its frames speaks. */
  readonly documentId: string | null;
  /** Address of the document that speaks. */
  readonly url: string | null;
  /** Its origin, which tells whose an `about:blank` is; `null`, or the word, for one cut off from every origin. */
  readonly origin: string | null;
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
  const bodies = createHeldBodies();
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

  async function see(
    hint: DocumentHint,
    head: ResponseHead | SentCookies,
    body: RequestBody | null = null,
  ): Promise<void> {
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
            body,
          },
    );
    tell(seen);
  }

  function observeRequest(head: ResponseHead | SentCookies): void {
    if (head.tabId < 0) return; // a service worker's or the browser's own: no document to tell it of
    if (head.type !== 'top') {
      const body = 'setCookies' in head ? bodies.take(head.requestId) : null;
      return void queue.run(() => see(head, head, body));
    }
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
      if (sent.tabId >= 0 && sent.type !== 'top') bodies.hold(sent.requestId, sent.body);
    },
    failure: bodies.drop,

    jarChange(change) {
      // At once: a clear that is under way goes by what it hears.
      const own = deps.ownChanges.recognise(change);
      deps.jarChanged(change, own);
      void queue.run(async () => {
        if (own === 'restoration') await documents.seeRestoration(change.key);
        else await documents.seeChange(own === 'removal' ? { ...change, cause: 'cleared-by-user' } : change);
        await reporter.touchConcerned(change.key);
      });
    },

    page: (seen, sender) =>
      queue.run(async () => {
        const url = addressOf(sender);
        if (url === null) return;
        const { hosts, storage, urls = [], linksOut = [], privacyLink = null, leadsToPolicySite = false } = seen;
        const { hostname } = new URL(url);
        const ad = leadsToPolicySite && (await deps.isAdvertisingHost(hostname));
        const page = {
          hosts,
          storage,
          urls,
          linksOut,
          privacyLink: privacyLink && keptPrivacyLink(privacyLink, hostname),
          ad,
        };
        tell(await documents.see(hintOf(sender), { kind: 'page', at: deps.now(), url, ...page }));
      }),

    policy: (reading, sender) =>
      queue.run(async () => {
        const { url } = sender;
        if (url === null || !isOnPolicyWebsite(url)) return;
        const comparison = comparePolicy({ ...reading, url: addressOfPage(url) }, CLOUDINARY_2013);
        if (!isPolicyPage({ ...reading, url }, comparison.kind)) return;
        tell(await documents.see(hintOf(sender), { kind: 'policy', at: deps.now(), url, comparison }));
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
}

function hintOf({ tabId, documentId }: Omit<PageSender, 'origin'>): DocumentHint {
  return { tabId, documentId, parentDocumentId: null, prerendered: false, exact: true };
}

/** A frame without an address of its own (`about:blank`, `srcdoc`) is of the document that made it, if of any. */
function addressOf({ url, origin }: PageSender): string | null {
  if (url !== null && /^https?:/.test(url)) return url;
  return origin !== null && /^https?:/.test(origin) ? `${origin}/` : null;
}

function withoutHash(url: string): string {
  const at = url.indexOf('#');
  return at < 0 ? url : url.slice(0, at);
}
