import { CANARY } from '../canary.mjs';
import { page } from '../pages.mjs';

/** @import { Handler, Host } from '../types.ts' */

/** A name that looks like `cloudinary.com` with a Cyrillic letter in it, as browsers send it. */
export const LOOK_ALIKE = new URL('https://cl\u043eudinary.com/').hostname;

/** @param {string} text */
const asText = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** @type {Handler} */
const arrived = ({ method, host, path, body }) => ({
  cookies: [`store_session=${CANARY}-store; Path=/; HttpOnly; Secure; SameSite=Lax`],
  body: page({
    brand: host,
    title: 'You have arrived',
    body: `<p>Asked for: <code id="asked">${asText(`${method} ${path}`)}</code></p>
<pre id="body">${asText(body)}</pre>
<script>
document.cookie = '_fbp=fb.1.1764000000000.${CANARY}; path=/; max-age=7776000';
</script>`,
  }),
});

/** Where departures lead. @type {readonly Host[]} */
export const DESTINATIONS = [
  { names: ['partner-store.example', 'other-store.example', LOOK_ALIKE], routes: { '/*': arrived } },
  { names: ['old-store.example'], plainHttp: true, routes: { '/*': arrived } },
];
