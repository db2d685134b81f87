import { CANARY, CANARY_NUMBER, PERSONAL_VALUE } from '../canary.mjs';
import { page } from '../pages.mjs';
import { EVIDENCE } from './cloudinary-evidence.mjs';
import { LEAVING } from './cloudinary-leaving.mjs';
import { brand, nav } from './cloudinary-look.mjs';
import { PRIVACY } from './cloudinary-privacy.mjs';

/** @import { Host } from '../types.ts' */

const DAY = 86_400;
const forAll = 'Domain=.cloudinary.com; Path=/';
const acrossSites = 'HttpOnly; Secure; SameSite=None';

/** What the server sets, HttpOnly and otherwise. `locale` is two cookies: a domain cookie and its host-only twin. */
const byHeader = [
  `_cld_session_key=${CANARY}0123456789abcdef01234; ${forAll}; ${acrossSites}`,
  `__cf_bm=${CANARY}-bm; ${forAll}; Max-Age=1800; ${acrossSites}`,
  `__Host-console_csrf=${CANARY}-csrf; Path=/; Secure; HttpOnly; SameSite=Lax`,
  `locale=${CANARY}-en; ${forAll}; Max-Age=${30 * DAY}`,
  `locale=${CANARY}-en-host; Path=/; Max-Age=${30 * DAY}`,
];

/** What tags set on a site, each only where it is missing, as the real ones do. */
const byScript = `<script>
for (const [name, value, days] of [
  ['_ga', 'GA1.1.${CANARY_NUMBER}.1764000000', 730],
  ['_ga_CLDSITE01', 'GS2.1.s1764000000$o1$g1$t1764000100$j60$l0$h${CANARY_NUMBER}', 730],
  ['_gcl_au', '1.1.${CANARY_NUMBER}.1764000000', 90],
]) {
  if (!document.cookie.split('; ').some((pair) => pair.startsWith(name + '='))) {
    document.cookie = name + '=' + value + '; domain=.cloudinary.com; path=/; max-age=' + days * 86400;
  }
}
</script>`;

const trackers = `
<img class="pixel" alt="" src="https://ad.doubleclick.net/pixel">
<img class="pixel" alt="" src="https://px.ads.linkedin.com/collect">
<img class="pixel" alt="" src="https://www.facebook.com/tr">
<img class="pixel" alt="" src="https://bat.bing.com/action/0">
<iframe class="pixel" title="" src="https://ad.doubleclick.net/frame"></iframe>
<iframe title="Chat" src="https://widget.partner-chat.example/chat"></iframe>`;

/** Asks every company around the page for something, so that what they are sent can be seen; sets nothing. */
const askAll = () => {
  const hosts = [
    'ad.doubleclick.net',
    'px.ads.linkedin.com',
    'www.facebook.com',
    'bat.bing.com',
    'widget.partner-chat.example',
  ];
  // Delivery lets browsers keep its pictures: a new address each time makes them ask.
  const paths = [`res.cloudinary.com/demo/image/upload/${Date.now()}.jpg`, ...hosts.map((host) => `${host}/ask`)];
  const body = paths.map((path) => `<img class="pixel" alt="" src="https://${path}">`).join('\n');
  return { body: page({ brand, title: 'Who is sent what', nav, body }) };
};

const quiet = page({ brand, title: 'A quiet page', nav, body: '<p>This page sets nothing and loads nothing.</p>' });

/** Cloudinary's own site, as far as a test needs it. @type {readonly Host[]} */
export const CLOUDINARY = [
  {
    names: ['www.cloudinary.com'],
    routes: {
      ...LEAVING,
      ...PRIVACY,
      ...EVIDENCE,
      '/': {
        cookies: byHeader,
        body: page({
          brand,
          title: 'Pictures and films, in the size each visitor needs',
          nav,
          head: byScript,
          body: `<div class="row">
<img alt="" width="360" height="220" src="https://res.cloudinary.com/demo/image/upload/sample.jpg">
</div>
<p>Upload once, deliver everywhere. Other companies' tags ride along on this page.</p>
${trackers}`,
        }),
      },
      '/quiet': { body: quiet },
      '/ask-all': askAll,
      '/spa': single,
      '/spa/*': single,
      '/personal': {
        cookies: [`profile=${PERSONAL_VALUE}; ${forAll}; Secure; Max-Age=${30 * DAY}`],
        body: page({ brand, title: 'Hello again', nav, body: '<p>A cookie of this page holds who you are.</p>' }),
      },
      '/removing': {
        cookies: [`_uetsid=${CANARY}-uet; Path=/; Max-Age=${DAY}`, `leftover=${CANARY}; Path=/; HttpOnly`],
        body: page({
          brand,
          title: 'Cookies that go again',
          nav,
          body: `<button id="by-script" onclick="document.cookie = '_uetsid=; path=/; max-age=0'">Remove by script</button>
<button id="by-header" onclick="fetch('/sign-out', { method: 'POST' })">Remove by the server</button>`,
        }),
      },
      '/sign-out': {
        status: 204,
        cookies: ['leftover=; Path=/; Max-Age=0', `_cld_session_key=; ${forAll}; Max-Age=0; Secure; HttpOnly`],
      },
      '/stubborn': {
        body: page({
          brand,
          title: 'A cookie that comes back',
          nav,
          body: `<p>Whenever <code>_ga</code> is missing, this page sets it again.</p>
<script>
const keep = () => {
  if (!/(^|; )_ga=/.test(document.cookie)) {
    document.cookie = '_ga=GA1.1.${CANARY_NUMBER}.1764000000; domain=.cloudinary.com; path=/; max-age=63072000';
  }
};
keep();
setInterval(keep, 40);
</script>`,
        }),
      },
      '/refused': {
        cookies: [
          `__Host-wrong=${CANARY}; Path=/; Secure; Domain=cloudinary.com`,
          `_gid=${CANARY}; Domain=shop.example; Path=/`,
        ],
        body: page({ brand, title: 'Cookies no browser takes', nav, body: '<p>Two lines, both refused.</p>' }),
      },
      '/prerender': {
        body: page({
          brand,
          title: 'The next page is ready',
          nav,
          head: `<script type="speculationrules">
{ "prerender": [{ "source": "list", "urls": ["/prerendered"], "eagerness": "immediate" }] }
</script>`,
          body: '<p><a id="next" href="/prerendered">Next</a></p>',
        }),
      },
      '/prerendered': {
        cookies: [`_gid=${CANARY}-prerendered; Path=/; Max-Age=${DAY}`],
        body: page({ brand, title: 'Prerendered', nav, body: '<p>Loaded before you came.</p>' }),
      },
    },
  },
  {
    names: ['cloudinary.com'],
    routes: {
      '/*': ({ path }) => ({ status: 301, headers: { location: `https://www.cloudinary.com${path}` } }),
    },
  },
  { names: ['support.cloudinary.com', 'console.cloudinary.com'], routes: { '/*': { body: quiet } } },
];

/** A single-page site: a cookie comes after the address changed without a load. */
function single() {
  return {
    body: page({
      brand,
      title: 'One page, many addresses',
      nav,
      body: `<p id="where"></p>
<button id="go">Go to settings</button>
<script>
const show = () => { document.querySelector('#where').textContent = location.pathname; };
document.querySelector('#go').addEventListener('click', () => {
  history.pushState(null, '', '/spa/settings');
  show();
  document.cookie = '_gcl_aw=GCL.1764000000.${CANARY}; domain=.cloudinary.com; path=/; max-age=7776000';
});
addEventListener('popstate', show);
show();
</script>`,
    }),
  };
}
