import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fixedRow } from './rows.mjs';

/** @import { Row } from './types.ts' */

const CONTENT = 'src/content';
/** What runs unasked in pages is kept small; the rest comes when somebody asks for it. */
const ALWAYS_ON = ['page-eye.iife.js', 'leave-guard.js'];
const LARGEST = 10_000;

/**
 * Sizes of what the build is made of, minified, with the same by gzip in the name.
 *
 * @param {string} build folder of a built extension
 * @returns {Row[]}
 */
export function measureSizes(build) {
  const row = (/** @type {string} */ what, /** @type {readonly string[]} */ files, budget = false) => {
    const texts = files.map((file) => readFileSync(join(build, file)));
    const packed = texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
    return fixedRow({
      what: `size of ${what} (gzip ${packed.toLocaleString('en')} B)`,
      unit: 'B',
      figure: texts.reduce((sum, text) => sum + text.length, 0),
      budget: budget ? { atMost: LARGEST } : null,
    });
  };
  const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8'));
  return [
    ...readdirSync(join(build, CONTENT))
      .filter((file) => file.endsWith('.js'))
      .map((file) => row(file, [`${CONTENT}/${file}`], ALWAYS_ON.includes(file))),
    row('the background', reachable(build, manifest.background.service_worker)),
    row('the popup', reachable(build, manifest.action.default_popup)),
  ];
}

/**
 * A file and all that it loads before it can start: imports, and of a page its scripts and styles.
 *
 * @param {string} build
 * @param {string} entry
 * @returns {string[]} without pages
 */
function reachable(build, entry) {
  const seen = new Set([entry]);
  for (const file of seen) {
    const text = readFileSync(join(build, file), 'utf8');
    const links = file.endsWith('.html')
      ? text.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)
      : text.matchAll(/\b(?:from|import)\s*["']([^"']+\.js)["']/g);
    for (const [, link = ''] of file.endsWith('.css') ? [] : links) {
      seen.add(link.startsWith('/') ? link.slice(1) : join(dirname(file), link));
    }
  }
  return [...seen].filter((file) => !file.endsWith('.html'));
}
