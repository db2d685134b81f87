import { readFileSync } from 'node:fs';
import type { Text } from '../../../src/core/policy/verdict.ts';

const messages: Record<string, { message: string } | undefined> = JSON.parse(
  readFileSync('public/_locales/en/messages.json', 'utf8'),
);

/** The English sentence of a text; throws where a message or an argument is missing. */
export function english({ id, args = [] }: Text): string {
  const plural = messages[`${id}_other`];
  const message = messages[id] ?? (args[0] === '1' ? messages[`${id}_one`] : plural);
  if (message === undefined) throw new Error(`_locales has no message "${id}"`);
  const wanted = Math.max(0, ...[...message.message.matchAll(/\$([1-9])/g)].map(([, digit]) => Number(digit)));
  if (wanted > args.length) throw new Error(`Message "${id}" wants ${wanted} arguments, got ${args.length}`);
  if (args.some((arg) => arg === '')) throw new Error(`Message "${id}" was given an empty argument`);
  return message.message.replace(/\$([1-9])/g, (_, digit) => args[Number(digit) - 1] ?? '');
}
