import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtensions } from '../../../scripts/lib/build.mjs';

/**
 * Builds both extensions once for a run of the end-to-end tests, in a folder of its own, so that runs side by side do
 * not disturb each other. With `EXTENSIONS_DIR` set, the builds that lie there are tested instead.
 */
export default async function setup(): Promise<(() => void) | undefined> {
  if (process.env.EXTENSIONS_DIR) return undefined;
  const directory = mkdtempSync(join(tmpdir(), 'cookie-clause-builds-'));
  await buildExtensions(directory);
  process.env.EXTENSIONS_DIR = directory;
  return () => rmSync(directory, { recursive: true, force: true });
}
