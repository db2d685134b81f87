import * as v from 'valibot';
import type { StoredCookie } from '../../core/cookies/cookie.ts';
import type { CookieKey } from '../../core/cookies/cookie-key.ts';
import { storedCookieKey } from '../stored-shapes.ts';

/** What the journal of clearing writes to the session store. What is read back is held to the same shapes. */

const count = v.number();
const setBy = v.nullable(v.object({ kind: v.picklist(['header', 'script']), host: v.string() }));

const tally = v.object({
  counts: v.object({
    gone: count,
    'was-gone': count,
    'came-back': count,
    'still-there': count,
    'no-access': count,
    unreadable: count,
  }),
  exceptions: v.array(
    v.object({
      key: storedCookieKey,
      result: v.picklist(['came-back', 'still-there', 'no-access', 'unreadable']),
      after: v.nullable(v.number()),
      setBy,
    }),
  ),
});

const operation = v.object({
  /** That of the plan it carried out. */
  id: v.string(),
  /** When it began, in milliseconds since the epoch. */
  at: v.number(),
  storeIds: v.array(v.string()),
  privateWindow: v.boolean(),
  /** `clearing` and `undoing` are under way: found by a background that starts, they were cut off. */
  state: v.picklist(['clearing', 'cleared', 'undoing']),
  resumed: v.boolean(),
  /** While it clears, only of what it need not or may not touch. */
  tally,
  /** Cookies kept for undo. */
  kept: v.number(),
  /** Which of those kept never went, and which came back, by their place. */
  still: v.array(v.number()),
  back: v.array(v.number()),
  /** The undo under way: what was there when it began, by its place among those kept. */
  undoing: v.nullable(v.object({ overwrite: v.boolean(), there: v.array(v.number()) })),
  /** What undo is done with, so that their copies are gone. */
  undone: v.nullable(v.object({ restored: v.number(), expired: v.number(), expiredKeys: v.array(storedCookieKey) })),
});

export const operationsShape = v.array(operation);

/*
 * Keys and cookies are kept as lists without names, at a third of the room: with 10,000 cookies about, the session store
 * has little left.
 */
const partition = v.nullable(v.tuple([v.string(), v.nullable(v.boolean())]));
const packedKey = v.tuple([v.string(), partition, v.string(), v.string(), v.boolean(), v.string(), v.string()]);
const sameSite = v.picklist(['strict', 'lax', 'none', 'unspecified']);
const packedCookie = v.tuple([packedKey, v.boolean(), v.boolean(), sameSite, v.nullable(v.number()), v.string()]);

type PackedKey = v.InferOutput<typeof packedKey>;

export const packedCookiesShape = v.array(packedCookie);

export function packCookie({ key, attributes, value }: StoredCookie): v.InferOutput<typeof packedCookie> {
  const { httpOnly, secure, sameSite, expiresAt } = attributes;
  return [packKey(key), httpOnly, secure, sameSite, expiresAt, value];
}

export function unpackCookie([key, httpOnly, secure, sameSite, expiresAt, value]: v.InferOutput<
  typeof packedCookie
>): StoredCookie {
  return { key: unpackKey(key), attributes: { httpOnly, secure, sameSite, expiresAt }, value };
}

export function packKey({ partitionKey, ...key }: CookieKey): PackedKey {
  const partition = partitionKey && ([partitionKey.topLevelSite, partitionKey.hasCrossSiteAncestor] as PackedKey[1]);
  return [key.storeId, partition, key.firstPartyDomain, key.domain, key.hostOnly, key.path, key.name];
}

export function unpackKey([storeId, partition, firstPartyDomain, domain, hostOnly, path, name]: PackedKey): CookieKey {
  const partitionKey = partition && { topLevelSite: partition[0], hasCrossSiteAncestor: partition[1] };
  return { storeId, partitionKey, firstPartyDomain, domain, hostOnly, path, name };
}

/** A clear, from its beginning until its undo is over. It holds no values; those stand apart, in a record of their own. */
export type Operation = v.InferOutput<typeof operation>;

const plan = v.object({
  planId: v.string(),
  at: v.number(),
  privateWindow: v.boolean(),
  keys: v.array(packedKey),
});

export const plansShape = v.array(plan);

/** What a user was shown and may confirm. */
export type KeptPlan = v.InferOutput<typeof plan>;
