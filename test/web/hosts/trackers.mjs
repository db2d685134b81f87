import { CANARY } from '../canary.mjs';
import { bare, page, pixel } from '../pages.mjs';

/** @import { Host, Reply } from '../types.ts' */

const DAY = 86_400;
const acrossSites = 'Path=/; Secure; SameSite=None';

/** DoubleClick's number for the browser. */
export const IDE = `AHWqTUm-${CANARY}`;

const doubleclick = [
  `IDE=${IDE}; Domain=.doubleclick.net; Max-Age=${396 * DAY}; HttpOnly; ${acrossSites}`,
  `test_cookie=CheckForPermission; Domain=.doubleclick.net; Max-Age=900; HttpOnly; ${acrossSites}`,
];
const linkedin = [
  `li_sugr=${CANARY}-sugr; Domain=.linkedin.com; Max-Age=${90 * DAY}; ${acrossSites}`,
  `bcookie="v=2&${CANARY}"; Domain=.linkedin.com; Max-Age=${365 * DAY}; ${acrossSites}`,
];
const choice = [`li_gc=${CANARY}-choice; Domain=.linkedin.com; Max-Age=${180 * DAY}; ${acrossSites}`];
const facebook = [`fr=0${CANARY}..Bn; Domain=.facebook.com; Max-Age=${90 * DAY}; HttpOnly; ${acrossSites}`];
const microsoft = [`MUID=${CANARY}MUID; Domain=.bing.com; Max-Age=${390 * DAY}; ${acrossSites}`];

/** Sets nothing: shows what a browser sends. */
const ask = pixel([]);

/** @type {Reply} */
const collected = {
  type: 'application/json',
  headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
  body: '1',
};

/** The companies around a page: pixels, frames and collectors. @type {readonly Host[]} */
export const TRACKERS = [
  {
    names: ['ad.doubleclick.net'],
    routes: {
      '/pixel': pixel(doubleclick),
      '/frame': { cookies: doubleclick, body: bare('<small>Advertisement</small>') },
      '/ask': ask,
    },
  },
  { names: ['px.ads.linkedin.com'], routes: { '/collect': pixel(linkedin), '/choice': pixel(choice), '/ask': ask } },
  { names: ['www.facebook.com'], routes: { '/tr': pixel(facebook), '/ask': ask } },
  { names: ['bat.bing.com'], routes: { '/action/0': pixel(microsoft), '/sync': ask, '/ask': ask } },
  {
    names: ['widget.partner-chat.example'],
    routes: {
      '/chat': {
        cookies: [`chat_session=${CANARY}-chat; Max-Age=${30 * DAY}; Partitioned; ${acrossSites}`],
        body: bare('<small>Chat with us</small>'),
      },
      '/ask': ask,
      '/top-link': {
        body: bare('<a id="top-link" target="_top" href="https://partner-store.example/from-frame">To the store</a>'),
      },
    },
  },
  {
    // An ad as the network shows it: a frame with a link that leads to the advertiser by way of its counting station.
    names: ['googleads.g.doubleclick.net'],
    routes: {
      '/creative': ({ query }) => {
        const goal = encodeURIComponent(`https://${query.get('for')}/offer`);
        return {
          body: bare(
            `<a href="https://www.googleadservices.com/pagead/aclk?sa=L&amp;adurl=${encodeURIComponent(`https://ad.doubleclick.net/clk?u=${goal}`)}">An offer</a>`,
          ),
        };
      },
      '/pagead/*': ask,
    },
  },
  {
    names: [
      'www.google-analytics.com',
      'stats.g.doubleclick.net',
      'www.googleadservices.com',
      'securepubads.g.doubleclick.net',
    ],
    routes: { '/*': ask },
  },
  {
    names: [
      'pixel.partner-chat.example',
      'match.partner-chat.example',
      'collect.partner-chat.example',
      'store.partner-store.example',
    ],
    routes: { '/*': ask },
  },
  { names: ['api-js.mixpanel.com'], routes: { '/*': collected } },
  {
    // A known redirector: what stands in its query is where one really goes.
    names: ['www.google.com'],
    routes: {
      '/url': ({ query }) => ({ status: 302, headers: { location: query.get('q') ?? 'https://www.google.com/' } }),
      '/ads/ga-audiences': ask,
      '/': { body: page({ brand: 'www.google.com', title: 'Search', body: '<p>Nothing to find.</p>' }) },
    },
  },
];
