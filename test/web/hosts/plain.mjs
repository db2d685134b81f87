import { page } from '../pages.mjs';

/** @import { Host } from '../types.ts' */

const nav = '<a href="/">Home</a> <a href="/more">More</a>';

/**
 * The twin of every detection test: no cookie, no other host, nothing kept. Nothing may be found here.
 *
 * @type {readonly Host[]}
 */
export const PLAIN = [
  {
    names: ['plain.example'],
    plainHttp: true,
    routes: {
      '/': {
        body: page({
          brand: 'plain.example',
          title: 'A page that keeps nothing',
          nav,
          body: '<p>No cookie is set here, nothing is loaded from elsewhere, and nothing is stored.</p>',
        }),
      },
      '/more': {
        body: page({ brand: 'plain.example', title: 'More of nothing', nav, body: '<p>As quiet as the first.</p>' }),
      },
    },
  },
];
