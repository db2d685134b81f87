import { STORAGE_KEYS } from '../core/catalogue/storage-keys.ts';
import { send } from '../platform/content.ts';
import { collectPage } from './collect-page.ts';

/**
 * The always-on eye in every document. It does nothing while the page loads, looks once when the page is quiet, and
 * says at most one thing. Later changes come from the jar, from the header eye, and from a second look when the
 * popup opens.
 */
function look(): void {
  const { hosts, storage } = collectPage(STORAGE_KEYS, false);
  if (hosts.length === 0 && storage.length === 0) return;
  send({ type: 'page:seen', body: { hosts, storage } }).catch(() => {
    // the extension was updated or switched off under this page: nobody is there to tell
  });
}

function whenQuiet(): void {
  requestIdleCallback(look, { timeout: 2000 });
}

function whenLoaded(): void {
  if (document.readyState === 'complete') whenQuiet();
  else addEventListener('load', whenQuiet, { once: true });
}

if (location.hostname !== '') {
  // A prerendered page is not visited yet.
  if ((document as Document & { prerendering?: boolean }).prerendering) {
    document.addEventListener('prerenderingchange', whenLoaded, { once: true });
  } else whenLoaded();
}
