import { bare, page } from '../pages.mjs';
import { brand, nav } from './cloudinary-look.mjs';
import { LOOK_ALIKE } from './destinations.mjs';

/** @import { Handler, Reply } from '../types.ts' */

const store = 'https://partner-store.example';

const body = `
<h2>Links</h2>
<ul class="links">
<li><a id="link" href="${store}/">Partner store</a></li>
<li><a id="link-with-ids" href="${store}/offer?gclid=Cj0abc&amp;utm_source=cloudinary&amp;item=7">Offer, with identifiers</a></li>
<li><a id="link-http" href="http://old-store.example/">Old store, unencrypted</a></li>
<li><a id="link-look-alike" href="https://${LOOK_ALIKE}/">A name that looks like ours</a></li>
<li><a id="link-redirector" href="https://www.google.com/url?q=${encodeURIComponent(`${store}/found`)}">By way of a redirector</a></li>
<li><a id="link-out" href="/out?to=${encodeURIComponent(`${store}/from-server`)}">By our own server's redirect</a></li>
<li><a id="on-press" href="/quiet" onmousedown="this.href = '${store}/on-press'">Another place once pressed</a></li>
<li><a id="blank" target="_blank" href="${store}/blank">In a new tab</a></li>
<li><svg width="220" height="24"><a id="svg-link" href="${store}/svg"><text y="17" fill="currentColor">A link drawn in SVG</text></a></svg></li>
<li><img alt="A map" width="90" height="55" usemap="#places" src="https://res.cloudinary.com/demo/image/upload/map.jpg">
<map name="places"><area id="area" alt="The store" shape="rect" coords="0,0,90,55" href="${store}/area"></map></li>
<li><span id="open-root"></span> <span id="closed-root"></span></li>
</ul>
<h2>Links that stay</h2>
<ul class="links">
<li><a id="same-page" href="#top">On this page</a></li>
<li><a id="same-origin" href="/quiet">On this host</a></li>
<li><a id="same-site" href="https://support.cloudinary.com/">Support</a></li>
<li><a id="delivery" href="https://res.cloudinary.com/demo/image/upload/sample.jpg">A picture</a></li>
<li><a id="download" download href="/report.csv">Download the report</a></li>
<li><a id="mail" href="mailto:hello@mail.example">Mail</a></li>
<li><a id="javascript" href="javascript:document.body.dataset.ran = 'yes'; void 0">Script</a></li>
</ul>
<h2>Forms</h2>
<form id="form-get" action="${store}/search"><input name="q" value="chairs"> <button id="submit-get">Search the store</button></form>
<form id="form-post" method="post" action="${store}/order"><input name="item" value="chair"> <input name="note" value="two &amp; blue"> <button id="submit-post" name="pay" value="later">Order</button></form>
<form id="form-file" method="post" enctype="multipart/form-data" action="${store}/upload"><input name="title" value="plan"> <input id="file" type="file" name="plan"> <button id="submit-file">Send</button></form>
<h2>Scripts</h2>
<p class="row">
<button id="by-href" onclick="location.href = '${store}/href'">location.href</button>
<button id="by-replace" onclick="location.replace('${store}/replace')">location.replace</button>
<button id="by-open" onclick="window.open('${store}/open')">window.open</button>
<button id="by-anchor" onclick="Object.assign(document.createElement('a'), { href: '${store}/anchor' }).click()">a.click()</button>
<button id="by-submit" onclick="document.querySelector('#form-post').submit()">form.submit()</button>
</p>
<p><a href="/leaving/refresh">A page that refreshes away</a> · <a href="/leaving/frames">Frames</a></p>
<iframe id="own-frame" src="/leaving/own-frame" width="220" height="40" style="border: 0"></iframe>
<script>
for (const mode of ['open', 'closed']) {
  const link = document.createElement('a');
  link.href = '${store}/' + mode + '-root';
  link.id = 'inside';
  link.textContent = 'In a root that is ' + mode;
  document.querySelector('#' + mode + '-root').attachShadow({ mode }).append(link);
}
</script>`;

/** Every way out of a page, and the ways that only look like one. @type {Record<string, Handler | Reply>} */
export const LEAVING = {
  '/leaving': { body: page({ brand, title: 'Our partners', nav, body }) },
  '/leaving/refresh': {
    body: page({
      brand,
      title: 'You will be taken away',
      nav,
      head: `<meta http-equiv="refresh" content="0; url=${store}/refresh">`,
      body: '<p>In a moment.</p>',
    }),
  },
  '/leaving/frames': {
    body: page({
      brand,
      title: 'Links in frames',
      nav,
      body: `<iframe id="own" src="/leaving/own-frame"></iframe>
<iframe id="foreign" src="https://widget.partner-chat.example/top-link"></iframe>`,
    }),
  },
  '/leaving/own-frame': {
    body: bare(`<a id="top-link" target="_top" href="${store}/from-own-frame">To the store</a>`),
  },
  '/out': ({ query }) => ({ status: 302, headers: { location: query.get('to') ?? '/' } }),
  '/report.csv': {
    type: 'text/csv',
    headers: { 'content-disposition': 'attachment; filename="report.csv"' },
    body: 'day,visits\n1,7\n',
  },
};
