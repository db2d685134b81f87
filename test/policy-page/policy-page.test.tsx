// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { CLAUSES } from '../../src/core/policy/clauses.ts';
import { CLOUDINARY_2013_SECTIONS } from '../../src/core/policy/cloudinary-2013-text.ts';
import type { PageReport } from '../../src/core/report/page-report.ts';
import { provideMessages } from '../../src/ui/text.ts';
import { NO_SURVEY, POLICY_REPORTS, SURVEY } from '../gallery/policy-pages.ts';
import { HOSTILE_NAMES } from '../gallery/reports.ts';
import { english } from '../ui/messages.ts';
import { clause, click, createWorld, one, settle, showPolicyPage, words } from './world.tsx';

beforeEach(() => provideMessages(english));

const POLICY = readFileSync('test/fixtures/cloudinary-privacy-2013-05.md', 'utf8');
const statusOf = (element: ParentNode) => words(element, '.standing-words');

describe('the text', () => {
  it('is whole and word for word, clause by clause under the headings of the policy', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.cloudinary }));
    const rows = [...page.querySelectorAll<HTMLElement>('[data-clause-id]')];
    expect(rows.map(({ id, dataset }) => [id, dataset.clauseId])).toEqual(CLAUSES.map(({ id }) => [id, id]));
    expect(rows).toHaveLength(33);
    for (const row of rows) expect(POLICY).toContain(one(row, '.sentence').textContent);
    expect([...page.querySelectorAll('h1, h2')].map(({ textContent }) => textContent)).toEqual(
      CLOUDINARY_2013_SECTIONS.map(({ title }) => title),
    );
    expect(words(page, '.end')).toBe('Last updated: 5/2013');
  });

  it('is English from left to right, whatever the language around it', async () => {
    provideMessages((id, args) => (id === 'ui_direction' ? 'rtl' : english(id, args)));
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.changed }));
    const quoted = page.querySelectorAll<HTMLElement>('[data-clause-id] .sentence, h1, h2, .last-updated');
    expect(new Set([...quoted].map(({ lang, dir }) => `${lang} ${dir}`))).toEqual(new Set(['en ltr']));
    expect(one(page, 'del .heard').dir).toBe('rtl');
  });

  it('is there before anything is known', async () => {
    const never = new Promise<never>(() => {});
    const { deps } = createWorld();
    const page = await showPolicyPage({ deps: { ...deps, loadReport: () => never, loadSurvey: () => never } });
    expect(one(page, 'main').dataset.state).toBe('loading');
    expect(page.querySelectorAll('[data-clause-id]')).toHaveLength(33);
    expect(statusOf(clause(page, 'cookies.3'))).toBe('Looking…');
    await click(page, '[data-clause-id="cookies.3"] > button');
    expect(words(clause(page, 'cookies.3'), '.more')).toContain('That no cookie of Cloudinary’s holds personal data.');
  });

  it('has its date and its source beside it, and claims nothing of today', async () => {
    const page = await showPolicyPage(createWorld());
    const dateline = words(page, '.dateline');
    expect(dateline).toContain('Last updated: 5/2013, as archived on 2013-11-27');
    expect(dateline).toContain('What Cloudinary’s policy says today is not known here.');
    expect(one<HTMLAnchorElement>(page, '.dateline a').getAttribute('href')).toBe(
      'https://web.archive.org/web/20131127024116id_/http%3A//cloudinary.com/privacy',
    );
    expect(words(page, '.scope-bar')).toContain('policy of 5/2013');
    expect(page.querySelectorAll('.section-head .section-date')).toHaveLength(7);
  });
});

describe('the statuses', () => {
  it('are those of the tab’s page at first, and of all pages when asked for', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.cloudinary }));
    expect(words(page, '.way:has(:checked)')).toBe('This page: www.cloudinary.com');
    expect(statusOf(clause(page, 'cookies.3'))).toBe('Against here');
    await click(page, 'input[value="all"]');
    expect(words(page, '.way:has(:checked)')).toBe('All that was seen (3 pages)');
    expect(statusOf(clause(page, 'cookies.3'))).toBe('Something against it');
    expect(statusOf(clause(page, 'preamble.1'))).toBe('Cannot be told from a browser');
  });

  it('stand on every clause for tools', async () => {
    const report = POLICY_REPORTS.shop;
    const page = await showPolicyPage(createWorld({ page: report }));
    for (const { clauseId, status } of report.clauses) {
      const { dataset } = clause(page, clauseId);
      const all = SURVEY.clauses.find((each) => each.clauseId === clauseId)?.status ?? 'untestable';
      expect(dataset, clauseId).toMatchObject({ clauseStatus: status, clauseStatusAll: all });
    }
  });

  it.each(['page', 'all'])('are counted, and the counts make 33 (%s)', async (scope) => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.cloudinary }));
    await click(page, `input[value="${scope}"]`);
    const tallies = [...page.querySelectorAll('.clause-counts .tally')].map(({ textContent }) => Number(textContent));
    expect(tallies.reduce((sum, n) => sum + n)).toBe(33);
    expect(words(page, '.clause-counts li')).toBe(scope === 'page' ? '1 Against here' : '1 Something against it');
  });

  it('are told by a mark and a word, never by colour alone', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.cloudinary }));
    for (const button of page.querySelectorAll('[data-clause-id] > button')) {
      expect(button.querySelector('.mark')).not.toBeNull();
      expect(statusOf(button)).toMatch(/^\w+ /);
    }
  });
});

describe('a clause', () => {
  it('opens by its button and closes again, and says which it is', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.cloudinary }));
    const row = clause(page, 'cookies.3');
    const button = one(row, 'button');
    expect(button.getAttribute('aria-expanded')).toBe('false');
    expect(button.textContent).toContain('(sentence 3)');
    await click(row, 'button');
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(document.getElementById(button.getAttribute('aria-controls') ?? '')).toBe(one(row, '.more'));
    await click(row, 'button');
    expect(row.querySelector('.more')).toBeNull();
  });

  it('is opened with nothing but a keyboard: a real button, in the order of the text', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.cloudinary }));
    const buttons = [...page.querySelectorAll<HTMLButtonElement>('[data-clause-id] > button')];
    expect(buttons.every((button) => button.type === 'button' && button.tabIndex === 0 && !button.disabled)).toBe(true);
    expect(buttons.map(({ parentElement }) => parentElement?.id)).toEqual(CLAUSES.map(({ id }) => id));
  });

  it('tells what to expect, why it stands so, the cookies it rests on, and where it stood elsewhere', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.cloudinary }));
    await click(page, '[data-clause-id="cookies.3"] > button');
    const more = words(clause(page, 'cookies.3'), '.more');
    expect(more).toContain('That no cookie of Cloudinary’s holds personal data. Looked for, in every value');
    expect(more).toContain('Personal data was found in the value of “prefill”.');
    expect(more).toContain('Rests on: prefill');
    expect(more).toContain('On the 3 pages seen Something against it www.cloudinary.com');
  });

  it('tells what was seen besides', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.cloudinary }));
    await click(page, '[data-clause-id="cookies.13"] > button');
    expect(words(clause(page, 'cookies.13'), '.aside')).toMatch(/^Seen besides: .*www\.googleadservices\.com/);
  });

  it('that cannot be told says why, once', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.cloudinary }));
    await click(page, '[data-clause-id="court-orders.1"] > button');
    expect(words(clause(page, 'court-orders.1'), '.more')).toBe(
      'Why it cannot be told Court orders and legal requests do not show in a browser.',
    );
  });

  it('names some hosts, and counts the others', async () => {
    const clauses = SURVEY.clauses.map((each) =>
      each.clauseId === 'cookies.1' ? { ...each, hosts: ['a.example', 'b.example'], hostsLeftOut: 5 } : each,
    );
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.shop, survey: { pages: 9, clauses } }));
    await click(page, '[data-clause-id="cookies.1"] > button');
    expect(words(clause(page, 'cookies.1'), '.more')).toMatch(
      /On the 9 pages seen Seen a\.example ?b\.example ?and 5 more$/,
    );
  });

  it('shows names that a page made up as text', async () => {
    const [row] = POLICY_REPORTS.hostile.rows.filter(({ key }) => key.name.startsWith('<img'));
    const report: PageReport = {
      ...POLICY_REPORTS.hostile,
      clauses: POLICY_REPORTS.hostile.clauses.map((each) => ({
        ...each,
        status: 'seen',
        why: { id: 'clause_identifiers', args: ['<img src=x onerror=alert(1)>'] },
        cookies: row === undefined ? [] : [row.id],
      })),
    };
    expect(HOSTILE_NAMES).toContain(row?.key.name);
    const page = await showPolicyPage(createWorld({ page: report }));
    await click(page, '[data-clause-id="cookies.2"] > button');
    expect(words(clause(page, 'cookies.2'), '.listed')).toBe('Rests on: <img src=x onerror=alert(1)>');
    expect(page.querySelector('img')).toBeNull();
  });
});

describe('the address', () => {
  it('opens its clause, brings it up, gives it the focus and marks it', async () => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.cloudinary, hash: '#cookies.3' }));
    const row = clause(page, 'cookies.3');
    expect(row.querySelector('.more')).not.toBeNull();
    expect(document.activeElement).toBe(row);
    expect(row.getAttribute('aria-current')).toBe('true');
    expect(page.querySelectorAll('[aria-current]')).toHaveLength(1);
    expect(page.querySelectorAll('.more')).toHaveLength(1);
  });

  it('may change while the page is open', async () => {
    const world = createWorld({ page: POLICY_REPORTS.cloudinary, hash: '#cookies.3' });
    const page = await showPolicyPage(world);
    await click(page, '[data-clause-id="preamble.1"] > button');
    await world.goTo('#changes.3');
    expect(document.activeElement).toBe(clause(page, 'changes.3'));
    expect(clause(page, 'changes.3').getAttribute('aria-current')).toBe('true');
    expect(clause(page, 'cookies.3').hasAttribute('aria-current')).toBe(false);
    expect(clause(page, 'cookies.3').querySelector('.more')).not.toBeNull();
  });

  it.each(['#nonsense', '#cookies.99', '#%', '#__proto__', '#root'])(
    'that ends in %s asks for no clause',
    async (hash) => {
      const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS.cloudinary, hash }));
      expect(page.querySelector('.more, [aria-current]')).toBeNull();
      expect(page.querySelectorAll('[data-clause-id]')).toHaveLength(33);
    },
  );

  it('does not take the focus from a reader who has moved on before the answer came', async () => {
    const world = createWorld({ hash: '#cookies.3' });
    let answer: (report: PageReport) => void = () => {};
    const waiting = new Promise<PageReport>((resolve) => {
      answer = resolve;
    });
    const deps = {
      ...world.deps,
      loadReport: async () => ({ ok: true, value: { state: 'ready', report: await waiting } }) as const,
    };
    const page = await showPolicyPage({ deps });
    const elsewhere = one(clause(page, 'changes.1'), 'button');
    elsewhere.focus();
    await settle(() => answer(POLICY_REPORTS.cloudinary));
    expect(one(page, 'main').dataset.state).toBe('ready');
    expect(document.activeElement).toBe(elsewhere);
  });
});

describe('without a page', () => {
  it.each([
    { state: { state: 'gone' } as const, kind: 'gone', says: 'The tab this was opened from is closed' },
    { state: { state: 'no-page' } as const, kind: 'no-page', says: 'That tab shows no website' },
    {
      state: { state: 'no-access', host: 'www.shop.example' } as const,
      kind: 'no-access',
      says: 'The browser keeps www.shop.example from Cookie Clause',
    },
  ])('the text is all there and says why: $kind', async ({ state, kind, says }) => {
    const page = await showPolicyPage(createWorld({ page: { ok: true, value: state } }));
    expect(one(page, 'main').dataset.state).toBe(kind);
    expect(words(page, '.notice')).toContain(says);
    expect(page.querySelectorAll('[data-clause-id]')).toHaveLength(33);
    expect(page.querySelectorAll('[data-clause-status]')).toHaveLength(0);
    expect(page.querySelector('.scope input')).toBeNull();
    expect(words(page, '.scope-alone')).toBe('All that was seen (3 pages)');
    expect(statusOf(clause(page, 'cookies.3'))).toBe('Something against it');
  });

  it('an address without a tab asks for no report', async () => {
    const world = createWorld({ tabId: null });
    const page = await showPolicyPage(world);
    expect(world.asked).toEqual(['survey usual']);
    expect(words(page, '.notice')).toContain('opened for no page in particular');
  });

  it('and without any page seen, the sentences stand by themselves and still open', async () => {
    const page = await showPolicyPage(createWorld({ tabId: null, survey: NO_SURVEY }));
    expect(words(page, '.scope-alone')).toBe('All that was seen (no page yet)');
    expect(words(page, '.about')).toContain('No page has been seen yet');
    expect(page.querySelectorAll('[data-clause-status], [data-clause-status-all], .mark')).toHaveLength(0);
    expect(statusOf(clause(page, 'cookies.3'))).toBe('What to expect');
    expect(statusOf(clause(page, 'preamble.1'))).toBe('Why it cannot be told');
    await click(page, '[data-clause-id="cookies.3"] > button');
    expect(words(clause(page, 'cookies.3'), '.more')).toMatch(/^What to expect That no cookie/);
  });

  it('that could be looked at, it says what failed and tries again', async () => {
    const world = createWorld({ page: { ok: false, code: 'failed', message: 'no answer' } });
    const page = await showPolicyPage(world);
    expect(words(page, '.notice')).toContain('(no answer)');
    expect(page.querySelectorAll('[data-clause-id]')).toHaveLength(33);
    await world.change({ ok: false, code: 'failed', message: 'still none' });
    expect(words(page, '.notice')).toContain('(still none)');
    await world.change(POLICY_REPORTS.cloudinary);
    expect(one(page, 'main').dataset.state).toBe('ready');
  });

  it('the button for another try asks again', async () => {
    const world = createWorld({ page: { ok: false, code: 'failed', message: 'no answer' } });
    const page = await showPolicyPage(world);
    world.asked.length = 0;
    await click(page, '[data-action="retry"]');
    expect(world.asked).toEqual(['report 7', 'survey usual']);
  });
});

describe('what was seen on all pages', () => {
  it('may not be readable, which is said, and asked again', async () => {
    const world = createWorld({
      page: POLICY_REPORTS.shop,
      survey: { ok: false, code: 'failed', message: 'no survey' },
    });
    const page = await showPolicyPage(world);
    expect(words(page, '.notice:last-child')).toContain('(no survey)');
    world.answerSurvey({ ok: true, value: SURVEY });
    await click(page, '[data-action="retry"]');
    expect(page.textContent).not.toContain('no survey');
    expect(clause(page, 'cookies.3').dataset.clauseStatusAll).toBe('against');
  });
});

describe('while the page is open', () => {
  it('it follows the tab, and what was opened stays open', async () => {
    const world = createWorld({ page: POLICY_REPORTS.cloudinary });
    const page = await showPolicyPage(world);
    await click(page, '[data-clause-id="cookies.1"] > button');
    await world.change(POLICY_REPORTS.shop);
    expect(words(page, '.way')).toBe('This page: www.shop.example');
    expect(clause(page, 'cookies.3').dataset.clauseStatus).toBe('nothing-against');
    expect(clause(page, 'cookies.1').querySelector('.more')).not.toBeNull();
    await world.change({ ok: true, value: { state: 'gone' } });
    expect(page.querySelectorAll('[data-clause-status]')).toHaveLength(0);
  });

  it('a look that fails leaves what is there, and says that it may be out of date', async () => {
    const world = createWorld({ page: POLICY_REPORTS.cloudinary });
    const page = await showPolicyPage(world);
    await world.change({ ok: false, code: 'failed', message: 'asleep' });
    expect(words(page, '.notice')).toContain('may be out of date');
    expect(clause(page, 'cookies.3').dataset.clauseStatus).toBe('against');
  });

  it('it says what could not be seen', async () => {
    const page = await showPolicyPage(
      createWorld({ page: { ...POLICY_REPORTS.cloudinary, limits: ['jar-unreadable'] } }),
    );
    expect(words(page, '.notice')).toContain('did not let the cookie jar be read');
  });
});
