import type { PageSightings } from '../messaging/protocol.ts';
import { send } from '../platform/content.ts';

/** Tells the background what a document shows; nothing where there is nothing to say. */
export function sendSightings(sightings: PageSightings): void {
  if (!Object.values(sightings).some((found) => (Array.isArray(found) ? found.length > 0 : Boolean(found)))) return;
  send({ type: 'page:seen', body: sightings }).catch(() => {
    // the extension was updated or switched off under this page: nobody is there to tell
  });
}
