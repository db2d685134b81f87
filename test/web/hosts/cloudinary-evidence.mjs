import { createHash } from 'node:crypto';
import { CANARY, CANARY_EMAIL, CANARY_NUMBER, PERSONAL_VALUE } from '../canary.mjs';
import { page } from '../pages.mjs';
import { brand, nav } from './cloudinary-look.mjs';
import { IDE } from './trackers.mjs';

/** @import { Handler, Reply } from '../types.ts' */

const DAY = 86_400;
const forAll = 'Domain=.cloudinary.com; Path=/; Secure';
const kept = `${forAll}; Max-Age=${30 * DAY}`;

const clientId = `${CANARY_NUMBER}.1764000000`;
const ga = `GA1.1.${clientId}`;
const fbp = `fb.1.1764000000000.${CANARY_NUMBER}02`;
const linker = `${CANARY_NUMBER}03.1764000001`;

/** @param {string} algorithm @param {string} text */
const digest = (algorithm, text) => createHash(algorithm).update(text).digest('hex');
/** @param {string} text */
const base64 = (text) => Buffer.from(text).toString('base64');

const pixels = [
  'https://www.google.com/ads/ga-audiences?v=1',
  `https://googleads.g.doubleclick.net/pagead/viewthroughconversion/1234/?auid=${linker}`,
  'https://www.googleadservices.com/pagead/conversion/1234/?label=signup',
  `https://pixel.partner-chat.example/sync/${clientId}/pixel.gif`,
  `https://match.partner-chat.example/?hid=${digest('sha256', ga)}`,
  `https://store.partner-store.example/pixel?d=${encodeURIComponent(base64(ga))}`,
  'https://ad.doubleclick.net/pixel',
  `https://bat.bing.com/sync?google_gid=${IDE}`,
];

/** What a tag of each kind does with the numbers it finds. */
const tags = `<script>
const keep = (name, value, days) => {
  document.cookie = name + '=' + value + '; domain=.cloudinary.com; path=/; secure; max-age=' + days * 86400;
};
keep('_ga', '${ga}', 730);
keep('_gcl_au', '1.1.${linker}', 90);
keep('_fbp', '${fbp}', 380);
const blind = { mode: 'no-cors' };
fetch('https://www.google-analytics.com/g/collect?v=2&cid=${clientId}', blind);
fetch('https://stats.g.doubleclick.net/g/collect?v=2&cid=${clientId}', blind);
navigator.sendBeacon('https://collect.partner-chat.example/v1', JSON.stringify({ user: { anonymousId: '${fbp}' } }));
</script>`;

/** Each kind of evidence, on a page of its own. @type {Record<string, Handler | Reply>} */
export const EVIDENCE = {
  '/evidence': {
    body: page({
      brand,
      title: 'Numbers that travel',
      nav,
      head: tags,
      body: `<p>The numbers of this page go to other companies, each in another way.</p>
${pixels.map((url) => `<img class="pixel" alt="" src="${url}">`).join('\n')}`,
    }),
  },
  '/profile': {
    cookies: [
      `contact=${encodeURIComponent('first_name=Ada&phone=+44 20 7946 0958')}; ${kept}; HttpOnly`,
      `place=${encodeURIComponent('{"ip":"203.0.113.7","lat":51.5072,"lon":-0.1276}')}; ${kept}; HttpOnly`,
      `match=${encodeURIComponent(`em=${digest('sha256', CANARY_EMAIL)}`)}; ${kept}; HttpOnly`,
      `look=dark; ${kept}; HttpOnly`,
    ],
    body: page({ brand, title: 'Your profile', nav, body: '<p>Cookies of this page hold parts of who you are.</p>' }),
  },
  '/personal-shared': {
    cookies: [`profile=${PERSONAL_VALUE}; ${kept}`],
    body: page({
      brand,
      title: 'Hello again, everywhere',
      nav,
      body: `<img class="pixel" alt="" src="https://pixel.partner-chat.example/match?em=${encodeURIComponent(CANARY_EMAIL)}">`,
    }),
  },
  '/personal-digested': {
    cookies: [`profile=${PERSONAL_VALUE}; ${kept}`],
    body: page({
      brand,
      title: 'Hello again, in a manner of speaking',
      nav,
      body: `<img class="pixel" alt="" src="https://pixel.partner-chat.example/match?em=${digest('sha256', CANARY_EMAIL)}">`,
    }),
  },
  '/unmentioned': {
    body: page({
      brand,
      title: 'A choice of another company’s',
      nav,
      body: '<img class="pixel" alt="" src="https://px.ads.linkedin.com/choice">',
    }),
  },
  '/left-alone': {
    cookies: [`left=${CANARY}; Path=/; Secure; HttpOnly`],
    body: page({
      brand,
      title: 'A number that stays',
      nav,
      body: '<img class="pixel" alt="" src="https://pixel.partner-chat.example/count?page=left-alone&amp;day=20261124">',
    }),
  },
};
