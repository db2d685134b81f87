// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { CLAUSES } from '../../src/core/policy/clauses.ts';
import type { PolicyComparison } from '../../src/core/policy/policy-comparison.ts';
import { provideMessages } from '../../src/ui/text.ts';
import { CHANGED, POLICY_REPORTS } from '../gallery/policy-pages.ts';
import { english } from '../ui/messages.ts';
import { clause, click, createWorld, one, showPolicyPage, words } from './world.tsx';

beforeEach(() => provideMessages(english));

const withPolicy = (part: Partial<PolicyComparison>) =>
  createWorld({ page: { ...POLICY_REPORTS.changed, policy: { ...CHANGED, ...part } } });

/** What a sentence shows to the eye: without the words that are only heard. */
function seen(element: Element): string {
  const copy = element.cloneNode(true) as Element; // a clone is of the same kind
  for (const heard of copy.querySelectorAll('.heard')) heard.remove();
  return copy.textContent ?? '';
}

describe('where the policy that is open elsewhere has changed', () => {
  it('says so, with its date and how much differs, and calls it no breach', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.changed }));
    const notice = one(page, '[data-policy-watch="changed"]');
    expect(words(notice, '.watch-said')).toBe(
      'The policy you are reading on www.cloudinary.com is not the one these explanations quote.',
    );
    expect(words(notice, '.watch-more')).toBe(
      'It states this date: October 3, 2024. ' +
        'Compared sentence by sentence: 2 sentences read otherwise, 2 are no longer there, and 18 were added. ' +
        'What stands beside the sentences still speaks of the text of 5/2013.',
    );
    expect(page.textContent).not.toMatch(/breach|violat/i);
  });

  it('says nothing of a date that the page does not state', async () => {
    const page = await showPolicyPage(withPolicy({ statedDate: null }));
    expect(words(page, '.watch-more')).toMatch(/^Compared sentence by sentence/);
  });

  it('shows of a changed clause which words are gone and which are new', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.changed }));
    const row = clause(page, 'collection.2');
    expect(seen(one(row, '.sentence'))).toBe(
      'As visitors browse our web site, or your websites, we sometimes track them in order to provide a better service and to measure how it is used.',
    );
    expect([...row.querySelectorAll('del')].map(seen)).toEqual(['sometimes']);
    expect([...row.querySelectorAll('ins')].map(seen)).toEqual(['and to measure how it is used']);
    expect(words(row, '.difference')).toBe('Reads otherwise on www.cloudinary.com');
  });

  it.each(['changed', 'rewritten'] as const)(
    'lets the words of 5/2013 still be read: what stayed and what is gone make the sentence (%s)',
    async (name) => {
      const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS[name] }));
      for (const { id, text } of CLAUSES) {
        const sentence = one(clause(page, id), '.sentence').cloneNode(true) as Element; // as above
        for (const added of sentence.querySelectorAll('ins')) added.remove();
        expect(
          seen(sentence)
            .replace(/\s+/g, ' ')
            .replace(/ ([.,])/g, '$1'),
          id,
        ).toBe(text);
      }
    },
  );

  it('says to who cannot see it what is gone and what is new', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.changed }));
    expect(words(clause(page, 'collection.2'), 'del')).toBe('[no longer there: sometimes]');
    expect(words(clause(page, 'collection.2'), 'ins')).toBe('[new: and to measure how it is used]');
  });

  it('keeps a clause that is gone, struck through and marked, with its status', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.changed }));
    const row = clause(page, 'cookies.3');
    expect(seen(one(row, 'del'))).toBe(CLAUSES.find(({ id }) => id === 'cookies.3')?.text);
    expect(words(row, '.difference')).toBe('No longer there on www.cloudinary.com');
    expect(row.dataset).toMatchObject({ clauseDiff: 'gone', clauseStatus: 'against' });
  });

  it('puts added sentences after the clause they follow, the first of all before the text', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.changed }));
    const before = (element: Element | null) => element?.previousElementSibling?.id ?? null;
    const added = [...page.querySelectorAll('.added')];
    expect(added.map(before)).toEqual([null, 'cookies.10', 'changes.3']);
    expect(added.map((each) => [...each.querySelectorAll('ins')].map(seen).length)).toEqual([1, 1, 4]);
    expect(words(page, '.added summary')).toBe('1 more added sentence');
    expect(words(page, '.left-out')).toBe('12 more sentences were added, which are not shown here.');
  });

  it('shows the text alone when the differences are switched off, and them again', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.changed }));
    await click(page, '[name="show-diff"]');
    expect(page.querySelectorAll('del, ins, .difference, .left-out')).toHaveLength(0);
    for (const { id, text } of CLAUSES) expect(one(clause(page, id), '.sentence').textContent).toBe(text);
    expect(page.querySelector('[data-policy-watch="changed"]')).not.toBeNull();
    await click(page, '[name="show-diff"]');
    expect(page.querySelectorAll('del').length).toBeGreaterThan(2);
  });

  it.each([
    { text: '<script>alert(1)</script><b>bold</b>', why: 'markup' },
    { text: '\u202egnissim si txet siht', why: 'a character that turns the text around' },
    { text: '$1 \ue001', why: 'what looks like a place in a message' },
  ])('shows $why in an added sentence and in new words as text', async ({ text }) => {
    const hostile = { kind: 'new', text } as const;
    const page = await showPolicyPage(
      withPolicy({
        statedDate: text,
        clauses: [{ clauseId: 'cookies.1', kind: 'changed', words: [hostile] }],
        added: [{ after: 'cookies.1', text }],
      }),
    );
    expect(page.querySelector('script, .sentence b, .watch-more b')).toBeNull();
    expect(seen(one(clause(page, 'cookies.1'), 'ins'))).toBe(text);
    expect(seen(one(page, '.added ins'))).toBe(text);
    expect(one(page, '.added .sentence').dir).toBe('auto');
    expect([...page.querySelectorAll('.watch-more bdi')].map(({ textContent }) => textContent)).toEqual([text]);
  });
});

it('says of another text altogether that it is one, without comparing', async () => {
  const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.other }));
  const notice = one(page, '[data-policy-watch="other"]');
  expect(words(notice, '.watch-said')).toContain('a different text altogether');
  expect(words(notice, '.watch-more')).toContain('It states this date: October 3, 2024.');
  expect(page.querySelectorAll('del, ins, [name="show-diff"]')).toHaveLength(0);
});

it('says of the same text that it is the same', async () => {
  const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.same }));
  expect(words(page, '[data-policy-watch="same"]')).toBe(
    'The policy you are reading on www.cloudinary.com carries the text quoted here, word for word.',
  );
  expect(page.querySelectorAll('del, ins, [name="show-diff"]')).toHaveLength(0);
});

it('says nothing where the page is no policy', async () => {
  const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.cloudinary }));
  expect(page.querySelector('[data-policy-watch]')).toBeNull();
});
