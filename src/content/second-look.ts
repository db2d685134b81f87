import { isPolicyWebsite } from '../core/catalogue/cloudinary.ts';
import { collectPage } from './collect-page.ts';
import { collectUrls } from './collect-urls.ts';
import { readLinks } from './page-links.ts';
import { readPolicy } from './read-policy.ts';
import { sendSightings } from './send-sightings.ts';

/**
 * Injected into every document of a page when its report is asked for: what the page has loaded since the always-on eye
 * looked, and what is worth its cost only now, the addresses that were asked and where the links lead.
 */
sendSightings({ ...collectPage(true), urls: collectUrls(), ...readLinks() });
if (window.top === window && location.protocol === 'https:' && isPolicyWebsite(location.hostname)) readPolicy();
