/** A text found inside another, and how it was written there. */
export interface Decoded {
  readonly text: string;
  /** `url`, `base64` or `jwt`. */
  readonly encoding: string;
}

/** What base64 and base64url may hold; short runs are words or numbers. */
const BASE64_RUN = /[A-Za-z0-9+/_-]{8,}={0,2}/g;

const URL_ESCAPES = /(?:%[0-9A-Fa-f]{2})+/g;

/**
 * Everything that stands in a text in a reversible form, one layer deep: the whole text without its URL escapes, and
 * each run of base64 or base64url that gives readable text. Random identifiers do not: their bytes are no words.
 */
export function decodeLayer(text: string): Decoded[] {
  const found: Decoded[] = [];
  if (text.includes('%')) {
    const plain = text.replace(URL_ESCAPES, unescapeRun);
    if (plain !== text) found.push({ text: plain, encoding: 'url' });
  }
  let jwtUntil = -1;
  for (const match of text.matchAll(BASE64_RUN)) {
    for (const run of runsOf(match[0])) {
      const inside = readBase64(run);
      if (inside !== null) {
        const jwt = match.index === jwtUntil || (run.startsWith('eyJ') && text[match.index + run.length] === '.');
        found.push({ text: inside, encoding: jwt ? 'jwt' : 'base64' });
      }
    }
    // The parts of a JSON Web Token follow each other, parted by one dot; the first is an object.
    jwtUntil = match[0].startsWith('eyJ') ? match.index + match[0].length + 1 : -1;
  }
  return found;
}

/** The text without a pair of quotes around it. */
export function unquote(text: string): string {
  const first = text.charAt(0);
  return text.length >= 2 && (first === '"' || first === "'") && text.endsWith(first) ? text.slice(1, -1) : text;
}

/** Bytes that make no text stay as they were written. */
function unescapeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    // Not UTF-8: the escapes stand for something else.
    return run;
  }
}

/** A run as it is, and where `--` parts a value from its signature, the value alone. */
function runsOf(run: string): string[] {
  const cut = run.indexOf('--');
  return cut >= 8 ? [run, run.slice(0, cut)] : [run];
}

/**
 * The text that a run of base64 or base64url stands for, or `null` where its bytes are no UTF-8 or hold control
 * characters. Gives up at the first wrong byte: random identifiers, the usual case, cost next to nothing.
 */
function readBase64(run: string): string | null {
  const length = run.endsWith('==') ? run.length - 2 : run.endsWith('=') ? run.length - 1 : run.length;
  if (length % 4 === 1) return null;
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  let following = 0;
  for (let i = 0; i < length; i += 1) {
    held = (held << 6) | sextetOf(run.charCodeAt(i));
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const byte = held >> bits;
    held &= (1 << bits) - 1;
    const next = following > 0 ? (isContinuation(byte) ? following - 1 : -1) : bytesAfter(byte);
    if (next < 0) return null;
    following = next;
    bytes.push(byte);
  }
  if (following > 0) return null;
  try {
    return utf8.decode(Uint8Array.from(bytes));
  } catch {
    // Well-formed at first sight, yet an overlong form or a lone surrogate: not text.
    return null;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The six bits of a character of base64 or base64url. */
function sextetOf(code: number): number {
  if (code >= 97) return code - 71;
  if (code === 95 || code === 47) return 63;
  if (code >= 65) return code - 65;
  if (code >= 48) return code + 4;
  return 62;
}

/** How many bytes follow this one in its UTF-8 sequence; -1 for a byte that begins none or is a control character. */
function bytesAfter(byte: number): number {
  if (byte < 0x20) return byte === 0x09 || byte === 0x0a || byte === 0x0d ? 0 : -1;
  if (byte < 0x80) return byte === 0x7f ? -1 : 0;
  if (byte < 0xc2 || byte > 0xf4) return -1;
  return byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
