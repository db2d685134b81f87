import { WATCHED_DOMAINS } from 'virtual:watched-domains';
import { OLD_CDN_HOSTS, POLICY_DOMAIN } from '../core/catalogue/cloudinary.ts';
import type { RequestFilter } from '../platform/requests.ts';

/*
 * Which requests the header eye looks at. Reading headers costs each request it takes in some tenths of a millisecond,
 * so it does not take in pictures, styles and scripts of companies the catalogue does not know; what those set is seen
 * in the jar.
 */

const CLOUDINARY_URLS = [`*://*.${POLICY_DOMAIN}/*`, ...OLD_CDN_HOSTS.map((host) => `*://${host}/*`)];

/** Documents, and the data that scripts ask for and send, of every host. */
export const DOCUMENT_RESPONSES: RequestFilter = {
  urls: ['http://*/*', 'https://*/*'],
  types: ['main_frame', 'sub_frame', 'xmlhttprequest', 'ping'],
};

/** Everything else of Cloudinary's hosts and of the companies in the catalogue. */
export const WATCHED_RESPONSES: RequestFilter = {
  urls: [...CLOUDINARY_URLS, ...WATCHED_DOMAINS.map((domain) => `*://*.${domain}/*`)],
  types: ['stylesheet', 'script', 'image', 'font', 'object', 'media', 'other'],
};

/** What scripts send: where identifiers travel in bodies. All of it is among the responses above. */
export const SENDING_REQUESTS: RequestFilter = {
  urls: ['http://*/*', 'https://*/*'],
  types: ['xmlhttprequest', 'ping'],
};

/** All that is asked of Cloudinary. */
export const CLOUDINARY_REQUESTS: RequestFilter = { urls: CLOUDINARY_URLS };
