import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildExtensions } from '../../scripts/lib/build.mjs';

/** What a script that runs in pages unasked may weigh, minified: pages pay for each byte of it. */
const LARGEST = 10_000;
/** What is put in only where a notice is about to be shown, and what that may weigh. */
const NOTICES = ['arrival.js', 'overlay.js'];
const LARGEST_NOTICE = 20_000;

let folder = process.env.EXTENSIONS_DIR ?? '';
let own = false;

// A build that lies in dist may be of yesterday.
beforeAll(async () => {
  if (folder) return;
  folder = mkdtempSync(join(tmpdir(), 'cookie-clause-sizes-'));
  own = true;
  await buildExtensions(folder);
}, 120_000);

afterAll(() => {
  if (own) rmSync(folder, { recursive: true, force: true });
});

it.each(['chromium', 'firefox'])(
  'keeps every script that runs in pages unasked within 10 KB, and the notices within 20, in %s',
  (browser) => {
    const content = join(folder, browser, 'src/content');
    const scripts = readdirSync(content).filter((file) => file.endsWith('.js'));
    expect(scripts).toEqual(expect.arrayContaining(['leave-guard.js', 'page-eye.iife.js', ...NOTICES]));
    const tooLarge = scripts.filter(
      (file) => statSync(join(content, file)).size > (NOTICES.includes(file) ? LARGEST_NOTICE : LARGEST),
    );
    expect(tooLarge).toEqual([]);
  },
);
