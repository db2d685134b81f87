import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLAUSES, clauseById } from '../../../src/core/policy/clauses.ts';
import { CLOUDINARY_2013 } from '../../../src/core/policy/cloudinary-2013.ts';

const policyText = readFileSync('test/fixtures/cloudinary-privacy-2013-05.md', 'utf8');

describe('the clauses', () => {
  it('are the whole text of the policy, word for word and in order', () => {
    const written = policyText
      .split('\n')
      .filter((line) => !line.startsWith('>'))
      .join('\n')
      .replace(/^#+ /gm, '')
      .split(/\s+/)
      .filter((word) => word !== '');
    const sections = new Map<string, string[]>();
    for (const clause of CLAUSES) {
      const sentences = sections.get(clause.section) ?? [clause.sectionTitle];
      sections.set(clause.section, [...sentences, clause.text]);
    }
    const quoted = [...[...sections.values()].flat(), `Last updated: ${CLOUDINARY_2013.date}`].join(' ').split(/\s+/);
    expect(quoted).toEqual(written);
  });

  it.each([
    ['preamble', 2],
    ['collection', 2],
    ['cookies', 13],
    ['aggregation', 2],
    ['partners', 4],
    ['third-party', 4],
    ['court-orders', 3],
    ['changes', 3],
  ])('of %s are numbered from 1 to %i', (section, count) => {
    const ids = CLAUSES.filter((clause) => clause.section === section).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: count }, (_, at) => `${section}.${at + 1}`));
  });

  it('are 33, each one sentence', () => {
    expect(CLAUSES).toHaveLength(33);
    for (const { text } of CLAUSES) expect(text).toMatch(/^\S.*\.$/);
  });

  it('are found by id', () => {
    expect(clauseById('cookies.3')?.text).toBe(
      'Cloudinary never stores information we consider personal or private in a cookie.',
    );
    expect(clauseById('cookies.14')).toBeUndefined();
    expect(clauseById('toString')).toBeUndefined();
  });

  it('each have a claim, and no claim is without its clause', () => {
    expect(Object.keys(CLOUDINARY_2013.claims).sort()).toEqual(CLAUSES.map(({ id }) => id).sort());
  });

  it('are all that the policy’s coverage cites', () => {
    const { named, ...lists } = CLOUDINARY_2013.coverage;
    const cited = [...Object.values(lists), ...Object.values(named)].flat();
    expect(cited.filter((id) => clauseById(id) === undefined)).toEqual([]);
  });
});
