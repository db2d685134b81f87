import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';

/**
 * The same code in ASCII: with a letter beyond Latin in it, as the suffix list has, an engine keeps and scans all of a
 * script at two bytes a character. Escapes stand for themselves in strings, and the bundle has no such letter elsewhere.
 */
function inAscii(code: string): string {
  return code.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What crxjs names the background's entry, in both browsers. */
const ENTRY = 'service-worker-loader.js';

/**
 * Puts the background into one file, a plain script.
 *
 * crxjs gives it a loader that imports a module that imports chunks shared with the pages. A sleeping worker fetches
 * them one after the other each time it wakes, which took a third of the time to its first answer; and Chromium starts
 * a plain script a quarter sooner than a module of the same text.
 */
export function singleFileBackground(outDir: string): Plugin {
  return {
    name: 'cookie-clause:single-file-background',
    apply: 'build',
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const entry = join(outDir, ENTRY);
        if (!existsSync(entry)) return; // a build of content scripts alone, which crxjs runs beside this one
        const built = await build({
          configFile: false,
          logLevel: 'error',
          build: {
            write: false,
            target: 'es2023',
            // A library's ES build keeps its white space unless the bundler itself is told.
            rolldownOptions: { output: { minify: true } },
            lib: { entry, formats: ['iife'], name: 'background', fileName: () => ENTRY },
          },
        });
        const outputs = Array.isArray(built) ? built : [built];
        const chunks = outputs
          .flatMap((one) => ('output' in one ? one.output : []))
          .filter((one) => one.type === 'chunk');
        const [chunk, ...more] = chunks;
        if (!chunk || more.length > 0) throw new Error(`The background should be one file, not ${chunks.length}`);
        // The module it was made of is in it now, and nobody else's.
        const [, module] = /['"](\.\/assets\/[^'"]+)['"]/.exec(readFileSync(entry, 'utf8')) ?? [];
        if (module) rmSync(join(outDir, module));
        writeFileSync(entry, inAscii(chunk.code));
        const manifestFile = join(outDir, 'manifest.json');
        const { background, ...manifest } = JSON.parse(readFileSync(manifestFile, 'utf8'));
        const { type: _module, ...plain } = background;
        writeFileSync(manifestFile, `${JSON.stringify({ ...manifest, background: plain }, null, 2)}\n`);
      },
    },
  };
}
