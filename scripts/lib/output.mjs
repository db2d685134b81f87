/**
 * Lines of text put together as bytes: the larger part of a line is there as bytes already, and making one text of all
 * of it only to encode it again was a third of the work.
 */
export function createOutput() {
  let buffer = Buffer.allocUnsafe(1 << 18);
  let length = 0;
  return {
    /**
     * Adds a line.
     *
     * @param {string} head
     * @param {Uint8Array} tail UTF-8
     */
    add(head, tail) {
      // A character takes three bytes at most; one beyond takes two of them.
      const most = length + head.length * 3 + tail.length + 1;
      if (most > buffer.length) {
        const larger = Buffer.allocUnsafe(Math.max(most, buffer.length * 2));
        buffer.copy(larger, 0, 0, length);
        buffer = larger;
      }
      length += buffer.write(head, length, 'utf8');
      buffer.set(tail, length);
      length += tail.length;
      buffer[length] = 0x0a;
      length += 1;
    },
    bytes: () => buffer.subarray(0, length),
  };
}
