import * as v from 'valibot';
import type { SessionWriter } from './session-cache.ts';

const MAX_SITES = 1000;

export interface SiteList {
  list(): Promise<readonly string[]>;
  /** Resolves to whether the site is new. */
  add(site: string): Promise<boolean>;
  forgetAll(): void;
}

/**
 * A list of sites that lasts until the browser closes, unless it is forgotten before: where Cloudinary or remarketing cookies were seen, or what was
 * silenced in a private window. On disk either would be a history, which the user has not asked for.
 */
export function createSessionSites(session: SessionWriter, name: string): SiteList {
  const shape = v.array(v.string());
  const cache = session.cache<string[]>('sites:', {
    encode: (sites) => sites,
    decode: (stored) => (v.is(shape, stored) ? stored : null),
  });
  return {
    list: async () => (await cache.get(name)) ?? [],
    async add(site) {
      const sites = (await cache.get(name)) ?? [];
      if (sites.includes(site) || sites.length >= MAX_SITES) return false;
      cache.put(name, [...sites, site]);
      return true;
    },
    forgetAll: () => cache.remove(name),
  };
}
