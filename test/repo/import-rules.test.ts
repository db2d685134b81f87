import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly totalDependenciesCruised: number;
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

const CRUISER = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const CONFIG = resolve('.dependency-cruiser.cjs');
const { forbidden }: { readonly forbidden: readonly { readonly name: string }[] } = createRequire(import.meta.url)(
  CONFIG,
);

/** Each refused import stands in a file of its own, `src/<room>/refused-….ts`. */
const REFUSED = [
  { file: 'src/core/refused-room.ts', to: '../background/there.ts', rule: 'core-is-pure', why: 'core knows no room' },
  { file: 'src/core/refused-library.ts', to: 'valibot', rule: 'core-is-pure', why: 'it knows only pure libraries' },
  { file: 'src/core/refused-node.ts', to: 'node:fs', rule: 'core-is-pure', why: 'Node is a platform too' },
  {
    file: 'src/background/refused-polyfill.ts',
    to: 'webextension-polyfill',
    rule: 'polyfill-only-in-platform',
    why: 'the polyfill throws outside an extension, so its user could not be tested',
  },
  {
    file: 'src/platform/refused-room.ts',
    to: '../messaging/there.ts',
    rule: 'platform-knows-core-only',
    why: 'the edge is below the contract',
  },
  {
    file: 'src/messaging/refused-room.ts',
    to: '../background/there.ts',
    rule: 'messaging-knows-core-and-platform',
    why: 'the contract does not know who fulfils it',
  },
  {
    file: 'src/ui/refused-room.ts',
    to: '../platform/there.ts',
    rule: 'ui-is-presentational',
    why: 'it takes callbacks',
  },
  {
    file: 'src/popup/refused-view.ts',
    to: '../options/there.ts',
    rule: 'views-use-ui-core-messaging-platform',
    why: 'entry points are apart',
  },
  {
    file: 'src/policy-page/refused-view.ts',
    to: '../popup/there.ts',
    rule: 'views-use-ui-core-messaging-platform',
    why: 'the clauses of both are drawn by ui',
  },
  {
    file: 'src/welcome/refused-background.ts',
    to: '../background/there.ts',
    rule: 'views-use-ui-core-messaging-platform',
    why: 'views ask by message',
  },
  {
    file: 'src/background/refused-view.ts',
    to: '../popup/there.ts',
    rule: 'background-imports-no-view',
    why: 'the data goes one way',
  },
  {
    file: 'src/background/refused-content.ts',
    to: '../content/there.ts',
    rule: 'background-imports-no-view',
    why: 'of content scripts it knows the path alone',
  },
  {
    file: 'src/content/refused-background.ts',
    to: '../background/there.ts',
    rule: 'content-is-small',
    why: 'every page would pay for it',
  },
  {
    file: 'src/content/refused-library.ts',
    to: 'preact',
    rule: 'content-carries-no-library',
    why: 'every page would parse it',
  },
  { file: 'src/ui/refused-circle.ts', to: './refused-circle-back.ts', rule: 'no-circular', why: 'neither comes first' },
  { file: 'src/ui/refused-nowhere.ts', to: './nowhere.ts', rule: 'unresolved', why: 'a typing error' },
];

/** The twin: imports that have to pass. */
const ALLOWED = [
  { file: 'src/core/allowed.ts', to: 'tldts' },
  { file: 'src/core/allowed-too.ts', to: '@noble/hashes/sha2.js' },
  { file: 'src/core/allowed-diff.ts', to: 'diff' },
  { file: 'src/platform/allowed.ts', to: 'webextension-polyfill' },
  { file: 'src/messaging/allowed.ts', to: '../platform/there.ts' },
  { file: 'src/background/allowed.ts', to: '../messaging/there.ts' },
  { file: 'src/content/allowed.ts', to: '../platform/there.ts' },
  { file: 'src/popup/allowed.ts', to: '../ui/there.ts' },
  { file: 'src/ui/allowed.ts', to: '../core/there.ts' },
];

const ROOMS = [
  'core',
  'platform',
  'messaging',
  'background',
  'content',
  'popup',
  'options',
  'policy-page',
  'welcome',
  'ui',
];

function cruise(directory: string): Cruise {
  const args = [CRUISER, 'src', '--config', CONFIG, '--output-type', 'json'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf8', maxBuffer: 100_000_000 });
  return JSON.parse(stdout);
}

/** A small tree of the same rooms, with the repository's packages. Types only: those imports count as well. */
function cruiseMadeUpTree(): Cruise {
  const directory = mkdtempSync(join(tmpdir(), 'cookie-clause-imports-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  try {
    symlinkSync(resolve('node_modules'), join(directory, 'node_modules'));
    for (const room of ROOMS) write(`src/${room}/there.ts`, 'export type Thing = 1;\n');
    for (const { file, to } of [...REFUSED, ...ALLOWED]) {
      write(file, `import type { Thing } from '${to}';\nexport type Other = Thing;\n`);
    }
    write(
      'src/ui/refused-circle-back.ts',
      `import type { Other } from './refused-circle.ts';\nexport type Thing = Other;`,
    );
    return cruise(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

describe('the import rules', () => {
  let madeUp: Cruise['summary'];
  let real: Cruise['summary'];
  beforeAll(() => {
    madeUp = cruiseMadeUpTree().summary;
    real = cruise(resolve('.')).summary;
  }, 120_000);
  /** Names of the rules that a made-up file breaks. A circle is told of one of its two ends. */
  const broken = (file: string) =>
    madeUp.violations.filter(({ from }) => from.startsWith(file.replace('.ts', ''))).map(({ rule }) => rule.name);

  it.each(REFUSED)('refuse $to in $file: $why', ({ file, rule }) => {
    expect(broken(file)).toContain(rule);
  });

  it.each(ALLOWED)('let $file import $to', ({ file }) => {
    expect(broken(file)).toEqual([]);
  });

  it('are all seen to refuse something here', () => {
    expect(new Set(REFUSED.map(({ rule }) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)));
  });

  it('read the whole source: a TypeScript that dependency-cruiser cannot use would have it check nothing, and pass', () => {
    expect(real.totalCruised).toBeGreaterThan(100);
    expect(real.totalDependenciesCruised).toBeGreaterThan(300);
    expect(real.violations).toEqual([]);
  });
});
