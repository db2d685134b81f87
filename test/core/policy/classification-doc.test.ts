import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const doc = readFileSync('docs/classification.md', 'utf8');
const tests = ['test/core', 'test/e2e']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.test.ts') && !path.endsWith('classification-doc.test.ts'))
      .map((path) => readFileSync(join(folder, path), 'utf8')),
  )
  .join('\n');

/** `1. **Domain and exact name.** …` */
const rules = doc.split('\n').filter((line) => /^[0-9]+\. /.test(line));

it('numbers its rules without a gap', () => {
  expect(rules.map((rule) => Number.parseInt(rule, 10))).toEqual(rules.map((_, at) => at + 1));
});

it.each(rules)('names tests that exist in rule %s', (rule) => {
  const [, list = ''] = /\*Test: (“.+”)\.\*$/.exec(rule) ?? [];
  const named = [...list.matchAll(/“([^”]+)”/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(0);
  for (const name of named) expect(tests.includes(name), name).toBe(true);
});

it('leads to files that exist', () => {
  const paths = [...doc.matchAll(/`((?:src|test|scripts)\/[^`*]+)`/g)].map(([, path]) => path ?? '');
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) {
    const isThere = () => (path.endsWith('/') ? readdirSync(path) : readFileSync(path)).length > 0;
    expect(isThere(), path).toBe(true);
  }
});
