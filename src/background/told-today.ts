import * as v from 'valibot';
import type { SessionWriter } from './session-cache.ts';

/** More sites than anyone goes to in a day; of these the oldest may be told of again. */
const MOST_SITES = 1000;

const shape = v.object({ day: v.string(), sites: v.array(v.string()) });
type Told = v.InferOutput<typeof shape>;

/** Private windows and the others know nothing of each other. */
export interface ToldToday {
  has(site: string, privateWindow: boolean): Promise<boolean>;
  add(site: string, privateWindow: boolean): Promise<void>;
  /** The last private window was closed. */
  forgetPrivate(): void;
}

/**
 * The sites one was told of today before going there. Kept until the browser closes: on disk it would be a history.
 *
 * @param today the calendar day, in any form
 */
export function createToldToday(session: SessionWriter, today: () => string): ToldToday {
  const cache = session.cache<Told>('told:', {
    encode: (told) => told,
    decode: (stored) => (v.is(shape, stored) ? stored : null),
  });
  const nameOf = (privateWindow: boolean): string => (privateWindow ? 'private' : 'normal');

  async function sites(privateWindow: boolean): Promise<readonly string[]> {
    const told = await cache.get(nameOf(privateWindow));
    return told?.day === today() ? told.sites : [];
  }

  return {
    has: async (site, privateWindow) => (await sites(privateWindow)).includes(site),
    async add(site, privateWindow) {
      const known = await sites(privateWindow);
      if (known.includes(site)) return;
      cache.put(nameOf(privateWindow), { day: today(), sites: [...known, site].slice(-MOST_SITES) });
    },
    forgetPrivate: () => cache.remove(nameOf(true)),
  };
}
