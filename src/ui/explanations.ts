import { useEffect, useState } from 'preact/hooks';
import { t } from './text.ts';

/** What each entry of the catalogue is, by `cookie_<id>` or `storage_<id>`, in one language. */
type Explanations = Readonly<Record<string, string>>;

/*
 * The explanations are the larger part of all texts, and are read one row at a time. In the browser's own messages they
 * would be handed to every page of the extension, and every page that shows a notice, at its first word: with 3,000
 * messages that took Chromium 156 some 100 ms, with the 400 of the interface 20 ms.
 */
const FILES = import.meta.glob<Explanations>('../_locales/*/catalogue.json', { import: 'default' });
const FALLBACK = '../_locales/en/catalogue.json';

let loading: Promise<Explanations> | null = null;
let loaded: Explanations | null = null;

/** Fetches the explanations in the language of the messages, once; call it when the page has time. */
export function loadExplanations(): Promise<Explanations> {
  loading ??= fetchExplanations().then((texts) => {
    loaded = texts;
    return texts;
  });
  return loading;
}

async function fetchExplanations(): Promise<Explanations> {
  const load = FILES[`../_locales/${t('ui_language')}/catalogue.json`] ?? FILES[FALLBACK];
  if (load === undefined) throw new Error(`There is no ${FALLBACK}; the build has left it out`);
  return load();
}

/** One explanation; `undefined` while they are being fetched, `null` where there is none. */
export function useExplanation(id: string | null): string | null | undefined {
  const [texts, setTexts] = useState(loaded);
  useEffect(() => {
    if (texts === null) void loadExplanations().then(setTexts);
  }, [texts]);
  if (id === null) return null;
  if (texts === null) return undefined;
  return Object.hasOwn(texts, id) ? (texts[id] ?? null) : null;
}
