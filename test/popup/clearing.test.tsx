// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { provideMessages } from '../../src/ui/text.ts';
import { REPORTS } from '../gallery/reports.ts';
import { english } from '../ui/messages.ts';
import { click, createWorld, one, press, rowOf, showPopup } from './world.tsx';

beforeEach(() => provideMessages(english));

describe('clearing from the popup', () => {
  it('asks first, then clears exactly the one cookie, proves it, and puts it back', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    await click(rowOf(popup, 'IDE'), 'button');
    await click(rowOf(popup, 'IDE'), '[data-action="clear"]');
    expect(one(popup, '.sheet').textContent).toContain('1 cookie');
    expect(rowOf(popup, 'IDE').dataset.status).toBe('stored');

    await click(popup, '[data-action="confirm"]');
    expect(rowOf(popup, 'IDE').dataset.status).toBe('removed');
    expect(rowOf(popup, '_ga').dataset.status).toBe('stored');
    expect(one(popup, '.sheet').textContent).toContain('1 cookie is gone. The jar was read again to make sure.');

    await click(popup, '[data-action="undo"]');
    expect(rowOf(popup, 'IDE').dataset.status).toBe('stored');
    expect(one(popup, '.sheet').textContent).toContain('back as it was');
  });

  it('offers undo also to a popup that was opened after the clear, and no longer than there is something to undo', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const first = await showPopup(world);
    expect(first.querySelector('.foot [data-action="undo"]')).toBeNull();
    await click(rowOf(first, 'IDE'), 'button');
    await click(rowOf(first, 'IDE'), '[data-action="clear"]');
    await click(first, '[data-action="confirm"]');

    const second = await showPopup(world);
    expect(one(second, '.foot [data-action="undo"]').textContent).toBe('Undo: put 3 cookies back');
    await click(second, '.foot [data-action="undo"]');
    expect(rowOf(second, 'IDE').dataset.status).toBe('stored');
    expect(one(second, '.sheet').textContent).toContain('back as it was');
    await click(second, '[data-action="close"]');
    expect(second.querySelector('.foot [data-action="undo"]')).toBeNull();
  });

  it('clears the advertising and analytics of the page with one button', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    expect(one(popup, '[data-action="clear-remarketing"]').textContent).toBe(
      'Clear 4 advertising and analytics cookies…',
    );
    await click(popup, '[data-action="clear-remarketing"]');
    await click(popup, '[data-action="confirm"]');
    const left = [...popup.querySelectorAll<HTMLElement>('[data-status="stored"][data-cookie-domain]')];
    expect(left.map(({ dataset }) => dataset.purpose)).not.toContain('advertising');
    expect(left.length).toBeGreaterThan(0);
  });

  it('clears a company', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    await click(one(popup, '[aria-label="Google"]'), '[data-action="clear-company"]');
    await click(popup, '[data-action="confirm"]');
    for (const name of ['IDE', '_ga', '_gcl_au']) expect(rowOf(popup, name).dataset.status).toBe('removed');
    expect(rowOf(popup, 'li_sugr').dataset.status).toBe('stored');
  });

  it('leads the keyboard: the next button is focused, Escape steps back to where it began', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    await click(popup, '[data-action="clear-remarketing"]');
    expect(document.activeElement).toBe(one(popup, '[data-action="confirm"]'));
    const pressed = await press(document.activeElement, 'Escape');
    expect(pressed.defaultPrevented).toBe(true);
    expect(popup.querySelector('.sheet')).toBeNull();
    expect(document.activeElement).toBe(one(popup, '[data-action="clear-remarketing"]'));
  });

  it('returns to the list when the button it began with is gone', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    await click(rowOf(popup, 'IDE'), 'button');
    await click(rowOf(popup, 'IDE'), '[data-action="clear"]');
    await click(popup, '[data-action="confirm"]');
    expect(document.activeElement).toBe(one(popup, '[data-action="undo"]'));
    await click(popup, '[data-action="close"]');
    expect(one(popup, '[role="tabpanel"]').contains(document.activeElement)).toBe(true);
  });

  it('offers no clearing of a cookie that is not there', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    await click(rowOf(popup, 'fr'), 'button');
    expect(rowOf(popup, 'fr').querySelector('[data-action="clear"]')).toBeNull();
    expect(rowOf(popup, 'fr').textContent).toContain('refused by the browser');
  });

  it('says why when it did not work', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const failing = {
      ...world.deps,
      clear: async () => ({ ok: false, code: 'failed', message: 'jar closed' }) as const,
    };
    const popup = await showPopup({ deps: failing });
    await click(popup, '[data-action="clear-remarketing"]');
    await click(popup, '[data-action="confirm"]');
    expect(one(popup, '.sheet').textContent).toContain('jar closed');
  });

  it.each([
    { why: 'all were gone', results: ['was-gone', 'was-gone'], says: ['2 cookies were gone already.'] },
    {
      why: 'one was gone',
      results: ['gone', 'was-gone'],
      says: ['1 cookie is gone. The jar was read again to make sure.', '1 cookie was gone already.'],
    },
    { why: 'the site was quick', results: ['set-again'], says: ['1 cookie was cleared, and the page set it again.'] },
    { why: 'nothing came back', results: [], says: ['There is nothing left to clear.'] },
  ] as const)('tells every result, and never shows an empty sheet: $why', async ({ results, says }) => {
    const world = createWorld(REPORTS.cloudinary);
    const key = REPORTS.cloudinary.rows[0]?.key;
    if (key === undefined) throw new Error('The made-up page has no cookie');
    const outcome = { undoId: null, results: results.map((result) => ({ key, result })) };
    const popup = await showPopup({ deps: { ...world.deps, clear: async () => ({ ok: true, value: outcome }) } });
    await click(popup, '[data-action="clear-remarketing"]');
    await click(popup, '[data-action="confirm"]');
    expect([...popup.querySelectorAll('.sheet p')].map(({ textContent }) => textContent)).toEqual(says);
    expect(document.activeElement).toBe(one(popup, '[data-action="close"]'));
  });

  it('says that nothing was put back, instead of counting none', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup({
      deps: { ...world.deps, undo: async () => ({ ok: true, value: { results: [] } }) },
    });
    await click(popup, '[data-action="clear-remarketing"]');
    await click(popup, '[data-action="confirm"]');
    await click(popup, '[data-action="undo"]');
    expect(one(popup, '.sheet').textContent).toContain('There was nothing to put back.');
  });
});
