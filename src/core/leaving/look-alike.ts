import { once } from '../once.ts';

/**
 * Says whether a host name could pass for another one.
 *
 * Three ways count: a label that mixes scripts which no language mixes (a Cyrillic `а` among Latin letters); a label
 * wholly of another script's letters that all look Latin (`аррӏе`); and a registrable domain that reads like the site
 * one is on without being it (`c1oudinary.com`).
 *
 * @param unicodeHost the readable form of the host
 * @param unicodeSite the readable form of its registrable domain
 * @param fromSite the site one is on
 */
export function isLookAlike(unicodeHost: string, unicodeSite: string, fromSite: string): boolean {
  if (unicodeHost.split('.').some((label) => mixesScripts(label) || poses(label))) return true;
  return unicodeSite !== fromSite && skeleton(unicodeSite) === skeleton(fromSite);
}

const scripts = once(() => ({
  latin: /\p{Script=Latin}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  greek: /\p{Script=Greek}/u,
  armenian: /\p{Script=Armenian}/u,
  han: /\p{Script=Han}/u,
  hiragana: /\p{Script=Hiragana}/u,
  katakana: /\p{Script=Katakana}/u,
  bopomofo: /\p{Script=Bopomofo}/u,
  hangul: /\p{Script=Hangul}/u,
}));

type Script = keyof ReturnType<typeof scripts> | 'other';

/** Scripts that real names put side by side (Unicode TR 39, "highly restrictive"). */
const COMPANIONS: readonly (readonly Script[])[] = [
  ['latin', 'han', 'hiragana', 'katakana'],
  ['latin', 'han', 'bopomofo'],
  ['latin', 'han', 'hangul'],
];

function mixesScripts(label: string): boolean {
  const used = new Set<Script>();
  for (const letter of label.match(/\p{Letter}/gu) ?? []) used.add(scriptOf(letter));
  if (used.size < 2) return false;
  return !COMPANIONS.some((together) => [...used].every((script) => together.includes(script)));
}

function scriptOf(letter: string): Script {
  for (const [name, pattern] of Object.entries(scripts())) {
    if (pattern.test(letter)) return name as Script; // the entries' names are the table's own keys
  }
  return 'other';
}

/** Letters of other scripts, by the Latin letter they are taken for. */
const TWINS: Readonly<Record<string, string>> = {
  а: 'a',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  ӏ: 'l',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  с: 'c',
  ѕ: 's',
  у: 'y',
  х: 'x',
  ԝ: 'w',
  ο: 'o',
  α: 'a',
  ν: 'v',
  ρ: 'p',
  υ: 'u',
  ι: 'i',
  κ: 'k',
  γ: 'y',
  օ: 'o',
  ս: 'u',
  հ: 'h',
  ց: 'g',
  յ: 'j',
  ո: 'n',
};

/** True for a label without a Latin letter of which every letter looks like one. */
function poses(label: string): boolean {
  const letters = label.match(/\p{Letter}/gu) ?? [];
  return letters.length > 0 && letters.every((letter) => Object.hasOwn(TWINS, letter));
}

/** What is left of a name at a glance: equal skeletons are easily taken for each other. */
function skeleton(host: string): string {
  let bare = '';
  for (const character of host.normalize('NFD').replace(/\p{Mark}/gu, '')) {
    bare += Object.hasOwn(TWINS, character) ? TWINS[character] : character;
  }
  return bare
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('0', 'o')
    .replace(/[1il|]/g, 'l');
}
