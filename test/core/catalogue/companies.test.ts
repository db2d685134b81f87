import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUSINESS_SIGNS,
  companyKey,
  createCompanyFinder,
  readCompanies,
  writeCompanies,
} from '../../../src/core/catalogue/companies.ts';

const adverts = {
  name: 'Adverts',
  business: 'advertising',
  domains: ['adverts.example', 'adverts-cdn.example'],
} as const;
const plain = { name: 'Plain & Co', business: null, domains: ['x.adverts.example'] } as const;

describe('the text of the companies', () => {
  it('is read back as it was written', () => {
    expect([...readCompanies(writeCompanies([adverts, plain]))]).toEqual([
      ['adverts.example', { name: 'Adverts', business: 'advertising' }],
      ['adverts-cdn.example', { name: 'Adverts', business: 'advertising' }],
      ['x.adverts.example', { name: 'Plain & Co', business: null }],
    ]);
  });

  it('has a sign of its own for each business', () => {
    const signs = Object.values(BUSINESS_SIGNS);
    expect(new Set([...signs, '-']).size).toBe(signs.length + 1);
    expect(signs.filter((sign) => sign.length !== 1)).toEqual([]);
  });

  it('may be empty', () => {
    expect(readCompanies('').size).toBe(0);
  });

  it.each(['A|B', 'A\nB', 'Ströer', ''])('takes no name like %j', (name) => {
    expect(() => writeCompanies([{ ...adverts, name }])).toThrow(`"${name}": expected printable ASCII`);
  });

  it('is read without an error, whatever it is', () => {
    fc.assert(fc.property(fc.string(), (any) => void readCompanies(any)));
  });
});

describe('two names of one company', () => {
  it.each([
    ['Yahoo!', 'YAHOO'],
    ['Criteo', 'Criteo S.A.'],
    ['AdRoll', 'Ad Roll, Inc.'],
    ['Adform', 'Adform A/S'],
    ['Sojern', 'Sojern Co., Ltd.'],
    ['etracker', 'etracker GmbH'],
    ['Wunderkind', 'Wunderkind (BounceX)'],
  ])('%s is %s', (a, b) => {
    expect(companyKey(a)).toBe(companyKey(b));
  });

  it.each([
    ['Yahoo!', 'Yahoo! JAPAN', 'another company'],
    ['Inc', '', 'a legal form alone is a name'],
    ['Tesco', 'Tes', 'the form is a word of its own'],
    ['SAS Institute', 'Institute', 'it stands last'],
  ])('%s is not "%s": %s', (a, b) => {
    expect(companyKey(a)).not.toBe(companyKey(b));
  });
});

describe('finding a company', () => {
  const google = {
    id: 'google',
    name: 'Google',
    policyUrl: 'https://policies.google.com/privacy',
    business: 'analytics',
  } as const;
  const text = writeCompanies([
    adverts,
    plain,
    { name: 'GOOGLE Inc.', business: 'advertising', domains: ['g.example'] },
  ]);
  const find = createCompanyFinder(() => text, [google]);

  it('takes the nearest domain', () => {
    expect(find(['y.x.adverts.example', 'x.adverts.example', 'adverts.example'])?.name).toBe('Plain & Co');
    expect(find(['y.adverts.example', 'adverts.example', 'example'])).toEqual({
      id: 'company:adverts',
      name: 'Adverts',
      policyUrl: null,
      business: 'advertising',
    });
  });

  it('makes of a company that the catalogue has by another domain the catalogue’s vendor', () => {
    expect(find(['g.example'])).toBe(google);
  });

  it('finds nobody for what is not listed', () => {
    expect(find(['example'])).toBeNull();
    expect(find([])).toBeNull();
    expect(find(['__proto__', 'constructor', ''])).toBeNull();
  });
});
