import { describe, expect, it } from 'vitest';
import { storyOf } from '../../src/popup/story.ts';
import { before, header, REPORTS, report, row, script } from '../gallery/reports.ts';

const { startedAt } = REPORTS.cloudinary;
const cookie = (name: string, ...sightings: Parameters<typeof row>[0]['sightings'] & object) =>
  row({ name, domain: 'shop.example', verdict: 'unknown', sightings });
const tell = (...rows: ReturnType<typeof row>[]) =>
  storyOf(report({ rows })).chapters.map(
    ({ kind, host, at, rows: of }) => `${at - startedAt} ${kind} ${host} ${of.map(({ key }) => key.name)}`,
  );

describe('the story of a page', () => {
  it('is told in the order of time, whatever the order of the rows', () => {
    expect(tell(cookie('late', header('b.example', 900)), cookie('early', header('a.example', 100)))).toEqual([
      '100 set-by-header a.example early',
      '900 set-by-header b.example late',
    ]);
  });

  it('tells in one sentence what one hand did at one moment', () => {
    expect(tell(cookie('a', header('x.example', 100)), cookie('b', header('x.example', 300)))).toEqual([
      '100 set-by-header x.example a,b',
    ]);
  });

  it.each([
    { why: 'another hand', other: header('y.example', 110) },
    { why: 'another way', other: script('x.example', 110) },
    { why: 'another moment', other: header('x.example', 400) },
  ])('tells apart what was done by $why', ({ other }) => {
    expect(tell(cookie('a', header('x.example', 100)), cookie('b', other))).toHaveLength(2);
  });

  it('keeps what was there before out of the course of events', () => {
    const story = storyOf(report({ rows: [cookie('old', before())] }));
    expect(story.before.map(({ key }) => key.name)).toEqual(['old']);
    expect(story.chapters).toEqual([]);
  });

  it('does not tell twice that a cookie came', () => {
    const present = { kind: 'present', at: startedAt + 500, host: null, since: 'during' } as const;
    expect(tell(cookie('a', header('x.example', 100), present))).toEqual(['100 set-by-header x.example a']);
    expect(tell(cookie('a', present))).toEqual(['500 came null a']);
  });
});
