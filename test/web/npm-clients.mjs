import { existsSync, readFileSync } from 'node:fs';

/** @import { Reply } from './types.ts' */

const MODULES = new URL('../../node_modules/', import.meta.url);
const PACKAGES = ['cloudinary-video-player', 'mixpanel-browser', '@snowplow/browser-tracker'];
const TYPES = { js: 'text/javascript', css: 'text/css' };

/**
 * A file of one of the real clients, as the package ships it, below `/npm/` on every host; null for any other path.
 *
 * @param {string} pathname such as `/npm/mixpanel-browser/dist/mixpanel.umd.js`
 * @returns {Reply | null}
 */
export function clientFile(pathname) {
  const path = /^\/npm\/([\w@./-]+\.(js|css))$/.exec(pathname);
  const [, file = '', kind] = path ?? [];
  if (file.includes('..') || !PACKAGES.some((name) => file.startsWith(`${name}/dist/`))) return null;
  const url = new URL(file, MODULES);
  if (!existsSync(url)) return null;
  return { type: TYPES[kind === 'css' ? 'css' : 'js'], body: readFileSync(url) };
}
