import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { companiesText } from './companies.ts';

const DATA = fileURLToPath(new URL('../src/core/catalogue/data/', import.meta.url));

/** What the built file is called; `src/background/catalogue-source.ts` reads it. */
const FILE = 'catalogue.json';

/**
 * Puts the catalogue and the list of companies into a file of the extension, which the background reads at its first
 * question: as part of its script, their 600 KB would be read again at every wake.
 */
export function catalogueFile(): Plugin {
  return {
    name: 'cookie-clause:catalogue-file',
    apply: 'build',
    buildStart() {
      for (const name of readdirSync(DATA)) this.addWatchFile(DATA + name);
    },
    generateBundle() {
      // The files' shape is held to a schema by a test of the catalogue.
      const blocks = readdirSync(DATA).flatMap((name) => JSON.parse(readFileSync(DATA + name, 'utf8')) as unknown[]);
      const source = JSON.stringify({ blocks, companies: companiesText() });
      this.emitFile({ type: 'asset', fileName: FILE, source });
    },
  };
}
