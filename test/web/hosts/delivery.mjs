import { DELIVERY_HEADERS, picture } from '../pages.mjs';

/** @import { Handler, Host } from '../types.ts' */

/**
 * Cloudinary's delivery: any picture, no Set-Cookie, and the headers by which it gives itself away.
 *
 * @type {Handler}
 */
export const deliver = ({ pathname }) =>
  /\.(mp4|webm|m3u8|mpd|json)$/.test(pathname)
    ? { status: 404, type: 'text/plain', headers: { ...DELIVERY_HEADERS, 'x-cld-error': 'Resource not found' } }
    : { type: 'image/svg+xml', headers: DELIVERY_HEADERS, body: picture(pathname) };

/** @type {readonly Host[]} */
export const DELIVERY = [
  { names: ['res.cloudinary.com', 'res-1.cloudinary.com', 'shop-res.cloudinary.com'], routes: { '/*': deliver } },
  {
    names: ['video-analytics-api.cloudinary.com', 'analytics-api-s.cloudinary.com'],
    routes: { '/*': { status: 204, headers: { 'access-control-allow-origin': '*' } } },
  },
];
