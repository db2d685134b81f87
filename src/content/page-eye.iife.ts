import { collectPage } from './collect-page.ts';
import { sendSightings } from './send-sightings.ts';

/**
 * The always-on eye in every page. It does nothing while the page loads, looks once when the page is quiet, and says at
 * most one thing. Later changes come from the jar, from the header eye, and from a second look when the popup opens,
 * which takes in the frames as well; pages that were open before the extension came are looked at by the background.
 *
 * Each part of the DOM that a fresh script touches costs it more than its own code does, so it touches few.
 */
function look(): void {
  sendSightings(collectPage(false));
}

function whenQuiet(): void {
  // Chromium only, and not in the types: a prerendered page is not visited yet.
  if ((document as Document & { prerendering?: boolean }).prerendering) {
    document.addEventListener('prerenderingchange', whenQuiet, { once: true });
  } else requestIdleCallback(look, { timeout: 2000 });
}

addEventListener('load', whenQuiet, { once: true });
