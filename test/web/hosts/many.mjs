import { CANARY } from '../canary.mjs';
import { page, pixel } from '../pages.mjs';

/** @import { Host, WebRequest } from '../types.ts' */

/** Browsers keep at most 163 to 180 cookies a registrable domain. */
const PER_SITE = 100;

/** @param {WebRequest} request @param {string} name @param {number} otherwise */
const number = ({ query }, name, otherwise) => Number(query.get(name) ?? otherwise);

/**
 * Cookies by the thousand. `https://many-0.example/?cookies=3000` loads pixels of as many sites as that takes, each of
 * which sets up to 100 cookies, or of 100 with `&sites=100`; `/here?cookies=150` sets them on the visited site itself.
 *
 * @type {readonly Host[]}
 */
export const MANY = [
  {
    names: ['many-*.example'],
    routes: {
      '/': (request) => {
        const total = number(request, 'cookies', 1000);
        const perSite = Math.ceil(total / number(request, 'sites', Math.ceil(total / PER_SITE)));
        const sites = Array.from({ length: Math.ceil(total / perSite) }, (_, site) => {
          const count = Math.min(perSite, total - site * perSite);
          return `<img class="pixel" alt="" src="https://many-${site}.example/pixel?cookies=${count}">`;
        });
        return { body: page({ brand: request.host, title: `${total} cookies`, body: sites.join('\n') }) };
      },
      '/pixel': (request) => pixel(lines(number(request, 'cookies', PER_SITE))),
      '/here': (request) => {
        const count = number(request, 'cookies', 150);
        return { cookies: lines(count), body: page({ brand: request.host, title: `${count} cookies`, body: '' }) };
      },
    },
  },
];

/** @param {number} count one in four bears a name the catalogue knows */
function lines(count) {
  return Array.from({ length: count }, (_, i) => {
    const name = i % 4 === 0 ? `_ga_M${i}` : `mark_${i}`;
    return `${name}=${CANARY}.${i}; Path=/; Max-Age=86400; Secure; SameSite=None`;
  });
}
