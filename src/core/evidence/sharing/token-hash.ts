import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** Bytes of the key and of what is kept of a hash: 8 bytes never meet by chance among the thousands of a page. */
export const KEY_BYTES = 16;
const KEPT_BYTES = 8;

/** A digest in hexadecimal is the same in either case. */
const HEX = /^[0-9A-F]{32,64}$/;

/**
 * Turns a text into what is kept of it. It says whether a text one has is the same, and gives back none: as long as the
 * key is there, which ends with the browser session, whoever reads both can try texts out.
 */
export type TokenHash = (text: string) => string;

/**
 * Makes the keyed hash (SHA-256 over key and text, cut to 64 bits) by which identifiers are known again.
 *
 * @param key `KEY_BYTES` random bytes
 */
export function createTokenHash(key: Uint8Array): TokenHash {
  if (key.length !== KEY_BYTES) throw new Error(`A token hash takes a key of ${KEY_BYTES} bytes, got ${key.length}`);
  return (text) => {
    const same = HEX.test(text) ? text.toLowerCase() : text;
    return bytesToHex(sha256(concatBytes(key, utf8ToBytes(same))).subarray(0, KEPT_BYTES));
  };
}
