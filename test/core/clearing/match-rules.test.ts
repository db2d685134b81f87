import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compileRules,
  normaliseTarget,
  partyOfKey,
  type RuleSubject,
  sameTarget,
} from '../../../src/core/clearing/match-rules.ts';
import type { Rule, RuleTarget } from '../../../src/core/clearing/rules.ts';
import { siteOf } from '../../../src/core/cookies/site.ts';
import { keyOf } from '../report/joined.ts';

let made = 0;
const rule = (target: RuleTarget, parts: Partial<Rule> = {}): Rule => ({
  id: `rule-${++made}`,
  madeAt: 0,
  effect: 'keep-clear',
  thirdPartyOnly: false,
  target,
  ...parts,
});
const cookie = (parts: Partial<RuleSubject> = {}): RuleSubject => ({
  name: '_ga',
  domain: 'www.example.com',
  vendorId: null,
  thirdParty: false,
  ...parts,
});
const site = (name: string): RuleTarget => ({ kind: 'site', site: name });
const named = (name: string, domain: string): RuleTarget => ({ kind: 'cookie', name, domain });

describe('a rule for a site', () => {
  const { match } = compileRules([rule(site('example.com'))]);

  it.each(['example.com', '.example.com', 'www.example.com', 'a.b.example.com', 'WWW.Example.COM', 'example.com.'])(
    'speaks of a cookie of %s',
    (domain) => expect(match(cookie({ domain }))?.effect).toBe('keep-clear'),
  );

  it.each(['evilexample.com', 'example.com.evil.net', 'com', 'example.org', 'xample.com', ''])(
    'does not speak of a cookie of "%s"',
    (domain) => expect(match(cookie({ domain }))).toBeNull(),
  );

  it('is not for all that share a public suffix', () => {
    const suffix = compileRules([rule(site('github.io'))]);
    expect(suffix.match(cookie({ domain: 'somebody.github.io' }))).toBeNull();
  });
});

describe('a rule for a cookie', () => {
  const { match } = compileRules([rule(named('_GA', 'Shop.Example'))]);

  it('is for that name, letter by letter, on that very domain', () => {
    expect(match(cookie({ name: '_GA', domain: '.shop.example' }))?.effect).toBe('keep-clear');
    expect(match(cookie({ name: '_ga', domain: 'shop.example' }))).toBeNull();
    expect(match(cookie({ name: '_GA', domain: 'www.shop.example' }))).toBeNull();
    expect(match(cookie({ name: '_GA', domain: 'evilshop.example' }))).toBeNull();
  });

  it.each(['', '__proto__', 'constructor', 'with space', '🍪'])('may be for the name "%s"', (name) => {
    const odd = compileRules([rule(named(name, 'shop.example'))]);
    expect(odd.match(cookie({ name, domain: 'shop.example' }))?.effect).toBe('keep-clear');
    expect(odd.match(cookie({ name: `${name}x`, domain: 'shop.example' }))).toBeNull();
  });
});

it('a rule for a vendor needs the vendor, and no rule means no cookie without one', () => {
  const vendors = compileRules([rule({ kind: 'vendor', vendorId: 'google' })]);
  expect(vendors.match(cookie({ vendorId: 'google' }))?.effect).toBe('keep-clear');
  expect(vendors.match(cookie())).toBeNull();
  expect([vendors.needsVendor, compileRules([rule(site('a.example'))]).needsVendor]).toEqual([true, false]);
});

it('allow wins over keep clear, whichever of the two is nearer', () => {
  const narrow = [rule(named('_ga', 'example.com')), rule(site('example.com'), { effect: 'allow' })];
  const wide = [rule(named('_ga', 'example.com'), { effect: 'allow' }), rule(site('example.com'))];
  for (const rules of [narrow, wide, narrow.toReversed(), wide.toReversed()]) {
    expect(compileRules(rules).match(cookie({ domain: 'example.com' }))?.effect).toBe('allow');
  }
});

it('a rule for third-party use leaves the cookie alone on its own site', () => {
  const { match, needsParty } = compileRules([rule(site('example.com'), { thirdPartyOnly: true })]);
  expect([match(cookie({ thirdParty: true }))?.effect, match(cookie())]).toEqual(['keep-clear', null]);
  expect(needsParty).toBe(true);
});

it('a partition tells whose the cookie is used by; without one, only the page does', () => {
  const under = (topLevelSite: string) => keyOf({ partitionKey: { topLevelSite, hasCrossSiteAncestor: null } });
  expect(partyOfKey(under('https://news.example'))).toBe(true);
  expect(partyOfKey(under('https://shop.example'))).toBe(false);
  expect(partyOfKey(under('http://shop.example:8080'))).toBe(false);
  expect(partyOfKey(keyOf())).toBeNull();
  expect(partyOfKey(keyOf({ firstPartyDomain: 'news.example' }))).toBe(true);
});

it('says below which domains the cookies to clear can lie', () => {
  const rules = [rule(site('a.example')), rule(named('x', '.b.example')), rule(site('c.example'), { effect: 'allow' })];
  expect(compileRules(rules).domains).toEqual(['a.example', 'b.example']);
  expect(compileRules([...rules, rule({ kind: 'vendor', vendorId: 'v' })]).domains).toBeNull();
});

it('stores a site as its registrable domain, and knows two spellings as one target', () => {
  expect(normaliseTarget(site('WWW.Example.co.uk'))).toEqual(site('example.co.uk'));
  expect(sameTarget(named('a', '.Shop.example'), named('a', 'shop.example'))).toBe(true);
  expect(sameTarget(named('a', 'shop.example'), named('A', 'shop.example'))).toBe(false);
});

describe('against a matcher that looks at every rule', () => {
  const domains = ['example.com', 'www.example.com', 'evilexample.com', 'a.github.io', 'github.io', 'co.uk', 'x.co.uk'];
  const names = ['_ga', '_GA', '', '__proto__', 'a b'];
  const vendors = ['google', 'meta'];
  const target: fc.Arbitrary<RuleTarget> = fc.oneof(
    fc.record({
      kind: fc.constant('cookie' as const),
      name: fc.constantFrom(...names),
      domain: fc.constantFrom(...domains),
    }),
    fc.record({ kind: fc.constant('vendor' as const), vendorId: fc.constantFrom(...vendors) }),
    fc.record({ kind: fc.constant('site' as const), site: fc.constantFrom(...domains) }),
  );
  const rules = fc.array(
    fc.record({
      id: fc.uuid(),
      madeAt: fc.nat(),
      effect: fc.constantFrom('keep-clear' as const, 'allow' as const),
      thirdPartyOnly: fc.boolean(),
      target,
    }),
    { maxLength: 30 },
  );
  const subject = fc.record({
    name: fc.constantFrom(...names),
    domain: fc.constantFrom(...domains),
    vendorId: fc.constantFrom(...vendors, null),
    thirdParty: fc.boolean(),
  });

  function speaksOf({ target: about, thirdPartyOnly }: Rule, asked: RuleSubject): boolean {
    if (thirdPartyOnly && !asked.thirdParty) return false;
    if (about.kind === 'vendor') return about.vendorId === asked.vendorId;
    if (about.kind === 'site') return siteOf(asked.domain) === about.site;
    return about.name === asked.name && about.domain === asked.domain;
  }
  function naive(all: readonly Rule[], asked: RuleSubject): string | null {
    const speaking = all.filter((each) => speaksOf(each, asked));
    const winning = speaking.filter(({ effect }) => effect === 'allow');
    const counted = winning.length > 0 ? winning : speaking;
    const rank = (each: Rule) =>
      ['cookie', 'vendor', 'site'].indexOf(each.target.kind) * 2 + Number(each.thirdPartyOnly);
    return counted.toSorted((a, b) => rank(a) - rank(b))[0]?.id ?? null;
  }

  it('names the same rule', () => {
    fc.assert(
      fc.property(rules, subject, (all, asked) => {
        expect(compileRules(all).match(asked)?.rule.id ?? null).toBe(naive(all, asked));
      }),
      { numRuns: 2000 },
    );
  });
});
