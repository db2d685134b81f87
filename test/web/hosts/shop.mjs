import { CANARY, CANARY_NUMBER } from '../canary.mjs';
import { page } from '../pages.mjs';
import { deliver } from './delivery.mjs';

/** @import { Host } from '../types.ts' */

const nav = '<a href="/">Chairs</a> <a href="/gallery">Gallery</a> <a href="/video">Film</a>';
const brand = 'shop.example';
const ga = `if (!/(^|; )_ga=/.test(document.cookie)) {
  document.cookie = '_ga=GA1.1.${CANARY_NUMBER}.1764000000; domain=.shop.example; path=/; max-age=63072000';
}`;

/** @param {string} host @param {string} name */
const chair = (host, name) =>
  `<img alt="${name}" width="360" height="220" src="https://${host}/shop/image/upload/c_limit,w_360/v1/${name}.jpg">`;

/** @param {string} advertiser */
const adsPage = (advertiser) =>
  page({
    brand,
    title: 'Chairs, and a word from our sponsor',
    nav,
    head: "<script>fetch('https://securepubads.g.doubleclick.net/gampad/ads?iu=/1/chairs', { mode: 'no-cors' });</script>",
    body: `<iframe title="Advertisement" src="https://googleads.g.doubleclick.net/creative?for=${advertiser}"></iframe>`,
  });

/** A shop that is a customer of Cloudinary's, and the clients it runs. @type {readonly Host[]} */
export const SHOP = [
  {
    names: ['shop.example', 'www.shop.example'],
    routes: {
      '/': {
        body: page({
          brand,
          title: 'Chairs for long evenings',
          nav,
          head: `<script>${ga}</script>`,
          body: `<div class="row">${chair('res.cloudinary.com', 'oak')}${chair('res.cloudinary.com', 'beech')}</div>
<p>Pictures come from res.cloudinary.com. The page counts its visits with Google Analytics.</p>
<p><a id="away" href="https://plain.example/">Our carpenter</a></p>`,
          footer: '<a href="/imprint">Imprint</a> <a href="/data-protection">Privacy policy</a>',
        }),
      },
      '/data-protection': {
        body: page({ brand, title: 'Privacy policy', nav, body: '<p>Chairs keep no records.</p>' }),
      },
      '/ads': { body: adsPage('cloudinary.com') },
      '/ads-of-others': { body: adsPage('partner-store.example') },
      '/gallery': {
        body: page({
          brand,
          title: 'Gallery',
          nav,
          body: `<div class="row">${chair('media.shop.example', 'ash')}</div>
<p>The same delivery, behind the shop's own name.</p>`,
        }),
      },
      '/members': {
        cookies: [
          `__cld_token__=st=1~exp=4102444800~acl=/image/*~hmac=${CANARY}; Domain=.shop.example; Path=/; Secure`,
        ],
        body: page({ brand, title: 'For members', nav, body: chair('media.shop.example', 'private') }),
      },
      '/video': {
        body: page({
          brand,
          title: 'How a chair is made',
          nav,
          head: `<link rel="stylesheet" href="/npm/cloudinary-video-player/dist/cld-video-player.min.css">
<script src="/npm/cloudinary-video-player/dist/cld-video-player.min.js"></script>`,
          body: `<video id="player" controls width="640" height="360"></video>
<script>cloudinary.videoPlayer('player', { cloudName: 'shop', publicId: 'chair', posterOptions: { publicId: 'oak' } });</script>`,
        }),
      },
      '/mixpanel': {
        body: page({
          brand,
          title: 'Counted by Mixpanel',
          nav,
          head: '<script src="/npm/mixpanel-browser/dist/mixpanel.umd.js"></script>',
          body: `<p>The real client from npm, talking to a collector on this machine.</p>
<script>mixpanel.init('${CANARY}', { persistence: 'cookie', api_host: 'https://api-js.mixpanel.com', track_pageview: true });</script>`,
        }),
      },
      '/snowplow': {
        body: page({
          brand,
          title: 'Counted by Snowplow',
          nav,
          head: '<script src="/npm/@snowplow/browser-tracker/dist/index.umd.js"></script>',
          body: `<p>The real client from npm, talking to a collector on this machine.</p>
<script>
snowplowBrowserTracking.newTracker('sp1', 'https://collector.shop.example', { appId: 'shop', cookieDomain: '.shop.example' });
snowplowBrowserTracking.trackPageView();
</script>`,
        }),
      },
    },
  },
  { names: ['media.shop.example'], routes: { '/*': deliver } },
  {
    names: ['collector.shop.example'],
    routes: {
      '/*': ({ headers }) => ({
        type: 'text/plain',
        headers: {
          'access-control-allow-origin': headers.origin ?? '*',
          'access-control-allow-credentials': 'true',
          'access-control-allow-headers': 'Content-Type, SP-Anonymous',
        },
        cookies: [`sp=${CANARY}-network-user; Domain=.shop.example; Path=/; Max-Age=31536000; Secure; SameSite=None`],
        body: 'ok',
      }),
    },
  },
];
