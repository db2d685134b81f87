import { readFileSync } from 'node:fs';
import { page } from '../pages.mjs';
import { brand, nav } from './cloudinary-look.mjs';

/** The archived text; what stands before its first paragraph is about the archive. */
const policy = readFileSync(new URL('../../fixtures/cloudinary-privacy-2013-05.md', import.meta.url), 'utf8')
  .trim()
  .split(/\n\n+/)
  .filter((block) => !/^(>|# )/.test(block))
  .map((block) => (block.startsWith('### ') ? `<h2>${block.slice(4)}</h2>` : `<p>${block}</p>`))
  .join('\n');

const title = 'Privacy Policy';

/** Another policy altogether, made up, as a site may have one today. */
const today = `<h2>About this notice</h2>
<p>This notice tells which records our online services make of your devices, for how long, and what choice you have.</p>
<h2>Your choice</h2>
<p>You may open the preference centre at any time and withdraw what you have agreed to. Analytics and advertising technologies stay switched off until you agree.</p>
<p>Where the law of your country gives you more rights, you may write to our data-protection officer.</p>
<p>Last updated: October 3, 2024</p>`;

/** The policy of 5/2013, a version with one sentence changed and one added, and another text. @type {Record<string, { body: string }>} */
export const PRIVACY = {
  '/privacy': { body: page({ brand, title, nav, body: policy }) },
  '/privacy-changed': {
    body: page({
      brand,
      title,
      nav,
      body: policy
        .replace('Cloudinary never stores information', 'Cloudinary rarely stores information')
        .replace('to our site.', 'to our site. A cookie may also remember the language that you have chosen.')
        .replace('Last updated: 5/2013', 'Last updated: 6/2014'),
    }),
  },
  '/privacy/cookie-policy': { body: page({ brand, title: 'Cookie notice', nav, body: today }) },
};
