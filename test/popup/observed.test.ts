import { beforeEach, describe, expect, it } from 'vitest';
import type { Sighting } from '../../src/core/cookies/sighting.ts';
import { observedLines } from '../../src/popup/observed.ts';
import { provideMessages, t } from '../../src/ui/text.ts';
import { before, header, REPORTS, row, script } from '../gallery/reports.ts';
import { english } from '../ui/messages.ts';

beforeEach(() => provideMessages(english));

const { startedAt } = REPORTS.cloudinary;
const during = (after: number): Sighting => ({ kind: 'present', at: startedAt + after, host: null, since: 'during' });
const sent = (after: number): Sighting => ({ kind: 'sent', at: startedAt + after, host: 'res.cloudinary.com' });

function sentences(sketch: Partial<Parameters<typeof row>[0]>): readonly string[] {
  const made = row({ name: 'a', domain: 'shop.example', verdict: 'unknown', ...sketch });
  return observedLines(made, startedAt).map(({ id, parts = [] }) =>
    t(id, ...parts.map((part) => (typeof part === 'string' ? part : part.data))),
  );
}

describe('what was observed of a cookie', () => {
  it.each([
    {
      why: 'a header, seen',
      sightings: [header('ad.example', 400)],
      first: 'ad.example set it with a response header, 0.4s after the page began.',
    },
    {
      why: 'the answer that brought the page itself',
      sightings: [header('shop.example', -120)],
      first: 'shop.example set it with a response header, as the page began.',
    },
    {
      why: 'a script, by what is known of it',
      sightings: [script('shop.example', 2000)],
      first:
        'A script on shop.example wrote it, 2s after the page began: none of the response headers read here carried it.',
    },
    { why: 'there before', sightings: [before()], first: 'It was in the browser before you came to this page.' },
    {
      why: 'it came, and nobody saw how',
      sightings: [during(2100)],
      first:
        'It came into the browser while the page was open, 2.1s after the page began. Who set it was not observed.',
    },
    {
      why: 'sent along, its setting not seen',
      sightings: [sent(300)],
      first:
        'It was sent along with a request to res.cloudinary.com, 0.3s after the page began; where it was set was not observed.',
    },
    {
      why: 'refused',
      sightings: [{ kind: 'refused', at: startedAt + 1000, host: 'ad.example' } as const],
      first: 'ad.example tried to set it, 1s after the page began. The browser did not take it.',
    },
    {
      why: 'gone again, and why',
      sightings: [{ kind: 'removed', at: startedAt + 4000, host: null, cause: 'evicted' } as const],
      first: 'It left the browser 4s after the page began: pushed out to make room for others.',
    },
  ])('says $why', ({ sightings, first }) => {
    expect(sentences({ sightings })[0]).toBe(first);
  });

  it('says once how it came: what was seen being set needs no "it came"', () => {
    expect(sentences({ sightings: [header('ad.example', 400), during(900), sent(950)] })).toEqual([
      'ad.example set it with a response header, 0.4s after the page began.',
      'It was sent along with a request to res.cloudinary.com, 1s after the page began.',
    ]);
  });

  it('says for which site it is kept apart', () => {
    expect(sentences({ sightings: [], httpOnly: true, partition: 'https://news.example' })).toEqual([
      'The browser keeps it apart for pages of news.example; other sites do not get it.',
    ]);
  });
});
