import { render } from 'preact';
import { act } from 'preact/test-utils';
import type { Survey } from '../../src/core/policy/survey.ts';
import type { PageReport, TabReport } from '../../src/core/report/page-report.ts';
import type { Reply } from '../../src/messaging/protocol.ts';
import { PolicyPage, type PolicyPageDeps } from '../../src/policy-page/policy-page.tsx';
import { SURVEY } from '../gallery/policy-pages.ts';

const TAB = 7;

interface Beginning {
  readonly tabId?: number | null;
  readonly page?: Reply<TabReport> | PageReport;
  readonly survey?: Reply<Survey> | Survey;
  readonly hash?: string;
}

/** A background in memory, and an address, for one policy page. */
export function createWorld({ tabId = TAB, page, survey = SURVEY, hash = '' }: Beginning = {}) {
  let report: Reply<TabReport> = asReply(page ?? { ok: true, value: { state: 'gone' } });
  let surveyed: Reply<Survey> = 'ok' in survey ? survey : { ok: true, value: survey };
  let address = hash;
  const changed = new Set<(tabId: number) => void>();
  const moved = new Set<() => void>();
  const asked: string[] = [];
  const deps: PolicyPageDeps = {
    tabId,
    loadReport: async (id) => {
      asked.push(`report ${id}`);
      return report;
    },
    loadSurvey: async (privateWindow) => {
      asked.push(`survey ${privateWindow ? 'private' : 'usual'}`);
      return surveyed;
    },
    onChanged(listener) {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    hash: () => address,
    onHashChanged(listener) {
      moved.add(listener);
      return () => moved.delete(listener);
    },
  };
  return {
    deps,
    asked,
    /** The tab has another report now, and the page hears of it. */
    async change(next: Reply<TabReport> | PageReport) {
      report = asReply(next);
      await settle(() => {
        for (const listener of changed) listener(TAB);
      });
    },
    answerSurvey(next: Reply<Survey>) {
      surveyed = next;
    },
    async goTo(next: string) {
      address = next;
      await settle(() => {
        for (const listener of moved) listener();
      });
    },
  };
}

/** Shows the page on a world, and waits until it has asked and been answered. */
export async function showPolicyPage(world: { readonly deps: PolicyPageDeps }): Promise<HTMLElement> {
  const root = document.createElement('div');
  root.id = 'root';
  document.body.replaceChildren(root);
  await settle(() => render(<PolicyPage deps={world.deps} />, root));
  return root;
}

/** Does something, and lets everything that follows from it happen. */
export async function settle(deed: () => void): Promise<void> {
  await act(async () => {
    deed();
    await new Promise((done) => setTimeout(done));
  });
}

/** What an element says, its blocks apart from each other. */
export function words(root: ParentNode, selector: string): string {
  const copy = one(root, selector).cloneNode(true) as Element; // a clone is of the same kind
  for (const block of copy.querySelectorAll('p, div, dt, dd, ul, li')) block.append(' ');
  return copy.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}

/** The one element that fits, or an error that says what was sought. */
export function one<E extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): E {
  const found = root.querySelector<E>(selector);
  if (found === null) throw new Error(`Nothing on the page fits ${selector}`);
  return found;
}

/** A clause's element, by its id. */
export function clause(root: ParentNode, id: string): HTMLElement {
  return one(root, `[data-clause-id="${id}"]`);
}

export async function click(root: ParentNode, selector: string): Promise<void> {
  const element = one(root, selector);
  await settle(() => {
    element.focus();
    element.click();
  });
}

function asReply(given: Reply<TabReport> | PageReport): Reply<TabReport> {
  return 'ok' in given ? given : { ok: true, value: { state: 'ready', report: given } };
}
