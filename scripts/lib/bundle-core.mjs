import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './progress.mjs';
import { ROOT } from './root.mjs';

/** What the bundle is built with; it serves the modules that are made at build time. */
const CONFIG = 'vite/core.config.ts';

/** What decides what the bundle is made of, besides its entry: our own code, and the version of the list of companies. */
export const SOURCES = ['src/core', 'vite', 'node_modules/third-party-web/package.json'];

const CACHE = join(ROOT, 'node_modules/.cache/cookie-clause');

/**
 * Loads a TypeScript module of the repository into Node, which cannot read TypeScript: bundled on first use, kept until
 * a source file, or the version of the list of companies, changes. Prints nothing to the standard output.
 *
 * @param {string} entry from the repository's root; it may import `src/core` and packages
 * @returns {Promise<unknown>} the module
 */
export async function importBundled(entry) {
  await installIfMissing();
  const folder = join(CACHE, fingerprint([...SOURCES, entry]));
  if (!existsSync(folder)) await bundle(entry, folder);
  return import(pathToFileURL(join(folder, 'entry.mjs')).href);
}

async function installIfMissing() {
  if (['vite', 'third-party-web'].every((name) => existsSync(join(ROOT, 'node_modules', name, 'package.json')))) return;
  process.stderr.write('Installing the dependencies…\n');
  const { ok, output } = await run('npm', ['ci', '--no-audit', '--no-fund']);
  if (!ok) throw new Error(`npm ci failed:\n${output}`);
}

/** @param {string} entry @param {string} folder */
async function bundle(entry, folder) {
  const { build } = await import('vite');
  // Two commands may start at once: each builds in a folder of its own, the first one in keeps its name.
  const own = `${folder}.${process.pid}`;
  await build({
    root: ROOT,
    configFile: join(ROOT, CONFIG),
    publicDir: false,
    logLevel: 'silent',
    build: {
      ssr: join(ROOT, entry),
      outDir: own,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'entry.mjs' } },
    },
  });
  try {
    renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(own, { recursive: true });
  }
}

/**
 * One name for all that the bundle is made of; another one when a file is another.
 *
 * @param {readonly string[]} paths files, and folders with all that is in them, from `root`
 */
export function fingerprint(paths, root = ROOT) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((each) => filesIn(join(root, each))))
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path));
  return hash.digest('hex').slice(0, 24);
}

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  if (/\.(ts|json)$/.test(path)) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
