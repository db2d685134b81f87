import { collectPage } from './collect-page.ts';
import { sendSightings } from './send-sightings.ts';

/**
 * The always-on eye in every document. It does nothing while the page loads, looks once when the page is quiet, and
 * says at most one thing. Later changes come from the jar, from the header eye, and from a second look when the
 * popup opens.
 */
function look(): void {
  sendSightings(collectPage(false));
}

function whenQuiet(): void {
  requestIdleCallback(look, { timeout: 2000 });
}

function whenLoaded(): void {
  if (document.readyState === 'complete') whenQuiet();
  else addEventListener('load', whenQuiet, { once: true });
}

if (location.hostname !== '' || location.protocol === 'about:') {
  // Chromium only, and not in the types: a prerendered page is not visited yet.
  if ((document as Document & { prerendering?: boolean }).prerendering) {
    document.addEventListener('prerenderingchange', whenLoaded, { once: true });
  } else whenLoaded();
}
