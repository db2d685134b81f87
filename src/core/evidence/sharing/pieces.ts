/** Shorter ones are everybody's: `en`, `1200`, `home`. */
export const SHORTEST = 8;
/** What programs put between the fields of a value; quotes and brackets of JSON included. */
const OUTER = /[\s|;,:!&?#"'{}()[\]<>$*\\=/]+/;
const INNER = /[._~-]+/;

/**
 * The texts within a text that could be an identifier on its own: the whole, its fields, and their parts. What sends
 * and what is sent are taken apart alike, so that `GA1.2.A.B` is found again as `A.B`.
 */
export function piecesOf(text: string): string[] {
  const pieces = new Set<string>();
  const add = (piece: string) => {
    if (piece.length >= SHORTEST) pieces.add(piece);
  };
  add(text);
  for (const field of text.split(OUTER)) {
    add(field);
    const parts = field.split(INNER);
    if (parts.length < 2) continue;
    for (const part of parts) add(part);
    // The last two parts belong together where both are numbers: the client id of Google Analytics.
    const tail = /(?:^|\.)([0-9]{5,}\.[0-9]{5,})$/.exec(field)?.[1];
    if (tail) add(tail);
  }
  return [...pieces];
}

/** The text without URL escapes, however often they were put over each other, up to twice. */
export function unescapeTwice(text: string): string {
  let plain = text;
  for (let times = 0; times < 2 && plain.includes('%'); times += 1) {
    try {
      plain = decodeURIComponent(plain);
    } catch {
      // A lone percent sign: the text means itself.
      break;
    }
  }
  return plain;
}
