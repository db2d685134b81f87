import { describe, expect, it } from 'vitest';
import { createLookup } from '../../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../../src/core/catalogue/open-catalogue.ts';
import { findPersonalData } from '../../../src/core/evidence/detect-personal-data.ts';
import { statusOfClauses } from '../../../src/core/policy/clause-statuses.ts';
import { judge } from '../../../src/core/policy/judge.ts';
import type { PageFacts } from '../../../src/core/policy/policy.ts';
import type { ClauseStatusKind } from '../../../src/core/policy/verdict.ts';
import { DOUBLECLICK, facts, GA, OWN as OWN_HOST, SESSION, SHOP as SHOP_HOST, storageOf } from './page-facts.ts';

/*
 * What somebody says who reads the policy with care: of cookies at the borders between two verdicts, and of all 33
 * sentences on three pages.
 */

const lookup = createLookup(openCatalogue);
const OWN = 'cloudinary.com';
const SHOP = 'shop.example';

const COOKIES = [
  {
    name: 'account',
    domain: '.cloudinary.com',
    site: OWN,
    value: '{"email":"jane@example.org"}',
    sent: false,
    verdict: 'against',
    clauses: 'cookies.3 contradicts',
    why: 'an e-mail address is the policy’s own example',
  },
  {
    name: 'first_name',
    domain: 'console.cloudinary.com',
    site: SHOP,
    value: 'Jane',
    sent: false,
    verdict: 'against',
    clauses: 'cookies.3 contradicts',
    why: 'so is a name; its label is the cookie’s name, and any page will do',
  },
  {
    name: 'prefill',
    domain: '.cloudinary.com',
    site: OWN,
    value: 'tel=%2B97235550199',
    sent: false,
    verdict: 'against',
    clauses: 'cookies.3 contradicts',
    why: '“other information specifically tagged to your identity”',
  },
  {
    name: '_ga',
    domain: '.cloudinary.com',
    site: OWN,
    value: 'mail:jane@example.org',
    sent: false,
    verdict: 'against',
    clauses: 'cookies.3 contradicts',
    why: 'personal data comes before what the policy names',
  },
  {
    name: 'contact',
    domain: '.cloudinary.com',
    site: OWN,
    value: 'Contact Sales',
    sent: false,
    verdict: 'unknown',
    clauses: '',
    why: 'a button is no person',
  },
  {
    name: 'product',
    domain: '.cloudinary.com',
    site: OWN,
    value: '{"name":"Aurora Lamp"}',
    sent: false,
    verdict: 'unknown',
    clauses: '',
    why: 'a product is no person',
  },
  {
    name: 'form',
    domain: '.cloudinary.com',
    site: OWN,
    value: '{"first_name":"required"}',
    sent: false,
    verdict: 'unknown',
    clauses: '',
    why: 'a field is no person',
  },
  {
    name: 'deps',
    domain: '.cloudinary.com',
    site: OWN,
    value: 'pkg@1.0.0-rc.next',
    sent: false,
    verdict: 'unknown',
    clauses: '',
    why: 'a version is no address',
  },
  {
    name: 'uuid',
    domain: '.intercom.io',
    site: OWN,
    value: 'jane@example.org',
    sent: false,
    verdict: 'unknown',
    clauses: '',
    why: 'another company’s cookie is no promise of Cloudinary’s',
  },
  {
    name: 'anything',
    domain: 'res.cloudinary.com',
    site: SHOP,
    value: '1',
    sent: true,
    verdict: 'unknown',
    clauses: '',
    why: 'an unknown cookie is not guessed at, sent or not',
  },
  {
    name: '_ga',
    domain: '.cloudinary.com',
    site: OWN,
    value: 'GA1.2.1.2',
    sent: false,
    verdict: 'named',
    clauses: 'cookies.13 names',
    why: 'the Google Analytics cookie, first-party',
  },
  {
    name: '__utma',
    domain: '.cloudinary.com',
    site: OWN,
    value: '',
    sent: false,
    verdict: 'named',
    clauses: 'cookies.13 names',
    why: 'that of 2013',
  },
  {
    name: '_ga',
    domain: '.cloudinary.com',
    site: SHOP,
    value: '',
    sent: true,
    verdict: 'named',
    clauses: 'cookies.13 names, collection.2 covers',
    why: 'and at work from another site',
  },
  {
    name: 'IDE',
    domain: '.doubleclick.net',
    site: OWN,
    value: '',
    sent: false,
    verdict: 'named',
    clauses: 'cookies.13 names',
    why: 'the DoubleClick cookie, third-party',
  },
  {
    name: '_ga',
    domain: '.youtube.com',
    site: OWN,
    value: '',
    sent: false,
    verdict: 'general',
    clauses: 'cookies.13 covers',
    why: 'no first-party cookie, so not the one that is named',
  },
  {
    name: 'DSID',
    domain: '.doubleclick.net',
    site: OWN,
    value: '',
    sent: false,
    verdict: 'general',
    clauses: 'cookies.12 covers, cookies.13 covers',
    why: 'DoubleClick’s, and not the DoubleClick cookie',
  },
  {
    name: '_gcl_au',
    domain: '.cloudinary.com',
    site: OWN,
    value: '',
    sent: false,
    verdict: 'general',
    clauses: 'cookies.12 covers, cookies.13 covers',
    why: 'another company’s advertising under Cloudinary’s name',
  },
  {
    name: '_hjSession_1',
    domain: '.cloudinary.com',
    site: OWN,
    value: '',
    sent: false,
    verdict: 'general',
    clauses: 'cookies.13 covers',
    why: 'another company’s analytics',
  },
  {
    name: '_cld_session_key',
    domain: '.cloudinary.com',
    site: OWN,
    value: '',
    sent: false,
    verdict: 'general',
    clauses: 'cookies.1 covers, cookies.8 covers',
    why: 'Cloudinary’s own; a session is no “identification for your computer”',
  },
  {
    name: '_cld_session_key',
    domain: '.cloudinary.com',
    site: SHOP,
    value: '',
    sent: true,
    verdict: 'general',
    clauses: 'cookies.1 covers, cookies.8 covers',
    why: 'a session key sent along is not tracking by itself',
  },
  {
    name: '_mkto_trk',
    domain: '.cloudinary.com',
    site: SHOP,
    value: '',
    sent: true,
    verdict: 'general',
    clauses: 'cookies.12 covers, cookies.13 covers, collection.2 covers',
    why: 'a visitor’s number sent along is',
  },
  {
    name: 'CookieConsent',
    domain: 'cloudinary.com',
    site: OWN,
    value: '',
    sent: false,
    verdict: 'general',
    clauses: 'cookies.1 covers',
    why: 'first-party, and something else than the site’s service is not said of it',
  },
  {
    name: '__cfduid',
    domain: '.cloudinary.com',
    site: OWN,
    value: '',
    sent: false,
    verdict: 'general',
    clauses: 'cookies.1 covers, cookies.2 covers, cookies.6 covers',
    why: 'first-party, and tells one browser from another for years',
  },
  {
    name: 'li_gc',
    domain: '.linkedin.com',
    site: OWN,
    value: '',
    sent: false,
    verdict: 'unmentioned',
    clauses: '',
    why: 'a third party’s, for consent',
  },
  {
    name: '__cf_bm',
    domain: '.hubspot.com',
    site: OWN,
    value: '',
    sent: false,
    verdict: 'unmentioned',
    clauses: '',
    why: 'a third party’s, for security',
  },
  {
    name: '_ga',
    domain: '.shop.example',
    site: SHOP,
    value: '',
    sent: false,
    verdict: 'elsewhere',
    clauses: 'cookies.13 kind',
    why: 'the kind that is named, on another site',
  },
  {
    name: 'IDE',
    domain: '.doubleclick.net',
    site: SHOP,
    value: '',
    sent: false,
    verdict: 'elsewhere',
    clauses: 'cookies.13 kind',
    why: 'the kind that is named, on another site',
  },
  {
    name: '_fbp',
    domain: '.shop.example',
    site: SHOP,
    value: '',
    sent: false,
    verdict: 'elsewhere',
    clauses: '',
    why: 'no kind that is named',
  },
  {
    name: '__cld_token__',
    domain: 'images.shop.example',
    site: SHOP,
    value: '',
    sent: false,
    verdict: 'elsewhere',
    clauses: '',
    why: 'Cloudinary’s technology on a customer’s host governs nothing',
  },
  {
    name: '_ga',
    domain: 'cloudinary-a.akamaihd.net',
    site: SHOP,
    value: '',
    sent: false,
    verdict: 'elsewhere',
    clauses: 'cookies.13 kind',
    why: 'an old delivery host governs nothing',
  },
  {
    name: '_ga',
    domain: '.cloudinary.com.evil.example',
    site: SHOP,
    value: '',
    sent: false,
    verdict: 'elsewhere',
    clauses: 'cookies.13 kind',
    why: 'a name that looks like Cloudinary’s',
  },
];

describe('a cookie at a border', () => {
  it.each(COOKIES)('$name of $domain on $site is $verdict: $why', ({ name, domain, site, value, sent, ...says }) => {
    const finding = judge({
      classification: lookup.classify({ name, domain }, site),
      cookieDomain: domain,
      page: { site, governed: site === OWN },
      personalData: findPersonalData(value, name),
      sentToCloudinary: sent,
    });
    const clauses = finding.citations.map(({ clauseId, role }) => `${clauseId} ${role}`).join(', ');
    expect({ verdict: finding.verdict, clauses }).toEqual({ verdict: says.verdict, clauses: says.clauses });
  });
});

const UNTESTABLE =
  'preamble.1 preamble.2 collection.1 cookies.5 cookies.7 cookies.8 cookies.10 aggregation.1 aggregation.2 partners.1 ' +
  'partners.2 partners.3 partners.4 third-party.2 third-party.3 third-party.4 court-orders.1 court-orders.2 ' +
  'court-orders.3 changes.1 changes.2';
const TESTABLE =
  'collection.2 cookies.1 cookies.2 cookies.3 cookies.4 cookies.6 cookies.9 cookies.11 cookies.12 cookies.13 ' +
  'third-party.1 changes.3';

interface Reading {
  readonly page: string;
  readonly made: PageFacts;
  /** The sentences of each status; all others of those that can be tested do not come up. */
  readonly says: Partial<Record<Exclude<ClauseStatusKind, 'untestable' | 'not-here'>, string>>;
}

const READINGS: readonly Reading[] = [
  {
    page: 'a page of Cloudinary’s with everything',
    made: facts(
      OWN_HOST,
      [
        GA,
        DOUBLECLICK,
        SESSION,
        { name: 'profile', domain: OWN, value: 'jane@example.org', personalDataTo: ['ads.example'] },
        { name: 'NID', domain: 'google.com', status: 'refused' },
      ],
      {
        linksOut: ['github.com'],
        ads: [{ host: 'ads.example', firstAt: 1 }],
        storage: storageOf('https://www.cloudinary.com', 'cld-analytics-user-id'),
        policy: {
          url: 'https://cloudinary.com/privacy',
          kind: 'other',
          statedDate: null,
          clauses: [],
          added: [],
          addedLeftOut: 0,
        },
      },
    ),
    says: {
      against: 'cookies.3 cookies.4',
      seen: 'collection.2 cookies.1 cookies.2 cookies.6 cookies.9 cookies.11 cookies.13 third-party.1 changes.3',
    },
  },
  {
    page: 'a page of Cloudinary’s as one mostly meets it',
    made: facts(OWN_HOST, [{ name: '_gat', domain: OWN, value: '1' }, DOUBLECLICK, { ...SESSION, expiresAt: 1 }]),
    says: { seen: 'cookies.1', 'nothing-against': 'cookies.3 cookies.4' },
  },
  {
    page: 'a shop with Cloudinary’s pictures and remarketing',
    made: facts(
      SHOP_HOST,
      [
        { name: '_ga', domain: SHOP, expiresAt: 1 },
        DOUBLECLICK,
        { ...SESSION, sent: true },
        { name: 'mail', domain: SHOP, value: 'jane@example.org' },
      ],
      { linksOut: ['github.com'] },
    ),
    says: { seen: 'cookies.1', 'nothing-against': 'cookies.3 cookies.4' },
  },
  {
    page: 'a shop from which a visitor’s number goes to Cloudinary, and that shows its ad',
    made: facts(SHOP_HOST, [{ ...GA, sent: true }], { ads: [{ host: 'ads.example', firstAt: 1 }] }),
    says: {
      seen: 'collection.2 cookies.1 cookies.2 cookies.6 cookies.12',
      'nothing-against': 'cookies.3 cookies.4',
    },
  },
  { page: 'a plain page', made: facts('plain.example', []), says: {} },
];

describe('all 33 sentences', () => {
  it.each(READINGS)('on $page', ({ made, says }) => {
    const expected = new Map<string, ClauseStatusKind>([
      ...UNTESTABLE.split(' ').map((id) => [id, 'untestable'] as const),
      ...TESTABLE.split(' ').map((id) => [id, 'not-here'] as const),
    ]);
    for (const status of ['against', 'seen', 'nothing-against'] as const) {
      for (const id of says[status]?.split(' ') ?? []) expected.set(id, status);
    }
    const found = statusOfClauses(made).map(({ clauseId, status }) => [clauseId, status] as const);
    expect(found).toHaveLength(33);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  });
});
