import type { SetBy } from '../core/clearing/clearing.ts';
import type { StoredCookie } from '../core/cookies/cookie.ts';
import { concernOf, scriptHost } from '../core/report/concern.ts';
import { headerCookieId } from '../core/report/document-record.ts';
import type { DocumentStore } from './document-store.ts';
import type { SerialQueue } from './serial-queue.ts';

/** How far the clocks of two eyes may lie apart for one event, in ms. */
const SAME_EVENT = 1500;

/**
 * Makes the question who set a cookie at a time: the response that did, of whichever tab, else the one host whose scripts
 * could. `null` where neither was seen, or scripts of several hosts could.
 */
export function createWhoSet(
  documents: Pick<DocumentStore, 'all' | 'current'>,
  queue: SerialQueue,
): (cookie: Pick<StoredCookie, 'key' | 'attributes'>, at: number) => Promise<SetBy | null> {
  return ({ key, attributes }, at) =>
    queue.run(async () => {
      const id = headerCookieId(key);
      let last: { readonly host: string; readonly lastAt: number } | null = null;
      for (const record of await documents.all()) {
        if (record.storeId !== key.storeId) continue;
        for (const header of record.headerCookies.values()) {
          if (header.cookie.deletes || headerCookieId(header.cookie) !== id) continue;
          if (Math.abs(header.lastAt - at) > SAME_EVENT || (last !== null && last.lastAt > header.lastAt)) continue;
          last = header;
        }
      }
      if (last !== null) return { kind: 'header', host: last.host };
      if (attributes.httpOnly) return null;
      const hosts = new Set(
        (await documents.current())
          .filter((record) => concernOf(record)(key))
          .flatMap((record) => scriptHost(record, key) ?? []),
      );
      const [host] = hosts;
      return host !== undefined && hosts.size === 1 ? { kind: 'script', host } : null;
    });
}
