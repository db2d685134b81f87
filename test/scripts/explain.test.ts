import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';

/** The first run bundles the core. */
const SLOW = 60_000;

const started: ChildProcessWithoutNullStreams[] = [];

function start(): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ['scripts/explain.mjs'], { stdio: ['pipe', 'pipe', 'pipe'] });
  started.push(child);
  return child;
}

afterEach(() => {
  for (const child of started.splice(0)) child.kill();
});

async function run(input: string): Promise<{ lines: string[]; errors: string; code: number }> {
  const child = start();
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { lines: output.split('\n').slice(0, -1), errors, code };
}

const cookie = (name: string) => JSON.stringify({ name, domain: 'shop.example', site: 'www.shop.example' });

describe('npm run -s explain', () => {
  it('explains every line in order; a bad one is told by its number and the rest goes on', {
    timeout: SLOW,
  }, async () => {
    const { lines, errors, code } = await run(`${cookie('_ga')}\noops\n\n${cookie('_fbp')}`);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { name: '_ga', verdict: 'elsewhere' },
      { line: 2, error: expect.stringContaining('not JSON') },
      { line: 3, error: expect.stringContaining('not JSON') },
      { name: '_fbp', verdict: 'elsewhere' },
    ]);
    expect({ errors, code }).toEqual({ errors: '', code: 0 });
  });

  it('answers a line before the next one comes', { timeout: SLOW }, async () => {
    const child = start();
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const name of ['_ga', '_gid']) {
      child.stdin.write(`${cookie(name)}\n`);
      expect(JSON.parse((await answers.next()).value)).toMatchObject({ name });
    }
    child.stdin.end();
    expect(await answers.next()).toMatchObject({ done: true });
  });

  it('loses nothing of a long stream', { timeout: SLOW }, async () => {
    const names = Array.from({ length: 50_000 }, (_, n) => `c${n}`);
    const { lines } = await run(names.map((name) => `${cookie(name)}\n`).join(''));
    expect(lines.map((line) => JSON.parse(line).name)).toEqual(names);
  });

  it('prints nothing for no input', { timeout: SLOW }, async () => {
    expect(await run('')).toEqual({ lines: [], errors: '', code: 0 });
  });

  it('ends without a complaint where nobody reads on', { timeout: SLOW }, async () => {
    const child = start();
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.stdin.on('error', () => undefined); // It is closed while we write: that is the point.
    child.stdout.destroy();
    child.stdin.end(`${cookie('_ga')}\n`.repeat(20_000));
    const [code] = await once(child, 'exit');
    expect({ errors, code }).toEqual({ errors: '', code: 0 });
  });
});
