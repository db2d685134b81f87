import { beforeEach, describe, expect, it } from 'vitest';
import type { PageReport } from '../../src/core/report/page-report.ts';
import { summaryOf } from '../../src/popup/summary.ts';
import { provideMessages } from '../../src/ui/text.ts';
import { REPORTS, report, row } from '../gallery/reports.ts';
import { english } from '../ui/messages.ts';

beforeEach(() => provideMessages(english));

const site = row({ name: 'sid', domain: 'shop.example', verdict: 'unknown' });
const stranger = row({ name: 'x', domain: 'who.example', party: 'third', verdict: 'unknown' });
const google = (name: string, verdict: 'named' | 'general' | 'elsewhere' | 'unmentioned' | 'against') =>
  row({
    name,
    domain: 'doubleclick.net',
    party: 'third',
    verdict,
    vendor: ['google', 'Google'],
    purpose: 'advertising',
  });

interface Case {
  readonly why: string;
  readonly page: Partial<PageReport> & Pick<PageReport, 'rows'>;
  readonly says: string;
}

const cases: readonly Case[] = [
  { why: 'nothing at all', page: { rows: [] }, says: 'No cookies of Cloudinary or remarketing were seen here.' },
  {
    why: 'a jar that could not be read is not an empty one',
    page: { rows: [], limits: ['jar-unreadable'] },
    says: 'What is kept here could not be read.',
  },
  {
    why: 'the browser took none',
    page: { rows: [{ ...google('IDE', 'named'), status: 'refused' }] },
    says: 'No cookies are kept here. The browser refused one.',
  },
  {
    why: 'all were cleared',
    page: { rows: [{ ...google('IDE', 'named'), status: 'removed' }] },
    says: 'No cookies are kept here any more.',
  },
  {
    why: 'only the site’s own, of which nothing is known',
    page: { rows: [site] },
    says: '1 cookie is kept here, by this site itself. What it is for is not known.',
  },
  {
    why: 'several, of which nothing is known',
    page: { rows: [site, stranger] },
    says: '2 cookies are kept here, by this site itself and 1 domain of unknown owner. None of them is known to be Cloudinary’s or for remarketing.',
  },
  {
    why: 'named, and silent on another',
    page: { rows: [google('IDE', 'named'), google('x', 'unmentioned'), site, stranger] },
    says: '4 cookies are kept here, by 1 company, this site itself, and 1 domain of unknown owner. The policy of 5/2013 names one of them and is silent on one.',
  },
  {
    why: 'what goes against the policy is said before all else',
    page: { rows: [google('a', 'against'), google('IDE', 'named')] },
    says: '2 cookies are kept here, by 1 company. One of them goes against Cloudinary’s policy of 5/2013.',
  },
  {
    why: 'general words only',
    page: { rows: [google('a', 'general'), google('b', 'general')] },
    says: '2 cookies are kept here, by 1 company. The policy of 5/2013 covers 2 of them in general words.',
  },
  {
    why: 'general words, and silent on another',
    page: { rows: [google('a', 'general'), google('b', 'unmentioned'), google('c', 'unmentioned')] },
    says: '3 cookies are kept here, by 1 company. The policy of 5/2013 covers one of them in general words and is silent on 2.',
  },
  {
    why: 'a page of another policy',
    page: { rows: [google('a', 'elsewhere')] },
    says: '1 cookie is kept here, by 1 company. Another policy than Cloudinary’s applies to it.',
  },
  {
    why: 'what was refused is not counted as kept',
    page: { rows: [google('IDE', 'named'), { ...stranger, status: 'refused' }] },
    says: '1 cookie is kept here, by 1 company. The policy of 5/2013 names it.',
  },
];

describe('the page’s one sentence', () => {
  it.each(cases)('$why: $says', ({ page, says }) => {
    expect(summaryOf(report(page)).join(' ')).toBe(says);
  });

  it('writes large numbers as the language does', () => {
    expect(summaryOf(REPORTS.many)[0]).toMatch(/^10,000 cookies are kept here, by 1 company and 40 domains/);
  });
});
