import { COMPANIES } from 'virtual:companies';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { createExplainer, joinTexts, lineOf } from '../../scripts/lib/explain-line.ts';
import explanations from '../../src/_locales/en/catalogue.json' with { type: 'json' };
import { readCompanies } from '../../src/core/catalogue/companies.ts';

const explainer = createExplainer(joinTexts(messages, explanations));
const explain = (line: string) => lineOf(explainer(line));
const explained = (cookie: object) => JSON.parse(explain(JSON.stringify(cookie)));

describe('a line', () => {
  it('is explained with exactly the promised fields, in their order', () => {
    expect(explain('{"name":"_ga","domain":".cloudinary.com","site":"www.cloudinary.com"}')).toBe(
      JSON.stringify({
        name: '_ga',
        domain: '.cloudinary.com',
        vendor: 'Google',
        purpose: 'analytics',
        party: 'first',
        basis: 'name',
        verdict: 'named',
        clauses: [{ id: 'cookies.13', role: 'names' }],
        text: 'The Google Analytics visitor number: a random number by which the site knows that you have been there before. The policy of 5/2013 names “the Google Analytics cookie” as an example of the first-party cookies it says are used for ads.',
      }),
    );
  });

  it('gives name and domain back as they came', () => {
    const odd = { name: '"__proto__"\n', domain: '.CLOUDINARY.com', site: 'shop.example' };
    expect(explained(odd)).toMatchObject({ name: odd.name, domain: odd.domain, verdict: 'unknown', party: 'third' });
  });

  it('has null for a vendor that is not known', () => {
    expect(explained({ name: 'x', domain: 'shop.example', site: 'shop.example' })).toMatchObject({
      vendor: null,
      purpose: 'unknown',
      basis: 'none',
      clauses: [],
    });
  });

  it('names the advertising company of a cookie that the catalogue does not know', () => {
    const [found] = [...readCompanies(COMPANIES)].filter(([, { business }]) => business === 'advertising');
    if (!found) throw new Error('The list has no advertising company.');
    const [domain, { name }] = found;
    const { vendor, basis, text } = explained({ name: 'xq_7', domain: `.${domain}`, site: 'shop.example' });
    expect({ vendor, basis }).toEqual({ vendor: name, basis: 'vendor-domain' });
    expect(text).toContain(`${name}, a company in advertising`);
  });

  it('takes all the fields of the cookies API', () => {
    const whole = {
      name: 'IDE',
      domain: '.doubleclick.net',
      site: 'www.cloudinary.com',
      value: 'AHWqTUk',
      path: '/',
      expires: 1_900_000_000.5,
      httpOnly: true,
      secure: true,
      sameSite: 'no_restriction',
      partitionKey: { topLevelSite: 'https://cloudinary.com' },
    };
    expect(explained(whole)).toMatchObject({ verdict: 'named', party: 'third' });
  });

  it('reads a visitor number of Cloudinary’s on another site as sent along', () => {
    const clauses = explained({ name: '_ga', domain: '.cloudinary.com', site: 'shop.example' }).clauses;
    expect(clauses).toContainEqual({ id: 'collection.2', role: 'covers' });
  });

  it.each(['lax', 'strict'])('does not say so of one that does not go along from there: SameSite is %s', (sameSite) => {
    const cookie = { name: '_ga', domain: '.cloudinary.com', site: 'shop.example' };
    const alone = [{ id: 'cookies.13', role: 'names' }];
    expect(explained({ ...cookie, sameSite }).clauses).toEqual(alone);
    expect(explained({ ...cookie, sameSite: 'no_restriction' }).clauses).toHaveLength(2);
    expect(explained({ ...cookie, sameSite }).clauses).toEqual(alone);
  });

  it('tells of each third party by its own domain, whichever came first', () => {
    for (const domain of ['one.example', 'two.example', 'one.example']) {
      expect(explained({ name: '_ga', domain, site: 'shop.example' }).text).toContain(`the policy of ${domain} to say`);
    }
  });

  it('keeps two findings of one cookie apart, whichever came first', () => {
    const bare = { name: 'mail', domain: 'cloudinary.com', site: 'cloudinary.com' };
    expect(explained(bare).verdict).toBe('unknown');
    expect(explained({ ...bare, value: 'jane@example.org' }).verdict).toBe('against');
    expect(explained({ ...bare, value: 'john@example.net' }).text).toContain('j…@e….net');
    expect(explained(bare).verdict).toBe('unknown');
  });

  it('never gives a value back', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), fc.emailAddress(), (noise, email) => {
        const canary = `canary-${email}-${noise}`;
        const out = explain(
          JSON.stringify({ name: 'x', domain: 'cloudinary.com', site: 'cloudinary.com', value: canary }),
        );
        expect(out).not.toContain('canary');
        expect(out).not.toContain(email);
      }),
    );
  });
});

describe('a bad line', () => {
  it.each([
    ['', 'not JSON'],
    ['{"name":', 'not JSON'],
    ['[]', 'expected an object, got a list'],
    ['null', 'expected an object, got null'],
    ['7', 'expected an object, got a number'],
    ['{"domain":"a.example","site":"a.example"}', '"name": expected text, got nothing'],
    ['{"name":7,"domain":"a.example","site":"a.example"}', '"name": expected text, got a number'],
    ['{"name":"x","domain":null,"site":"a.example"}', '"domain": expected text, got null'],
    ['{"name":"x","domain":"","site":"a.example"}', '"domain": expected a host'],
    ['{"name":"x","domain":"a.example"}', '"site": expected text, got nothing'],
    ['{"name":"x","domain":"a.example","site":"https://a.example/"}', '"site": expected a host'],
    ['{"name":"x","domain":"a.example","site":"a.example","value":{}}', '"value": expected text, got an object'],
    ['{"__proto__":{"name":"x"},"domain":"a.example","site":"a.example"}', '"name": expected text, got nothing'],
  ])('%s: %s', (line, message) => {
    expect(() => explain(line)).toThrow(message);
  });

  it('is told without what stands in it', () => {
    expect(() => explain('{"value":"canary')).toThrow(/^(?!.*canary)/);
  });
});
