import { readFileSync } from 'node:fs';
import { page } from '../pages.mjs';
import { brand, nav } from './cloudinary-look.mjs';

const policy = readFileSync(new URL('../privacy-2013-05.txt', import.meta.url), 'utf8')
  .trim()
  .split(/\n\n+/)
  .map((block) => (block.startsWith('### ') ? `<h2>${block.slice(4)}</h2>` : `<p>${block}</p>`))
  .join('\n');

const title = 'Privacy Policy';

/** The policy of 5/2013, and a version with one sentence changed. @type {Record<string, { body: string }>} */
export const PRIVACY = {
  '/privacy': { body: page({ brand, title, nav, body: policy }) },
  '/privacy-changed': {
    body: page({
      brand,
      title,
      nav,
      body: policy.replace('Cloudinary never stores information', 'Cloudinary rarely stores information'),
    }),
  },
};
