import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

/** What a realm's own tsconfig takes in. */
function configOf(realm: string): ts.ParsedCommandLine {
  const path = resolve(`tsconfig.${realm}.json`);
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, resolve('.'), undefined, path);
}

/** Libraries are read once for all realms. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/**
 * The complaints about some lines, as if they stood in a file of this room, line by line. They are compiled together with
 * the whole realm: one file that pulls in the DOM's types, as some libraries do, would open the realm for all.
 */
function complaints(realm: string, room: string, lines: readonly string[]): readonly boolean[] {
  const { options, fileNames } = configOf(realm);
  const probe = resolve(`src/${room}/probe.ts`);
  const text = `${lines.join('\n')}\nexport {};\n`;
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, target, ...rest) => {
    if (name === probe) return ts.createSourceFile(name, text, target);
    if (!name.includes('/node_modules/')) return read(name, target, ...rest);
    if (!libraries.has(name)) libraries.set(name, read(name, target, ...rest));
    return libraries.get(name);
  };
  const program = ts.createProgram([...fileNames, probe], options, host);
  const source = program.getSourceFile(probe);
  const found = program.getSemanticDiagnostics(source);
  const refused = new Set(found.map(({ start = 0 }) => source?.getLineAndCharacterOfPosition(start).line));
  return lines.map((_, at) => refused.has(at));
}

const REALMS = [
  {
    realm: 'core',
    room: 'core',
    refused: ['document;', 'window;', 'localStorage;', 'fetch;', 'chrome;', 'browser;', 'process;', 'setTimeout;'],
    allowed: ["new URL('https://shop.example');", 'new Map();'],
  },
  {
    realm: 'background',
    room: 'background',
    refused: ['document;', 'window;', 'localStorage;', 'chrome;', 'process;'],
    allowed: ['self;', 'setTimeout;', 'crypto;'],
  },
  {
    realm: 'content',
    room: 'content',
    refused: ['process;', "import('node:fs');"],
    allowed: ['document;', 'window;', 'performance;'],
  },
  {
    realm: 'pages',
    room: 'popup',
    refused: ['process;', "import('node:fs');"],
    allowed: ['document;', 'window;'],
  },
];

describe.each(REALMS)('the realm $realm', ({ realm, room, refused, allowed }) => {
  const strict = 'const first: string = ([] as string[])[0]; first;';
  const lines = [...refused, ...allowed, strict];
  let complained: readonly boolean[] = [];
  beforeAll(() => {
    complained = complaints(realm, room, lines);
  }, 60_000);

  it.each(refused)('refuses %s', (line) => {
    expect(complained[lines.indexOf(line)]).toBe(true);
  });

  it.each(allowed)('knows %s', (line) => {
    expect(complained[lines.indexOf(line)]).toBe(false);
  });

  it('is strict', () => {
    expect(complained[lines.indexOf(strict)]).toBe(true);
  });
});

it('leaves no source file without a realm', () => {
  const checked = new Set(REALMS.flatMap(({ realm }) => configOf(realm).fileNames.map((name) => resolve(name))));
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => resolve(join('src', name)));
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((name) => !checked.has(name))).toEqual([]);
});
