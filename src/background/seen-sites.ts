import * as v from 'valibot';
import type { SessionWriter } from './session-cache.ts';

const MAX_SITES = 1000;
const KEY = 'sites';

export interface SeenSites {
  list(): Promise<readonly string[]>;
  /** Resolves to whether the site is new. */
  add(site: string): Promise<boolean>;
}

/**
 * The sites where Cloudinary or remarketing cookies were seen since the browser started. Session memory only: on disk
 * this would be a history, which the user has not asked for.
 */
export function createSeenSites(session: SessionWriter): SeenSites {
  const shape = v.array(v.string());
  const cache = session.cache<string[]>('seen:', {
    encode: (sites) => sites,
    decode: (stored) => (v.is(shape, stored) ? stored : null),
  });
  return {
    list: async () => (await cache.get(KEY)) ?? [],
    async add(site) {
      const sites = (await cache.get(KEY)) ?? [];
      if (sites.includes(site) || sites.length >= MAX_SITES) return false;
      cache.put(KEY, [...sites, site]);
      return true;
    },
  };
}
