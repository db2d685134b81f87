import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { clauseById } from '../core/policy/clauses.ts';
import { Heading } from './heading.tsx';
import { PageNotice, SurveyNotice } from './page-notices.tsx';
import { createPolicyFeed, type FeedSource, type PolicyView } from './policy-feed.ts';
import { PolicyText } from './policy-text.tsx';
import { ScopeSummary } from './scope-summary.tsx';
import { ScopeSwitch } from './scope-switch.tsx';
import { type Scope, standingsOf } from './standing.ts';
import { WatchNotice } from './watch-notice.tsx';

/** Everything the page needs from outside; the tests hand in a world of their own. */
export interface PolicyPageDeps extends FeedSource {
  /** The end of the address: `#cookies.3` asks for that clause. */
  hash(): string;
  onHashChanged(listener: () => void): () => void;
}

/** The whole policy, and where each of its sentences stands. The text is there from the first moment, whatever else is. */
export function PolicyPage({ deps }: { deps: PolicyPageDeps }) {
  const [view, setView] = useState<PolicyView>({ page: { kind: 'loading' }, survey: { kind: 'loading' } });
  const [feed, setFeed] = useState<ReturnType<typeof createPolicyFeed>>();
  const [picked, setPicked] = useState<Scope>('page');
  const [showDiff, setShowDiff] = useState(true);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [target, setTarget] = useState(() => clauseIn(deps.hash()));
  useLayoutEffect(() => {
    const made = createPolicyFeed(deps, setView);
    setFeed(made);
    return made.stop;
  }, [deps]);
  useLayoutEffect(() => deps.onHashChanged(() => setTarget(clauseIn(deps.hash()))), [deps]);

  const { page, survey } = view;
  const settled = page.kind !== 'loading';
  useLayoutEffect(() => {
    if (target !== null) setOpen((before) => new Set(before).add(target));
  }, [target]);
  // At once, and once more when what stands above the text has come and may have moved it.
  const wentTo = useRef<string | null>(null);
  useLayoutEffect(() => {
    const first = wentTo.current !== target;
    wentTo.current = target;
    if (target !== null && (first || (settled && focusStaysAt(target)))) goTo(target);
  }, [target, settled]);

  const standings = useMemo(() => standingsOf(view), [view]);
  // Without a page there is nothing to switch to.
  const hasPage = page.kind === 'ready' || page.kind === 'loading';
  const scope = hasPage ? picked : 'all';
  const report = page.kind === 'ready' ? page.report : null;
  const comparison = report?.policy ?? null;
  const toggle = (id: string) =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const pick = (next: Scope) => {
    setPicked(next);
    if (next === 'all') void feed?.refreshSurvey();
  };

  return (
    <>
      <Heading />
      <main data-state={page.kind} aria-busy={page.kind === 'loading'}>
        <div class="notices" role="status">
          {report !== null && comparison !== null && (
            <WatchNotice
              comparison={comparison}
              host={report.host}
              site={report.site}
              showDiff={showDiff}
              onShowDiff={setShowDiff}
            />
          )}
          <PageNotice page={page} onRetry={() => void feed?.refresh()} />
          {page.kind !== 'failed' && <SurveyNotice survey={survey} onRetry={() => void feed?.refreshSurvey()} />}
        </div>
        <ScopeSwitch scope={scope} page={page} survey={survey} onPick={pick} />
        <ScopeSummary scope={scope} survey={survey} standings={standings} />
        <PolicyText
          standings={standings}
          shown={{
            scope,
            report,
            pages: survey.kind === 'ready' ? survey.survey.pages : 0,
            looking: scope === 'page' ? page.kind === 'loading' : survey.kind === 'loading',
          }}
          comparison={comparison?.kind === 'changed' && showDiff ? comparison : null}
          open={open}
          target={target}
          onToggle={toggle}
        />
      </main>
    </>
  );
}

/** The clause that the address asks for; an address that was tampered with asks for none. */
function clauseIn(hash: string): string | null {
  return clauseById(hash.slice(1))?.id ?? null;
}

/** Brings a clause to the top, with the focus. */
function goTo(clauseId: string): void {
  const element = document.getElementById(clauseId);
  element?.scrollIntoView({ block: 'start' });
  element?.focus({ preventScroll: true });
}

/** The reader has not gone elsewhere in the meantime. */
function focusStaysAt(clauseId: string): boolean {
  const { activeElement } = document;
  return activeElement === document.body || activeElement?.id === clauseId;
}
