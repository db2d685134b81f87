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
