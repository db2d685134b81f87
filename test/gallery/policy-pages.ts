import { statusOfClauses } from '../../src/core/policy/clause-statuses.ts';
import { CLAUSES } from '../../src/core/policy/clauses.ts';
import { CLOUDINARY_2013 } from '../../src/core/policy/cloudinary-2013.ts';
import { CLOUDINARY_2013_SECTIONS } from '../../src/core/policy/cloudinary-2013-text.ts';
import { comparePolicy } from '../../src/core/policy/compare-policy.ts';
import type { ClauseComparison, DiffPart, PolicyComparison } from '../../src/core/policy/policy-comparison.ts';
import { type Survey, surveyClauses } from '../../src/core/policy/survey.ts';
import type { PageReport } from '../../src/core/report/page-report.ts';
import { REPORTS } from './reports.ts';

/** Made-up pages, with the policy held against them as it would be, for the policy page and its tests. */

/** A report with everything that clauses are held against, and where they stand by that. */
function withClauses(report: PageReport, part: Partial<PageReport> = {}): PageReport {
  const rows = report.rows.map((row) => ({
    ...row,
    identifier: null,
    lifetime: null,
    sharedWith: row.sharedWith ?? [],
  }));
  const whole: PageReport = { ...report, signs: [], ads: [], privacyLink: null, policy: null, ...part, rows };
  const page = { site: whole.site, governed: whole.governed };
  return { ...whole, clauses: statusOfClauses({ ...whole, page }) };
}

const same = (text: string): DiffPart => ({ kind: 'same', text });
const gone = (text: string): DiffPart => ({ kind: 'gone', text });
const added = (text: string): DiffPart => ({ kind: 'new', text });

const REWORDED: Readonly<Record<string, readonly DiffPart[]>> = {
  'collection.2': [
    same('As visitors browse our web site, or your websites, we '),
    gone('sometimes '),
    same('track them in order to provide a better service'),
    added(' and to measure how it is used'),
    same('.'),
  ],
  'cookies.13': [
    same('We, and third-party vendors, including Google'),
    added(' and LinkedIn'),
    same(', use first-party cookies (such as the Google Analytics cookie) and third-party cookies (such as the '),
    gone('DoubleClick cookie'),
    added('Google Marketing Platform cookie'),
    same(') together to inform, optimize, and serve ads based on our '),
    gone('visitors'),
    added('visitors’'),
    same(' past visits to our website.'),
  ],
};
const GONE: ReadonlySet<string> = new Set(['cookies.3', 'cookies.4']);

function clauseComparison({ id }: { readonly id: string }): ClauseComparison {
  const words = REWORDED[id];
  if (words !== undefined) return { clauseId: id, kind: 'changed', words };
  return { clauseId: id, kind: GONE.has(id) ? 'gone' : 'same', words: [] };
}

export const CHANGED: PolicyComparison = {
  url: 'https://cloudinary.com/privacy',
  kind: 'changed',
  statedDate: 'October 3, 2024',
  clauses: CLAUSES.map(clauseComparison),
  added: [
    { after: null, text: 'This policy describes how Cloudinary handles personal data.' },
    { after: 'cookies.10', text: 'You can also change your choices at any time in our cookie settings.' },
    { after: 'changes.3', text: 'We keep an archive of earlier versions.' },
    { after: 'changes.3', text: 'You will be told by e-mail.' },
    { after: 'changes.3', text: 'If you have questions, write to us.' },
    { after: 'changes.3', text: 'Our representative in the Union is named below.' },
  ],
  addedLeftOut: 12,
};

export const SAME: PolicyComparison = {
  ...CHANGED,
  kind: 'same',
  statedDate: '5/2013',
  clauses: CLAUSES.map(({ id }) => ({ clauseId: id, kind: 'same', words: [] })),
  added: [],
  addedLeftOut: 0,
};

export const OTHER: PolicyComparison = { ...SAME, kind: 'other', statedDate: 'October 3, 2024', clauses: [] };

/** A policy as a company might rewrite it, held against the one of 5/2013 as a page would be. */
export const REWRITTEN: PolicyComparison = comparePolicy(
  {
    url: 'https://cloudinary.com/privacy',
    title: 'Privacy Policy',
    blocks: [
      'Privacy Policy',
      'Last updated: October 3, 2024',
      ...CLOUDINARY_2013_SECTIONS.flatMap(({ title, sentences }) => [
        title,
        sentences
          .join(' ')
          .replace('sell, rent, or give away', 'sell or rent')
          .replace('on this site and through any of The Company’s services', 'through our websites, apps and services')
          .replace('Cloudinary never stores information we consider personal or private in a cookie. ', '')
          .replace('Remarketing with Google Analytics', 'Google Ads and LinkedIn')
          .replace('will never be attached to', 'will as a rule not be attached to')
          .replace(/It is possible that .* process\./, 'We answer lawful requests of courts and public authorities.'),
      ]),
      'You have the right to ask for a copy of the data that we hold about you. Write to our data protection officer.',
    ],
  },
  CLOUDINARY_2013,
);

export const POLICY_REPORTS = {
  cloudinary: withClauses(REPORTS.cloudinary, {
    signs: [
      { kind: 'analytics-to-doubleclick', host: 'stats.g.doubleclick.net', firstAt: 0 },
      { kind: 'conversion', host: 'www.googleadservices.com', firstAt: 0 },
    ],
  }),
  shop: withClauses(REPORTS.shop),
  hostile: withClauses(REPORTS.hostile),
  changed: withClauses(REPORTS.cloudinary, { policy: CHANGED }),
  rewritten: withClauses(REPORTS.cloudinary, { policy: REWRITTEN }),
  other: withClauses(REPORTS.cloudinary, { policy: OTHER }),
  same: withClauses(REPORTS.cloudinary, { policy: SAME }),
} as const satisfies Record<string, PageReport>;

const CLAUSE_IDS = CLAUSES.map(({ id }) => id);

export const SURVEY: Survey = surveyClauses(
  CLAUSE_IDS,
  [POLICY_REPORTS.cloudinary, POLICY_REPORTS.shop, withClauses(REPORTS.empty)].map(({ host, startedAt, clauses }) => ({
    host,
    startedAt,
    clauses,
  })),
);

export const NO_SURVEY: Survey = surveyClauses(CLAUSE_IDS, []);
