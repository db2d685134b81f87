import { type CookieKey, cookieKeyId } from '../core/cookies/cookie-key.ts';
import type { JarChange } from '../core/report/change-log.ts';

/** What we do to a cookie ourselves. */
export type OwnChange = 'removal' | 'restoration';

/** How long the browser may take to announce a change of ours, in ms. */
const PATIENCE = 10_000;

export interface OwnChanges {
  expect(keys: readonly CookieKey[], kind: OwnChange): void;
  /** Says whether a change is one we announced, and takes it off the list; each is expected once. */
  recognise(change: JarChange): OwnChange | null;
}

/** Tells our own clearing and undo from what pages do: the extension's acts are no evidence. */
export function createOwnChanges(now: () => number): OwnChanges {
  const expected = new Map<string, { kind: OwnChange; until: number }>();
  return {
    expect(keys, kind) {
      for (const [id, { until }] of expected) if (until < now()) expected.delete(id);
      for (const key of keys) expected.set(cookieKeyId(key), { kind, until: now() + PATIENCE });
    },
    recognise(change) {
      // Of a cookie that another hand overwrites, the old one is announced as removed; ours say otherwise in both browsers.
      if (change.removed && change.cause === 'overwrite') return null;
      const id = cookieKeyId(change.key);
      const expectation = expected.get(id);
      if (!expectation || expectation.until < now()) return null;
      if ((expectation.kind === 'removal') !== change.removed) return null;
      expected.delete(id);
      return expectation.kind;
    },
  };
}
