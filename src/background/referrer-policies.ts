import * as v from 'valibot';
import type { TopCommit } from '../platform/navigation.ts';
import type { TopResponse } from '../platform/top-requests.ts';
import { createSerialQueue } from './serial-queue.ts';
import type { SessionWriter } from './session-cache.ts';

/** Documents remembered, at most: few say anything about referrers. */
const MOST = 300;
const ALL = 'all';
const shape = v.array(v.tuple([v.string(), v.string()]));

export interface ReferrerPolicies {
  response(response: TopResponse): void;
  commit(commit: TopCommit): void;
  /** The `Referrer-Policy` header that a document came with; `null` where it had none. */
  of(documentId: string | null): Promise<string | null>;
  tabRemoved(tabId: number): void;
}

/** Keeps of each document what its head said about referrers. */
export function createReferrerPolicies(session: SessionWriter): ReferrerPolicies {
  const cache = session.cache<v.InferOutput<typeof shape>>('referrer:', {
    encode: (policies) => policies,
    decode: (stored) => (v.is(shape, stored) ? stored : null),
  });
  const queue = createSerialQueue();
  /** The latest answer and the latest document of each tab, for as long as one waits for the other. */
  const answers = new Map<number, TopResponse>();
  const commits = new Map<number, TopCommit>();

  function settle(tabId: number): void {
    const commit = commits.get(tabId);
    const answer = answers.get(tabId);
    // An answer without a document was a download.
    if (!commit || !answer || withoutHash(answer.url) !== withoutHash(commit.url) || answer.at > commit.at) return;
    answers.delete(tabId);
    if (answer.policy === null) return;
    const entry: [string, string] = [commit.documentId, answer.policy.slice(0, 200)];
    void queue.run(async () => cache.put(ALL, [...((await cache.get(ALL)) ?? []), entry].slice(-MOST)));
  }

  return {
    response(answer) {
      answers.set(answer.tabId, answer);
      // Firefox (ESR 153) may tell of the answer after the document.
      settle(answer.tabId);
    },
    commit(commit) {
      if (!commit.active) return;
      commits.set(commit.tabId, commit);
      settle(commit.tabId);
    },
    of: (documentId) =>
      queue.run(async () => ((await cache.get(ALL)) ?? []).findLast(([id]) => id === documentId)?.[1] ?? null),
    tabRemoved(tabId) {
      answers.delete(tabId);
      commits.delete(tabId);
    },
  };
}

function withoutHash(url: string): string {
  const at = url.indexOf('#');
  return at < 0 ? url : url.slice(0, at);
}
