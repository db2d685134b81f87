/**
 * `npm run -s explain`: cookies as JSON lines in, explanations as JSON lines out, in order and as they come. What goes
 * in and comes out is in docs/classification.md.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importBundled } from './lib/bundle-core.mjs';
import { linesOf } from './lib/lines.mjs';
import { createOutput } from './lib/output.mjs';
import { ROOT } from './lib/root.mjs';

/** @typedef {typeof import('./lib/explain-line.ts')} ExplainLine */

// `explain | head`: whoever reads has had enough.
process.stdout.on('error', (error) => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1));

const { createExplainer, joinTexts } = /** @type {ExplainLine} the module that is bundled here */ (
  await importBundled('scripts/lib/explain-line.ts')
);
/** @param {string} file */
const readTexts = (file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const explain = createExplainer(
  joinTexts(readTexts('public/_locales/en/messages.json'), readTexts('src/_locales/en/catalogue.json')),
);

const NOTHING = new Uint8Array();
let line = 0;
for await (const lines of linesOf(process.stdin)) {
  const output = createOutput();
  for (const text of lines) {
    line += 1;
    try {
      if (text === null) throw new Error('the line is too long');
      const { head, tail } = explain(text);
      output.add(head, tail);
    } catch (error) {
      output.add(JSON.stringify({ line, error: error instanceof Error ? error.message : String(error) }), NOTHING);
    }
  }
  if (!process.stdout.write(output.bytes())) await once(process.stdout, 'drain');
}
