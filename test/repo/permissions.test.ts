import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };

it('explains every permission of the manifest under a heading of its own, and no other', () => {
  const text = readFileSync('docs/permissions.md', 'utf8');
  const explained = [...text.matchAll(/^#+ `([^`]+)`/gm)].map(([, name]) => name);
  expect(explained.toSorted()).toEqual(
    [...manifest.permissions, ...manifest.optional_permissions, ...manifest.host_permissions].toSorted(),
  );
});
