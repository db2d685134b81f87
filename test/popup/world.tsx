import { render } from 'preact';
import { act } from 'preact/test-utils';
import type { ClearScope } from '../../src/core/clearing/clearing.ts';
import { type CookieKey, cookieKeyId } from '../../src/core/cookies/cookie-key.ts';
import type { PageReport, TabReport } from '../../src/core/report/page-report.ts';
import type { Reply } from '../../src/messaging/protocol.ts';
import { Popup } from '../../src/popup/popup.tsx';
import type { PopupDeps } from '../../src/popup/popup-deps.ts';
import { report as makeReport } from '../gallery/reports.ts';

const TAB = 7;

/**
 * A background in memory: it holds one tab's report, clears cookies out of it, remembers them for undo, and tells the
 * popup when it changed.
 */
export function createWorld(first: Reply<TabReport> | PageReport) {
  let answer = asReply(first);
  const listeners = new Set<(tabId: number) => void>();
  const cleared = new Map<string, PageReport>();
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
      return { ok: true, value: { keys, signsOutOf: [], companies: [{ name: 'Google', count: keys.length }] } };
    },
    clear: async (keys) => {
      const before = report();
      const ids = new Set(keys.map(cookieKeyId));
      cleared.set('undo-1', before);
      answer = asReply(
        makeReport({
          ...before,
          rows: before.rows.map((row) => (ids.has(row.id) ? { ...row, status: 'removed' } : row)),
        }),
      );
      tell();
      return { ok: true, value: { undoId: 'undo-1', results: keys.map((key) => ({ key, result: 'gone' })) } };
    },
    undoable: async () => ({ ok: true, value: cleared.has('undo-1') ? { undoId: 'undo-1', count: 3 } : null }),
    undo: async (undoId) => {
      const before = cleared.get(undoId);
      if (before === undefined) return { ok: false, code: 'not-found', message: 'too late' };
      cleared.delete(undoId);
      answer = asReply(before);
      tell();
      return { ok: true, value: { results: [{ key: before.rows[0]?.key ?? keyless(), result: 'restored' }] } };
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

function keyless(): CookieKey {
  throw new Error('The report has no cookie to put back');
}
