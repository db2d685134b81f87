import { describe, expect, it } from 'vitest';
import { createOwnChanges } from '../../src/background/own-changes.ts';
import type { JarChange } from '../../src/core/report/change-log.ts';
import { cookieOf } from '../core/report/joined.ts';

const { key, attributes } = cookieOf();
const change = (removed: boolean, cause: JarChange['cause']): JarChange => ({ at: 0, key, attributes, removed, cause });

describe('a change of our own', () => {
  it('is recognised once', () => {
    const own = createOwnChanges(() => 0);
    own.expect([key], 'removal');
    expect(own.recognise(change(true, 'expired_overwrite'))).toBe('removal');
    expect(own.recognise(change(true, 'expired_overwrite'))).toBeNull();
  });

  it('is not taken for done because a page overwrites the cookie first', () => {
    const own = createOwnChanges(() => 0);
    own.expect([key], 'removal');
    expect(own.recognise(change(true, 'overwrite'))).toBeNull();
    expect(own.recognise(change(false, 'explicit'))).toBeNull();
    expect(own.recognise(change(true, 'explicit'))).toBe('removal');
  });

  it('is no longer expected after ten seconds', () => {
    let now = 0;
    const own = createOwnChanges(() => now);
    own.expect([key], 'restoration');
    now = 10_001;
    expect(own.recognise(change(false, 'explicit'))).toBeNull();
  });
});
