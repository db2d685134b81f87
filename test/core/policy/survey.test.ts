import { expect, it } from 'vitest';
import { type SurveyedPage, surveyClauses } from '../../../src/core/policy/survey.ts';
import type { ClauseStatusKind } from '../../../src/core/policy/verdict.ts';

function page(host: string, startedAt: number, status: ClauseStatusKind): SurveyedPage {
  return { host, startedAt, clauses: [{ clauseId: 'cookies.3', status }] };
}

const of = (...pages: SurveyedPage[]) => surveyClauses(['cookies.3'], pages).clauses[0];

it.each([
  { pages: [], status: null, hosts: [], why: 'no page was seen' },
  { pages: [page('a.example', 1, 'not-here')], status: 'not-here', hosts: [], why: 'it came up nowhere' },
  { pages: [page('a.example', 1, 'untestable')], status: null, hosts: [], why: 'it cannot be tested' },
  {
    pages: [page('a.example', 1, 'seen'), page('b.example', 2, 'not-here'), page('c.example', 3, 'seen')],
    status: 'seen',
    hosts: ['c.example', 'a.example'],
    why: 'seen on two, the latest first',
  },
  {
    pages: [page('a.example', 1, 'seen'), page('b.example', 2, 'against'), page('c.example', 3, 'nothing-against')],
    status: 'against',
    hosts: ['b.example'],
    why: 'one against outweighs all',
  },
  {
    pages: [page('a.example', 1, 'seen'), page('a.example', 2, 'seen')],
    status: 'seen',
    hosts: ['a.example'],
    why: 'a host is named once',
  },
])('over all pages: $why', ({ pages, status, hosts }) => {
  expect(of(...pages)).toEqual({ clauseId: 'cookies.3', status, hosts, hostsLeftOut: 0 });
});

it('names at most twenty hosts, and counts the rest', () => {
  const many = Array.from({ length: 27 }, (_, i) => page(`h${i}.example`, i, 'seen'));
  expect(of(...many)).toMatchObject({ hostsLeftOut: 7 });
  expect(of(...many)?.hosts).toHaveLength(20);
});

it('keeps the order of the clauses, and counts the pages', () => {
  const survey = surveyClauses(['b', 'a'], [page('a.example', 1, 'seen')]);
  expect(survey.clauses.map(({ clauseId }) => clauseId)).toEqual(['b', 'a']);
  expect(survey.pages).toBe(1);
});
