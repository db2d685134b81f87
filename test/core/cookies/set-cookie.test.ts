import { describe, expect, it } from 'vitest';
import { cookieHeaderNames, defaultPath, parseSetCookie } from '../../../src/core/cookies/set-cookie.ts';

const NOW = Date.UTC(2026, 10, 23);
const parse = (header: string, host = 'www.shop.example', path = '/a/b') => parseSetCookie(header, { host, path }, NOW);

describe('a Set-Cookie header', () => {
  it('without attributes is host-only, for the directory of the request, until the browser closes', () => {
    expect(parse('a=1')).toEqual({
      name: 'a',
      domain: 'www.shop.example',
      hostOnly: true,
      path: '/a',
      attributes: { httpOnly: false, secure: false, sameSite: 'unspecified', expiresAt: null },
      partitioned: false,
      deletes: false,
    });
  });

  it('with all attributes, in any case and spacing, keeps each', () => {
    expect(
      parse('__Host-id=x; PATH=/ ;Domain=.Shop.Example; max-age=60; Secure; httponly; SameSite=None; Partitioned'),
    ).toMatchObject({
      name: '__Host-id',
      domain: 'shop.example',
      hostOnly: false,
      path: '/',
      attributes: { httpOnly: true, secure: true, sameSite: 'none', expiresAt: NOW + 60_000 },
      partitioned: true,
    });
  });

  it.each([
    { header: 'a=1; Max-Age=0', deletes: true, why: 'Max-Age of nothing' },
    { header: 'a=1; Max-Age=-5', deletes: true, why: 'negative Max-Age' },
    { header: 'a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', deletes: true, why: 'expiry in the past' },
    { header: 'a=1; Expires=Thu, 01-Jan-1970 00:00:00 GMT', deletes: true, why: 'the old date with dashes' },
    { header: 'a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60', deletes: false, why: 'Max-Age wins' },
    { header: 'a=1; Expires=tomorrow', deletes: false, why: 'a date nobody can read is no date' },
    { header: 'a=1; Max-Age=soon', deletes: false, why: 'a Max-Age that is no number is none' },
  ])('$header deletes: $deletes ($why)', ({ header, deletes }) => {
    expect(parse(header)?.deletes).toBe(deletes);
  });

  it.each([
    { header: '', why: 'neither name nor value' },
    { header: '=', why: 'neither name nor value' },
    { header: ' ; Path=/', why: 'only attributes' },
    { header: 'a=1\u0000', why: 'a control character' },
    { header: 'a=1\nSet-Cookie: b=2', why: 'a line break smuggled in' },
  ])('$header is no cookie: $why', ({ header }) => {
    expect(parse(header)).toBeNull();
  });

  it.each([
    { header: 'only-a-value', name: '', why: 'without an equals sign all of it is the value' },
    { header: '=value', name: '', why: 'an empty name is a name' },
    { header: '__proto__=1', name: '__proto__', why: 'a name like any other' },
    { header: 'näme=1', name: 'näme', why: 'not ASCII' },
    { header: 'a=b=c', name: 'a', why: 'only the first equals sign parts name and value' },
    { header: `long=${'x'.repeat(5000)}`, name: 'long', why: 'too long for a browser: the jar will tell' },
  ])('$name: $why', ({ header, name }) => {
    expect(parse(header)?.name).toBe(name);
  });

  it('keeps no value', () => {
    expect(JSON.stringify(parse('a=canary-value; Path=/'))).not.toContain('canary');
  });
});

describe('the default path', () => {
  it.each([
    ['/', '/'],
    ['/a', '/'],
    ['/a/', '/a'],
    ['/a/b', '/a'],
    ['', '/'],
    ['a/b', '/'],
  ])('of %j is %j', (request, path) => {
    expect(defaultPath(request)).toBe(path);
  });
});

describe('the names of a Cookie header', () => {
  it.each([
    { header: 'a=1; b=2', names: ['a', 'b'], why: 'the usual' },
    { header: 'a=x=y; nameless', names: ['a', ''], why: 'equals signs in a value, and a cookie without a name' },
    { header: '  ', names: [], why: 'nothing' },
  ])('$header: $why', ({ header, names }) => {
    expect(cookieHeaderNames(header)).toEqual(names);
  });
});
