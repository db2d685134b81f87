import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** `long`: every text longer and accented. `rtl`: the same, and written from right to left. */
export type PseudoLocale = 'long' | 'rtl';

type Messages = Record<string, { message: string }>;

const ACCENTED: ReadonlyMap<string, string> = new Map(
  [...'aceinosuyACEINOSUY'].map((letter, index) => [letter, [...'áçéíñóšúýÁÇÉÍÑÓŠÚÝ'][index] ?? letter]),
);

/** Not texts but settings: what the language is, and which way it runs. */
const SETTINGS: ReadonlySet<string> = new Set(['ui_language', 'ui_direction']);

/**
 * Makes every message tell that it came from `_locales`: wrapped in ⟦…⟧, accented, and about 40 % longer, as other
 * languages are. What a page shows without the brackets was hard-coded; what the length breaks was laid out too tight.
 */
export function pseudoLocale(messages: Messages, kind: PseudoLocale): Messages {
  return Object.fromEntries(
    Object.entries(messages).map(([id, entry]) => {
      if (id === 'ui_direction') return [id, { ...entry, message: kind === 'rtl' ? 'rtl' : 'ltr' }];
      if (SETTINGS.has(id)) return [id, entry];
      return [id, { ...entry, message: lengthen(entry.message) }];
    }),
  );
}

/** Rewrites the built `_locales/en`, when asked to by the environment variable `PSEUDO_LOCALE`. */
export function pseudoLocalePlugin(kind: string | undefined): Plugin | null {
  if (kind === undefined || kind === '') return null;
  if (kind !== 'long' && kind !== 'rtl') throw new Error(`PSEUDO_LOCALE is "${kind}"; it may be "long" or "rtl"`);
  let outDir = '';
  return {
    name: 'cookie-clause:pseudo-locale',
    apply: 'build',
    enforce: 'pre',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    /** The catalogue's explanations are part of the pages, not of the browser's messages. */
    transform(code, id) {
      if (!id.endsWith('/_locales/en/catalogue.json')) return null;
      const texts = Object.entries(JSON.parse(code) as Record<string, string>); // our own file, as below
      return JSON.stringify(Object.fromEntries(texts.map(([key, text]) => [key, lengthen(text)])));
    },
    async closeBundle() {
      const path = join(outDir, '_locales/en/messages.json');
      const messages = JSON.parse(await readFile(path, 'utf8')) as Messages; // our own file, checked by its own test
      await writeFile(path, `${JSON.stringify(pseudoLocale(messages, kind), null, 2)}\n`);
    },
  };
}

function lengthen(message: string): string {
  return `⟦${accent(message)}${padding(message)}⟧`;
}

/** Accents the letters, but not `$1` and `$$`. */
function accent(message: string): string {
  return message.replace(/\$[1-9$]|[a-zA-Z]/g, (piece) => ACCENTED.get(piece) ?? piece);
}

function padding(message: string): string {
  return ' ~'.repeat(Math.ceil((message.length * 0.4) / 2));
}
