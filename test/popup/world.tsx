import { render } from 'preact';
import { act } from 'preact/test-utils';
import type {
  ClearOutcome,
  ClearPlan,
  ClearProgress,
  ClearScope,
  UndoOutcome,
} from '../../src/core/clearing/clearing.ts';
import type { RuleInUse } from '../../src/core/clearing/rules.ts';
import { type CookieKey, cookieKeyId } from '../../src/core/cookies/cookie-key.ts';
import type { PageReport, TabReport } from '../../src/core/report/page-report.ts';
import type { Reply } from '../../src/messaging/protocol.ts';
import { Popup } from '../../src/popup/popup.tsx';
import type { PopupDeps } from '../../src/popup/popup-deps.ts';
import { report as makeReport } from '../gallery/reports.ts';

const TAB = 7;

/** Offers of this world are good for half an hour. */
const offerEnds = () => Date.now() + 30 * 60_000;

/** A plan of so many cookies; nothing costs, nothing stays, nothing is withheld unless told. */
export function planOf(count: number, more: Partial<ClearPlan> = {}): ClearPlan {
  return { planId: 'plan', count, signsOutOf: [], companies: [], allowed: 0, withoutAccess: [], ...more };
}

const NO_RESULTS = {
  gone: 0,
  'was-gone': 0,
  'came-back': 0,
  'set-anew': 0,
  'still-there': 0,
  'no-access': 0,
  unreadable: 0,
};

export function outcomeOf(counts: Partial<ClearOutcome['counts']>, more: Partial<ClearOutcome> = {}): ClearOutcome {
  return {
    clearId: 'clear-1',
    undoable: false,
    counts: { ...NO_RESULTS, ...counts },
    exceptions: [],
    resumed: false,
    ...more,
  };
}

const NOTHING_UNDONE = {
  restored: 0,
  'expired-meanwhile': 0,
  'newer-kept': 0,
  'kept-clear': 0,
  refused: 0,
  'no-access': 0,
  unreadable: 0,
};

export function undoneOf(counts: Partial<UndoOutcome['counts']>, more: Partial<UndoOutcome> = {}): UndoOutcome {
  return { clearId: 'clear-1', counts: { ...NOTHING_UNDONE, ...counts }, exceptions: [], overwritable: 0, ...more };
}

function createSignal<T>() {
  const heard = new Set<(value: T) => void>();
  return {
    on(listener: (value: T) => void) {
      heard.add(listener);
      return () => void heard.delete(listener);
    },
    tell: (value: T) => act(async () => [...heard].forEach((listener) => void listener(value))),
  };
}

/**
 * A background in memory: it holds one tab's report, clears cookies out of it, remembers them for undo, and tells the
 * popup when it changed.
 */
export function createWorld(first: Reply<TabReport> | PageReport) {
  let answer = asReply(first);
  const listeners = new Set<(tabId: number) => void>();
  const cleared = new Map<string, PageReport>();
  const plans = new Map<string, readonly CookieKey[]>();
  const progress = createSignal<ClearProgress>();
  const clearChanged = createSignal<string>();
  const rulesChanged = createSignal<void>();
  let rules: readonly RuleInUse[] = [];
  const went: string[] = [];

  const report = (): PageReport => {
    if (!answer.ok || answer.value.state !== 'ready') throw new Error('The world has no report');
    return answer.value.report;
  };
  const tell = (): void => {
    for (const listener of listeners) listener(TAB);
  };
  const keysOf = (scope: ClearScope): readonly CookieKey[] => {
    if (scope.kind === 'cookies') return scope.keys;
    const fits = (row: PageReport['rows'][number]) =>
      scope.kind === 'everything' ||
      (scope.kind === 'remarketing' && ['advertising', 'analytics'].includes(row.classification.purpose)) ||
      (scope.kind === 'vendor' && row.classification.vendor?.id === scope.vendorId);
    return report()
      .rows.filter((row) => row.status === 'stored' && fits(row))
      .map(({ key }) => key);
  };
  const mark = (fits: (row: PageReport['rows'][number]) => boolean, rule: PageReport['rows'][number]['rule']): void => {
    const before = report();
    answer = asReply(makeReport({ ...before, rows: before.rows.map((row) => (fits(row) ? { ...row, rule } : row)) }));
    tell();
  };
  const deps: PopupDeps = {
    tabId: TAB,
    inTab: false,
    load: async () => answer,
    loadRows: async () => ({ ok: true, value: [] }),
    painted: async () => undefined,
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    plan: async (scope) => {
      const keys = keysOf(scope);
      const planId = `plan-${plans.size + 1}`;
      plans.set(planId, keys);
      return { ok: true, value: planOf(keys.length, { planId, companies: [{ name: 'Google', count: keys.length }] }) };
    },
    clear: async (planId) => {
      const keys = plans.get(planId);
      if (keys === undefined) return { ok: false, code: 'not-found', message: 'no such plan' };
      const before = report();
      const ids = new Set(keys.map(cookieKeyId));
      cleared.set('clear-1', before);
      answer = asReply(
        makeReport({
          ...before,
          rows: before.rows.map((row) => (ids.has(row.id) ? { ...row, status: 'removed' } : row)),
        }),
      );
      tell();
      return { ok: true, value: outcomeOf({ gone: keys.length }, { undoable: true }) };
    },
    outcome: async () => ({ ok: true, value: outcomeOf({ gone: 1 }) }),
    underWay: async () => ({ ok: true, value: null }),
    undoable: async () => ({
      ok: true,
      value: cleared.has('clear-1') ? { clearId: 'clear-1', count: 3, until: offerEnds() } : null,
    }),
    undo: async (clearId) => {
      const before = cleared.get(clearId);
      if (before === undefined) return { ok: false, code: 'not-found', message: 'too late' };
      cleared.delete(clearId);
      answer = asReply(before);
      tell();
      return { ok: true, value: undoneOf({ restored: 1 }) };
    },
    onProgress: progress.on,
    onClearChanged: clearChanged.on,
    rules: async () => ({ ok: true, value: rules }),
    addRule: async (wish) => {
      const rule: RuleInUse = {
        ...wish,
        id: `rule-${rules.length + 1}`,
        madeAt: 0,
        label: wish.target.kind,
        removed: 0,
        refused: 0,
        comingBack: [],
      };
      rules = [rule, ...rules];
      const { target } = wish;
      mark((row) => target.kind === 'cookie' && row.key.name === target.name, { id: rule.id, effect: rule.effect });
      return { ok: true, value: rule };
    },
    removeRule: async (ruleId) => {
      rules = rules.filter(({ id }) => id !== ruleId);
      mark((row) => row.rule?.id === ruleId, null);
      return { ok: true, value: null };
    },
    onRulesChanged: rulesChanged.on,
    countSiteData: async () => ({
      ok: true,
      value: {
        origin: 'https://www.cloudinary.com',
        counts: { localStorage: 12, sessionStorage: 0, indexedDB: 1, cacheStorage: null, serviceWorkers: 1 },
        impossible: ['cacheStorage'],
        byBrowser: ['indexedDB', 'serviceWorkers'],
        permitted: false,
      },
    }),
    clearSiteData: async (_tabId, _origin, kinds) => {
      went.push(`clear ${kinds.join(', ')}`);
      return { ok: true, value: kinds.map((kind) => ({ kind, result: 'cleared' as const })) };
    },
    removeStorageKey: async (_tabId, { storageKey }) => {
      went.push(`remove ${storageKey}`);
      return { ok: true, value: 'cleared' };
    },
    requestSiteDataPermission: async () => {
      went.push('ask for site data');
      return true;
    },
    requestHosts: async (hosts) => {
      went.push(`ask for ${hosts.join(', ')}`);
      return true;
    },
    openReport: (tabId) => went.push(`report ${tabId}`),
    openPolicy: (tabId, clauseId) => went.push(`policy ${tabId} ${clauseId ?? ''}`.trim()),
    openOptions: () => went.push('options'),
    reload: (tabId) => went.push(`reload ${tabId}`),
    requestAccess: async () => {
      went.push('ask for access');
      return true;
    },
  };
  return {
    deps,
    went,
    rules: () => rules,
    tellProgress: progress.tell,
    tellClearChanged: clearChanged.tell,
    async haveRules(next: readonly RuleInUse[]) {
      rules = next;
      await rulesChanged.tell();
    },
    /** The tab has another report now, and the popup hears of it. */
    async change(next: Reply<TabReport> | PageReport) {
      answer = asReply(next);
      await act(async () => tell());
    },
  };
}

/** Shows the popup on a world, and waits until it has asked and been answered. */
export async function showPopup(world: { readonly deps: PopupDeps }): Promise<HTMLElement> {
  const root = document.createElement('div');
  root.id = 'root';
  document.body.replaceChildren(root);
  await act(async () => render(<Popup deps={world.deps} />, root));
  return root;
}

/** The one element that fits, or an error that says what was sought. */
export function one(root: ParentNode, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`Nothing on the page fits ${selector}`);
  return found;
}

export async function click(root: ParentNode, selector: string): Promise<void> {
  const element = one(root, selector);
  await act(async () => {
    element.focus();
    element.click();
  });
}

export async function press(element: Element | null, key: string): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  await act(async () => {
    element?.dispatchEvent(event);
  });
  return event;
}

/** The row of a cookie, whatever its name is made of. */
export function rowOf(root: ParentNode, name: string): HTMLElement {
  const found = [...root.querySelectorAll<HTMLElement>('[data-cookie-name]')].find(
    ({ dataset }) => dataset.cookieName === name,
  );
  if (found === undefined) throw new Error(`No row of a cookie named ${JSON.stringify(name)}`);
  return found;
}

function asReply(given: Reply<TabReport> | PageReport): Reply<TabReport> {
  return 'ok' in given ? given : { ok: true, value: { state: 'ready', report: given } };
}
