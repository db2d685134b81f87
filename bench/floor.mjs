import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../scripts/lib/root.mjs';

/** One row as a popup has it, and nothing else: what the browser needs to open and paint any extension page. */
const POPUP = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Floor</title>
    <link rel="stylesheet" href="popup.css" />
  </head>
  <body>
    <ul><li data-cookie-name="one">A row</li></ul>
  </body>
</html>
`;

/** Answers, as a background must, and does nothing besides. */
const WORKER = "chrome.runtime.onMessage.addListener((message, sender, reply) => reply('here'));\n";

/**
 * Writes the floor: an extension with our permissions and every part that ours has, each of them empty. What it costs
 * is the browser's own price for an extension; what ours costs more is our doing.
 *
 * @param {string} directory gets a folder a browser
 * @returns {Record<'chromium' | 'firefox', string>}
 */
export function writeFloor(directory) {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'manifest.json'), 'utf8'));
  const { permissions, host_permissions, content_scripts } = manifest;
  const shared = {
    manifest_version: 3,
    name: 'Floor',
    version: '1',
    permissions,
    host_permissions,
    action: { default_popup: 'popup.html' },
    content_scripts: content_scripts.map((/** @type {object} */ script) => ({ ...script, js: ['content.js'] })),
  };
  const own = {
    chromium: { background: { service_worker: 'worker.js' } },
    firefox: {
      background: { scripts: ['worker.js'] },
      browser_specific_settings: { gecko: { id: 'floor@cookie-clause.example' } },
    },
  };
  const write = (/** @type {keyof typeof own} */ browser) => {
    const folder = join(directory, browser);
    mkdirSync(folder, { recursive: true });
    const files = {
      'manifest.json': JSON.stringify({ ...shared, ...own[browser] }),
      'content.js': ';\n',
      'worker.js': WORKER,
      'popup.html': POPUP,
      'popup.css': 'body { margin: 0; width: 400px }\n',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    cpSync(join(ROOT, 'public/icons'), join(folder, 'icons'), { recursive: true });
    return folder;
  };
  return { chromium: write('chromium'), firefox: write('firefox') };
}
