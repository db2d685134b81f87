import * as v from 'valibot';
import type { CookieAttributes, StoredCookie } from '../core/cookies/cookie.ts';
import { type CookieKey, cookieKeyId } from '../core/cookies/cookie-key.ts';
import { REMOVAL_CAUSES } from '../core/cookies/sighting.ts';
import type { ChangeEntry, ChangeLog } from '../core/report/change-log.ts';
import type { Codec } from './session-cache.ts';

/*
 * What there can be ten thousand of is kept as text, in lists without names: a sixth of the room, so that the session
 * store, which has 10 MB, holds it; and a browser writes one long text sooner than many small parts.
 */

const partition = v.nullable(v.tuple([v.string(), v.nullable(v.boolean())]));
const packedKey = v.tuple([v.string(), partition, v.string(), v.string(), v.boolean(), v.string(), v.string()]);
const sameSite = v.picklist(['strict', 'lax', 'none', 'unspecified']);
const packedAttributes = v.tuple([v.boolean(), v.boolean(), sameSite, v.nullable(v.number())]);
const packedCookie = v.tuple([packedKey, packedAttributes, v.string()]);
const time = v.nullable(v.number());
const packedChange = v.tuple([packedKey, packedAttributes, time, time, time, v.nullable(v.picklist(REMOVAL_CAUSES))]);

type PackedKey = v.InferOutput<typeof packedKey>;
type PackedAttributes = v.InferOutput<typeof packedAttributes>;

const packKey = ({ partitionKey, ...key }: CookieKey): PackedKey => {
  const partition = partitionKey && ([partitionKey.topLevelSite, partitionKey.hasCrossSiteAncestor] as PackedKey[1]);
  return [key.storeId, partition, key.firstPartyDomain, key.domain, key.hostOnly, key.path, key.name];
};

function unpackKey([storeId, partition, firstPartyDomain, domain, hostOnly, path, name]: PackedKey): CookieKey {
  const partitionKey = partition && { topLevelSite: partition[0], hasCrossSiteAncestor: partition[1] };
  return { storeId, partitionKey, firstPartyDomain, domain, hostOnly, path, name };
}

const packAttributes = ({ httpOnly, secure, sameSite, expiresAt }: CookieAttributes): PackedAttributes => [
  httpOnly,
  secure,
  sameSite,
  expiresAt,
];

const unpackAttributes = ([httpOnly, secure, sameSite, expiresAt]: PackedAttributes): CookieAttributes => ({
  httpOnly,
  secure,
  sameSite,
  expiresAt,
});

export const cookieKeysCodec = listCodec<CookieKey, typeof packedKey>(packedKey, packKey, unpackKey);

/** With their values. */
export const cookiesCodec = listCodec<StoredCookie, typeof packedCookie>(
  packedCookie,
  ({ key, attributes, value }) => [packKey(key), packAttributes(attributes), value],
  ([key, attributes, value]) => ({ key: unpackKey(key), attributes: unpackAttributes(attributes), value }),
);

const changesCodec = listCodec<ChangeEntry, typeof packedChange>(
  packedChange,
  ({ key, attributes, firstSetAt, lastSetAt, removedAt, cause }) => [
    packKey(key),
    packAttributes(attributes),
    firstSetAt,
    lastSetAt,
    removedAt,
    cause,
  ],
  ([key, attributes, firstSetAt, lastSetAt, removedAt, cause]) => ({
    key: unpackKey(key),
    attributes: unpackAttributes(attributes),
    ...{ firstSetAt, lastSetAt, removedAt, cause },
  }),
);

export const changeLogCodec: Codec<ChangeLog> = {
  encode: (log) => changesCodec.encode([...log.values()]),
  decode(stored) {
    const changes = changesCodec.decode(stored);
    return changes && new Map(changes.map((change) => [cookieKeyId(change.key), change]));
  },
};

function listCodec<T, Packed extends v.GenericSchema>(
  packed: Packed,
  pack: (item: T) => v.InferOutput<Packed>,
  unpack: (item: v.InferOutput<Packed>) => T,
): Codec<readonly T[]> {
  const list = v.pipe(v.string(), v.parseJson(), v.array(packed));
  return {
    encode: (items) => JSON.stringify(items.map(pack)),
    decode(stored) {
      const parsed = v.safeParse(list, stored);
      return parsed.success ? parsed.output.map((item) => unpack(item)) : null;
    },
  };
}
