import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprint, SOURCES } from '../../scripts/lib/bundle-core.mjs';

const FILES = [
  'src/core/catalogue/lookup.ts',
  'src/core/catalogue/data/google.json',
  'vite/companies.ts',
  'node_modules/third-party-web/package.json',
  'scripts/entry.ts',
];

let root = '';

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const print = () => fingerprint([...SOURCES, 'scripts/entry.ts'], root);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cookie-clause-bundle-'));
  for (const file of FILES) write(file, 'as it was');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a bundle that was kept', () => {
  it('is used again while nothing has changed', () => {
    expect(print()).toBe(print());
  });

  it.each(FILES)('is not used any more when %s has changed', (file) => {
    const before = print();
    write(file, 'as it is');
    expect(print()).not.toBe(before);
  });

  it('is not used any more when there is a new file', () => {
    const before = print();
    write('src/core/new.ts', '');
    expect(print()).not.toBe(before);
  });
});
