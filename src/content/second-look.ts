import { collectPage } from './collect-page.ts';
import { sendSightings } from './send-sightings.ts';

/** Injected when the popup opens: the page may have loaded more since the always-on eye looked. */
sendSightings(collectPage(true));
