import { COMPANIES } from 'virtual:companies';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showsAds } from '../../../src/core/catalogue/business.ts';
import type { Catalogue } from '../../../src/core/catalogue/catalogue.ts';
import { isCloudinaryHost, OLD_CDN_HOSTS, POLICY_DOMAIN } from '../../../src/core/catalogue/cloudinary.ts';
import { COMPANIES_SOURCE, readCompanies, writeCompanies } from '../../../src/core/catalogue/companies.ts';
import { createLookup } from '../../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../../src/core/catalogue/open-catalogue.ts';

const lookup = createLookup(openCatalogue);
const known = (name: string, domain: string, site = 'shop.example') => lookup.classify({ name, domain }, site);

describe('the order of matching', () => {
  const entry = {
    vendor: 'maker',
    purpose: 'analytics',
    lifetime: null,
    era: ['today'],
    source: 'a test',
    checked: '2026-11-23',
  } as const;
  const made: Catalogue = {
    vendors: [{ id: 'maker', name: 'Maker', domains: ['maker.example'], policyUrl: null }],
    entries: [
      { ...entry, id: 'anywhere_pattern', name: { prefix: 'name', rest: '.*' }, domains: [] },
      { ...entry, id: 'anywhere_name', name: 'named', domains: [] },
      { ...entry, id: 'domain_pattern', name: { prefix: 'named', rest: '.{0,2}' }, domains: ['a.example'] },
      { ...entry, id: 'domain_name', name: 'named', domains: ['a.example'] },
      { ...entry, id: 'nearer_name', name: 'named', domains: ['b.a.example'] },
      { ...entry, id: 'longer_pattern', name: { prefix: 'named_more_', rest: '.*' }, domains: [] },
    ],
    storage: [],
  };
  const small = createLookup(() => made);

  it.each([
    { name: 'named', domain: 'a.example', id: 'domain_name', basis: 'domain-name', why: '1: domain and exact name' },
    { name: 'named', domain: 'x.b.a.example', id: 'nearer_name', basis: 'domain-name', why: '1: the nearest domain' },
    {
      name: 'named1',
      domain: 'a.example',
      id: 'domain_pattern',
      basis: 'domain-pattern',
      why: '2: domain and pattern',
    },
    { name: 'named', domain: 'z.example', id: 'anywhere_name', basis: 'name', why: '3: exact name anywhere' },
    { name: 'named1', domain: 'z.example', id: 'anywhere_pattern', basis: 'pattern', why: '4: pattern anywhere' },
    { name: 'named_more_1', domain: 'z.example', id: 'longer_pattern', basis: 'pattern', why: '4: the longest prefix' },
    {
      name: 'other',
      domain: 'www.maker.example',
      id: null,
      basis: 'vendor-domain',
      why: '5: only the company is known',
    },
    { name: 'other', domain: 'z.example', id: null, basis: 'none', why: '6: nothing is known' },
    { name: 'Named', domain: 'a.example', id: null, basis: 'none', why: 'names are case-sensitive' },
    { name: 'named', domain: '.A.EXAMPLE', id: 'domain_name', basis: 'domain-name', why: 'domains are not' },
    { name: 'x_named', domain: 'z.example', id: null, basis: 'none', why: 'a pattern is anchored at its start' },
    { name: 'named123', domain: 'a.example', id: 'anywhere_pattern', basis: 'pattern', why: 'and at its end' },
    { name: 'named', domain: 'ba.example', id: 'anywhere_name', basis: 'name', why: 'domains by whole labels' },
    { name: '__proto__', domain: 'a.example', id: null, basis: 'none', why: 'no name is special' },
    { name: '', domain: 'a.example', id: null, basis: 'none', why: 'not even the empty one' },
  ])('$name on $domain is $id by $basis: $why', ({ name, domain, id, basis }) => {
    expect(small.classify({ name, domain }, 'shop.example')).toMatchObject({ entryId: id, basis });
  });

  it('refuses a pattern that would catch names of everybody’s', () => {
    const loose = createLookup(() => ({
      ...made,
      entries: [{ ...entry, id: 'loose', name: { prefix: '_s', rest: '.*' }, domains: [] }],
    }));
    expect(() => loose.classify({ name: '_s1', domain: 'a.example' }, 'a.example')).toThrow('"_s"');
  });

  it('refuses an entry whose vendor is missing', () => {
    const orphan = createLookup(() => ({ ...made, vendors: [] }));
    expect(() => orphan.classify({ name: 'named', domain: 'a.example' }, 'a.example')).toThrow('"maker"');
  });

  it('opens the catalogue at the first question, once', () => {
    let openings = 0;
    const counted = createLookup(() => {
      openings += 1;
      return made;
    });
    expect(openings).toBe(0);
    counted.vendorOfHost('maker.example');
    counted.classify({ name: 'named', domain: 'a.example' }, 'a.example');
    expect(openings).toBe(1);
  });
});

describe('companies that the catalogue does not know', () => {
  const text = writeCompanies([
    { name: 'Adverts', business: 'advertising', domains: ['adverts.example'] },
    { name: 'MAKER Inc.', business: 'social', domains: ['maker-cdn.example'] },
    { name: 'Taker', business: 'advertising', domains: ['maker.example', 'sub.maker.example'] },
  ]);
  const made: Catalogue = {
    vendors: [{ id: 'maker', name: 'Maker', domains: ['maker.example'], policyUrl: 'https://maker.example/privacy' }],
    entries: [
      {
        id: 'named',
        name: 'named',
        domains: ['adverts.example'],
        vendor: 'maker',
        purpose: 'analytics',
        lifetime: null,
        era: ['today'],
        source: 'a test',
        checked: '2026-11-23',
      },
    ],
    storage: [],
  };
  const small = createLookup(
    () => made,
    () => text,
  );
  const of = (domain: string, name = 'other') => small.classify({ name, domain }, 'shop.example');

  it('are told by the domain, with that basis, their business and where it is from', () => {
    expect(of('.px.adverts.example')).toEqual({
      basis: 'vendor-domain',
      entryId: null,
      vendor: { id: 'company:adverts', name: 'Adverts', policyUrl: null, business: 'advertising' },
      purpose: 'unknown',
      party: 'third',
      policyClass: null,
      declaredLifetime: null,
      declaredBy: null,
      source: COMPANIES_SOURCE,
    });
    expect(small.vendorOfHost('PX.adverts.example.')).toMatchObject({ id: 'company:adverts' });
  });

  it('and vendors have names by their ids', () => {
    const ids = ['maker', 'company:adverts', 'company:maker', 'company:nobody', 'nobody', '__proto__'];
    expect(ids.map((id) => small.vendorName(id))).toEqual(['Maker', 'Adverts', 'MAKER Inc.', null, null, null]);
  });

  it('come after the entries of the catalogue', () => {
    expect(of('adverts.example', 'named')).toMatchObject({
      entryId: 'named',
      vendor: { id: 'maker' },
      source: 'a test',
    });
  });

  it.each(['maker.example', 'sub.maker.example'])('come after its vendors: %s', (domain) => {
    expect(of(domain)).toMatchObject({ vendor: { id: 'maker', business: 'analytics' }, source: null });
  });

  it('are its vendors where they have the same name, and what the list adds is told as the list’s', () => {
    expect(of('maker-cdn.example')).toMatchObject({
      basis: 'vendor-domain',
      vendor: { id: 'maker', name: 'Maker', policyUrl: 'https://maker.example/privacy', business: 'analytics' },
      source: COMPANIES_SOURCE,
    });
  });

  it.each([
    { domain: 'adverts.example.evil.example', why: 'a host of evil.example' },
    { domain: 'eviladverts.example', why: 'another site' },
    { domain: 'example', why: 'what is above a domain is not it' },
    { domain: '', why: 'no host' },
  ])('are not taken for $domain: $why', ({ domain }) => {
    expect(of(domain)).toMatchObject({ basis: 'none', vendor: null, source: null });
    expect(small.vendorOfHost(domain)).toBeNull();
  });

  it('are opened at the first domain that the catalogue does not know, once', () => {
    let openings = 0;
    const counted = createLookup(
      () => made,
      () => {
        openings += 1;
        return text;
      },
    );
    counted.classify({ name: 'other', domain: 'maker.example' }, 'shop.example');
    counted.classifyStorage('local', 'theme');
    expect(openings).toBe(0);
    counted.vendorOfHost('unknown.example');
    counted.classify({ name: 'other', domain: 'adverts.example' }, 'shop.example');
    expect(openings).toBe(1);
  });

  it('are not known without the list', () => {
    expect(createLookup(() => made).vendorOfHost('adverts.example')).toBeNull();
  });
});

describe('what the catalogue and the list of companies know', () => {
  const whole = createLookup(openCatalogue, () => COMPANIES);
  const domains = [...readCompanies(COMPANIES).keys()];

  it.each(['doubleclick.net.evil.example', 'evildoubleclick.net', 'xdoubleclick.net'])('%s is nobody’s', (domain) => {
    expect(whole.classify({ name: 'IDE', domain }, 'shop.example')).toMatchObject({ basis: 'none', vendor: null });
  });

  it('gives every domain of the list a company, and none to its evil twins', () => {
    for (const domain of domains) {
      expect(whole.vendorOfHost(`px.${domain}`), domain).not.toBeNull();
      expect(whole.vendorOfHost(`${domain}.evil.example`), domain).toBeNull();
    }
  });

  it('gives two companies no id in common', () => {
    const names = new Map<string, string>();
    for (const domain of domains) {
      const vendor = whole.vendorOfHost(domain);
      if (vendor) expect(names.get(vendor.id) ?? vendor.name, domain).toBe(vendor.name);
      if (vendor) names.set(vendor.id, vendor.name);
    }
  });

  it('has an answer for any host', () => {
    const host = fc.oneof(fc.string(), fc.domain(), fc.constantFrom(...domains), fc.ipV6());
    fc.assert(
      fc.property(fc.string(), host, host, (name, domain, site) => {
        const { vendor, basis } = whole.classify({ name, domain }, site);
        expect(vendor === null).toBe(basis === 'none');
      }),
    );
  });
});

describe('what the catalogue knows', () => {
  it.each([
    ['_cld_session_key', '.cloudinary.com', 'Cloudinary', 'functional', 'domain-name'],
    ['__cld_token__', 'media.shop.example', 'Cloudinary', 'security', 'name'],
    ['__cf_bm', '.cloudinary.com', 'Cloudflare', 'security', 'name'],
    ['CookieConsent', 'www.cloudinary.com', 'Cookiebot', 'consent', 'name'],
    ['_mkto_trk', '.cloudinary.com', 'Marketo', 'advertising', 'name'],
    ['_ga', '.shop.example', 'Google', 'analytics', 'name'],
    ['_ga_ABC123DEF4', '.shop.example', 'Google', 'analytics', 'pattern'],
    ['__utmz', '.shop.example', 'Google', 'analytics', 'name'],
    ['_gcl_au', '.cloudinary.com', 'Google', 'advertising', 'name'],
    ['_dc_gtm_UA-12345-6', '.shop.example', 'Google', 'analytics', 'pattern'],
    ['IDE', '.doubleclick.net', 'Google', 'advertising', 'domain-name'],
    ['id', 'ad.doubleclick.net', 'Google', 'advertising', 'domain-name'],
    ['test_cookie', '.doubleclick.net', 'Google', 'functional', 'domain-name'],
    ['_fbp', '.shop.example', 'Meta', 'advertising', 'name'],
    ['fr', '.facebook.com', 'Meta', 'advertising', 'domain-name'],
    ['li_sugr', '.linkedin.com', 'LinkedIn', 'advertising', 'domain-name'],
    ['li_gc', '.linkedin.com', 'LinkedIn', 'consent', 'domain-name'],
    ['_uetvid', '.shop.example', 'Microsoft', 'advertising', 'name'],
    ['_clck', '.shop.example', 'Microsoft', 'analytics', 'name'],
    ['MUID', '.bing.com', 'Microsoft', 'advertising', 'domain-name'],
    ['mp_0123456789abcdef_mixpanel', 'plain.example', 'Mixpanel', 'analytics', 'pattern'],
    ['_sp_id.1fff', 'plain.example', 'Snowplow', 'analytics', 'pattern'],
    ['_hjSessionUser_123456', '.shop.example', 'Hotjar', 'analytics', 'pattern'],
    ['uid', '.criteo.com', 'Criteo', 'advertising', 'domain-name'],
    ['AMCV_0123456789ABCDEF0A4C98A1%40AdobeOrg', '.shop.example', 'Adobe', 'analytics', 'pattern'],
  ])('%s on %s is of %s, for %s, by %s', (name, domain, vendor, purpose, basis) => {
    expect(known(name, domain)).toMatchObject({ vendor: { name: vendor }, purpose, basis });
  });

  it.each([
    { name: 'IDE', domain: 'shop.example', why: 'the DoubleClick cookie is on doubleclick.net' },
    { name: 'id', domain: 'shop.example', why: 'a name of everybody’s' },
    { name: 'uid', domain: 'shop.example', why: 'a name of everybody’s' },
    { name: 'u', domain: 'shop.example', why: 'a name of everybody’s' },
    { name: 'c', domain: 'shop.example', why: 'a name of everybody’s' },
    { name: 'ts', domain: 'shop.example', why: 'a name of everybody’s' },
    { name: 'i', domain: 'shop.example', why: 'a name of everybody’s' },
    { name: 'mc', domain: 'shop.example', why: 'a name of everybody’s' },
    { name: 'token', domain: 'shop.example', why: 'a name of everybody’s' },
    { name: '_session', domain: 'shop.example', why: 'a name of everybody’s' },
    { name: '_gatsby', domain: 'shop.example', why: 'it begins like _gat and is not it' },
    { name: '_ga_', domain: 'shop.example', why: 'no container' },
    { name: '_ga_test', domain: 'shop.example', why: 'containers are capitals and digits' },
    { name: '_GA', domain: 'shop.example', why: 'names are case-sensitive' },
    { name: 'mp_mixpanel', domain: 'shop.example', why: 'no token' },
    { name: '_sp_id.', domain: 'shop.example', why: 'no hash' },
    { name: 'IDE', domain: 'doubleclick.net.evil.example', why: 'a domain of evil.example' },
    { name: 'IDE', domain: 'notdoubleclick.net', why: 'another site' },
    { name: '_cld_session_key', domain: 'cloudinary.com.evil.example', why: 'not Cloudinary' },
    { name: '_cld_session', domain: '.cloudinary.com', why: 'never seen, invented elsewhere' },
    { name: '_session_id', domain: '.cloudinary.com', why: 'never seen, invented elsewhere' },
    { name: 'toString', domain: 'shop.example', why: 'no word of the language is a cookie' },
  ])('$name on $domain is unknown: $why', ({ name, domain }) => {
    expect(known(name, domain)).toMatchObject({ entryId: null, purpose: 'unknown' });
  });

  it('says the party apart from what the cookie is', () => {
    expect(known('_ga', '.shop.example', 'shop.example').party).toBe('first');
    expect(known('_ga', '.other.example', 'shop.example').party).toBe('third');
    expect(known('x', 'b.github.io', 'a.github.io').party).toBe('third');
    expect(known('x', '127.0.0.1', '127.0.0.1').party).toBe('first');
  });

  it.each([
    ['__utma', '.shop.example', 'ga'],
    ['_ga', '.cloudinary.com', 'ga'],
    ['_gid', '.cloudinary.com', 'ga'],
    ['_ga_ABC123DEF4', '.cloudinary.com', 'ga'],
    ['id', '.doubleclick.net', 'doubleclick'],
    ['IDE', '.doubleclick.net', 'doubleclick'],
    ['DSID', '.doubleclick.net', null],
    ['_gcl_au', '.cloudinary.com', null],
    ['NID', '.google.com', null],
    ['_gac_UA-1234-5', '.cloudinary.com', null],
  ])('the policy class of %s on %s is %s', (name, domain, policyClass) => {
    expect(known(name, domain).policyClass).toBe(policyClass);
  });

  it('names the company of an unknown cookie by its domain, with that basis', () => {
    expect(known('new', 'px.ads.linkedin.com')).toMatchObject({ basis: 'vendor-domain', vendor: { id: 'linkedin' } });
    expect(known('new', 'res.cloudinary.com')).toMatchObject({ basis: 'vendor-domain', vendor: { id: 'cloudinary' } });
    expect(known('new', 'evil-linkedin.com')).toMatchObject({ basis: 'none', vendor: null });
  });

  it('knows identifiers in web storage by area and key', () => {
    expect(lookup.classifyStorage('local', 'cld-analytics-user-id')).toMatchObject({
      vendor: { name: 'Cloudinary' },
      identifies: 'visitor',
      basis: 'name',
    });
    expect(lookup.classifyStorage('local', 'mp_abc_mixpanel')).toMatchObject({ basis: 'pattern' });
    expect(lookup.classifyStorage('session', 'cld-analytics-user-id')).toBeNull();
    expect(lookup.classifyStorage('local', 'theme')).toBeNull();
  });

  it('answers the same after more domains than it keeps', () => {
    for (let n = 0; n < 10_050; n += 1) known('_ga', `host-${n}.example`);
    expect(known('_ga', 'host-1.example', 'host-1.example')).toMatchObject({ basis: 'name', party: 'first' });
  });
});

describe('hosts of Cloudinary', () => {
  it.each([POLICY_DOMAIN, 'www.cloudinary.com', 'RES.Cloudinary.com.', 'demo-res-3.cloudinary.com', ...OLD_CDN_HOSTS])(
    '%s is one',
    (host) => {
      expect(isCloudinaryHost(host)).toBe(true);
      expect(lookup.vendorOfHost(host)).toMatchObject({ id: 'cloudinary' });
    },
  );

  it.each([
    { host: 'cloudinary.com.evil.example', why: 'a host of evil.example' },
    { host: 'notcloudinary.com', why: 'another site' },
    { host: 'cloudinary.community', why: 'another site' },
    { host: 'cms.cloudinary.vpsvc.com', why: 'a customer’s own name' },
    { host: 'a.cloudinary-a.akamaihd.net', why: 'old delivery hosts are exact' },
    { host: 'd3jpl91pxevbki.cloudfront.net', why: 'a neighbour at the same provider' },
    { host: '', why: 'no host' },
  ])('$host is none: $why', ({ host }) => {
    expect(isCloudinaryHost(host)).toBe(false);
    expect(lookup.vendorOfHost(host)).toBeNull();
  });
});

describe('whose word a lifetime is', () => {
  it.each([
    { name: '_gid', domain: 'shop.example', by: 'vendor', why: 'Google’s own documentation' },
    {
      name: '_gcl_au',
      domain: 'shop.example',
      by: 'vendor',
      why: 'Google’s own disclosure, on another site of Google’s',
    },
    { name: 'cto_bundle', domain: 'shop.example', by: 'vendor', why: 'the vendor’s disclosure, in a package' },
    { name: 'uuid2', domain: 'adnxs.com', by: 'list', why: 'a public list' },
    { name: '_cld_session_key', domain: 'cloudinary.com', by: null, why: 'no lifetime is known' },
    { name: 'new', domain: 'adnxs.com', by: null, why: 'the cookie is not known' },
  ])('$name on $domain: $by, $why', ({ name, domain, by }) => {
    expect(known(name, domain).declaredBy).toBe(by);
  });
});

describe('whether a host is there to advertise', () => {
  it.each([
    { host: 'googleads.g.doubleclick.net', ads: true },
    { host: 'tpc.googlesyndication.com', ads: true },
    { host: 'static.criteo.net', ads: true },
    { host: 'fonts.gstatic.com', ads: false },
    { host: 'www.google.com', ads: false },
    { host: 'www.shop.example', ads: false },
    { host: 'doubleclick.net.evil.example', ads: false },
  ])('$host: $ads', ({ host, ads }) => {
    expect(showsAds(host, lookup.vendorOfHost(host))).toBe(ads);
  });
});
