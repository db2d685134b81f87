import { describe, expect, it } from 'vitest';
import { createLookup } from '../../../src/core/catalogue/lookup.ts';
import { openCatalogue } from '../../../src/core/catalogue/open-catalogue.ts';
import { buildReport, buildReportInSteps, type ReportInputs } from '../../../src/core/report/build-report.ts';
import type { PageReport } from '../../../src/core/report/page-report.ts';
import { cookieOf, documentWith, response, START, TOOLS } from './joined.ts';

const lookup = createLookup(openCatalogue);
const NOTHING_SEEN: Omit<ReportInputs, 'record'> = {
  jar: [],
  jarReadable: true,
  seesEverySite: true,
  withheld: new Set(),
  changes: new Map(),
  writableElsewhere: () => false,
  now: START + 60_000,
  lookup,
  hash: TOOLS.hash,
  revision: 1,
  ruleOf: () => null,
};

describe('a page whose cookies could not be read', () => {
  const seen = response({
    url: 'https://res.cloudinary.com/demo/sample.jpg',
    setCookies: ['_cld_session_key=1; Domain=cloudinary.com; Path=/; Secure; SameSite=None'],
  });
  const reportWith = (jarReadable: boolean): PageReport =>
    buildReport({ ...NOTHING_SEEN, record: documentWith(seen), jarReadable });
  const whyOf = (report: PageReport, id: string) => report.clauses.find(({ clauseId }) => clauseId === id)?.why.id;

  it('says nothing of refusals, and that the cookies could not be read', () => {
    const report = reportWith(false);
    expect(report.rows).toEqual([]);
    expect(whyOf(report, 'cookies.9')).toBe('clause_cookies_unreadable');
    expect(whyOf(report, 'cookies.3')).toBe('clause_cookies_unreadable');
  });

  it('is another thing than a page without cookies', () => {
    const report = reportWith(true);
    expect(report.rows.map(({ status }) => status)).toEqual(['refused']);
    expect(whyOf(report, 'cookies.3')).toBe('clause_personal_data_not_here');
  });
});

describe('a page with thousands of cookies', () => {
  const inputs: ReportInputs = {
    ...NOTHING_SEEN,
    record: documentWith(response()),
    jar: Array.from({ length: 3000 }, (_, at) => cookieOf({ name: `n${at}` })),
  };

  it('is reported on bit by bit, and the same', () => {
    const steps = buildReportInSteps(inputs);
    const pauses: unknown[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) pauses.push(step.value);
    expect(pauses).toHaveLength(6);
    expect(step.value).toEqual(buildReport(inputs));
    expect(step.value.rows).toHaveLength(3000);
  });
});
