// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClearOutcome, ClearProgress, ClearScope, UndoOffer } from '../../src/core/clearing/clearing.ts';
import type { CookieKey } from '../../src/core/cookies/cookie-key.ts';
import type { Reply } from '../../src/messaging/protocol.ts';
import { provideMessages } from '../../src/ui/text.ts';
import { REPORTS } from '../gallery/reports.ts';
import { english } from '../ui/messages.ts';
import { click, createWorld, one, outcomeOf, planOf, press, rowOf, showPopup, undoneOf } from './world.tsx';

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
    expect(one(popup, '.sheet').textContent).toContain('1 cookie is gone.');

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

  it('offers undo of a clear that was made elsewhere, until its time is over', async () => {
    const world = createWorld(REPORTS.cloudinary);
    let offer: UndoOffer | null = null;
    const popup = await showPopup({ deps: { ...world.deps, undoable: async () => ({ ok: true, value: offer }) } });
    expect(popup.querySelector('.foot [data-action="undo"]')).toBeNull();
    offer = { clearId: 'clear-2', count: 2, until: Date.now() + 50 };
    await world.tellClearChanged('clear-2');
    expect(one(popup, '.foot [data-action="undo"]').textContent).toBe('Undo: put 2 cookies back');
    await vi.waitFor(() => expect(popup.querySelector('.foot [data-action="undo"]')).toBeNull());
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
    { why: 'all were gone', outcome: outcomeOf({ 'was-gone': 2 }), says: ['2 cookies were gone already.'] },
    {
      why: 'a script was quick, another cookie is out of reach',
      outcome: outcomeOf(
        { gone: 12, 'came-back': 1, 'no-access': 2 },
        {
          exceptions: [
            {
              key: keyOf('x.example'),
              result: 'came-back',
              after: 2000,
              setBy: { kind: 'script', host: 'www.example.com' },
            },
            { key: keyOf('x.example'), result: 'no-access', after: null, setBy: null },
            { key: keyOf('x.example'), result: 'no-access', after: null, setBy: null },
          ],
        },
      ),
      says: [
        '12 cookies are gone.',
        '1 came back after 2s: set by a script of www.example.com.',
        '2 could not be cleared: Cookie Clause has no permission for x.example.',
      ],
    },
    {
      why: 'the browser kept one',
      outcome: outcomeOf({ 'still-there': 1 }),
      says: ['The cookie is not gone.', '1 is still there. The browser kept it and does not say why.'],
    },
    {
      why: 'nothing can be said',
      outcome: outcomeOf({ unreadable: 3 }),
      says: ['Whether 3 cookies are gone is not known: the browser would not read the jar.'],
    },
    {
      why: 'the site was quicker',
      outcome: outcomeOf({ gone: 2, 'set-anew': 1 }),
      says: ['2 cookies are gone.', '1 was set anew by its site meanwhile. The new one was left alone.'],
    },
    { why: 'nothing was planned', outcome: outcomeOf({}), says: ['There is nothing left to clear.'] },
  ])('tells every result, and never shows an empty sheet: $why', async ({ outcome, says }) => {
    const popup = await showPopup(outcomeWorld(outcome));
    await click(popup, '[data-action="clear-remarketing"]');
    await click(popup, '[data-action="confirm"]');
    expect([...popup.querySelectorAll('.sheet > p:not(.small)')].map(textOf).slice(0, says.length)).toEqual(says);
    expect(document.activeElement).toBe(one(popup, '[data-action="close"]'));
  });

  it('asks for the hosts it could not reach, straight from the click, and plans again for what was left', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const plan = planOf(2, { withoutAccess: ['x.example'], allowed: 1 });
    const plans = [plan, planOf(3)];
    const popup = await showPopup({
      deps: { ...world.deps, plan: async () => ({ ok: true, value: plans.shift() ?? plan }) },
    });
    await click(popup, '[data-action="clear-remarketing"]');
    expect(one(popup, '.sheet').textContent).toContain('1 more is allowed by you, and stays.');
    expect(one(popup, '[data-note="no-access"]').textContent).toContain('x.example');
    await click(popup, '.sheet [data-action="grant"]');
    expect(world.went).toEqual(['ask for x.example']);
    expect(one(popup, '[data-action="confirm"]').textContent).toBe('Clear 3 cookies');
  });

  it('offers to keep clear what came back, and makes a rule for that cookie alone', async () => {
    const outcome = outcomeOf(
      { gone: 1, 'came-back': 1 },
      { exceptions: [{ key: keyOf('x.example'), result: 'came-back', after: 900, setBy: null }] },
    );
    const world = outcomeWorld(outcome);
    const removed = async () => ({ ok: true, value: outcomeOf({ gone: 2 }) }) as const;
    const popup = await showPopup({ deps: { ...world.deps, outcome: removed } });
    await click(popup, '[data-action="clear-remarketing"]');
    await click(popup, '[data-action="confirm"]');
    await click(popup, '.sheet [data-action="keep-clear"]');
    expect(world.rules().map(({ effect, target }) => [effect, target])).toEqual([
      ['keep-clear', { kind: 'cookie', name: keyOf('x.example').name, domain: 'x.example' }],
    ]);
    expect(one(popup, '[data-note="kept-clear"]').textContent).toContain('kept clear from now on');
    await world.tellClearChanged('clear-1'); // the rule has taken it
    expect(one(popup, '.sheet').textContent).toContain('2 cookies are gone.');
    expect(one(popup, '[data-note="kept-clear"]').textContent).toContain('kept clear from now on');
  });

  it('tells what came back after the outcome was shown, without moving the focus', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const later = outcomeOf({ gone: 3, 'came-back': 1 }, { undoable: true });
    const popup = await showPopup({ deps: { ...world.deps, outcome: async () => ({ ok: true, value: later }) } });
    await click(popup, '[data-action="clear-remarketing"]');
    await click(popup, '[data-action="confirm"]');
    const focused = document.activeElement;
    await world.tellClearChanged('another');
    expect(one(popup, '.sheet').textContent).not.toContain('came back');
    await world.tellClearChanged('clear-1');
    expect(one(popup, '.sheet').textContent).toContain('3 cookies are gone.1 came back.');
    expect(document.activeElement).toBe(focused);
  });

  it('shows a clear that another view began, if it is of this tab’s cookies, and then what became of it', async () => {
    const world = createWorld(REPORTS.cloudinary);
    let underWay: ClearProgress | null = null;
    let end = (_: Reply<ClearOutcome>) => {};
    const popup = await showPopup({
      deps: {
        ...world.deps,
        underWay: async () => ({ ok: true, value: underWay }),
        outcome: () => new Promise((resolve) => (end = resolve)),
      },
    });
    await world.tellProgress({ clearId: 'of-a-private-window', doing: 'clear', done: 1, total: 4 });
    expect(popup.querySelector('.sheet')).toBeNull();
    underWay = { clearId: 'clear-9', doing: 'clear', done: 5, total: 10 };
    await world.tellProgress(underWay);
    expect(one(popup, '.sheet').textContent).toContain('5 of 10');
    expect(one(popup, '.sheet .heard').textContent).toBe('50 percent done');
    await world.tellProgress({ clearId: 'of-a-private-window', doing: 'clear', done: 1, total: 4 });
    expect(one(popup, '.sheet').textContent).toContain('5 of 10');
    await act(async () => end({ ok: true, value: outcomeOf({ gone: 10 }, { clearId: 'clear-9' }) }));
    expect(one(popup, '.sheet').textContent).toContain('10 cookies are gone.');
  });

  it('shows what runs already when it is opened', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const underWay = { clearId: 'clear-9', doing: 'undo', done: 1, total: 4 } as const;
    const popup = await showPopup({
      deps: {
        ...world.deps,
        underWay: async () => ({ ok: true, value: underWay }),
        outcome: () => new Promise(() => {}),
      },
    });
    expect(one(popup, '.sheet').textContent).toContain('1 of 4');
  });

  it('asks for the hosts of cookies that could not be cleared, and plans the same wish again', async () => {
    const exceptions = [{ key: keyOf('x.example'), result: 'no-access', after: null, setBy: null } as const];
    const world = outcomeWorld(outcomeOf({ 'no-access': 200 }, { exceptions }));
    const wishes: unknown[] = [];
    const plan = (scope: ClearScope) => {
      wishes.push(scope.kind);
      return world.deps.plan(scope);
    };
    const popup = await showPopup({ deps: { ...world.deps, plan } });
    await click(popup, '[data-action="clear-remarketing"]');
    await click(popup, '[data-action="confirm"]');
    await click(popup, '.sheet [data-action="grant"]');
    expect(world.went).toEqual(['ask for x.example']);
    expect(wishes).toEqual(['remarketing', 'remarketing']);
    expect(popup.querySelector('[data-action="confirm"]')).not.toBeNull();
  });

  it('asks for the hosts of cookies that could not be put back, and tries again', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const exceptions = [{ key: keyOf('x.example'), result: 'no-access' } as const];
    const ends = [undoneOf({ restored: 1, 'no-access': 1 }, { exceptions }), undoneOf({ restored: 2 })];
    const undo = async () => ({ ok: true, value: ends.shift() ?? undoneOf({}) }) as const;
    const popup = await showPopup({ deps: { ...world.deps, undo } });
    await click(popup, '[data-action="clear-remarketing"]');
    await click(popup, '[data-action="confirm"]');
    await click(popup, '[data-action="undo"]');
    await click(popup, '.sheet [data-action="grant"]');
    expect(world.went).toEqual(['ask for x.example']);
    expect(one(popup, '.sheet').textContent).toContain('2 cookies are back as they were.');
    expect(popup.querySelector('.sheet [data-action="grant"]')).toBeNull();
  });

  it('says what an undo could not put back, and overwrites newer cookies only when asked to', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const asked: boolean[] = [];
    const undo = async (_clearId: string, overwrite: boolean) => {
      asked.push(overwrite);
      const value = overwrite
        ? undoneOf({ restored: 1 })
        : undoneOf({ restored: 2, 'newer-kept': 1, 'kept-clear': 1, 'expired-meanwhile': 1 }, { overwritable: 1 });
      return { ok: true, value } as const;
    };
    const popup = await showPopup({ deps: { ...world.deps, undo } });
    await click(popup, '[data-action="clear-remarketing"]');
    await click(popup, '[data-action="confirm"]');
    await click(popup, '[data-action="undo"]');
    expect([...popup.querySelectorAll('.sheet p')].map(textOf)).toEqual([
      '2 cookies are back as they were.',
      'For 1 cookie, the site has set a newer one, which was kept.',
      '1 cookie would have ended meanwhile, and stays gone.',
      '1 cookie stays gone, because a rule of yours keeps it clear.',
    ]);
    await click(popup, '[data-action="overwrite"]');
    expect(asked).toEqual([false, true]);
    expect(popup.querySelector('[data-action="overwrite"]')).toBeNull();
  });

  it('says that nothing was put back, instead of counting none', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup({ deps: { ...world.deps, undo: async () => ({ ok: true, value: undoneOf({}) }) } });
    await click(popup, '[data-action="clear-remarketing"]');
    await click(popup, '[data-action="confirm"]');
    await click(popup, '[data-action="undo"]');
    expect(one(popup, '.sheet').textContent).toContain('There was nothing to put back.');
  });
});

const textOf = ({ textContent }: Element) => textContent;

/** A world in which every clear ends like this. */
function outcomeWorld(outcome: ClearOutcome) {
  const world = createWorld(REPORTS.cloudinary);
  return { ...world, deps: { ...world.deps, clear: async () => ({ ok: true, value: outcome }) as const } };
}

function keyOf(domain: string): CookieKey {
  const key = REPORTS.cloudinary.rows[0]?.key;
  if (key === undefined) throw new Error('The made-up page has no cookie');
  return { ...key, domain };
}
