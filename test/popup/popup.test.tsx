// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import explanations from '../../src/_locales/en/catalogue.json' with { type: 'json' };
import type { TabReport } from '../../src/core/report/page-report.ts';
import type { Reply } from '../../src/messaging/protocol.ts';
import { loadExplanations } from '../../src/ui/explanations.ts';
import { provideMessages } from '../../src/ui/text.ts';
import { HOSTILE_NAMES, REPORTS, report } from '../gallery/reports.ts';
import { english } from '../ui/messages.ts';
import { click, createWorld, one, press, rowOf, showPopup } from './world.tsx';

beforeEach(() => provideMessages(english));

function hooksOf(row: HTMLElement): Record<string, string> {
  return Object.fromEntries(
    [...row.attributes].filter(({ name }) => name.startsWith('data-')).map((a) => [a.name, a.value]),
  );
}

describe('a row of the popup', () => {
  it('carries the hooks that tools read', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    expect(hooksOf(rowOf(popup, 'IDE'))).toEqual({
      'data-row-id': expect.any(String),
      'data-cookie-name': 'IDE',
      'data-cookie-domain': '.doubleclick.net',
      'data-cookie-path': '/',
      'data-partition': '',
      'data-vendor': 'Google',
      'data-purpose': 'advertising',
      'data-party': 'third',
      'data-verdict': 'named',
      'data-status': 'stored',
      'data-sent': '',
    });
  });

  it('writes a host-only domain without the dot, and the site of a partition', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    expect(hooksOf(rowOf(popup, '_cloudinary_session'))).toMatchObject({ 'data-cookie-domain': 'www.cloudinary.com' });
    expect(hooksOf(rowOf(popup, 'xq_7'))).toMatchObject({
      'data-partition': 'https://cloudinary.com',
      'data-vendor': '',
    });
    expect(hooksOf(rowOf(popup, '_ga'))).not.toHaveProperty('data-sent');
  });

  it('says of an identifier in web storage where it lies, and gives it no domain', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    const hooks = hooksOf(rowOf(popup, 'cld-analytics-user-id'));
    expect(hooks).toMatchObject({ 'data-storage': 'local', 'data-vendor': 'Cloudinary', 'data-purpose': 'analytics' });
    expect(hooks).not.toHaveProperty('data-cookie-domain');
    expect(hooks).not.toHaveProperty('data-cookie-path');
  });

  it('says of an identifier in web storage what it is, in words of its own', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    await click(rowOf(popup, 'cld-analytics-user-id'), 'button');
    await act(async () => void (await loadExplanations()));
    expect(one(rowOf(popup, 'cld-analytics-user-id'), '.facts').textContent).toContain(
      explanations.storage_cld_analytics_user_id,
    );
  });

  it('opens to the policy’s own words, in the policy’s own language', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    const row = rowOf(popup, 'IDE');
    expect(one(row, 'button').getAttribute('aria-expanded')).toBe('false');
    await click(row, 'button');
    expect(one(row, 'button').getAttribute('aria-expanded')).toBe('true');
    const quote = one(row, '[data-clause="cookies.13"] blockquote');
    expect(quote.textContent).toContain('third-party cookies (such as the DoubleClick cookie)');
    expect([quote.lang, quote.dir]).toEqual(['en', 'ltr']);
    expect(one(row, 'cite').textContent).toContain('policy of 5/2013');
  });

  it('leads from a quotation to the clause, and from the clause back to the cookie', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    await click(rowOf(popup, '_cloudinary_session'), 'button');
    await click(rowOf(popup, '_cloudinary_session'), '[data-clause="cookies.2"] button');
    expect(one(popup, '#tab-clauses').getAttribute('aria-selected')).toBe('true');
    const clause = one(popup, '[data-clause-id="cookies.2"]');
    expect(document.activeElement).toBe(one(clause, 'button'));
    expect(one(clause, 'button').getAttribute('aria-expanded')).toBe('true');

    await click(popup, '[data-clause-id="cookies.3"] .row-head');
    await click(popup, '[data-clause-id="cookies.3"] .rests-on button');
    expect(one(popup, '#tab-cookies').getAttribute('aria-selected')).toBe('true');
    expect(document.activeElement?.closest('[data-cookie-name]')).not.toBeNull();
  });
});

describe('what is not a report', () => {
  const states: readonly { reply: Reply<TabReport>; state: string; says: string; offers: string }[] = [
    { reply: { ok: true, value: { state: 'no-page' } }, state: 'no-page', says: 'No website here', offers: 'options' },
    { reply: { ok: true, value: { state: 'gone' } }, state: 'gone', says: 'This tab is closed', offers: 'options' },
    {
      reply: { ok: true, value: { state: 'no-access', host: 'shop.example' } },
      state: 'no-access',
      says: 'shop.example',
      offers: 'allow-access',
    },
    { reply: { ok: false, code: 'failed', message: 'no answer' }, state: 'failed', says: 'no answer', offers: 'retry' },
  ];
  it.each(states)('is said: $state', async ({ reply, state, says, offers }) => {
    const popup = await showPopup(createWorld(reply));
    const shown = one(popup, `[data-state="${state}"]`);
    expect(shown.textContent).toContain(says);
    expect(one(shown, `[data-action="${offers}"]`).textContent).not.toBe('');
    expect(popup.textContent).not.toMatch(/\b0\b/);
  });

  it('shows an outline while it waits', async () => {
    const world = createWorld(REPORTS.empty);
    const popup = await showPopup({ deps: { ...world.deps, load: () => new Promise(() => undefined) } });
    expect(one(popup, '[data-state="loading"]').getAttribute('aria-busy')).toBe('true');
  });

  it('looks again after access was asked for', async () => {
    const world = createWorld({ ok: true, value: { state: 'no-access', host: 'shop.example' } });
    const popup = await showPopup(world);
    await click(popup, '[data-action="allow-access"]');
    expect(world.went).toEqual(['ask for access']);
    await world.change(REPORTS.shop);
    expect(rowOf(popup, '_ga').dataset.verdict).toBe('elsewhere');
  });

  it('says that a tab without cookies has none, and offers nothing to clear', async () => {
    const popup = await showPopup(createWorld(REPORTS.empty));
    expect(one(popup, 'h1').textContent).toBe('No cookies of Cloudinary or remarketing were seen here.');
    expect(popup.querySelector('.button.primary')).toBeNull();
    await click(popup, '[data-action="clear-menu"]');
    expect(one(popup, '[data-action="clear-everything"]').getAttribute('aria-disabled')).toBe('true');
  });

  it('never passes an unreadable jar off as an empty one', async () => {
    const popup = await showPopup(createWorld(report({ ...REPORTS.empty, limits: ['jar-unreadable'] })));
    expect(one(popup, 'h1').textContent).toBe('What is kept here could not be read.');
    expect(one(popup, '.notices').textContent).toContain('did not let the cookie jar be read');
  });

  it('says that other sites are withheld, and asks for them with one click', async () => {
    const world = createWorld(report({ ...REPORTS.cloudinary, limits: ['sites-withheld'] }));
    const popup = await showPopup(world);
    expect(one(popup, '.notices').textContent).toContain('may read some sites only');
    await click(popup, '.notices [data-action="allow-access"]');
    expect(world.went).toEqual(['ask for access']);
  });
});

describe('the keyboard', () => {
  it.each([
    { key: 'ArrowRight', from: 'cookies', to: 'story' },
    { key: 'ArrowLeft', from: 'cookies', to: 'clauses' },
    { key: 'End', from: 'cookies', to: 'clauses' },
    { key: 'Home', from: 'clauses', to: 'cookies' },
    { key: 'ArrowRight', from: 'clauses', to: 'cookies' },
  ])('moves from the $from tab to $to with $key', async ({ key, from, to }) => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    await click(popup, `#tab-${from}`);
    await press(document.activeElement, key);
    expect(document.activeElement?.id).toBe(`tab-${to}`);
    expect(one(popup, '[role="tabpanel"]').getAttribute('aria-labelledby')).toBe(`tab-${to}`);
  });

  it('has one stop in the row of tabs', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    const stops = [...popup.querySelectorAll('[role="tab"]')].map((tab) => tab.getAttribute('tabindex'));
    expect(stops).toEqual(['0', '-1', '-1']);
  });

  it('moves with the eye in a page from right to left', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    one(popup, '[role="tablist"]').style.direction = 'rtl';
    await click(popup, '#tab-cookies');
    await press(document.activeElement, 'ArrowLeft');
    expect(document.activeElement?.id).toBe('tab-story');
  });
});

describe('the legend', () => {
  it('narrows the list to one verdict, and widens it again', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    await click(popup, '[data-filter="named"]');
    const verdicts = () =>
      new Set([...popup.querySelectorAll<HTMLElement>('[data-cookie-name]')].map((r) => r.dataset.verdict));
    expect(verdicts()).toEqual(new Set(['named']));
    expect(one(popup, '[data-filter="named"]').getAttribute('aria-pressed')).toBe('true');
    await click(popup, '[data-filter="named"]');
    expect(verdicts().size).toBeGreaterThan(3);
  });

  it('widens by itself when the last such cookie has gone', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup(world);
    await click(popup, '[data-filter="unmentioned"]');
    const others = REPORTS.cloudinary.rows.filter(({ finding }) => finding.verdict !== 'unmentioned');
    await world.change(report({ ...REPORTS.cloudinary, rows: others }));
    expect(popup.querySelectorAll('[data-cookie-domain]')).toHaveLength(others.length);
  });
});

describe('a page that changes while the popup is open', () => {
  it('keeps open rows open, and the focus where it was', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup(world);
    await click(rowOf(popup, '_ga'), 'button');
    const [first, ...rest] = REPORTS.cloudinary.rows;
    await world.change(report({ ...REPORTS.cloudinary, rows: first === undefined ? rest : [...rest, first] }));
    expect(one(rowOf(popup, '_ga'), 'button').getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement).toBe(one(rowOf(popup, '_ga'), 'button'));
  });

  it('gives the focus back to a row that moved to another company', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup(world);
    one(rowOf(popup, 'xq_7'), 'button').focus();
    const rows = REPORTS.cloudinary.rows.map((row) =>
      row.key.name === 'xq_7'
        ? {
            ...row,
            classification: {
              ...row.classification,
              vendor: { id: 'meta', name: 'Meta', policyUrl: null, business: null },
            },
          }
        : row,
    );
    await world.change(report({ ...REPORTS.cloudinary, rows }));
    expect(rowOf(popup, 'xq_7').dataset.vendor).toBe('Meta');
    expect(document.activeElement).toBe(one(rowOf(popup, 'xq_7'), 'button'));
  });

  it('keeps the focus in the list when its row is gone', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup(world);
    one(rowOf(popup, 'IDE'), 'button').focus();
    await world.change(
      report({ ...REPORTS.cloudinary, rows: REPORTS.cloudinary.rows.filter(({ key }) => key.name !== 'IDE') }),
    );
    expect(document.activeElement).toBe(one(popup, '[role="tabpanel"]'));
  });

  it('goes on showing the last report when a look fails, and says so', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup(world);
    await world.change({ ok: false, code: 'failed', message: 'asleep' });
    expect(rowOf(popup, 'IDE')).toBeDefined();
    expect(one(popup, '.notices').textContent).toContain('out of date');
  });

  it('starts afresh on another document', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup(world);
    await click(popup, '#tab-clauses');
    await world.change(report({ ...REPORTS.shop, documentId: 'd2' }));
    expect(one(popup, '#tab-cookies').getAttribute('aria-selected')).toBe('true');
  });
});

describe('a page that means harm', () => {
  it('shows every name as text, with nothing hidden in it', async () => {
    const popup = await showPopup(createWorld(REPORTS.hostile));
    for (const name of HOSTILE_NAMES) expect(rowOf(popup, name).dataset.cookieName).toBe(name);
    expect(popup.querySelector('img')).toBeNull();
    for (const unseen of ['\u202e', '\u0000', '\u200b']) expect(popup.textContent).not.toContain(unseen);
    expect(one(rowOf(popup, ''), '.name').textContent).toBe('(no name)');
    expect(one(rowOf(popup, '🍪👩‍👩‍👧'), '.name').textContent).toBe('🍪👩‍👩‍👧');
  });

  it('isolates what the page chose from the sentences around it', async () => {
    const popup = await showPopup(createWorld(REPORTS.hostile));
    const name = one(rowOf(popup, 'שלום-עולם'), '.name');
    expect([name.tagName, name.dir]).toEqual(['BDI', 'ltr']);
    await click(popup, '#tab-story');
    const host = one(popup, '.moment-set-by-header bdi');
    expect(host.textContent).toMatch(/evil\.example|example$/);
  });

  it('opens 10,000 cookies with a part of them, and more on wish', async () => {
    const popup = await showPopup(createWorld(REPORTS.many));
    const rows = () => popup.querySelectorAll('[data-cookie-name]').length;
    expect(rows()).toBe(100);
    await click(popup, '[data-action="show-more"]');
    expect(rows()).toBe(500);
    expect(one(popup, 'h1').textContent).toContain('10,000 cookies');
  });
});

describe('the ways on', () => {
  it('opens the report as a page, and the options', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup(world);
    await click(popup, '[data-action="report"]');
    await click(popup, '[data-action="options"]');
    expect(world.went).toEqual(['report 7', 'options']);
  });

  it('does not offer to open a page from the page', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup({ deps: { ...world.deps, inTab: true } });
    expect(popup.querySelector('[data-action="report"]')).toBeNull();
  });

  it('offers to reload a page that began before the extension', async () => {
    const world = createWorld(REPORTS.shop);
    const popup = await showPopup(world);
    await click(popup, '[data-action="reload"]');
    expect(world.went).toEqual(['reload 7']);
  });

  it('tells of a departure whose notice could not be shown', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    expect(one(popup, '[role="status"]').textContent).toContain('shop.partner-store.example');
  });
});
