// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClearScope } from '../../src/core/clearing/clearing.ts';
import type { RuleInUse } from '../../src/core/clearing/rules.ts';
import { provideMessages } from '../../src/ui/text.ts';
import { REPORTS } from '../gallery/reports.ts';
import { english } from '../ui/messages.ts';
import { click, createWorld, one, planOf, press, rowOf, showPopup } from './world.tsx';

beforeEach(() => provideMessages(english));

describe('the menu of what can be cleared', () => {
  it.each([
    ['clear-remarketing', 'remarketing'],
    ['clear-site', 'site'],
    ['clear-embeds-here', 'embeds-here'],
    ['clear-site-elsewhere', 'site-elsewhere'],
    ['clear-everything', 'everything'],
  ])('plans %s', async (action, kind) => {
    const world = createWorld(REPORTS.cloudinary);
    const asked: ClearScope[] = [];
    const plan = async (scope: ClearScope) => {
      asked.push(scope);
      return { ok: true, value: planOf(1) } as const;
    };
    const popup = await showPopup({ deps: { ...world.deps, plan } });
    await click(popup, '[data-action="clear-menu"]');
    await click(popup, `[role="menu"] [data-action="${action}"]`);
    expect(asked).toEqual([{ kind, tabId: 7 }]);
    await click(popup, '[data-action="cancel"]');
    expect(document.activeElement).toBe(one(popup, '[data-action="clear-menu"]'));
  });

  it('is led by the keyboard: arrows go round, letters jump, Escape goes back to the button', async () => {
    const popup = await showPopup(createWorld(REPORTS.cloudinary));
    const button = one(popup, '[data-action="clear-menu"]');
    await press(button, 'ArrowUp');
    const focused = () => (document.activeElement as HTMLElement).dataset.action;
    expect(focused()).toBe('site-data');
    await press(document.activeElement, 'ArrowDown');
    expect(focused()).toBe('clear-remarketing');
    await press(document.activeElement, 'e');
    expect(focused()).toBe('clear-everything');
    await press(document.activeElement, 'Home');
    expect(focused()).toBe('clear-remarketing');
    expect((await press(document.activeElement, 'Escape')).defaultPrevented).toBe(true);
    expect(popup.querySelector('[role="menu"]')).toBeNull();
    expect(document.activeElement).toBe(button);
  });
});

describe('rules by row', () => {
  it('keeps a cookie clear, as a third party only if so wished, and marks its row', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup(world);
    await click(rowOf(popup, 'IDE'), 'button');
    await click(rowOf(popup, 'IDE'), '[data-action="keep-clear"]');
    expect(document.activeElement).toBe(one(popup, '[data-target="cookie"] input'));
    await click(rowOf(popup, 'IDE'), '[data-target="third-party-only"] input');
    await click(rowOf(popup, 'IDE'), '[data-action="confirm-keep-clear"]');
    expect(world.rules()).toMatchObject([
      {
        effect: 'keep-clear',
        target: { kind: 'cookie', name: 'IDE', domain: 'doubleclick.net' },
        thirdPartyOnly: true,
      },
    ]);
    expect(one(rowOf(popup, 'IDE'), '.row-rule').textContent).toBe('Kept clear');
    expect(rowOf(popup, '_ga').querySelector('.row-rule')).toBeNull();
    await click(rowOf(popup, 'IDE'), '[data-action="remove-rule"]');
    expect(world.rules()).toEqual([]);
    expect(rowOf(popup, 'IDE').querySelector('.row-rule')).toBeNull();
  });

  it('allows a whole company', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup(world);
    await click(rowOf(popup, 'IDE'), 'button');
    await click(rowOf(popup, 'IDE'), '[data-action="allow"]');
    await click(rowOf(popup, 'IDE'), '[data-target="vendor"] input');
    await click(rowOf(popup, 'IDE'), '[data-action="confirm-allow"]');
    expect(world.rules()).toMatchObject([{ effect: 'allow', target: { kind: 'vendor', vendorId: 'google' } }]);
  });

  it('says calmly what a rule has done and who keeps setting the cookie again', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup(world);
    await world.deps.addRule(
      {
        effect: 'keep-clear',
        target: { kind: 'cookie', name: 'IDE', domain: 'doubleclick.net' },
        thirdPartyOnly: false,
      },
      7,
    );
    const [rule] = world.rules();
    if (rule === undefined) throw new Error('The rule is not there');
    const back = { name: 'IDE', domain: 'doubleclick.net', times: 5 } as const;
    const used: RuleInUse = {
      ...rule,
      label: 'IDE · doubleclick.net',
      removed: 14,
      comingBack: [{ ...back, setBy: { kind: 'script', host: 'www.example.com' } }],
    };
    await world.haveRules([used]);
    await click(rowOf(popup, 'IDE'), 'button');
    const said = one(rowOf(popup, 'IDE'), '[data-rule="keep-clear"].rule').textContent;
    expect(said).toContain('removed 14 times since the browser started');
    expect(said).toContain('keeps coming back, 5 times so far, set by a script of www.example.com');
  });

  it('says so when the rule could not be saved', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const addRule = async () => ({ ok: false, code: 'failed', message: 'full' }) as const;
    const popup = await showPopup({ deps: { ...world.deps, addRule } });
    await click(rowOf(popup, 'IDE'), 'button');
    await click(rowOf(popup, 'IDE'), '[data-action="allow"]');
    await click(rowOf(popup, 'IDE'), '[data-action="confirm-allow"]');
    expect(one(rowOf(popup, 'IDE'), '[role="alert"]').textContent).toContain('Nothing has changed');
  });
});

describe('other data of the site', () => {
  const openDialog = async (popup: HTMLElement) => {
    await click(popup, '[data-action="clear-menu"]');
    await click(popup, '[data-action="site-data"]');
  };

  it('shows each kind with its count, none taken for nothing, and asks the browser only for what needs it', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const popup = await showPopup(world);
    await openDialog(popup);
    const says = (kind: string) => one(popup, `[data-kind="${kind}"] .kind-count`).textContent;
    expect(says('localStorage')).toBe('12 entries');
    expect(says('sessionStorage')).toBe('nothing');
    expect(says('cacheStorage')).toBe('this browser cannot clear it for one site alone');
    expect(one(popup, '.sheet').textContent).toContain('This cannot be undone');
    expect(one(popup, '[data-action="confirm"]')).toHaveProperty('disabled', true);
    await click(popup, '[data-kind="localStorage"] input');
    await click(popup, '[data-action="confirm"]');
    expect(world.went).toEqual(['clear localStorage']);
    expect(one(popup, '[data-kind="localStorage"] .kind-count').textContent).toBe('gone');
    await click(popup, '[data-action="close"]');
    await openDialog(popup);
    await click(popup, '[data-kind="indexedDB"] input');
    await click(popup, '[data-action="confirm"]');
    expect(world.went.slice(1)).toEqual(['ask for site data', 'clear indexedDB']);
  });

  it('clears nothing where it could not be counted', async () => {
    const world = createWorld(REPORTS.cloudinary);
    const countSiteData = async () => ({ ok: false, code: 'not-found', message: 'the tab is gone' }) as const;
    const popup = await showPopup({ deps: { ...world.deps, countSiteData } });
    await openDialog(popup);
    expect(one(popup, '.sheet').textContent).toContain('the tab is gone');
    expect(popup.querySelector('[data-action="confirm"]')).toBeNull();
  });
});
