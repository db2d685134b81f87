import { CANARY, CANARY_NUMBER } from '../canary.mjs';
import { page, pixel } from '../pages.mjs';

/** @import { Host } from '../types.ts' */

const acrossSites = 'Path=/; Max-Age=86400; Secure; SameSite=None';
const nav = '<a href="/">Insisting</a> <a href="/quiet">Quiet</a>';

/** Sets its cookie 20 times a second, and counts how often it finds it gone. */
const insist = `<script>
window.timesGone = 0;
let times = 0;
setInterval(() => {
  if (times > 0 && !/(^|; )insist=/.test(document.cookie)) timesGone += 1;
  document.cookie = 'insist=${CANARY}.' + ++times + '; domain=.stubborn.example; path=/; max-age=86400; secure';
}, 50);
</script>`;

/** @param {string} brand @param {string} title @param {string} body */
const quiet = (brand, title, body) => ({ body: page({ brand, title, nav, body }) });

/**
 * A site that sets what was taken away again, one whose name merely ends like it, and one that is met inside others.
 *
 * @type {readonly Host[]}
 */
export const STUBBORN = [
  {
    names: ['stubborn.example', 'www.stubborn.example', 'evilstubborn.example'],
    routes: {
      '/': ({ host }) => quiet(host, 'Again, and again', insist),
      '/quiet': ({ host }) => quiet(host, 'Nothing is set here', '<p>The server is shown what the browser has.</p>'),
      '/set': ({ host }) => ({
        cookies: [
          `wide=${CANARY}-wide; Domain=${host.replace('www.', '')}; Path=/; Max-Age=86400`,
          `narrow=${CANARY}-narrow; Path=/; Max-Age=86400; HttpOnly`,
        ],
        ...quiet(host, 'Two cookies', ''),
      }),
      '/counted': ({ host }) => ({
        cookies: [
          `_ga=GA1.1.${CANARY_NUMBER}.1764000000; Path=/; Max-Age=86400`,
          `basket=${CANARY}-basket; Path=/; Max-Age=86400`,
        ],
        ...quiet(host, 'Counted by Google Analytics', ''),
      }),
      '/embeds': ({ host }) =>
        quiet(host, 'With a picture of others', '<img class="pixel" alt="" src="https://embedded.example/pixel">'),
      '/asks': ({ host }) =>
        quiet(host, 'With a picture of others', '<img class="pixel" alt="" src="https://embedded.example/ask">'),
    },
  },
  {
    names: ['embedded.example'],
    routes: {
      '/': { cookies: [`visitor=${CANARY}-own; ${acrossSites}`], ...quiet('embedded.example', 'At home', '') },
      '/quiet': quiet('embedded.example', 'Nothing is set here', ''),
      '/pixel': pixel([`visitor=${CANARY}-met; ${acrossSites}`, `other=${CANARY}-met; ${acrossSites}`]),
      '/ask': pixel([]),
    },
  },
];
