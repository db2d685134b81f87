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

function readBase64(run: string): string | null {
  const bare = run.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  if (bare.length % 4 === 1) return null;
  let bytes: string;
  try {
    bytes = atob(bare);
  } catch {
    // Not base64 after all, which is the usual case.
    return null;
  }
  return readable(bytes);
}

/** Bytes as UTF-8 text, or `null` where they are none or hold control characters. */
function readable(bytes: string): string | null {
  let ascii = true;
  for (let i = 0; i < bytes.length; i += 1) {
    const code = bytes.charCodeAt(i);
    if ((code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0x7f) return null;
    if (code > 0x7f) ascii = false;
  }
  if (ascii) return bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
  } catch {
    // Not UTF-8, so not text.
    return null;
  }
}
