/** The floor of `explain`: every line read as JSON and written again. */
import { once } from 'node:events';
import { linesOf } from '../scripts/lib/lines.mjs';

for await (const lines of linesOf(process.stdin)) {
  const text = lines.map((line) => JSON.stringify(JSON.parse(line ?? 'null'))).join('\n');
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}
