import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { createLookup } from '../../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../../src/core/catalogue/open-catalogue.ts';
import { findPersonalData } from '../../../src/core/evidence/detect-personal-data.ts';
import { CLAUSES, clauseById } from '../../../src/core/policy/clauses.ts';
import { judge, judgeStorage } from '../../../src/core/policy/judge.ts';
import type { Finding } from '../../../src/core/policy/verdict.ts';
import { english } from './english.ts';

const lookup = createLookup(openCatalogue);
const OWN = 'cloudinary.com';
const SHOP = 'shop.example';

interface Seen {
  readonly name: string;
  readonly domain: string;
  readonly site: string;
  readonly value?: string;
  readonly sent?: boolean;
}

function judged({ name, domain, site, value = '', sent = false }: Seen): Finding {
  return judge({
    classification: lookup.classify({ name, domain }, site),
    cookieDomain: domain,
    page: { site, governed: site === OWN },
    personalData: findPersonalData(value),
    sentToCloudinary: sent,
  });
}

/** `cookies.13 names` and so on, in order. */
const cited = (finding: Finding) => finding.citations.map(({ clauseId, role }) => `${clauseId} ${role}`).join(', ');

const ROWS = [
  // against
  {
    name: 'profile',
    domain: OWN,
    site: OWN,
    value: 'jane@example.org',
    verdict: 'against',
    clauses: 'cookies.3 contradicts',
    why: 'it comes before unknown',
  },
  {
    name: '_ga',
    domain: `.${OWN}`,
    site: OWN,
    value: 'jane@example.org',
    verdict: 'against',
    clauses: 'cookies.3 contradicts',
    why: 'it comes before named',
  },
  {
    name: '_cld_session_key',
    domain: `.${OWN}`,
    site: SHOP,
    value: 'phone=0501234567',
    verdict: 'against',
    clauses: 'cookies.3 contradicts',
    why: 'Cloudinary’s domain is enough, on any page',
  },
  {
    name: 'x',
    domain: 'www.cloudinary.com',
    site: OWN,
    value: '{"first_name":"Jane"}',
    verdict: 'against',
    clauses: 'cookies.3 contradicts',
    why: 'a labelled name decides',
  },
  {
    name: 'x',
    domain: OWN,
    site: OWN,
    value: 'ip=203.0.113.7',
    verdict: 'unknown',
    clauses: '',
    why: 'an IP address decides nothing',
  },
  {
    name: 'x',
    domain: OWN,
    site: OWN,
    value: '{"lat":32.0853,"lng":34.7818}',
    verdict: 'unknown',
    clauses: '',
    why: 'a place decides nothing',
  },
  {
    name: 'x',
    domain: OWN,
    site: OWN,
    value: `em=${'a1'.repeat(32)}`,
    verdict: 'unknown',
    clauses: '',
    why: 'a hashed address decides nothing',
  },
  {
    name: 'fr',
    domain: '.facebook.com',
    site: OWN,
    value: 'jane@example.org',
    verdict: 'general',
    clauses: 'cookies.12 covers, cookies.13 covers',
    why: 'the cookie of another company breaks no promise of Cloudinary’s',
  },
  {
    name: 'mail',
    domain: SHOP,
    site: SHOP,
    value: 'jane@example.org',
    verdict: 'unknown',
    clauses: '',
    why: 'another site’s cookie',
  },
  {
    name: 'x',
    domain: 'cloudinary.com.evil.example',
    site: 'evil.example',
    value: 'jane@example.org',
    verdict: 'unknown',
    clauses: '',
    why: 'not Cloudinary’s domain',
  },
  // unknown
  { name: 'new', domain: OWN, site: OWN, verdict: 'unknown', clauses: '', why: 'no entry, though governed' },
  {
    name: 'new',
    domain: '.linkedin.com',
    site: OWN,
    verdict: 'unknown',
    clauses: '',
    why: 'the company is known, the cookie is not',
  },
  // elsewhere
  {
    name: '_ga',
    domain: `.${SHOP}`,
    site: SHOP,
    verdict: 'elsewhere',
    clauses: 'cookies.13 kind',
    why: 'the kind that the policy names',
  },
  {
    name: 'IDE',
    domain: '.doubleclick.net',
    site: SHOP,
    verdict: 'elsewhere',
    clauses: 'cookies.13 kind',
    why: 'the kind that the policy names',
  },
  {
    name: '_fbp',
    domain: `.${SHOP}`,
    site: SHOP,
    verdict: 'elsewhere',
    clauses: '',
    why: 'not the kind that the policy names',
  },
  {
    name: '__cld_token__',
    domain: 'media.shop.example',
    site: SHOP,
    verdict: 'elsewhere',
    clauses: '',
    why: 'Cloudinary’s technology governs nothing',
  },
  {
    name: '_ga',
    domain: 'd3jpl91pxevbkh.cloudfront.net',
    site: SHOP,
    verdict: 'elsewhere',
    clauses: 'cookies.13 kind',
    why: 'an old delivery host governs nothing',
  },
  {
    name: '_ga',
    domain: `.${SHOP}`,
    site: SHOP,
    sent: true,
    verdict: 'elsewhere',
    clauses: 'cookies.13 kind',
    why: 'the shop’s own cookie, sent to its own name for Cloudinary',
  },
  // named
  {
    name: '_ga',
    domain: `.${OWN}`,
    site: OWN,
    verdict: 'named',
    clauses: 'cookies.13 names',
    why: 'the Google Analytics cookie',
  },
  {
    name: '__utma',
    domain: `.${OWN}`,
    site: OWN,
    verdict: 'named',
    clauses: 'cookies.13 names',
    why: 'the Google Analytics cookie of 2013',
  },
  {
    name: 'IDE',
    domain: '.doubleclick.net',
    site: OWN,
    verdict: 'named',
    clauses: 'cookies.13 names',
    why: 'the DoubleClick cookie of today',
  },
  {
    name: 'id',
    domain: '.doubleclick.net',
    site: OWN,
    verdict: 'named',
    clauses: 'cookies.13 names',
    why: 'the DoubleClick cookie of 2013',
  },
  {
    name: '_ga',
    domain: `.${OWN}`,
    site: SHOP,
    verdict: 'named',
    clauses: 'cookies.13 names',
    why: 'governed by its domain on any page',
  },
  {
    name: '_ga',
    domain: `.${OWN}`,
    site: SHOP,
    sent: true,
    verdict: 'named',
    clauses: 'cookies.13 names, collection.2 covers',
    why: 'and sent along from another site',
  },
  // general
  {
    name: '_ga',
    domain: '.widgets.example',
    site: OWN,
    verdict: 'general',
    clauses: 'cookies.13 covers',
    why: 'the policy names it as a first-party cookie, and this is a third party’s',
  },
  {
    name: '_gcl_au',
    domain: `.${OWN}`,
    site: OWN,
    verdict: 'general',
    clauses: 'cookies.12 covers, cookies.13 covers',
    why: 'Google’s other cookies are not named',
  },
  {
    name: 'DSID',
    domain: '.doubleclick.net',
    site: OWN,
    verdict: 'general',
    clauses: 'cookies.12 covers, cookies.13 covers',
    why: 'on DoubleClick’s domain, and not the DoubleClick cookie',
  },
  {
    name: 'li_sugr',
    domain: '.linkedin.com',
    site: OWN,
    verdict: 'general',
    clauses: 'cookies.12 covers, cookies.13 covers',
    why: 'another company’s advertising',
  },
  {
    name: '_hjSession_123',
    domain: `.${OWN}`,
    site: OWN,
    verdict: 'general',
    clauses: 'cookies.13 covers',
    why: 'another company’s analytics',
  },
  {
    name: '_cld_session_key',
    domain: `.${OWN}`,
    site: OWN,
    verdict: 'general',
    clauses: 'cookies.1 covers, cookies.8 covers',
    why: 'Cloudinary’s own',
  },
  {
    name: '_cld_session_key',
    domain: `.${OWN}`,
    site: SHOP,
    sent: true,
    verdict: 'general',
    clauses: 'cookies.1 covers, cookies.8 covers',
    why: 'a session key sent along is not tracking by itself',
  },
  {
    name: '_mkto_trk',
    domain: `.${OWN}`,
    site: SHOP,
    sent: true,
    verdict: 'general',
    clauses: 'cookies.12 covers, cookies.13 covers, collection.2 covers',
    why: 'a visitor number sent along from another site',
  },
  {
    name: '_mkto_trk',
    domain: `.${OWN}`,
    site: SHOP,
    verdict: 'general',
    clauses: 'cookies.12 covers, cookies.13 covers',
    why: 'not seen sent',
  },
  {
    name: '_mkto_trk',
    domain: `.${OWN}`,
    site: OWN,
    sent: true,
    verdict: 'general',
    clauses: 'cookies.12 covers, cookies.13 covers',
    why: 'sent from no other site',
  },
  {
    name: '__cf_bm',
    domain: `.${OWN}`,
    site: OWN,
    verdict: 'general',
    clauses: 'cookies.1 covers',
    why: 'first-party, for security',
  },
  {
    name: 'CookieConsent',
    domain: 'www.cloudinary.com',
    site: OWN,
    verdict: 'general',
    clauses: 'cookies.1 covers',
    why: 'first-party, for consent',
  },
  {
    name: '__cfruid',
    domain: `.${OWN}`,
    site: SHOP,
    verdict: 'general',
    clauses: 'cookies.1 covers',
    why: 'Cloudinary’s own is told by the domain, also as a third party',
  },
  // unmentioned
  {
    name: 'li_gc',
    domain: '.linkedin.com',
    site: OWN,
    verdict: 'unmentioned',
    clauses: '',
    why: 'third-party, for consent',
  },
  {
    name: 'lidc',
    domain: '.linkedin.com',
    site: OWN,
    verdict: 'unmentioned',
    clauses: '',
    why: 'third-party, functional',
  },
  {
    name: 'test_cookie',
    domain: '.doubleclick.net',
    site: OWN,
    verdict: 'unmentioned',
    clauses: '',
    why: 'third-party, a test',
  },
  {
    name: '__cf_bm',
    domain: '.hubspot.com',
    site: OWN,
    verdict: 'unmentioned',
    clauses: '',
    why: 'third-party, for security',
  },
] as const;

describe('a cookie', () => {
  it.each(ROWS)('$name of $domain on $site is $verdict: $why', ({ verdict, clauses, why: _why, ...seen }) => {
    const finding = judged(seen);
    expect({ verdict: finding.verdict, clauses: cited(finding) }).toEqual({ verdict, clauses });
  });

  it.each(ROWS)('$name of $domain on $site is told why in a sentence that exists', (row) => {
    expect(english(judged(row).why)).toMatch(/\.$/);
  });

  it('shows the personal data that decided, masked', () => {
    const finding = judged({ name: 'x', domain: OWN, site: OWN, value: 'ip=203.0.113.7&mail=jane@example.org' });
    expect(finding.why).toEqual({ id: 'why_against_email', args: ['j…@e….org'] });
  });

  it('names the company of an unknown cookie where its domain tells', () => {
    expect(judged({ name: 'new', domain: '.linkedin.com', site: SHOP }).why).toEqual({
      id: 'why_unknown_vendor',
      args: ['LinkedIn'],
    });
  });

  it.each([
    ['advertising', 'why_unknown_advertising'],
    ['analytics', 'why_unknown_analytics'],
    ['social', 'why_unknown_vendor'],
    [null, 'why_unknown_vendor'],
  ] as const)('says what the company of an unknown cookie is in: %s', (business, id) => {
    const unknown = lookup.classify({ name: 'new', domain: '.linkedin.com' }, SHOP);
    const vendor = { id: 'company:adverts', name: 'Adverts', policyUrl: null, business };
    const { why } = judge({
      classification: { ...unknown, vendor },
      cookieDomain: '.adverts.example',
      page: { site: SHOP, governed: false },
      personalData: [],
      sentToCloudinary: false,
    });
    expect(why).toEqual({ id, args: ['Adverts'] });
    expect(english(why)).toMatch(/Adverts.*not known\.$/);
  });

  it('says whose policy applies elsewhere: the site’s for its own, the company’s for a third party’s', () => {
    expect(judged({ name: '_fbp', domain: SHOP, site: SHOP }).why.args).toEqual([SHOP]);
    expect(judged({ name: 'fr', domain: 'facebook.com', site: SHOP }).why.args).toEqual(['Meta']);
  });
});

describe('whose policy speaks of a cookie elsewhere', () => {
  it.each([
    {
      name: '_ga',
      domain: '.tracker.example',
      whose: 'tracker.example',
      why: 'known by its name, on anybody’s domain',
    },
    { name: '__cf_bm', domain: '.hubspot.com', whose: 'hubspot.com', why: 'likewise: not that of the tool’s maker' },
    { name: 'IDE', domain: '.doubleclick.net', whose: 'Google', why: 'known by its domain' },
    { name: '_ga', domain: `.${SHOP}`, whose: SHOP, why: 'the page’s own' },
  ])('$name of $domain is for $whose: $why', ({ name, domain, whose }) => {
    const said = english(judged({ name, domain, site: SHOP }).why);
    expect(said).toContain(`for the policy of ${whose} to say`);
  });

  it('an old delivery host is said to be one, and not to have nothing to do with Cloudinary', () => {
    for (const name of ['_ga', 'nobody_knows_it']) {
      const said = english(judged({ name, domain: 'd3jpl91pxevbkh.cloudfront.net', site: SHOP }).why);
      expect(said).toContain('delivered for Cloudinary in earlier years');
    }
  });

  it('a cookie of another site on Cloudinary’s page is not said to be of the tool’s maker', () => {
    expect(judged({ name: '__cf_bm', domain: '.hubspot.com', site: OWN }).why.args).toEqual(['hubspot.com']);
  });
});

describe('why', () => {
  const policyText = CLAUSES.map(({ text }) => text)
    .join(' ')
    .toLowerCase();

  it.each(Object.entries(messages).filter(([id]) => /^why_/.test(id)))(
    '%s quotes the policy word for word',
    (_id, { message }) => {
      const quotations = [...message.matchAll(/“([^”]+)”/g)].map(([, text = '']) => text);
      for (const piece of quotations.flatMap((text) => text.split('…'))) {
        const words = piece.trim().replace(/\.$/, '').toLowerCase();
        expect(policyText, piece).toContain(words);
      }
    },
  );

  it.each([
    {
      seen: { name: 'x', domain: OWN, site: OWN, value: 'jane@example.org' },
      quotes: 'Cloudinary never stores information we consider personal or private in a cookie.',
    },
    {
      seen: { name: 'x', domain: OWN, site: OWN, value: 'jane@example.org' },
      quotes: 'your name, email address, and other information specifically tagged to your identity',
    },
    {
      seen: { name: 'x', domain: OWN, site: OWN, value: 'phone=0501234567' },
      quotes: 'other information specifically tagged to your identity',
    },
    { seen: { name: '_gcl_au', domain: OWN, site: OWN }, quotes: 'together to inform, optimize, and serve ads' },
    {
      seen: { name: '_hjSession_123', domain: OWN, site: OWN },
      quotes: 'based on our visitors past visits to our website',
    },
    { seen: { name: '_ga', domain: OWN, site: SHOP, sent: true }, quotes: 'or your websites, we sometimes track them' },
    {
      seen: { name: '_mkto_trk', domain: OWN, site: SHOP, sent: true },
      quotes: 'or your websites, we sometimes track them',
    },
    {
      seen: { name: '_mkto_trk', domain: OWN, site: SHOP, sent: true },
      quotes: 'may show our ads on sites across the Internet',
    },
    {
      seen: { name: '_cld_session_key', domain: OWN, site: OWN },
      quotes: 'to provide a personally customized and easy-to-use service',
    },
  ])('$seen.name quotes “$quotes”', ({ seen, quotes }) => {
    expect(english(judged(seen).why)).toContain(quotes);
  });
});

describe('whatever the cookie', () => {
  const entries = openCatalogue().entries;
  const anyDomain = fc.constantFrom(
    OWN,
    `.${OWN}`,
    'res.cloudinary.com',
    SHOP,
    'doubleclick.net',
    'cloudinary.com.evil.example',
  );
  const anyCookie = fc.record({
    name: fc.oneof(
      fc.constantFrom(...entries.flatMap(({ name }) => (typeof name === 'string' ? [name] : []))),
      fc.string({ maxLength: 12 }),
    ),
    domain: anyDomain,
    site: fc.constantFrom(OWN, SHOP),
    value: fc.constantFrom('', 'jane@example.org', 'GA1.2.1.2'),
    sent: fc.boolean(),
  });

  it('each citation is a clause of the policy, and each sentence exists', () => {
    fc.assert(
      fc.property(anyCookie, (seen) => {
        const finding = judged(seen);
        for (const { clauseId } of finding.citations) expect(clauseById(clauseId)).toBeDefined();
        expect(english(finding.why)).not.toBe('');
      }),
    );
  });

  it('only a cookie of Cloudinary’s domain can be against the policy', () => {
    fc.assert(
      fc.property(anyCookie, (seen) => {
        const own = /(^|\.)cloudinary\.com$/.test(seen.domain);
        expect(judged(seen).verdict === 'against').toBe(own && seen.value.includes('@'));
      }),
    );
  });

  it('only what is neither Cloudinary’s nor on its pages is elsewhere', () => {
    fc.assert(
      fc.property(anyCookie, (seen) => {
        const governed = /(^|\.)cloudinary\.com$/.test(seen.domain) || seen.site === OWN;
        if (judged(seen).verdict === 'elsewhere') expect(governed).toBe(false);
      }),
    );
  });
});

describe('an identifier in web storage', () => {
  const stored = (key: string, site: string, host = site) => {
    const classification = lookup.classifyStorage('local', key);
    if (classification === null) throw new Error(`The catalogue lacks the storage key "${key}"`);
    return judgeStorage({ classification, host, page: { site, governed: site === OWN } });
  };

  it.each([
    {
      key: 'cld-analytics-user-id',
      site: SHOP,
      verdict: 'elsewhere',
      clauses: 'collection.2 kind',
      why: '“or your websites”, not governed',
    },
    {
      key: 'cld-analytics-user-id',
      site: OWN,
      verdict: 'general',
      clauses: 'collection.2 covers',
      why: 'on Cloudinary’s own site',
    },
    { key: 'mp_abc_mixpanel', site: SHOP, verdict: 'elsewhere', clauses: '', why: 'nothing of Cloudinary’s' },
    {
      key: 'mp_abc_mixpanel',
      site: OWN,
      verdict: 'general',
      clauses: 'collection.2 covers',
      why: 'whoever wrote the tool, visitors of Cloudinary’s site are told apart with it',
    },
    {
      key: 'mp_abc_mixpanel',
      site: OWN,
      host: 'widgets.example',
      verdict: 'unmentioned',
      clauses: '',
      why: 'another company’s frame, and no cookie',
    },
    {
      key: 'cld-analytics-user-id',
      site: SHOP,
      host: 'player.cloudinary.com',
      verdict: 'general',
      clauses: 'collection.2 covers',
      why: 'a frame of Cloudinary’s is governed on any page, as its cookies are',
    },
    {
      key: 'mp_abc_mixpanel',
      site: SHOP,
      host: 'console.cloudinary.com',
      verdict: 'general',
      clauses: 'collection.2 covers',
      why: 'likewise',
    },
    {
      key: 'cld-analytics-user-id',
      site: SHOP,
      host: 'www.forum.example',
      verdict: 'elsewhere',
      clauses: 'collection.2 kind',
      why: 'a frame of another site',
    },
  ])('$key of $host on $site is $verdict: $why', ({ key, site, host, verdict, clauses }) => {
    const finding = stored(key, site, host);
    expect({ verdict: finding.verdict, clauses: cited(finding) }).toEqual({ verdict, clauses });
    expect(english(finding.why)).toMatch(/^This is not a cookie/);
  });
});
