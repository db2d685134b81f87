import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const doc = readFileSync('docs/classification.md', 'utf8');
const tests = readdirSync('test/core', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts') && !path.endsWith('classification-doc.test.ts'))
  .map((path) => readFileSync(join('test/core', path), 'utf8'))
  .join('\n');

/** `1. **Domain and exact name.** …` */
const rules = doc.split('\n').filter((line) => /^[0-9]+\. /.test(line));

it('numbers its rules without a gap', () => {
  expect(rules.map((rule) => Number.parseInt(rule, 10))).toEqual(rules.map((_, at) => at + 1));
});

it.each(rules)('names a test that exists in rule %s', (rule) => {
  const named = /\*Test: “(.+)”\.\*$/.exec(rule)?.[1];
  expect(named).toBeDefined();
  expect(tests).toContain(named);
});

it('leads to files that exist', () => {
  const paths = [...doc.matchAll(/`((?:src|test|scripts)\/[^`*]+)`/g)].map(([, path]) => path ?? '');
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) {
    const isThere = () => (path.endsWith('/') ? readdirSync(path) : readFileSync(path)).length > 0;
    expect(isThere(), path).toBe(true);
  }
});
