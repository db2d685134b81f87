import { readFileSync } from 'node:fs';

/** @import { Reply } from './types.ts' */

const style = readFileSync(new URL('./style.css', import.meta.url), 'utf8');

/**
 * One page of a made-up or rebuilt site, in the look they all share.
 *
 * @param {{ brand: string, title: string, nav?: string, body: string, head?: string, footer?: string }} content HTML
 */
export function page({ brand, title, nav = '', body, head = '', footer = 'A page of the small web, for tests.' }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
${head}
</head>
<body>
<header><b>${brand}</b> ${nav}</header>
<main>
<h1>${title}</h1>
${body}
</main>
<footer>${footer}</footer>
</body>
</html>
`;
}

/**
 * A small frame's document.
 *
 * @param {string} body
 */
export const bare = (body) => `<!doctype html><meta charset="utf-8"><title>frame</title>${body}\n`;

/** The smallest transparent GIF, as trackers send it. */
export const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/**
 * A tracker's pixel with its cookies.
 *
 * @param {readonly string[]} cookies
 * @returns {Reply}
 */
export const pixel = (cookies) => ({
  type: 'image/gif',
  cookies,
  body: PIXEL,
  headers: { 'cache-control': 'no-store' },
});

/**
 * A picture: soft shapes whose colours follow from the seed, so that two addresses look different.
 *
 * @param {string} seed
 */
export function picture(seed) {
  let hue = 7;
  for (const letter of seed) hue = (hue * 31 + letter.charCodeAt(0)) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="220" viewBox="0 0 360 220">
<rect width="360" height="220" fill="hsl(${hue} 45% 88%)"/>
<circle cx="${90 + (hue % 80)}" cy="90" r="60" fill="hsl(${(hue + 40) % 360} 55% 70%)"/>
<path d="M0 190 Q 90 ${110 + (hue % 40)} 180 170 T 360 150 V 220 H 0 Z" fill="hsl(${(hue + 200) % 360} 35% 45%)"/>
</svg>
`;
}

/** What Cloudinary's delivery says of itself, on any host name it answers for. */
export const DELIVERY_HEADERS = {
  server: 'Cloudinary',
  'server-timing': 'cld-fastly;dur=2;cpu=1;start=2026-01-01T00:00:00.000Z;desc=hit,rtt;dur=31',
  'timing-allow-origin': '*',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Content-Length,ETag,Server-Timing',
  'cache-control': 'private, no-transform, immutable, max-age=2592000',
};
