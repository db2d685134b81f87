import { describe, expect, it } from 'vitest';
import { readTypedSite } from '../../src/options/typed-site.ts';

describe('a site typed into the list', () => {
  it.each([
    { typed: 'example.org', site: 'example.org', why: 'as it stands' },
    { typed: '  www.Example.ORG. ', site: 'example.org', why: 'trimmed, lower case, the registrable part' },
    { typed: 'https://docs.example.co.uk/a?b#c', site: 'example.co.uk', why: 'a whole address' },
    { typed: 'me.github.io', site: 'me.github.io', why: 'a private suffix parts sites' },
    { typed: 'bücher.example', site: 'xn--bcher-kva.example', why: 'as requests write it' },
    { typed: 'localhost:8080', site: 'localhost', why: 'this computer' },
    { typed: '127.0.0.1', site: '127.0.0.1', why: 'an address has no registrable part' },
  ])('"$typed" is $site: $why', ({ typed, site }) => {
    expect(readTypedSite(typed, [])).toEqual({ ok: true, site });
  });

  it.each([
    { typed: '   ', problem: 'empty' },
    { typed: 'example', problem: 'not-a-site' },
    { typed: 'two words.org', problem: 'not-a-site' },
    { typed: 'javascript:alert(1)', problem: 'not-a-site' },
    { typed: 'file:///etc/passwd', problem: 'not-a-site' },
    { typed: '.', problem: 'not-a-site' },
    { typed: 'www.there.example', problem: 'already-there' },
  ])('"$typed" is refused: $problem', ({ typed, problem }) => {
    expect(readTypedSite(typed, ['there.example'])).toEqual({ ok: false, problem });
  });
});
