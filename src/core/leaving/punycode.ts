import { once } from '../once.ts';

/**
 * The readable form of a host name (RFC 3492), as an address bar may show it. Labels that are not punycode, broken, or
 * would not be visible, stay as they are.
 *
 * @param host lower case, as `URL.hostname` gives it
 */
export function toUnicodeHost(host: string): string {
  return host
    .split('.')
    .map((label) => (label.startsWith(PREFIX) ? (decode(label.slice(PREFIX.length)) ?? label) : label))
    .join('.');
}

const PREFIX = 'xn--';
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const HIGHEST = 0x10ffff;
/** Controls, joiners, lone surrogates, blanks: nothing that a readable name is made of. */
const invisible = once(() => /[\p{Other}\p{Separator}]/u);

function decode(label: string): string | null {
  const lastHyphen = label.lastIndexOf('-');
  const points: number[] = [];
  for (const character of label.slice(0, Math.max(lastHyphen, 0))) points.push(character.charCodeAt(0));

  let n = 128;
  let i = 0;
  let bias = 72;
  let at = lastHyphen > 0 ? lastHyphen + 1 : 0;
  while (at < label.length) {
    const before = i;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(label.charCodeAt(at));
      at += 1;
      if (digit === null) return null;
      i += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
      if (weight > HIGHEST * BASE) return null;
    }
    const size = points.length + 1;
    bias = adapt(i - before, size, before === 0);
    n += Math.floor(i / size);
    i %= size;
    if (n > HIGHEST) return null;
    points.splice(i, 0, n);
    i += 1;
  }
  const readable = String.fromCodePoint(...points);
  return invisible().test(readable) ? null : readable;
}

function adapt(delta: number, size: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : Math.floor(delta / 2);
  rest += Math.floor(rest / size);
  let k = 0;
  while (rest > ((BASE - T_MIN) * T_MAX) / 2) {
    rest = Math.floor(rest / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

function digitOf(code: number): number | null {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61; // a to z
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26; // 0 to 9
  return null; // also past the end, where the code is NaN
}
