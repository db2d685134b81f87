import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('names no registry in the lock file, so that every registry can serve it', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const resolved = Object.entries<{ resolved?: string }>(packages).filter(([, entry]) => entry.resolved);
  expect(resolved).toEqual([]);
});
