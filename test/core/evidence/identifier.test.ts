import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifyingBits, SINGLING_BITS, singlesOut } from '../../../src/core/evidence/identifier.ts';

describe('a value that singles out a browser', () => {
  it.each([
    { value: '0f8c1a52-3b7e-4d19-9a60-c2e4b8d71f35', why: 'a UUID' },
    { value: 'GA1.2.532789421.1764000000', why: 'the client id of Analytics: a random number and a moment' },
    {
      value: 'GA1.1.1334567890.1764000000',
      why: 'the same where the random number could be a moment too, years before',
    },
    { value: 'fb.1.1764000000000.1098765432', why: 'Meta’s, with a random tail' },
    { value: 'd41d8cd98f00b204e9800998ecf8427e', why: '32 hexadecimal characters' },
    { value: 'AHWqTUmZ9kQ4vXbN', why: 'a run of mixed letters and digits' },
    { value: 'AqgwoAvoaAzceAlybeAtA8', why: 'capitals that fall as if words began, too often for words' },
    { value: '%7B%22uid%22%3A%22k39sLwQ0xPz81hTm%22%7D', why: 'an identifier within escaped JSON' },
    { value: btoa('{"visitor":"9f86d081884c7d65"}'), why: 'and within base64' },
    { value: 'id=73648190572645|v2', why: 'fourteen digits by chance' },
    { value: 'u73648190572645', why: 'the same behind a letter' },
    { value: '2026-11-24T10:15:30Z|9f86d081884c7d65', why: 'one beside a date' },
    { value: 'G-7XKQ2W9ZP4.532789421.1764000000', why: 'one beside the id of a tag' },
  ])('$value: $why', ({ value }) => {
    expect(singlesOut(value)).toBe(true);
  });
});

describe('a value that does not', () => {
  it.each([
    { value: '', why: 'nothing' },
    { value: 'true', why: 'a flag' },
    { value: 'accepted', why: 'a word' },
    { value: 'en-US', why: 'a language' },
    { value: 'homePageBannerVariant2', why: 'words written together, with a number' },
    { value: 'analytics:yes,marketing:no,preferences:yes', why: 'a list of choices' },
    { value: '1764000000', why: 'a moment: when, not who' },
    { value: '1764000000123', why: 'a moment to the millisecond' },
    { value: '1764000000|1764003600|1764007200', why: 'several moments of one visit' },
    { value: '20261124', why: 'a date' },
    { value: '2026-11-24T10:00:00.000Z', why: 'a date and time' },
    { value: '{"from":"2026-11-24T10:15:30.123Z","to":"2026-12-31T23:59:48+01:00"}', why: 'two of them' },
    { value: '52.520008,13.404954', why: 'a place' },
    { value: 'UA-12345678-1|G-7XKQ2W9ZP4', why: 'account ids of a site’s tags' },
    { value: 'C0001:1,C0002:0,C0003:1,C0004:0', why: 'groups one consented to' },
    { value: 'p12345678', why: 'a short number with a letter that says of what' },
    { value: '12.4.1', why: 'a version' },
    { value: '1280x720', why: 'the size of a screen' },
    { value: '20261124101530', why: 'a date and time written together' },
    { value: '0'.repeat(64), why: 'long, and always the same' },
    { value: '01'.repeat(40), why: 'and of two signs only' },
    { value: '{"consent":true,"region":"EU","version":3}', why: 'settings as JSON' },
    { value: btoa('{"theme":"dark","lang":"de"}'), why: 'settings in base64: long and random to the eye' },
    { value: 'CheckForPermission', why: 'what test_cookie holds' },
  ])('$value: $why', ({ value }) => {
    expect(singlesOut(value)).toBe(false);
  });
});

it('grants random values of every usual kind enough to single out', () => {
  const long = (alphabet: string, length: number) =>
    fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });
  const hex = '0123456789abcdef';
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const uuid = long(hex, 32).map((digits) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
  fc.assert(
    fc.property(fc.oneof(uuid, long(hex, 32), long(letters, 22)), (value) => {
      // What a shrinking test likes to draw, all of a kind, is not random.
      fc.pre(new Set(value).size > 9 && /[0-9][A-Za-z]|[0-9]-/.test(value));
      expect(singlesOut(value)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

it('never takes words, small numbers and moments for an identifier, however many', () => {
  const word = fc.constantFrom('accept', 'all', 'page', 'view', 'marketing', 'Home', 'EN', 'de', 'session', 'variant');
  const small = fc.integer({ min: 0, max: 9999 }).map(String);
  const moment = fc.integer({ min: 1_750_000_000, max: 1_764_000_000 }).map(String);
  const parts = fc.array(fc.oneof(word, small), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(parts, moment, fc.constantFrom('.', '-', '|', ':', ','), (words, when, separator) => {
      expect(singlesOut([...words, when].join(separator))).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

it('reads any text without harm, in bounded time', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => identifyingBits(text) >= 0));
  const started = performance.now();
  identifyingBits('%41'.repeat(100_000));
  identifyingBits('a1'.repeat(1_000_000));
  expect(performance.now() - started).toBeLessThan(500);
});

it('asks for as many bits as there are people', () => {
  expect(2 ** SINGLING_BITS).toBeGreaterThan(8e9);
});
