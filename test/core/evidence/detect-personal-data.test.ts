import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData, LONGEST_VALUE } from '../../../src/core/evidence/detect-personal-data.ts';

const b64 = (text: string) => Buffer.from(text).toString('base64');
const b64url = (text: string) => Buffer.from(text).toString('base64url');
const jwt = (payload: object) => `${b64url('{"alg":"HS256"}')}.${b64url(JSON.stringify(payload))}.c2lnbmF0dXJl`;
const kinds = (value: string, name?: string) => findPersonalData(value, name).map(({ kind }) => kind);

describe('what is found', () => {
  it.each([
    { value: 'jane@example.org', kind: 'email', encoding: [], why: 'plain' },
    { value: 'id=17|mail=jane@example.org|v=2', kind: 'email', encoding: [], why: 'within a list' },
    { value: '"jane@example.org"', kind: 'email', encoding: [], why: 'quotes are taken off' },
    { value: 'jane%40example.org', kind: 'email', encoding: ['url'], why: 'URL-encoded' },
    { value: b64('jane@example.org'), kind: 'email', encoding: ['base64'], why: 'base64' },
    {
      value: b64url('jane.doe+??>@example.org jane@example.org'),
      kind: 'email',
      encoding: ['base64'],
      why: 'base64url',
    },
    { value: '{"email":"jane@example.org"}', kind: 'email', encoding: ['json:email'], why: 'JSON says where' },
    {
      value: `j:{"user":{"mail":"jane@example.org"}}`,
      kind: 'email',
      encoding: ['json:mail'],
      why: 'JSON after a mark',
    },
    { value: jwt({ sub: 'jane@example.org' }), kind: 'email', encoding: ['jwt', 'json:sub'], why: 'a JSON Web Token' },
    {
      value: `${b64('jane@example.org')}--3f2a9c`,
      kind: 'email',
      encoding: ['base64'],
      why: 'signed with a double dash',
    },
    {
      value: encodeURIComponent(b64('{"email":"jane@example.org"}')),
      kind: 'email',
      encoding: ['url', 'base64', 'json:email'],
      why: 'the padding is escaped',
    },
    {
      value: `x%3A${encodeURIComponent(b64('{"email":"jané@x","e":"jane@example.org"}'))}`,
      kind: 'email',
      encoding: ['url', 'base64', 'json:e'],
      why: 'three deep',
    },
    { value: 'first_name=Jane', kind: 'name', encoding: [], why: 'a label that only people have' },
    { value: '{"lastName":"O’Neil"}', kind: 'name', encoding: ['json:lastName'], why: 'another' },
    { value: 'fullname=Jos%C3%A9+de+la+Cruz', kind: 'name', encoding: ['url'], why: 'a plus is a space' },
    { value: '{"surname":"张伟"}', kind: 'name', encoding: ['json:surname'], why: 'any script' },
    {
      value: '{"name":"Jane Doe","email":"jane@example.org"}',
      kind: 'name',
      encoding: ['json'],
      why: 'a loose label beside an address',
    },
    { value: 'user=Jane Doe&tel=0501234567', kind: 'name', encoding: [], why: 'a loose label beside a number' },
    { value: 'Jane.Doe@Example.Org', kind: 'email', encoding: [], why: 'as people type it' },
    { value: '{"email":"jane@GMail.com"}', kind: 'email', encoding: ['json:email'], why: 'as a brand writes itself' },
    { value: 'user_phone=0301234567', kind: 'phone', encoding: [], why: 'whose number it is' },
    {
      value: '{"billingFirstName":"Jane"}',
      kind: 'name',
      encoding: ['json:billingFirstName'],
      why: 'whose name it is',
    },
    { value: 'phone2=+4930123456', kind: 'phone', encoding: [], why: 'one of several' },
    { value: '{"user":{"id":5,"name":"Jane Doe"}}', kind: 'name', encoding: ['json'], why: 'a record of a user' },
    { value: '{"fname":"Jane","lname":"Doe"}', kind: 'name', encoding: ['json'], why: 'both halves' },
    { value: 'user.first_name=Jane', kind: 'name', encoding: [], why: 'the last part of the label says it' },
    { value: 'u=//host.example&m=jane@example.org', kind: 'email', encoding: [], why: 'behind an address and a &' },
    { value: '//host.example|jane@example.org', kind: 'email', encoding: [], why: 'behind an address and a |' },
    { value: 'josé@correo.example', kind: 'email', encoding: [], why: 'letters with marks' },
    { value: 'иван@почта.рф', kind: 'email', encoding: [], why: 'another script' },
    { value: 'ivan@xn--80a1acny.xn--p1ai', kind: 'email', encoding: [], why: 'another script as hosts write it' },
    { value: 'jane@xn--bcher-kva.example', kind: 'email', encoding: [], why: 'likewise, below' },
    { value: 'zhang@163.com', kind: 'email', encoding: [], why: 'a mail service whose name is a number' },
    { value: '{"phone":"+972 3-555-0199"}', kind: 'phone', encoding: ['json:phone'], why: 'labelled' },
    { value: 'tel=0501234567&x=1', kind: 'phone', encoding: [], why: 'labelled in a query' },
    { value: '{"mobile":972501234567}', kind: 'phone', encoding: ['json:mobile'], why: 'a JSON number' },
    { value: 'ip=203.0.113.7', kind: 'ip-address', encoding: [], why: 'labelled' },
    { value: '2001:db8:0:1:2:3:4:5', kind: 'ip-address', encoding: [], why: 'all eight groups' },
    { value: '{"lat":32.0853,"lng":34.7818}', kind: 'coordinates', encoding: ['json'], why: 'both labelled' },
    {
      value: 'geo=32.0853,34.7818'.replace(',', '%2C'),
      kind: 'coordinates',
      encoding: ['url'],
      why: 'a labelled pair',
    },
    { value: `em=${'a1'.repeat(32)}`, kind: 'hashed-email', encoding: [], why: 'the key says so' },
  ])('$value holds $kind: $why', ({ value, kind, encoding }) => {
    expect(findPersonalData(value)).toContainEqual(expect.objectContaining({ kind, encoding }));
  });

  it('reads the cookie name as the label of its value', () => {
    expect(kinds('Jane', 'first_name')).toEqual(['name']);
    expect(kinds('Jane', 'theme')).toEqual([]);
  });

  it('takes a plus in a bare value for a space, but for the one that begins a number', () => {
    expect(kinds('Jane+Doe', 'full_name')).toEqual(['name']);
    expect(kinds('+4930123456', 'phone')).toEqual(['phone']);
  });

  it('finds an address in whatever it is wrapped, up to three deep', () => {
    const wraps = [encodeURIComponent, b64, b64url, (text: string) => JSON.stringify({ k: text })];
    const wrap = fc.constantFrom(...wraps);
    fc.assert(
      fc.property(fc.array(wrap, { maxLength: 3 }), (chain) => {
        const value = chain.reduce((text, write) => write(text), 'mail: jane.doe@example.org');
        expect(kinds(value)).toContain('email');
      }),
    );
  });
});

describe('what is not found', () => {
  it.each([
    { value: 'GA1.2.1234567890.1385510400', why: 'a Google Analytics number' },
    { value: 'GS1.1.1385510400.3.1.1385510999.0.0.0', why: 'a Google Analytics session' },
    { value: '0501234567', why: 'bare digits' },
    { value: '203.0.113.7', why: 'a bare dotted quad may be a version' },
    { value: 'v=131.0.6778.86', why: 'a browser version' },
    { value: '3f2504e0-4f89-11d3-9a0c-0305e82c3301', why: 'a UUID' },
    { value: 'd41d8cd98f00b204e9800998ecf8427e', why: 'a bare hash' },
    { value: 'id=d41d8cd98f00b204e9800998ecf8427e', why: 'a hash under a key that says nothing of mail' },
    { value: 'ts=1385510400000', why: 'a timestamp' },
    { value: '12:34:56', why: 'a time' },
    { value: '2026-11-23T10:00:00Z', why: 'a date' },
    { value: 'std::string', why: 'no address' },
    { value: 'mobile=1', why: 'a switch' },
    { value: 'phone=1 - 2 - 3', why: 'too few digits' },
    { value: 'phone=1234567890123456', why: 'too many digits' },
    { value: 'name=homepage', why: 'one small word' },
    { value: '{"name":"Jane Doe"}', why: 'things have names too' },
    { value: '{"contact":"Contact Sales"}', why: 'what a button says' },
    { value: '{"name":"Aurora Lamp","price":20}', why: 'what a product is called' },
    { value: 'user=Blue Whale', why: 'what somebody is called here, if it is somebody' },
    { value: 'user.name=Jane Doe', why: 'the same label, with a dot' },
    { value: 'fname=report', why: 'a file' },
    { value: '{"page":{"id":5,"name":"Jane Doe"}}', why: 'a record of a thing' },
    { value: 'support_phone=0301234567', why: 'the number of a shop' },
    { value: '{"cell":"1024768"}', why: 'a size' },
    { value: 'tel=20261124101112', why: 'a date and a time' },
    { value: 'firstname=firstname', why: 'a field that says its own label' },
    { value: 'aB3x@kQ.Zm', why: 'letters by chance' },
    { value: 'k=aB3x@Kqz.Mns;v=2', why: 'letters by chance, among others' },
    { value: '{"first_name":"required","last_name":"hidden"}', why: 'what a form says of its fields' },
    { value: 'firstName=isRequired', why: 'how programs write' },
    { value: '{"firstname":"First name","lastname":"Your last name"}', why: 'what stands beside the fields' },
    { value: '{"full_name":"Adobe Analytics"}', why: 'a product again' },
    { value: 'pkg@1.0.0-rc.next', why: 'a package and its version' },
    { value: 'react@18.next', why: 'likewise' },
    { value: 'x@bвc.рф', why: 'letters of two scripts in one label' },
    { value: 'https://ключ@o1.ingest.example', why: 'a key in an address, in any script' },
    { value: '{"name":"Strictly Necessary"}', why: 'a consent category' },
    { value: '{"name":"Google Analytics"}', why: 'a product' },
    { value: 'first_name=guest', why: 'nobody' },
    { value: 'first_name=a8f3c2', why: 'no name has digits' },
    { value: 'logo@2x.png', why: 'a file' },
    { value: 'logo@2x.avif', why: 'a file of twice the size' },
    { value: 'clip@large.webm', why: 'a film' },
    { value: 'letter@large.pdf', why: 'a document' },
    { value: 'mobile=1764000000', why: 'seconds since 1970' },
    { value: 'mobile=1764000000000', why: 'milliseconds since 1970' },
    { value: '{"mobile":20261124}', why: 'a date in one number' },
    { value: 'tel=2026-11-24', why: 'a date' },
    { value: 'phone=0000000000', why: 'one digit over and over' },
    { value: 'phone=192.168.100.100', why: 'an address of a computer' },
    { value: 'react@18.2.0', why: 'a package' },
    { value: 'https://3f2a9c@o1.ingest.example', why: 'a key in an address' },
    { value: '@jane@social.example', why: 'a handle' },
    { value: 'lat=32.0853', why: 'half a place' },
    { value: '{"screen":{"lat":1,"lng":2}}', why: 'whole numbers are sizes' },
    { value: 'em=3f2a9c', why: 'no known hash has this length' },
    { value: '', why: 'nothing' },
    { value: '[[[[[[[[[[[["jane@example.org"]]]]]]]]]]]]', why: 'deeper than anybody writes' },
  ])('$value: $why', ({ value }) => {
    expect(findPersonalData(value)).toEqual([]);
  });

  it('leaves alone what is wrapped four deep', () => {
    expect(kinds(b64(b64(b64(b64('jane@example.org')))))).toEqual([]);
  });

  it('gives no alarm for random identifiers, times, versions and numbers', () => {
    const part = fc.integer({ min: 0, max: 20_000 });
    const random = fc.oneof(
      fc.uuid(),
      fc.base64String({ maxLength: 200 }),
      fc.stringMatching(/^[0-9a-f]{8,64}$/),
      fc.stringMatching(/^[A-Za-z0-9_-]{8,64}$/),
      fc.stringMatching(/^[A-Za-z0-9._~-]{8,64}$/),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.date({ noInvalidDate: true }).map((date) => `ts=${date.getTime()}`),
      fc.tuple(part, part, part, part).map((parts) => parts.join('.')),
      fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `GA1.2.${a}.${b}`),
    );
    fc.assert(
      fc.property(random, (value) => {
        expect(findPersonalData(value)).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('what is kept', () => {
  it('masks what it shows', () => {
    const value = '{"email":"jane@example.org","phone":"+97235550199","first_name":"Jane","ip":"203.0.113.7"}';
    expect(findPersonalData(value).map(({ masked }) => masked)).toEqual(['j…@e….org', '…99', 'J…', '203.…']);
  });

  it('never holds the address, whatever it is', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const facts = JSON.stringify(findPersonalData(JSON.stringify({ email })));
        expect(facts).not.toContain(email);
      }),
    );
  });

  it('tells one find once, however often it stands there', () => {
    expect(findPersonalData('a=jane@example.org&b=jane@example.org')).toHaveLength(1);
  });
});

describe('hostile values', () => {
  it('reads no further than the bound', () => {
    expect(kinds(`${'x'.repeat(LONGEST_VALUE)} jane@example.org`)).toEqual([]);
    expect(kinds(`${'x'.repeat(LONGEST_VALUE - 100)} jane@example.org`)).toEqual(['email']);
  });

  it('throws for no value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (value) => {
        findPersonalData(value, value);
      }),
    );
  });

  it.each([
    '@',
    'a@',
    'a@b.',
    '%',
    '%41',
    '=',
    'a=',
    'a:',
    '"',
    '{',
    '[',
    '-',
    '--',
    '.',
    '::',
    'eyJ.',
    'eyJhbGci',
    'name=',
  ])('is read to its end, for %s over and over (what backtracks runs into the time limit)', (unit) => {
    const value = unit.repeat(LONGEST_VALUE / unit.length);
    expect(findPersonalData(value)).toEqual([]);
    expect(kinds(`${value.slice(0, LONGEST_VALUE - 40)}  jane@example.org`)).toEqual(['email']);
  });
});
