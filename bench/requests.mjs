import { PIXEL } from '../test/web/pages.mjs';
import { inTurns, pairedRow } from './rows.mjs';
import { withPair } from './sessions.mjs';

/**
 * @import { Page } from 'puppeteer-core'
 * @import { Bench, Row } from './types.ts'
 */

const ROUNDS = { chromium: 20, firefox: 10 };

/** Requests a round, by kind: about what a page of today asks for. */
const MIX = { image: 45, script: 28, style: 10, fetch: 12, doubleclick: 5 };
const REQUESTS = Object.values(MIX).reduce((sum, count) => sum + count);

const PAGE = { host: 'shop.example', path: '/requests' };
/** Companies the catalogue does not know. */
const HOSTS = ['partner-store.example', 'other-store.example'];

/**
 * What a request costs more than with an idle extension of the same permissions. The requests go one after the other,
 * so that nothing hides behind anything.
 *
 * @param {Bench} bench
 * @param {'chromium' | 'firefox'} browser
 * @returns {Promise<Row[]>}
 */
export function measureRequests(bench, browser) {
  serve(bench.web);
  return withPair(bench, browser, async ({ ours, floor }) => {
    const url = `https://${PAGE.host}${PAGE.path}`;
    const pages = { ours: await ours.newPage(url), floor: await floor.newPage(url) };
    const pairs = await inTurns(ROUNDS[browser], {
      ours: () => request(pages.ours),
      floor: () => request(pages.floor),
    });
    return [
      pairedRow({
        what: `time a request, ${REQUESTS} of a page's mix, ${browser}`,
        unit: 'ms',
        pairs,
        compared: 'difference',
        floorIs: 'an idle extension with the same permissions',
        budget: { atMost: 0.2 },
      }),
    ];
  });
}

/** @param {import('../test/web/types.ts').Web} web */
function serve(web) {
  const headers = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };
  web.serve(PAGE.host, PAGE.path, { body: '<!doctype html><link rel="icon" href="data:,"><title>Requests</title>' });
  for (const host of HOSTS) {
    web.serve(host, '/image', { type: 'image/gif', headers, body: PIXEL });
    web.serve(host, '/script', { type: 'text/javascript', headers, body: ';' });
    web.serve(host, '/style', { type: 'text/css', headers, body: ':root {}' });
    web.serve(host, '/fetch', { type: 'application/json', headers, body: '{}' });
  }
}

/** One round in the page; the time of a request, in milliseconds. @param {Page} page */
async function request(page) {
  const bring = async (/** @type {typeof MIX} */ mix, /** @type {readonly string[]} */ hosts) => {
    /** @type {Record<string, (url: string) => Promise<unknown>>} */
    const ways = {
      image: (url) => settled(Object.assign(new Image(), { src: url })),
      script: (url) => added(Object.assign(document.createElement('script'), { src: url })),
      style: (url) => added(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url })),
      fetch: async (url) => (await fetch(url)).text(),
    };
    const settled = (/** @type {HTMLElement} */ element) =>
      new Promise((done, fail) => {
        element.onload = done;
        element.onerror = fail;
      });
    const added = (/** @type {HTMLElement} */ element) => {
      document.head.append(element);
      return settled(element).finally(() => element.remove());
    };
    const kinds = Object.entries(mix).flatMap(([kind, count]) => Array.from({ length: count }, () => kind));
    // Strewn in the same way each time: 37 and 100 have no divisor in common.
    const order = kinds.map((_, at) => kinds[(at * 37) % kinds.length] ?? 'image');

    const start = performance.now();
    for (const [at, kind] of order.entries()) {
      const mark = `${start}-${at}`;
      if (kind === 'doubleclick') await ways.image?.(`https://ad.doubleclick.net/pixel?${mark}`);
      else await ways[kind]?.(`https://${hosts[at % hosts.length]}/${kind}?${mark}`);
    }
    return (performance.now() - start) / order.length;
  };
  return page.evaluate(bring, MIX, HOSTS);
}
