import type { Classification } from '../../src/core/catalogue/classification.ts';
import { type CookieKey, cookieKeyId } from '../../src/core/cookies/cookie-key.ts';
import type { Sighting } from '../../src/core/cookies/sighting.ts';
import { CLAUSES } from '../../src/core/policy/clauses.ts';
import type { Citation, ClauseStatus, ClauseStatusKind, Finding, Verdict } from '../../src/core/policy/verdict.ts';
import type { CookieRow, PageReport, StorageRow } from '../../src/core/report/page-report.ts';

/** Made-up pages for looking at the views and for their tests. Nothing here is read by the extension. */

const START = Date.UTC(2026, 10, 23, 9, 0, 0);
const DAY = 86_400_000;

interface Sketch {
  readonly name: string;
  readonly domain: string;
  readonly verdict: Verdict;
  readonly vendor?: readonly [id: string, name: string];
  readonly purpose?: Classification['purpose'];
  readonly party?: Classification['party'];
  readonly entryId?: string;
  readonly basis?: Classification['basis'];
  readonly days?: number;
  readonly citations?: readonly Citation[];
  readonly why?: Finding['why'];
  readonly status?: CookieRow['status'];
  readonly hostOnly?: boolean;
  readonly partition?: string;
  readonly httpOnly?: boolean;
  readonly sent?: boolean;
  readonly sightings?: readonly Sighting[];
  readonly personalData?: CookieRow['personalData'];
  readonly lifetime?: CookieRow['lifetime'];
  readonly sharedWith?: CookieRow['sharedWith'];
  readonly rule?: CookieRow['rule'];
}

export function row(sketch: Sketch): CookieRow {
  const key: CookieKey = {
    storeId: '0',
    partitionKey:
      sketch.partition === undefined ? null : { topLevelSite: sketch.partition, hasCrossSiteAncestor: true },
    firstPartyDomain: '',
    domain: sketch.domain,
    hostOnly: sketch.hostOnly ?? false,
    path: '/',
    name: sketch.name,
  };
  return {
    id: cookieKeyId(key),
    key,
    site: key.domain.split('.').slice(-2).join('.'),
    status: sketch.status ?? 'stored',
    attributes: {
      httpOnly: sketch.httpOnly ?? false,
      secure: true,
      sameSite: sketch.party === 'third' ? 'none' : 'lax',
      expiresAt: sketch.days === undefined ? null : START + sketch.days * DAY,
    },
    classification: {
      basis: sketch.basis ?? (sketch.entryId === undefined ? 'none' : 'domain-name'),
      entryId: sketch.entryId ?? null,
      vendor: sketch.vendor ? { id: sketch.vendor[0], name: sketch.vendor[1], policyUrl: null, business: null } : null,
      purpose: sketch.purpose ?? 'unknown',
      party: sketch.party ?? 'first',
      policyClass: null,
      declaredBy: sketch.entryId !== undefined && sketch.days !== undefined ? 'vendor' : null,
      declaredLifetime: sketch.entryId !== undefined && sketch.days !== undefined ? sketch.days * 86_400 : null,
      source: sketch.entryId === undefined ? null : 'https://policies.google.com/technologies/cookies',
    },
    finding: {
      verdict: sketch.verdict,
      citations: sketch.citations ?? [],
      why: sketch.why ?? { id: `ui_verdict_${sketch.verdict}` },
    },
    sightings: sketch.sightings ?? [header(sketch.domain, 400)],
    sentToCloudinary: sketch.sent ?? false,
    personalData: sketch.personalData ?? [],
    identifier: { singlesOut: sketch.purpose !== 'consent', lasts: sketch.days !== undefined },
    lifetime: sketch.lifetime ?? null,
    sharedWith: sketch.sharedWith ?? [],
    rule: sketch.rule ?? null,
  };
}

export const header = (host: string, after: number): Sighting => ({ kind: 'set-by-header', at: START + after, host });
export const script = (host: string, after: number): Sighting => ({ kind: 'set-by-script', at: START + after, host });
export const before = (): Sighting => ({ kind: 'present', at: START, host: null, since: 'before' });

const names = (clauseId: string): Citation => ({ clauseId, role: 'names' });
const covers = (clauseId: string): Citation => ({ clauseId, role: 'covers' });
const kind = (clauseId: string): Citation => ({ clauseId, role: 'kind' });

const GOOGLE = ['google', 'Google'] as const;
const LINKEDIN = ['linkedin', 'LinkedIn'] as const;
const META = ['meta', 'Meta'] as const;
const CLOUDINARY = ['cloudinary', 'Cloudinary'] as const;

const cloudinaryRows: readonly CookieRow[] = [
  row({
    name: '_cloudinary_session',
    domain: 'www.cloudinary.com',
    hostOnly: true,
    verdict: 'general',
    vendor: CLOUDINARY,
    purpose: 'functional',
    entryId: 'cloudinary_session',
    httpOnly: true,
    citations: [covers('cookies.1'), covers('cookies.2'), covers('cookies.8')],
    sightings: [header('www.cloudinary.com', -20)],
  }),
  row({
    name: 'IDE',
    domain: 'doubleclick.net',
    party: 'third',
    verdict: 'named',
    vendor: GOOGLE,
    purpose: 'advertising',
    entryId: 'ide',
    days: 396,
    httpOnly: true,
    citations: [names('cookies.13')],
    sightings: [
      before(),
      header('ad.doubleclick.net', 400),
      { kind: 'sent', at: START + 900, host: 'res.cloudinary.com' },
    ],
    sent: true,
  }),
  row({
    name: '_ga',
    domain: 'cloudinary.com',
    verdict: 'named',
    vendor: GOOGLE,
    purpose: 'analytics',
    entryId: 'ga',
    days: 730,
    citations: [names('cookies.13')],
    sightings: [before(), script('www.cloudinary.com', 320)],
  }),
  row({
    name: '_gcl_au',
    domain: 'cloudinary.com',
    verdict: 'general',
    vendor: GOOGLE,
    purpose: 'advertising',
    entryId: 'gcl_au',
    days: 90,
    citations: [covers('cookies.1'), covers('cookies.2')],
    sightings: [script('www.cloudinary.com', 350)],
  }),
  row({
    name: 'li_sugr',
    domain: 'linkedin.com',
    party: 'third',
    verdict: 'general',
    vendor: LINKEDIN,
    purpose: 'advertising',
    entryId: 'li_sugr',
    days: 90,
    citations: [covers('cookies.12'), covers('cookies.13')],
    sightings: [header('px.ads.linkedin.com', 1200)],
  }),
  row({
    name: 'lidc',
    domain: 'linkedin.com',
    party: 'third',
    verdict: 'unmentioned',
    vendor: LINKEDIN,
    purpose: 'functional',
    entryId: 'lidc',
    days: 1,
    sightings: [header('px.ads.linkedin.com', 1210)],
  }),
  row({
    name: 'fr',
    domain: 'facebook.com',
    party: 'third',
    verdict: 'general',
    vendor: META,
    purpose: 'advertising',
    entryId: 'fr',
    days: 90,
    citations: [covers('cookies.12'), covers('cookies.13')],
    status: 'refused',
    sightings: [{ kind: 'refused', at: START + 1500, host: 'www.facebook.com' }],
  }),
  row({
    name: 'prefill',
    domain: 'cloudinary.com',
    verdict: 'against',
    vendor: CLOUDINARY,
    purpose: 'unknown',
    basis: 'vendor-domain',
    days: 30,
    citations: [{ clauseId: 'cookies.3', role: 'contradicts' }],
    personalData: [{ kind: 'email', masked: 'j…@e….org', encoding: ['url', 'base64'] }],
    sightings: [header('www.cloudinary.com', -10)],
  }),
  row({
    name: 'xq_7',
    domain: 'cdn.tagstats.example',
    party: 'third',
    verdict: 'unknown',
    days: 400,
    partition: 'https://cloudinary.com',
    sightings: [header('cdn.tagstats.example', 1800)],
  }),
  row({
    name: 'seen_tour',
    domain: 'www.cloudinary.com',
    hostOnly: true,
    verdict: 'unknown',
    sightings: [
      { kind: 'present', at: START + 2100, host: null, since: 'during' },
      { kind: 'removed', at: START + 4000, host: null, cause: 'expired_overwrite' },
    ],
    status: 'removed',
  }),
];

const playerId: StorageRow = {
  id: 'local cld-analytics',
  area: 'local',
  storageKey: 'cld-analytics-user-id',
  origin: 'https://www.cloudinary.com',
  classification: {
    basis: 'name',
    entryId: 'cld_analytics_user_id',
    vendor: { id: 'cloudinary', name: 'Cloudinary', policyUrl: null, business: null },
    purpose: 'analytics',
    party: 'first',
    policyClass: null,
    declaredLifetime: null,
    declaredBy: null,
    source: 'cloudinary-video-player 4.0.3',
  },
  finding: { verdict: 'general', citations: [covers('collection.2')], why: { id: 'ui_verdict_general' } },
  firstSeenAt: START + 700,
};

const shopRows: readonly CookieRow[] = [
  row({
    name: '_ga',
    domain: 'shop.example',
    verdict: 'elsewhere',
    vendor: GOOGLE,
    purpose: 'analytics',
    entryId: 'ga',
    days: 730,
    citations: [kind('cookies.13')],
    sightings: [script('www.shop.example', 500)],
  }),
  row({ name: 'basket', domain: 'www.shop.example', hostOnly: true, verdict: 'unknown', sightings: [before()] }),
  row({
    name: 'sid',
    domain: 'cloudinary.com',
    party: 'third',
    verdict: 'general',
    vendor: CLOUDINARY,
    purpose: 'functional',
    entryId: 'cloudinary_session',
    httpOnly: true,
    sent: true,
    citations: [covers('cookies.1')],
    sightings: [{ kind: 'sent', at: START + 240, host: 'res.cloudinary.com' }],
  }),
];

/** Names and domains as a hostile page would choose them. */
export const HOSTILE_NAMES = [
  '__proto__',
  '',
  'constructor',
  '🍪👩‍👩‍👧',
  '<img src=x onerror=alert(1)>',
  'abc\u202egnp.exe',
  'with\u0000control\u200bmarks',
  'n'.repeat(4000),
  'שלום-עולם',
  '"quotes"&amp;',
];

const hostileRows = HOSTILE_NAMES.map((name, index) =>
  row({
    name,
    domain: index % 2 === 0 ? 'evil.example' : `${'a'.repeat(60)}.${'b'.repeat(60)}.example`,
    party: 'third',
    verdict: 'unknown',
  }),
);

const manyRows = Array.from({ length: 10_000 }, (_, index) =>
  row({
    name: `c${String(index).padStart(5, '0')}`,
    domain: index % 3 === 0 ? 'doubleclick.net' : `t${index % 40}.example`,
    party: 'third',
    days: index % 700,
    verdict: index % 3 === 0 ? 'named' : 'unknown',
    ...(index % 3 === 0 ? { vendor: GOOGLE, purpose: 'advertising' as const, entryId: 'ide' } : {}),
  }),
);

export function report(part: Partial<PageReport> & Pick<PageReport, 'rows'>): PageReport {
  return {
    tabId: 7,
    documentId: 'd1',
    host: 'www.cloudinary.com',
    site: 'cloudinary.com',
    governed: true,
    startedAt: START,
    madeAt: START + 5000,
    revision: 1,
    privateWindow: false,
    rowsLeftOut: 0,
    storage: [],
    hosts: [],
    clauses: clauseStatuses(part.rows),
    departures: [],
    signs: [],
    ads: [],
    privacyLink: null,
    policy: null,
    limits: [],
    ...part,
    counts: countsOf(part.rows),
  };
}

function countsOf(rows: readonly CookieRow[]): PageReport['counts'] {
  const stored = rows.filter(({ status }) => status === 'stored');
  const byVerdict = { against: 0, unknown: 0, elsewhere: 0, named: 0, general: 0, unmentioned: 0 };
  for (const { finding } of stored) byVerdict[finding.verdict] += 1;
  const isRemarketing = ({ classification }: CookieRow) =>
    ['advertising', 'analytics'].includes(classification.purpose);
  const isCloudinary = ({ key }: CookieRow) => key.domain.endsWith('cloudinary.com');
  const isOfOthers = ({ classification }: CookieRow) =>
    classification.vendor === null && classification.party === 'third';
  return {
    byVerdict,
    remarketing: stored.filter(isRemarketing).length,
    cloudinary: stored.filter(isCloudinary).length,
    badge: stored.filter((each) => isRemarketing(each) || isCloudinary(each)).length,
    keepers: {
      companies: new Set(stored.flatMap(({ classification }) => classification.vendor?.id ?? [])).size,
      domains: new Set(stored.filter(isOfOthers).map(({ key }) => key.domain)).size,
      site: stored.some(({ classification }) => classification.vendor === null && classification.party === 'first'),
    },
    stored: stored.length,
  };
}

function clauseStatuses(rows: readonly CookieRow[]): readonly ClauseStatus[] {
  const kinds: readonly ClauseStatusKind[] = ['untestable', 'seen', 'not-here', 'nothing-against', 'against'];
  return CLAUSES.map(({ id }, index) => ({
    clauseId: id,
    status: kinds[index % kinds.length] ?? 'untestable',
    why: { id: 'popup_clause_not_here' },
    cookies: index % kinds.length === 1 ? rows.slice(0, 3).map((each) => each.id) : [],
    asides: [],
  }));
}

export const REPORTS = {
  cloudinary: report({
    rows: cloudinaryRows,
    storage: [playerId],
    departures: [{ at: START + 3000, destinationHost: 'shop.partner-store.example', state: 'could-not-show' }],
  }),
  shop: report({
    host: 'www.shop.example',
    site: 'shop.example',
    governed: false,
    rows: shopRows,
    limits: ['observed-late'],
  }),
  empty: report({ host: 'plain.example', site: 'plain.example', governed: false, rows: [] }),
  hostile: report({
    host: `${'very-long-label.'.repeat(8)}evil.example`,
    site: 'evil.example',
    governed: false,
    rows: hostileRows,
  }),
  many: report({ host: 'www.shop.example', site: 'shop.example', governed: false, rows: manyRows }),
} as const satisfies Record<string, PageReport>;
