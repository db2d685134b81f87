// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RuleInUse } from '../../src/core/clearing/rules.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/core/preferences.ts';
import type { Reply } from '../../src/messaging/protocol.ts';
import { Options } from '../../src/options/options.tsx';
import type { PreferencesSource } from '../../src/options/preferences-store.ts';
import type { RulesSource } from '../../src/options/rules-feed.ts';
import { provideMessages } from '../../src/ui/text.ts';
import { english, pseudo } from '../ui/messages.ts';
import { unwrappedTexts } from '../ui/unwrapped.ts';

beforeEach(() => provideMessages(english));

/** The preferences as the background keeps them; `refuse` makes the store full. */
function createStore(first: Partial<Preferences> = {}) {
  let kept: Preferences = { ...DEFAULT_PREFERENCES, ...first };
  let full = false;
  const listeners = new Set<(preferences: Preferences) => void>();
  const source: PreferencesSource = {
    load: async () => ({ ok: true, value: kept }),
    save: async (change) => {
      if (full) return { ok: false, code: 'failed', message: 'the store is full' };
      kept = { ...kept, ...change };
      return { ok: true, value: kept };
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    source,
    kept: () => kept,
    refuse: () => {
      full = true;
    },
    changeElsewhere: (change: Partial<Preferences>) =>
      act(async () => {
        kept = { ...kept, ...change };
        for (const listener of listeners) listener(kept);
      }),
  };
}

/** The rules as the background keeps them; `refuse` makes it refuse. */
function createRules(first: readonly RuleInUse[] = []) {
  let kept = [...first];
  let refused = false;
  const listeners = new Set<() => void>();
  const answer = <T,>(value: T): Reply<T> =>
    refused ? { ok: false, code: 'failed', message: 'no room' } : { ok: true, value };
  const source: RulesSource = {
    load: async () => ({ ok: true, value: [...kept] }),
    async add(wish) {
      const made = ruleOf({ ...wish, id: `made-${kept.length}` });
      if (!refused) kept = [made, ...kept];
      return answer(made);
    },
    async remove(id) {
      if (!refused) kept = kept.filter((rule) => rule.id !== id);
      return answer(null);
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    source,
    kept: () => kept,
    refuse: () => {
      refused = true;
    },
    report: (rules: readonly RuleInUse[]) =>
      act(async () => {
        kept = [...rules];
        for (const listener of listeners) listener();
      }),
  };
}

function ruleOf(parts: Partial<RuleInUse>): RuleInUse {
  const target = parts.target ?? { kind: 'site', site: 'shop.example' };
  const label = target.kind === 'site' ? target.site : target.kind === 'vendor' ? 'Google' : target.name;
  return {
    id: 'r',
    madeAt: 0,
    effect: 'keep-clear',
    thirdPartyOnly: false,
    target,
    label,
    removed: 0,
    refused: 0,
    comingBack: [],
    ...parts,
  };
}

async function show(source: PreferencesSource, rules = createRules().source): Promise<HTMLElement> {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  await act(async () => render(<Options source={source} rules={rules} />, root));
  return root;
}

function one<E extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): E {
  const found = root.querySelector<E>(selector);
  if (found === null) throw new Error(`Nothing on the page fits ${selector}`);
  return found;
}

/** Does something on the page, and lets everything that follows from it happen. */
const settle = (deed: () => void) =>
  act(async () => {
    deed();
    await new Promise((done) => setTimeout(done));
  });

const pick = (root: ParentNode, selector: string) => settle(() => one(root, selector).click());

async function addSite(root: ParentNode, text: string, list = 'quiet'): Promise<void> {
  const input = one<HTMLInputElement>(root, `#${list}-site`);
  await act(async () => {
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle(() =>
    one(root, `[data-list="${list}"] form.add`).dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
  );
}

const sitesShown = (root: ParentNode) =>
  [...root.querySelectorAll('[data-list="quiet"] .sites bdi')].map((bdi) => bdi.textContent);

describe('the options', () => {
  it('show what is kept', async () => {
    const page = await show(
      createStore({ warnScope: 'seen', theme: 'dark', badge: false, quietSites: ['b.example', 'a.example'] }).source,
    );
    expect(one<HTMLInputElement>(page, '[name="warnScope"][value="seen"]').checked).toBe(true);
    expect(one<HTMLInputElement>(page, '[name="theme"][value="dark"]').checked).toBe(true);
    expect(one<HTMLInputElement>(page, '[name="badge"]').checked).toBe(false);
    expect(sitesShown(page)).toEqual(['a.example', 'b.example']);
  });

  it.each([
    { selector: '[name="warnScope"][value="everywhere"]', change: { warnScope: 'everywhere' } },
    { selector: '[name="theme"][value="light"]', change: { theme: 'light' } },
    { selector: '[name="warnMode"][value="tell"]', change: { warnMode: 'tell' } },
    { selector: '[name="warnOften"]', change: { warnOften: 'always' } },
    { selector: '[name="badge"]', change: { badge: false } },
    { selector: '[name="clearOnLeave"][value="remarketing"]', change: { clearOnLeave: 'remarketing' } },
  ])('save $change at once, and say so', async ({ selector, change }) => {
    const store = createStore();
    const page = await show(store.source);
    await pick(page, selector);
    expect(store.kept()).toMatchObject(change);
    expect(one(page, '[data-saved]').textContent).toBe('Saved');
  });

  it('take a choice back when it was refused, and say why', async () => {
    const store = createStore();
    const page = await show(store.source);
    store.refuse();
    await pick(page, '[name="warnScope"][value="everywhere"]');
    expect(one<HTMLInputElement>(page, '[name="warnScope"][value="policy-site"]').checked).toBe(true);
    expect(one(page, '[role="status"]').textContent).toContain('the store is full');
  });

  it('follow a change made elsewhere', async () => {
    const store = createStore();
    const page = await show(store.source);
    await store.changeElsewhere({ warnScope: 'seen', quietSites: ['new.example'] });
    expect(one<HTMLInputElement>(page, '[name="warnScope"][value="seen"]').checked).toBe(true);
    expect(sitesShown(page)).toEqual(['new.example']);
  });

  it('put the picked theme on the page, and take it off again', async () => {
    const page = await show(createStore({ theme: 'dark' }).source);
    expect(document.documentElement.dataset.theme).toBe('dark');
    await pick(page, '[name="theme"][value="system"]');
    expect(document.documentElement.hasAttribute('data-theme')).toBe(false);
  });

  it('say that they could not be read, and offer another try', async () => {
    const { source } = createStore();
    let broken = true;
    const page = await show({
      ...source,
      load: async () => (broken ? { ok: false, code: 'failed', message: 'no answer' } : source.load()),
    });
    expect(page.textContent).toContain('no answer');
    broken = false;
    await pick(page, '.problem button');
    expect(page.querySelector('[name="badge"]')).not.toBeNull();
  });
});

describe('the list of sites', () => {
  it('takes a site from whatever address was typed', async () => {
    const store = createStore();
    const page = await show(store.source);
    await addSite(page, 'https://www.partner.example/offer');
    expect(store.kept().quietSites).toEqual(['partner.example']);
    expect(one<HTMLInputElement>(page, '#quiet-site').value).toBe('');
  });

  it('says what is wrong beside the field, and keeps what was typed', async () => {
    const store = createStore();
    const page = await show(store.source);
    await addSite(page, 'nonsense');
    expect(one(page, '#quiet-problem').textContent).toContain('not the name of a site');
    expect(one(page, '#quiet-site').getAttribute('aria-invalid')).toBe('true');
    expect(one<HTMLInputElement>(page, '#quiet-site').value).toBe('nonsense');
    expect(store.kept().quietSites).toEqual([]);
  });

  it('removes a site and moves the focus to the next one', async () => {
    const store = createStore({ quietSites: ['a.example', 'b.example', 'c.example'] });
    const page = await show(store.source);
    await pick(page, '[aria-label="Remove b.example"]');
    expect(store.kept().quietSites).toEqual(['a.example', 'c.example']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove c.example');
  });

  it('moves the focus to the field when the last one is removed', async () => {
    const page = await show(createStore({ quietSites: ['a.example'] }).source);
    await pick(page, '[data-action="remove-site"]');
    expect(document.activeElement?.id).toBe('quiet-site');
  });

  it('can be searched once it is long', async () => {
    const page = await show(createStore({ quietSites: Array.from({ length: 30 }, (_, n) => `s${n}.example`) }).source);
    const search = one<HTMLInputElement>(page, '[type="search"]');
    await act(async () => {
      search.value = 's2';
      search.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(sitesShown(page)).toHaveLength(11);
    expect(one(page, '.search [role="status"]').textContent).toBe('11 sites');
  });

  it('cannot be searched while it is short', async () => {
    const page = await show(createStore({ quietSites: ['a.example'] }).source);
    expect(page.querySelector('[type="search"]')).toBeNull();
  });
});

describe('the rules for single sites', () => {
  const type = (page: HTMLElement, selector: string, text: string) =>
    act(async () => {
      const input = one<HTMLInputElement>(page, selector);
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
  const addRule = async (page: HTMLElement, from: string, to: string, mode: string) => {
    await type(page, '#rule-from', from);
    await type(page, '#rule-to', to);
    await settle(() => {
      const select = one<HTMLSelectElement>(page, '#rule-mode');
      select.value = mode;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await settle(() =>
      one(page, 'form.leave-rule').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })),
    );
  };

  it('takes one for a site, one for a pair, and the newer in place of the older', async () => {
    const store = createStore();
    const page = await show(store.source);
    await addRule(page, 'https://www.shop.example/', '', 'tell');
    await addRule(page, 'shop.example', 'partner.example', 'off');
    await addRule(page, 'shop.example', '', 'ask');
    expect(store.kept().leaveRules).toEqual([
      { from: 'shop.example', to: 'partner.example', mode: 'off' },
      { from: 'shop.example', to: null, mode: 'ask' },
    ]);
    await pick(page, '[aria-label="Remove shop.example"]');
    expect(store.kept().leaveRules).toHaveLength(1);
  });

  it.each([
    { from: '', to: '', says: 'Write the name of a site first', why: 'there is no site' },
    { from: 'nonsense', to: '', says: 'not the name of a site', why: 'it is none' },
    { from: 'shop.example', to: 'nonsense', says: 'not the name of a site', why: 'the second is none' },
    { from: 'shop.example', to: 'www.shop.example', says: 'the same site', why: 'nothing is left' },
  ])('refuses one because $why, and says so', async ({ from, to, says }) => {
    const store = createStore();
    const page = await show(store.source);
    await addRule(page, from, to, 'ask');
    expect(one(page, '#rule-problem').textContent).toContain(says);
    expect(store.kept().leaveRules).toEqual([]);
  });
});

describe('the rules', () => {
  const lines = (root: ParentNode, list: string) =>
    [...root.querySelectorAll(`[data-list="${list}"] .sites .rule`)].map((line) =>
      [...line.children].map((part) => part.textContent).join(' | '),
    );
  const many = (effect: RuleInUse['effect']) =>
    Array.from({ length: 12 }, (_, n) =>
      ruleOf({ id: `r${n}`, effect, target: { kind: 'site', site: `s${n}.example` }, label: `s${n}.example` }),
    );

  it('are listed by what they do, with what they did', async () => {
    const page = await show(
      createStore().source,
      createRules([
        ruleOf({ id: '1', target: { kind: 'vendor', vendorId: 'google' }, removed: 1234 }),
        ruleOf({ id: '2', target: { kind: 'cookie', name: '_ga', domain: 'shop.example' }, thirdPartyOnly: true }),
        ruleOf({ id: '3', removed: 1, refused: 2 }),
        ruleOf({ id: '4', effect: 'allow', target: { kind: 'site', site: 'bank.example' } }),
      ]).source,
    );
    expect(lines(page, 'keep-clear')).toEqual([
      'Google | 1,234 cookies removed since the browser started.',
      '_ga on shop.exampleonly as a third party',
      'shop.example | 1 cookie removed since the browser started. | 2 cookies are still there: the browser did not let them be removed.',
    ]);
    expect(lines(page, 'allow')).toEqual(['bank.example']);
  });

  it.each([
    { setBy: { kind: 'script', host: 'www.shop.example' } as const, who: 'set by a script on www.shop.example.' },
    { setBy: { kind: 'header', host: 'px.ads.example' } as const, who: 'set by a response of px.ads.example.' },
    { setBy: null, who: 'Who sets it was not seen.' },
  ])('say calmly what keeps coming back: $who', async ({ setBy, who }) => {
    const comingBack = [{ name: 'insist', domain: 'shop.example', times: 12, setBy }];
    const rules = createRules([ruleOf({})]);
    const page = await show(createStore().source, rules.source);
    expect(page.querySelector('[data-coming-back]')).toBeNull();
    await rules.report([ruleOf({ comingBack })]);
    const text = one(page, '[data-coming-back="insist"]').textContent ?? '';
    expect(text).toContain('insist on shop.example keeps coming back: 12 times');
    expect(text).toContain(who);
  });

  it('have their place before they are there, so that nothing moves when they come', async () => {
    let come: (reply: Reply<readonly RuleInUse[]>) => void = () => undefined;
    const late: RulesSource = { ...createRules().source, load: () => new Promise((resolve) => (come = resolve)) };
    const page = await show(createStore().source, late);
    const places = () => [...page.querySelectorAll('[data-list] .none')].map((line) => line.textContent);
    expect(places()).toEqual(['There are none yet.', '\u00a0', '\u00a0']);
    await act(async () => come({ ok: true, value: [] }));
    expect(places()).toEqual(['There are none yet.', 'There are none yet.', 'There are none yet.']);
  });

  it('are made for a site by hand, also for third-party use alone', async () => {
    const rules = createRules();
    const page = await show(createStore().source, rules.source);
    await addSite(page, 'https://www.shop.example/chairs', 'keep-clear');
    await pick(page, '[name="keep-clear-third"]');
    await addSite(page, 'shop.example', 'keep-clear');
    await addSite(page, 'bank.example', 'allow');
    expect(rules.kept().map(({ effect, target, thirdPartyOnly }) => ({ effect, target, thirdPartyOnly }))).toEqual([
      { effect: 'allow', target: { kind: 'site', site: 'bank.example' }, thirdPartyOnly: false },
      { effect: 'keep-clear', target: { kind: 'site', site: 'shop.example' }, thirdPartyOnly: true },
      { effect: 'keep-clear', target: { kind: 'site', site: 'shop.example' }, thirdPartyOnly: false },
    ]);
    await addSite(page, 'shop.example', 'keep-clear');
    expect(one(page, '#keep-clear-problem').textContent).toBe('This site is on the list already.');
    expect(one(page, '#allow-problem').textContent).toBe('');
  });

  it('can be removed, and the focus goes on', async () => {
    const rules = createRules(many('keep-clear').slice(0, 3));
    const page = await show(createStore().source, rules.source);
    await pick(page, '[aria-label="Remove s1.example"]');
    expect(rules.kept().map(({ id }) => id)).toEqual(['r0', 'r2']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove s2.example');
  });

  it('stand as they were, with the reason, where a change was refused', async () => {
    const rules = createRules(many('keep-clear').slice(0, 2));
    const page = await show(createStore().source, rules.source);
    rules.refuse();
    await addSite(page, 'new.example', 'keep-clear');
    expect(one(page, '[data-rules-problem]').textContent).toContain('no room');
    await pick(page, '[aria-label="Remove s1.example"]');
    expect(lines(page, 'keep-clear')).toEqual(['s0.example', 's1.example']);
  });

  it('can be searched once they are many, each list apart', async () => {
    const page = await show(createStore().source, createRules([...many('keep-clear'), ...many('allow')]).source);
    const search = one<HTMLInputElement>(page, '[data-list="allow"] [type="search"]');
    await act(async () => {
      search.value = 'S11';
      search.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(lines(page, 'allow')).toEqual(['s11.example']);
    expect(one(page, '[data-list="allow"] .search [role="status"]').textContent).toBe('1 rule');
    expect(lines(page, 'keep-clear')).toHaveLength(12);
  });
});

it('takes every text from the messages', async () => {
  provideMessages(pseudo);
  const setBy = { kind: 'script', host: 'www.shop.example' } as const;
  const leaveRules = [{ from: 'a.example', to: null, mode: 'off' } as const];
  const comingBack = [{ name: 'insist', domain: 'shop.example', times: 12, setBy }];
  const page = await show(
    createStore({ leaveRules, quietSites: Array.from({ length: 12 }, (_, n) => `s${n}.example`) }).source,
    createRules([ruleOf({ removed: 3, refused: 1, comingBack, thirdPartyOnly: true })]).source,
  );
  await addSite(page, 'nonsense');
  expect(unwrappedTexts(page)).toEqual([]);
});
