/**
 * Rows under headings, each column as wide as its longest cell, long cells cut with an ellipsis.
 *
 * @param {readonly string[]} headings
 * @param {readonly (readonly string[])[]} rows
 * @param {readonly number[]} limits the most characters a column may take
 */
export function table(headings, rows, limits) {
  const cut = [headings, ...rows].map((row) => row.map((cell, i) => shorten(cell, limits[i] ?? 40)));
  const widths = headings.map((_, i) => Math.max(...cut.map((row) => (row[i] ?? '').length)));
  const lines = cut.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => '─'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}

/** @param {string} text @param {number} limit control characters, which a cookie's name may hold, are left out */
function shorten(text, limit) {
  const clean = text.replace(/\p{C}/gu, '\u{b7}');
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}
