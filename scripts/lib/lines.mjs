import { StringDecoder } from 'node:string_decoder';

/** Longest line kept, in characters: a cookie has some thousand. */
export const LONGEST_LINE = 1_000_000;

/**
 * Cuts a stream into lines, a batch for each piece that comes. A line that is too long is `null`, so that one of them
 * cannot fill the memory; the lines after it are as they were.
 *
 * @param {AsyncIterable<Uint8Array>} stream
 * @returns {AsyncGenerator<(string | null)[]>}
 */
export async function* linesOf(stream) {
  const decoder = new StringDecoder('utf8');
  let begun = '';
  let tooLong = false;
  let first = true;
  for await (const piece of stream) {
    let text = decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    if (first && text !== '') {
      first = false;
      // A byte order mark belongs to the file, not to its first line.
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    }
    const parts = text.split('\n');
    const rest = parts.pop() ?? '';
    if (parts.length > 0) {
      const lines = [tooLong ? null : begun + parts[0], ...parts.slice(1)];
      begun = '';
      tooLong = false;
      yield lines.map((line) => (line !== null && line.length > LONGEST_LINE ? null : line));
    }
    begun = tooLong ? '' : begun + rest;
    if (begun.length > LONGEST_LINE) {
      begun = '';
      tooLong = true;
    }
  }
  begun += decoder.end();
  if (tooLong) yield [null];
  else if (begun !== '') yield [begun];
}
