import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import project from '../../package.json' with { type: 'json' };

const [, shipped = '', forWork = ''] = readFileSync('docs/dependencies.md', 'utf8').split(/^## /m);

/** The rows of a table: `| `name` | licence | why |`. */
function rowsOf(section: string) {
  return [...section.matchAll(/^\| `([^`]+)` \| ([^|]+) \| (.+) \|$/gm)].map(
    ([, name = '', licence = '', why = '']) => ({
      name,
      licence,
      why,
    }),
  );
}

it.each([
  { what: 'in the extension', section: shipped, packages: project.dependencies },
  { what: 'for building and testing', section: forWork, packages: project.devDependencies },
])('says of every package $what what it is for, and of no other', ({ section, packages }) => {
  expect(rowsOf(section).map(({ name }) => name)).toEqual(Object.keys(packages));
});

describe.each([...rowsOf(shipped), ...rowsOf(forWork)])('of $name', ({ name, licence }) => {
  it('the licence is told as the package tells it', () => {
    expect(JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).license).toBe(licence);
  });
});

it('pins every version', () => {
  const versions = Object.values({ ...project.dependencies, ...project.devDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
