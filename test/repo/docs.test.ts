import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requestSchemas } from '../../src/messaging/schemas.ts';

const DOCUMENTS = ['README.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? `docs/${name}` : []))];

/** Every file below a folder, by its path from the root. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}

function textOf(paths: readonly string[]): string {
  return paths.map((path) => readFileSync(path, 'utf8')).join('\n');
}

/** An anchor as GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- ]/gu, '')
    .replaceAll(' ', '-');
}

function anchorsIn(path: string): string[] {
  return [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
}

describe.each(DOCUMENTS)('%s', (path) => {
  const text = readFileSync(path, 'utf8');

  it('links to nothing that is not there', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(([, link, image]) => link ?? image ?? '');
    for (const target of targets.filter((each) => !/^https?:/.test(each))) {
      const [file = '', anchor] = target.split('#');
      const there = file === '' ? path : join(dirname(path), file);
      expect(existsSync(there), target).toBe(true);
      if (anchor !== undefined) expect(anchorsIn(there), target).toContain(anchor);
    }
  });

  it('names no file that is not there', () => {
    const paths = [...text.matchAll(/`((?:src|test|scripts|vite|bench|docs|public)\/[^`\s]*)`/g)].map(
      ([, name = '']) => name,
    );
    for (const name of paths.filter((each) => !/[*{]/.test(each))) expect(existsSync(name), name).toBe(true);
  });

  it('says in words what each picture shows', () => {
    for (const [picture, alt] of text.matchAll(/!\[([^\]]*)\]\(/g)) expect(alt?.length, picture).toBeGreaterThan(20);
    for (const [picture] of text.matchAll(/<img [^>]+>/g)) expect(picture).toMatch(/alt="[^"]{20,}"/);
  });
});

describe('docs/architecture.md', () => {
  const text = readFileSync('docs/architecture.md', 'utf8');
  const section = (heading: string) => text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';

  it('describes every room', () => {
    const rooms = readdirSync('src').map((name) => `src/${name}/`);
    const described = [...section('Rooms').matchAll(/`(src\/[a-z_-]+\/)`/g)].map(([, room]) => room);
    expect(described.toSorted()).toEqual(rooms.toSorted());
  });

  it('lists every message, and no other', () => {
    const listed = [...section('Messages').matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
    expect(listed).toEqual(Object.keys(requestSchemas));
  });

  it('lists all that is kept', () => {
    const source = textOf(filesBelow('src').filter((path) => /\.tsx?$/.test(path)));
    const prefixes = [...source.matchAll(/\.cache(?:<[^(]+>)?\('([a-z]+:)'/g)].map(([, prefix]) => prefix);
    expect(prefixes.length).toBeGreaterThan(3);
    for (const kept of [...prefixes, 'preferences', 'theme-of-last-paint']) {
      expect(section('What is kept')).toContain(`| \`${kept}\` `);
    }
  });

  it('names tests that there are', () => {
    const tests = textOf(filesBelow('test').filter((path) => /\.test\.tsx?$/.test(path) && !path.includes('/repo/')));
    const named = [...section('The promises').matchAll(/“([^”]+)”/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(8);
    for (const name of named) expect(tests.includes(name), name).toBe(true);
  });
});
