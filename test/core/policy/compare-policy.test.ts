import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLAUSES, clauseById } from '../../../src/core/policy/clauses.ts';
import { CLOUDINARY_2013 } from '../../../src/core/policy/cloudinary-2013.ts';
import { comparePolicy } from '../../../src/core/policy/compare-policy.ts';
import { clausesOf, type Policy } from '../../../src/core/policy/policy.ts';
import type { ClauseComparison } from '../../../src/core/policy/policy-comparison.ts';

/** The archived page as a browser shows it: a block each for headings and paragraphs, the date last. */
const ORIGINAL = readFileSync('test/fixtures/cloudinary-privacy-2013-05.md', 'utf8')
  .split('\n\n')
  .filter((block) => !block.startsWith('>'))
  .map((block) => block.replace(/^#+ /, '').trim());

function compare(blocks: readonly string[], { title = 'Privacy', policy = CLOUDINARY_2013 as Policy } = {}) {
  return comparePolicy({ url: 'https://cloudinary.com/privacy', title, blocks }, policy);
}

/** The original page with some of its words replaced. Throws where it has no such words. */
function withWords(from: string, to: string, blocks: readonly string[] = ORIGINAL): string[] {
  if (!blocks.some((block) => block.includes(from))) throw new Error(`The page has no "${from}"`);
  return blocks.map((block) => block.replace(from, to));
}

const without = (text: string) => withWords(text, '').map((block) => block.trim());
const textOfClause = (id: string) => clauseById(id)?.text ?? '';
const notSame = (clauses: readonly ClauseComparison[]) => clauses.filter(({ kind }) => kind !== 'same');
const joined = ({ words }: ClauseComparison, ...kinds: string[]) =>
  words
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('');
/** A diff as one line: [-gone-] and {+new+}. */
const shown = ({ words }: ClauseComparison) =>
  words.map(({ kind, text }) => (kind === 'gone' ? `[-${text}-]` : kind === 'new' ? `{+${text}+}` : text)).join('');

const NAVIGATION = [
  'Products',
  'Pricing',
  'Docs',
  'Sign in',
  'Start for free.',
  'Programmable Media: images and video',
];
const BANNER = [
  'We use cookies to make your visit to our site better. Do you accept all of our cookies today?',
  'Accept all',
];
const FOOTER = [
  'About us',
  'Get the news about images and video in your inbox every month.',
  '© 2013 Cloudinary. All rights reserved.',
];

/** A policy of today, made up for this test: the same subject, none of the same sentences. */
const MODERN = [
  'Privacy Notice',
  'Last updated: October 3, 2024',
  '1. Who we are',
  'This notice explains how Cloudinary Ltd. and its affiliates process personal data as a controller. It applies to visitors of our websites, to people who open an account, and to anyone who contacts our team.',
  '2. What we collect',
  'Account data, e.g. your name, business email address, job title and billing address.',
  'Usage data such as pages viewed, features used, referring addresses, and the device and browser you use.',
  'We receive information about you from partners, event organisers and public sources, and may combine it with what we already hold.',
  '3. Cookies and similar technologies',
  'Cookies are small text files that a website stores on your device. We and our advertising partners use cookies, pixels and local storage to remember your preferences, measure traffic and show you relevant advertising.',
  'You can withdraw your consent at any time in our cookie preference centre. If you disable cookies within your browser, some features of the website may no longer work.',
  '4. Why we process it and on what basis',
  'We rely on the performance of our contract with you, on our legitimate interests, and on your consent where the law requires it.',
  'We may also be required to disclose personal data in response to lawful requests by public authorities, including a court order or subpoena.',
  '5. With whom we share it',
  'We share personal data with service providers who process it on our behalf under written agreements. We do not sell personal information in the conventional sense, but some disclosures to advertising networks may be a sale under Californian law.',
  'Our websites contain links to sites of third parties whose privacy practices differ from ours.',
  '6. International transfers, retention, security',
  'Transfers outside the European Economic Area are covered by standard contractual clauses. We keep personal data only as long as we need it for the purposes above, and then delete or anonymise it.',
  '7. Your rights',
  'Depending on where you live, you may ask for access, correction, deletion, restriction or portability of your personal data, and object to profiling.',
  '8. Changes',
  'We may update this notice from time to time and will post the revised version on this page with a new date.',
];

describe('the page of 2013', () => {
  it('is the same, and says that it is of 5/2013', () => {
    expect(compare(ORIGINAL)).toEqual({
      url: 'https://cloudinary.com/privacy',
      kind: 'same',
      statedDate: '5/2013',
      clauses: CLAUSES.map(({ id }) => ({ clauseId: id, kind: 'same', words: [] })),
      added: [],
      addedLeftOut: 0,
    });
  });

  it.each([
    { how: 'all of it in one block', blocks: [ORIGINAL.join(' ')] },
    { how: 'all of it in one block with empty lines', blocks: [ORIGINAL.join('\r\n\r\n')] },
    { how: 'lines broken anywhere', blocks: [ORIGINAL.join('\n\n').replace(/(.{40}\S*) /g, '$1\n')] },
    { how: 'every sentence in a block of its own', blocks: CLAUSES.map(({ text }) => text) },
    { how: 'every word in a block of its own', blocks: ORIGINAL.flatMap((block) => block.split(' ')) },
    {
      how: 'a block broken off in the middle of a sentence',
      blocks: ORIGINAL.flatMap((block) => block.split(/(?<=,) /)),
    },
    {
      how: 'items with bullets and numbers',
      blocks: CLAUSES.flatMap(({ text }, at) => `${at % 2 ? '•' : `${at}.`} ${text}`),
    },
    { how: 'curly quotation marks', blocks: ORIGINAL.map((block) => block.replace(/"(.*?)"/g, '“$1”')) },
    { how: 'guillemets', blocks: ORIGINAL.map((block) => block.replace(/"(.*?)"/g, '«$1»')) },
    { how: 'straight apostrophes', blocks: ORIGINAL.map((block) => block.replaceAll('’', "'")) },
    { how: 'curly apostrophes', blocks: ORIGINAL.map((block) => block.replaceAll("'", '’')) },
    { how: 'other dashes', blocks: ORIGINAL.map((block) => block.replaceAll('-', '–')) },
    { how: 'hyphens that do not break', blocks: ORIGINAL.map((block) => block.replaceAll('-', '\u2011')) },
    { how: 'spaces that do not break', blocks: ORIGINAL.map((block) => block.replaceAll(' ', '\u00A0')) },
    { how: 'runs of white space', blocks: ORIGINAL.map((block) => `\n\t${block.replaceAll(' ', ' \n  ')} `) },
    {
      how: 'zero-width spaces and soft hyphens in words',
      blocks: ORIGINAL.map((block) => block.replaceAll('oo', 'o\u200Bo\u00AD')),
    },
    { how: 'its sections in another order', blocks: [...ORIGINAL].reverse() },
    { how: 'a clause said twice', blocks: [...ORIGINAL.slice(0, 4), textOfClause('cookies.3'), ...ORIGINAL.slice(4)] },
  ])('is the same with $how', ({ blocks }) => {
    const { kind, clauses, added } = compare(blocks);
    expect({ kind, notSame: notSame(clauses), added }).toEqual({ kind: 'same', notSame: [], added: [] });
  });

  it.each([
    { what: 'a menu above', blocks: [...NAVIGATION, ...ORIGINAL] },
    { what: 'a cookie banner above', blocks: [...BANNER, ...ORIGINAL] },
    { what: 'a cookie banner and a footer below', blocks: [...ORIGINAL, ...BANNER, ...FOOTER] },
    { what: 'its last clause quoted above the banner', blocks: [textOfClause('changes.3'), ...BANNER, ...ORIGINAL] },
    {
      what: 'a foreign full stop before a clause',
      blocks: withWords('Cloudinary never stores', 'Important。 Cloudinary never stores'),
    },
    {
      what: 'all of it on both sides',
      blocks: [...NAVIGATION, ...BANNER, ...FOOTER, ...ORIGINAL, ...FOOTER, ...BANNER],
    },
    {
      what: 'headings and links between its sections',
      blocks: ORIGINAL.flatMap((block) => ['How we use your data, and why', block, 'Back to top.']),
    },
    {
      what: 'its date once more in a sentence',
      blocks: [ORIGINAL[0] ?? '', 'This privacy policy was last updated on May 1, 2013.', ...ORIGINAL.slice(1)],
    },
  ])('is the same with $what', ({ blocks }) => {
    expect(compare(blocks)).toMatchObject({ kind: 'same', added: [], addedLeftOut: 0 });
  });
});

describe('a page that was changed', () => {
  it.each([
    {
      from: 'Cloudinary never stores',
      to: 'Cloudinary sometimes stores',
      id: 'cookies.3',
      diff: 'Cloudinary [-never-]{+sometimes+} stores information we consider personal or private in a cookie.',
      why: 'one word',
    },
    {
      from: 'Cloudinary never stores',
      to: 'Cloudinary stores',
      id: 'cookies.3',
      diff: 'Cloudinary [-never -]stores information we consider personal or private in a cookie.',
      why: 'one word less',
    },
    {
      from: 'repeat visitor to our site',
      to: 'repeat visitor to our site, and who you are',
      id: 'cookies.6',
      diff: 'For example, a cookie may indicate that you are a repeat visitor to our site{+, and who you are+}.',
      why: 'words more',
    },
    {
      from: 'this sort of data',
      to: 'This Sort of data',
      id: 'aggregation.2',
      diff: 'If we assemble [-this sort-]{+This Sort+} of data and provide it to external parties, your personal information (such as your name, email address, and other information specifically tagged to your identity) will never be attached to or included in the aggregated data.',
      why: 'capitals count',
    },
    {
      from: 'advertise online.',
      to: 'advertise online!',
      id: 'cookies.11',
      diff: 'Cloudinary uses Remarketing with Google Analytics to advertise online[-.-]{+!+}',
      why: 'punctuation counts',
    },
    {
      from: 'cloudinary.com uses',
      to: 'Our site uses',
      id: 'cookies.1',
      diff: '[-cloudinary.com-]{+Our site+} uses "cookies" in order to provide a better service to our users.',
      why: 'the first words',
    },
    {
      from: 'We cannot guarantee',
      to: 'Of course we cannot guarantee',
      id: 'third-party.4',
      diff: '[-We-]{+Of course we+} cannot guarantee that these third parties abide by the privacy principles outlined here.',
      why: 'before the first word',
    },
    {
      from: 'Cloudinary Ltd ("The Company")',
      to: 'Cloudinary Ltd. (“The Company”)',
      id: 'preamble.1',
      diff: 'Cloudinary Ltd{+.+} ("The Company") will not sell, rent, or give away any of your personal information without your consent.',
      why: '"Ltd." ends no sentence, and what is the same is written as the policy writes it',
    },
    {
      from: 'Cloudinary never stores',
      to: 'It is no longer true that Cloudinary never stores',
      id: 'cookies.3',
      diff: '{+It is no longer true that +}Cloudinary never stores information we consider personal or private in a cookie.',
      why: 'all its words are there, and it says the opposite',
    },
  ])('has changed $id by "$to": $why', ({ from, to, id, diff }) => {
    const { kind, clauses, added } = compare(withWords(from, to));
    expect(kind).toBe('changed');
    expect(notSame(clauses).map((clause) => [clause.clauseId, clause.kind, shown(clause)])).toEqual([
      [id, 'changed', diff],
    ]);
    expect(added).toEqual([]);
  });

  it('has a changed sentence found though a block breaks off in its middle', () => {
    const blocks = withWords('Cloudinary never stores information', 'Cloudinary often stores information').flatMap(
      (block) => block.split(/(?<=often stores) /),
    );
    const [clause, ...more] = notSame(compare(blocks).clauses);
    expect(more).toEqual([]);
    expect(clause && shown(clause)).toContain('Cloudinary [-never-]{+often+} stores information');
  });

  it('has a changed sentence found that begins with a host name amid its paragraph', () => {
    const section = CLAUSES.filter(({ section }) => section === 'cookies').map(({ text }) => text);
    const blocks = [`We use many cookies. ${section.join(' ')}`.replace('better service to', 'better place for')];
    const { clauses, added } = compare(blocks);
    expect(clauses.find(({ clauseId }) => clauseId === 'cookies.1')).toMatchObject({ kind: 'changed' });
    expect(clauses.filter(({ kind }) => kind !== 'gone').map(shown)[0]).toBe(
      'cloudinary.com uses "cookies" in order to provide a better [-service to-]{+place for+} our users.',
    );
    expect(added).toEqual([]);
  });

  it('has a changed sentence found in a section that has moved', () => {
    const { kind, clauses } = compare(withWords('This eliminates the chance', 'This lowers the chance').reverse());
    expect([kind, ...notSame(clauses).map(({ clauseId }) => clauseId)]).toEqual(['changed', 'cookies.4']);
  });

  it.each(['preamble.1', 'cookies.3', 'cookies.5', 'partners.2', 'changes.3'])(
    'has lost %s, and no other clause',
    (id) => {
      const { kind, clauses, added } = compare(without(textOfClause(id)));
      expect(kind).toBe('changed');
      expect(notSame(clauses)).toEqual([{ clauseId: id, kind: 'gone', words: [] }]);
      expect(added).toEqual([]);
    },
  );

  it('does not take a banner for the clause that is gone', () => {
    const { clauses } = compare([...BANNER, ...without(textOfClause('cookies.5')), ...BANNER]);
    expect(notSame(clauses)).toEqual([{ clauseId: 'cookies.5', kind: 'gone', words: [] }]);
  });

  it.each([
    {
      text: 'We also sell your address to whoever asks for it.',
      where: 'after a sentence',
      blocks: withWords(
        'disable them within your browser.',
        'disable them within your browser. We also sell your address to whoever asks for it.',
      ),
      after: 'cookies.9',
    },
    {
      text: 'We sell it.',
      where: 'among the sentences of a clause, however short',
      blocks: withWords('Some portions of', 'We sell it. Some portions of'),
      after: 'cookies.9',
    },
    {
      text: 'Our lawyers read all of your mail, e.g. on Mondays.',
      where: 'in a paragraph of its own',
      blocks: ORIGINAL.toSpliced(5, 0, 'Our lawyers', 'Our lawyers read all of your mail, e.g. on Mondays.'),
      after: 'cookies.1',
    },
    {
      text: 'We do share all of this with Example Inc. of Delaware.',
      where: 'over several blocks',
      blocks: ORIGINAL.toSpliced(6, 0, 'We do share all', 'of this with Example Inc. of Delaware.'),
      after: 'cookies.8',
    },
    {
      text: 'We give to all of our partners: your name your shoe size',
      where: 'as a list whose items end in nothing',
      blocks: ORIGINAL.toSpliced(6, 0, 'We give to all of our partners:', 'your name', 'your shoe size', 'A heading'),
      after: 'cookies.8',
    },
    {
      text: 'This policy is also a contract that you have signed.',
      where: 'before the first clause',
      blocks: ORIGINAL.toSpliced(1, 0, 'This policy is also a contract that you have signed.'),
      after: null,
    },
    {
      text: 'All of the above may be untrue at any time.',
      where: 'after the last',
      blocks: ORIGINAL.toSpliced(-1, 0, 'All of the above may be untrue at any time.'),
      after: 'changes.3',
    },
    {
      text: 'Effective May 25, 2018, we will sell your address.',
      where: 'behind a date',
      blocks: ORIGINAL.toSpliced(5, 0, 'Effective May 25, 2018, we will sell your address.'),
      after: 'cookies.1',
    },
  ])('says "$text" $where', ({ text, blocks, after }) => {
    const at = after === 'cookies.1' ? 'collection.2' : after;
    const { kind, clauses, added } = compare(blocks);
    expect({ kind, notSame: notSame(clauses), added }).toEqual({
      kind: 'changed',
      notSame: [],
      added: [{ after: at, text }],
    });
  });

  it('has the sentence in the right place taken for the clause, of two that are as like', () => {
    const blocks = withWords('Cloudinary never stores', 'Cloudinary sometimes stores');
    const { clauses } = compare([textOfClause('cookies.3').replace('never', 'always'), 'Menu', ...blocks]);
    expect(notSame(clauses).map(shown)).toEqual([expect.stringContaining('[-never-]{+sometimes+}')]);
  });

  it('has every sentence of a long paragraph told', () => {
    const odd = Array.from(
      { length: 60 },
      (_, at) => `This is, in ${'so '.repeat(at)}many words, the new sentence ${at}.`,
    );
    const even = Array.from({ length: 60 }, (_, at) => `This new sentence number ${100 + at} is one of all these.`);
    for (const more of [odd, even]) {
      const { added } = compare(ORIGINAL.toSpliced(5, 0, more.join(' ')));
      expect(added.map(({ text }) => text)).toEqual(more);
    }
  });

  it('has at most 100 of the added sentences kept, in order, and the others counted', () => {
    const more = Array.from({ length: 130 }, (_, at) => `This is the new sentence number ${at} of them.`);
    const { kind, added, addedLeftOut } = compare(ORIGINAL.toSpliced(5, 0, ...more));
    expect([kind, added.length, addedLeftOut]).toEqual(['changed', 100, 30]);
    expect(added.map(({ text }) => text)).toEqual(more.slice(0, 100));
  });

  it('has a very long sentence cut, and the cut shown', () => {
    const { added } = compare(ORIGINAL.toSpliced(5, 0, `We keep ${'and Keep '.repeat(500)}it.`));
    expect(added).toHaveLength(1);
    expect(added[0]?.text).toHaveLength(1000);
    expect(added[0]?.text).toMatch(/^We keep and Keep.*…$/);
  });

  it('is still recognised with a third of the sentences left', () => {
    expect(compare([...MODERN, ...CLAUSES.slice(0, 11).map(({ text }) => text)]).kind).toBe('changed');
  });
});

describe('another text', () => {
  it.each([
    { what: 'a policy of today', blocks: MODERN },
    {
      what: 'a policy of today that quotes the old one',
      blocks: [...MODERN, textOfClause('cookies.3'), textOfClause('changes.3')],
    },
    {
      what: 'a shop',
      blocks: [
        'Shop',
        'New shoes for everyone who likes to walk.',
        'We deliver to your home within three days.',
        ...FOOTER,
      ],
    },
    { what: 'the headings alone', blocks: [...new Set(CLAUSES.map(({ sectionTitle }) => sectionTitle))] },
    {
      what: 'the clauses without their ends of sentences, word by word reversed',
      blocks: CLAUSES.map(({ text }) =>
        text
          .split(' ')
          .reverse()
          .map((word) => `un${word}`)
          .join(' '),
      ),
    },
    { what: 'one word of the clauses again and again', blocks: CLAUSES.map(() => `${'the '.repeat(20)}the.`) },
    { what: 'no text', blocks: ['', ' ', '\u200B'] },
    { what: 'nothing', blocks: [] },
  ])('$what is another text altogether, and there is no diff', ({ blocks }) => {
    const { kind, clauses, added, addedLeftOut } = compare(blocks);
    expect({ kind, added, addedLeftOut }).toEqual({ kind: 'other', added: [], addedLeftOut: 0 });
    expect(clauses).toHaveLength(CLAUSES.length);
    expect(clauses.filter((clause) => clause.kind === 'changed' || clause.words.length > 0)).toEqual([]);
  });

  it('may still hold a clause word for word', () => {
    const { clauses } = compare([...MODERN, textOfClause('cookies.3')]);
    expect(clauses.filter(({ kind }) => kind === 'same').map(({ clauseId }) => clauseId)).toEqual(['cookies.3']);
  });

  it('has its date told', () => {
    expect(compare(MODERN).statedDate).toBe('October 3, 2024');
  });
});

describe('the stated date', () => {
  it.each([
    { text: 'Last updated: 5/2013', date: '5/2013' },
    { text: 'Last Updated May 2018', date: 'May 2018' },
    { text: 'LAST UPDATED: MAY 25, 2018', date: 'MAY 25, 2018' },
    { text: 'Last modified on 25 May 2018.', date: '25 May 2018' },
    { text: 'Last update: 2018-05-25', date: '2018-05-25' },
    { text: 'Effective date: 05/25/2018', date: '05/25/2018' },
    { text: 'Effective as of the 25th of May 2018', date: '25th of May 2018' },
    { text: 'Effective: Friday, May 25th, 2018', date: 'Friday, May 25th, 2018' },
    { text: 'Updated on Oct. 3, 2024', date: 'Oct. 3, 2024' },
    { text: 'Revised: 25.05.2018', date: '25.05.2018' },
    { text: 'Last revised – Sept 2018', date: 'Sept 2018' },
    { text: '(Version of May, 2018)', date: 'May, 2018' },
    { text: 'Privacy Policy | Last updated 5/2013 | Print', date: '5/2013' },
    { text: 'This Privacy Policy was last updated on February 8, 2013', date: 'February 8, 2013' },
  ])('of "$text" is $date', ({ text, date }) => {
    expect(compare(['Privacy', text, 'Some words.']).statedDate).toBe(date);
  });

  it.each([
    { text: '© 2013 Cloudinary', why: 'it is of the copyright' },
    { text: 'May 25, 2018', why: 'nothing says of what it is' },
    { text: 'Last updated recently', why: 'it is none' },
    { text: 'Version 1.2', why: 'it is a number' },
    { text: 'Last updated: 5/20135', why: 'it is no year' },
    {
      text: `${'We keep your data as the law wants it. '.repeat(4)}The law is effective since May 25, 2018.`,
      why: 'it is of a law',
    },
  ])('is not in "$text": $why', ({ text }) => {
    expect(compare(['Privacy', text]).statedDate).toBeNull();
  });

  it.each([
    { where: 'in two blocks', blocks: ['Last updated:', 'May 25, 2018'] },
    {
      where: 'in a long paragraph',
      blocks: [`${'We keep your data as long as we like. '.repeat(5)}This policy is effective as of May 25, 2018.`],
    },
    {
      where: 'behind a date of something else',
      blocks: [`${'The law is effective since May 1, 2017. '.repeat(4)}This policy was last changed May 25, 2018.`],
    },
    {
      where: 'at the bottom',
      blocks: [...NAVIGATION, ...CLAUSES.map(({ text }) => text), 'Last updated: May 25, 2018'],
    },
    { where: 'in the top, which comes first', blocks: ['Updated on May 25, 2018', 'Words.', 'Last updated: 5/2013'] },
  ])('is found $where', ({ blocks }) => {
    expect(compare(blocks).statedDate).toBe('May 25, 2018');
  });

  it('is taken from the title where the text has none', () => {
    expect(compare(['Words.'], { title: 'Privacy (effective May 2018)' }).statedDate).toBe('May 2018');
    expect(compare(['Revised 5/2013'], { title: 'Privacy (effective May 2018)' }).statedDate).toBe('5/2013');
  });
});

describe('another policy', () => {
  const small: Policy = {
    ...CLOUDINARY_2013,
    id: 'small',
    title: 'Our Promise',
    clauses: clausesOf([
      { id: 'data', title: 'Data', sentences: ['We keep no data.', 'We never ask for your name or your address.'] },
      { id: 'cookies', title: 'Cookies', sentences: ['Cookies stay on this site.', 'We keep no data.'] },
    ]),
  };
  const page = ['Our Promise', 'Data', 'We keep no data. We never ask for your name or your address.', 'Cookies'];

  it('is compared as well: a sentence that stands in it twice has to be there twice', () => {
    expect(compare([...page, 'Cookies stay on this site. We keep no data.'], { policy: small }).kind).toBe('same');
    const { clauses } = compare([...page, 'Cookies stay on this site.'], { policy: small });
    expect(notSame(clauses)).toEqual([{ clauseId: 'cookies.2', kind: 'gone', words: [] }]);
  });

  it('has one sentence stand for one clause, though it is like two', () => {
    const sentences = ['We never sell your name to anyone.', 'We never sell your address to anyone.'];
    const twins = { ...small, clauses: clausesOf([{ id: 'data', title: 'Data', sentences }]) };
    const { clauses } = compare(['We never sell your telephone number to anyone.'], { policy: twins });
    expect(clauses.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'gone']);
  });

  it('may have a heading that begins a sentence', () => {
    const { clauses } = compare([...page, 'Cookies stay on that site. We keep no data.'], { policy: small });
    expect(notSame(clauses).map(shown)).toEqual(['Cookies stay on [-this-]{+that+} site.']);
  });

  it('without a clause is never the same', () => {
    expect(compare(page, { policy: { ...small, clauses: [] } })).toMatchObject({ kind: 'other', clauses: [] });
  });
});

describe('whatever a page says', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...ORIGINAL, ...CLAUSES.map(({ text }) => text), ...MODERN),
    fc.constantFrom(
      'Last updated:',
      '5/2013',
      '\uD800',
      '\u202E',
      '. ',
      '"',
      'Ltd.',
      'e.g.',
      'x.com',
      '__proto__',
      '\n\n',
    ),
  );
  const pages = fc.array(
    fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(' ')),
    { maxLength: 12 },
  );

  it('nothing is thrown, and what is kept is bounded', () => {
    fc.assert(
      fc.property(pages, fc.string({ unit: 'binary' }), (blocks, title) => {
        const { clauses, added, addedLeftOut, statedDate } = compare(blocks, { title });
        expect(clauses.map(({ clauseId }) => clauseId)).toEqual(CLAUSES.map(({ id }) => id));
        expect(added.length).toBeLessThanOrEqual(100);
        expect(addedLeftOut).toBeGreaterThanOrEqual(0);
        for (const { text } of added) expect(text.length).toBeLessThanOrEqual(1000);
        expect(statedDate?.length ?? 0).toBeLessThanOrEqual(40);
        for (const clause of clauses) {
          if (clause.kind !== 'changed') expect(clause.words).toEqual([]);
          else expect(joined(clause, 'same', 'gone')).toBe(textOfClause(clause.clauseId));
          expect(joined(clause, 'same', 'new').length).toBeLessThanOrEqual(1000);
        }
      }),
    );
  });

  it.each([
    { what: 'one letter', text: 'a' },
    { what: 'marks that each end a sentence', text: 'a!' },
    { what: 'very short sentences', text: 'A! ' },
    { what: 'the beginning of clauses', text: 'The Company ' },
    { what: 'all clauses again and again', text: `${CLAUSES.map(({ text }) => text).join(' ')} ` },
    {
      what: 'clauses all but whole',
      text: `${CLAUSES.map(({ text }) => text.replace(/[aeiou](?=\w+\.$)/, '_')).join(' ')} `,
    },
    { what: 'clauses that never end', text: `${CLAUSES.map(({ text }) => text.slice(0, -1)).join(' ')} ` },
    { what: 'the beginning of dates', text: 'Last updated: on on of the ' },
    { what: 'empty lines', text: 'We\n\n \n' },
  ])('20 million characters of it end soon: $what', ({ text }) => {
    const block = text.repeat(Math.ceil(10_000 / text.length)).slice(0, 10_000);
    const { added } = compare(Array.from({ length: 2000 }, () => block));
    expect(added.length).toBeLessThanOrEqual(100);
  });

  it('is read as far as the bounds go', () => {
    expect(compare([...Array.from({ length: 1900 }, () => 'Menu'), ...ORIGINAL]).kind).toBe('same');
    expect(compare([...Array.from({ length: 2000 }, () => 'Menu'), ...ORIGINAL]).kind).toBe('other');
    expect(compare(['x'.repeat(290_000), ...ORIGINAL]).kind).toBe('same');
    expect(compare(['x'.repeat(300_000), ...ORIGINAL]).kind).toBe('other');
  });

  it('the policy is the same in any layout of blocks', () => {
    const words = ORIGINAL.flatMap((block) => block.split(' '));
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: words.length, maxLength: words.length }), (cuts) => {
        const blocks = words
          .map((word, at) => (cuts[at] ? `\0${word}` : ` ${word}`))
          .join('')
          .split('\0');
        expect(compare(blocks)).toMatchObject({ kind: 'same', added: [] });
      }),
    );
  });

  it('a changed clause and the sentence that stands for it are both told exactly', () => {
    const edits = fc.array(
      fc.record({
        clause: fc.nat({ max: CLAUSES.length - 1 }),
        at: fc.nat({ max: 100 }),
        remove: fc.boolean(),
        insert: fc.constantFrom('', 'Zorp', 'zorp and zorp', '(zorp),', '"zorp"'),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(edits, (made) => {
        const sentences = CLAUSES.map(({ text }) => text.split(' '));
        for (const { clause, at, remove, insert } of new Map(made.map((edit) => [edit.clause, edit])).values()) {
          const words = sentences[clause] ?? [];
          // Neither the first word nor the last: what begins in lower case or ends in nothing is no sentence.
          words.splice(1 + (at % (words.length - 2)), remove ? 1 : 0, ...(insert ? [insert] : []));
        }
        const texts = sentences.map((words) => words.join(' '));
        const blocks = [...new Set(CLAUSES.map(({ section }) => section))].map((section) =>
          texts.filter((_, at) => CLAUSES[at]?.section === section).join(' '),
        );
        const { clauses, added } = compare(blocks);
        for (const [at, clause] of clauses.entries()) {
          const text = CLAUSES[at]?.text;
          expect(clause.kind).toBe(texts[at] === text ? 'same' : 'changed');
          if (clause.kind !== 'changed') continue;
          expect(joined(clause, 'same', 'gone')).toBe(text);
          expect(joined(clause, 'same', 'new')).toBe(texts[at]);
        }
        expect(added).toEqual([]);
      }),
    );
  });
});
