import type { PageSightings } from '../messaging/protocol.ts';
import { send } from '../platform/content.ts';

/** Tells the background what a document shows; nothing where there is nothing to say. */
export function sendSightings({ hosts, storage }: PageSightings): void {
  if (hosts.length === 0 && storage.length === 0) return;
  send({ type: 'page:seen', body: { hosts, storage } }).catch(() => {
    // the extension was updated or switched off under this page: nobody is there to tell
  });
}
