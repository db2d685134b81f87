import { beforeEach, describe, expect, it } from 'vitest';
import type { SharedIdentifier } from '../../src/core/evidence/sharing/find-sharing.ts';
import type { CookieRow } from '../../src/core/report/page-report.ts';
import { adviceLines, evidenceLines, sharingLines } from '../../src/popup/evidence-lines.ts';
import type { Line } from '../../src/ui/rich-text.tsx';
import { provideMessages, t } from '../../src/ui/text.ts';
import { REPORTS, row } from '../gallery/reports.ts';
import { english } from '../ui/messages.ts';

beforeEach(() => provideMessages(english));

const { startedAt } = REPORTS.cloudinary;

const written = (lines: readonly Line[]) =>
  lines.map(({ id, parts = [] }) => t(id, ...parts.map((part) => (typeof part === 'string' ? part : part.data))));

type Sketch = Partial<Parameters<typeof row>[0]>;

function saw(sketch: Sketch, changes: Partial<CookieRow> = {}): readonly string[] {
  const made = { ...row({ name: 'a', domain: 'shop.example', verdict: 'unknown', ...sketch }), ...changes };
  return written(evidenceLines(made, startedAt));
}

function shared(parts: Partial<SharedIdentifier>): SharedIdentifier {
  const google = { id: 'google', name: 'Google' };
  return {
    host: 'www.google-analytics.com',
    where: 'query',
    parameter: 'cid',
    firstAt: startedAt + 400,
    form: 'plain',
    part: true,
    company: google,
    maker: true,
    ...parts,
  };
}

describe('what we saw of a cookie', () => {
  it.each([
    {
      fact: { singlesOut: true, lasts: true },
      says: 'Its value is long and random enough to be this browser’s alone, and it outlives the visit.',
    },
    {
      fact: { singlesOut: true, lasts: false },
      says: 'Its value is long and random enough to be this browser’s alone, until you close the browser.',
    },
    {
      fact: { singlesOut: false, lasts: true },
      says: 'Its value is too short or too plain to single out one browser.',
    },
  ])('says whether it identifies: $says', ({ fact, says }) => {
    expect(saw({}, { identifier: fact })).toContain(says);
  });

  it('says nothing of identifying where the value was not read', () => {
    expect(saw({}, { identifier: null }).join(' ')).not.toContain('Its value');
  });

  it.each([
    {
      by: 'vendor',
      declared: 90 * 86_400,
      says: 'It may stay for 2 years more, longer than the 90 days that its maker declares.',
    },
    {
      by: 'list',
      declared: 90 * 86_400,
      says: 'It may stay for 2 years more, longer than the 90 days that public lists give it.',
    },
    {
      by: 'vendor',
      declared: 'session',
      says: 'It may stay for 2 years more, though it is described as one that ends with the browser session.',
    },
  ] as const)('says when it outlives what is declared: $says', ({ by, declared, says }) => {
    const made = row({ name: 'a', domain: 'shop.example', verdict: 'unknown', days: 730, lifetime: 'outlives' });
    const classification = { ...made.classification, declaredLifetime: declared, declaredBy: by };
    expect(written(evidenceLines({ ...made, classification }, startedAt))).toContain(says);
    expect(written(evidenceLines({ ...made, classification, lifetime: 'within' }, startedAt))).not.toContain(says);
  });

  it.each([
    {
      parts: {},
      says: 'A request to www.google-analytics.com (Google) carried a part of its value in its parameter cid, 0.4s after the page began.',
    },
    {
      parts: { company: null, part: false, parameter: null },
      says: 'A request to www.google-analytics.com carried its value in its query, 0.4s after the page began.',
    },
    {
      parts: { company: null, where: 'path' as const, parameter: null, form: 'base64' as const },
      says: 'A request to www.google-analytics.com carried a part of its value, written in base64 in its path, 0.4s after the page began.',
    },
    {
      parts: { company: null, where: 'body' as const, form: 'sha256' as const, part: false },
      says: 'A request to www.google-analytics.com sent its value as a hash (SHA-256) along in the field cid, 0.4s after the page began.',
    },
    {
      parts: { company: null, where: 'body' as const, parameter: null, part: false },
      says: 'A request to www.google-analytics.com sent its value along, 0.4s after the page began.',
    },
  ])('says where it went: $says', ({ parts, says }) => {
    const made = row({ name: 'a', domain: 'shop.example', verdict: 'unknown', sharedWith: [shared(parts)] });
    expect(written(sharingLines(made, startedAt))).toEqual([says]);
  });

  it('says who else reads it', () => {
    const open = { httpOnly: false, secure: false, sameSite: 'none', expiresAt: null } as const;
    expect(saw({}, { identifier: null, attributes: open })).toEqual([
      'Scripts on shop.example can read it.',
      'Every host below shop.example gets it.',
      'It goes along to shop.example from within other sites too.',
      'Where a page is loaded without encryption, whoever carries it can read it.',
    ]);
    const tight = { httpOnly: true, secure: true, sameSite: 'lax', expiresAt: null } as const;
    expect(saw({ hostOnly: true }, { identifier: null, attributes: tight })).toEqual(['Scripts cannot read it.']);
  });

  it('does not say who can read a cookie that never was there', () => {
    expect(saw({ status: 'refused' }, { identifier: null })).toEqual([]);
  });
});

describe('what you can do', () => {
  it.each<{ sketch: Sketch; says: string }>([
    { sketch: { status: 'refused' }, says: 'Nothing needs doing: your browser did not take it.' },
    { sketch: { status: 'removed' }, says: 'Nothing needs doing: it is gone.' },
    { sketch: { name: 'session_id', httpOnly: true }, says: 'Clearing it will probably sign you out of shop.example.' },
    {
      sketch: { purpose: 'consent' },
      says: 'If you clear it, the choice it keeps is lost, and you will be asked again.',
    },
    {
      sketch: { purpose: 'analytics' },
      says: 'You can clear it. The site will give you a new one on your next visit, unless you refuse such cookies where it asks.',
    },
    {
      sketch: { purpose: 'advertising', party: 'third', vendor: ['google', 'Google'] },
      says: 'You can clear it. It comes back with the next page that loads something of Google, unless your browser refuses cookies of other sites.',
    },
    { sketch: {}, says: 'You can clear it. What the site keeps in it is lost.' },
  ])('$says', ({ sketch, says }) => {
    expect(written(adviceLines(row({ name: 'a', domain: 'shop.example', verdict: 'unknown', ...sketch })))).toEqual([
      says,
    ]);
  });
});
