import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Verdict } from '../core/policy/verdict.ts';
import { scopeOf } from '../core/report/groups.ts';
import type { PageReport } from '../core/report/page-report.ts';
import { loadExplanations } from '../ui/explanations.ts';
import { TabPanel, TabRow } from '../ui/tabs.tsx';
import { t } from '../ui/text.ts';
import { useBaseHeight } from './base-height.ts';
import { ClausesTab, clauseRowId } from './clauses-tab.tsx';
import { ClearSheet } from './clear-sheet.tsx';
import { CookiesTab } from './cookies-tab.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { findRow, useKeptFocus } from './kept-focus.ts';
import { Notices } from './notices.tsx';
import type { PopupDeps } from './popup-deps.ts';
import { SiteDataSheet } from './site-data-sheet.tsx';
import { StoryTab } from './story-tab.tsx';
import { useClearing, useSheetActs, useSiteData, useUndoOffer } from './use-clearing.ts';
import { useRules } from './use-rules.ts';

interface Props {
  readonly report: PageReport;
  readonly stale: boolean;
  readonly deps: PopupDeps;
}

type TabName = 'cookies' | 'story' | 'clauses';

/**
 * How many rows are made: as many as the popup shows before the first paint, the first hundred right after it, and more
 * with each wish, for a page may have 10,000.
 */
const ROWS = { firstPaint: 10, afterPaint: 100, eachWish: 400 };

/** One page's report: its sentence, its cookies, its story, the clauses, and the clearing. */
export function ReportView({ report, stale, deps }: Props) {
  const [tab, setTab] = useState<TabName>('cookies');
  const [picked, setPicked] = useState<Verdict | null>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [limit, setLimit] = useState(ROWS.firstPaint);
  const panel = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLDivElement>(null);
  const scroller = useScrollPlaces(tab);
  const reveal = useReveal(panel);
  const siteData = useSiteData(deps, report.tabId, panel);
  const isFree = siteData.state.step === 'idle';
  const { clearing, flow, ask, undoEarlier } = useClearing(deps, report.tabId, panel, isFree);
  const offer = useUndoOffer(deps, report.tabId, clearing.step === 'idle');
  const acts = useSheetActs(deps, report.tabId, flow);
  const rules = useRules(deps, report);
  useKeptFocus(panel);
  useBaseHeight(base);
  useEffect(() => {
    setLimit((before) => Math.max(before, ROWS.afterPaint));
    void loadExplanations();
  }, []);

  // A verdict may leave the page while the list is narrowed to it; its button goes too, so the list widens again.
  const filter = picked !== null && report.counts.byVerdict[picked] > 0 ? picked : null;
  const toggle = (id: string) => {
    setOpen((before) =>
      before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set([...before, id]),
    );
    if (!open.has(id)) reveal(id, 'opened');
  };
  const show = (name: TabName, rowId: string) => {
    setTab(name);
    setOpen((before) => new Set([...before, rowId]));
    reveal(rowId, 'sought');
  };
  // Between the first paint and the rows that follow it by themselves.
  const coming = (limit < ROWS.afterPaint && report.rows.length > limit) || report.rowsLeftOut > 0;
  const showMore = () => setLimit((before) => before + ROWS.eachWish);
  const showRow = (rowId: string) => {
    setPicked(null);
    if (findRow(panel.current, rowId) === null && report.rows.length > limit) setLimit(report.rows.length);
    show('cookies', rowId);
  };
  const openPolicy = (clauseId?: string) => deps.openPolicy(report.tabId, clauseId);
  const showClause = (clauseId: string) => show('clauses', clauseRowId(clauseId));

  return (
    <>
      <div class="scroll" ref={scroller}>
        <Header report={report} picked={filter} onPick={setPicked} />
        <Notices
          report={report}
          stale={stale}
          onReload={() => deps.reload(report.tabId)}
          onRequestAccess={() => void deps.requestAccess()}
          onOpenPolicy={openPolicy}
        />
        <main data-state={coming ? 'loading' : 'ready'} aria-busy={coming}>
          <TabRow
            label={t('popup_tabs_label')}
            current={tab}
            onPick={setTab}
            tabs={[
              { id: 'cookies', label: t('popup_tab_cookies') },
              { id: 'story', label: t('popup_tab_story') },
              { id: 'clauses', label: t('popup_tab_clauses') },
            ]}
          />
          <TabPanel id={tab} panelRef={panel}>
            {tab === 'cookies' && (
              <CookiesTab
                report={report}
                picked={filter}
                openRows={open}
                limit={limit}
                onShowMore={showMore}
                onShowAllVerdicts={() => setPicked(null)}
                onToggle={toggle}
                onClear={(row) => ask({ kind: 'cookies', tabId: report.tabId, keys: [row.key] })}
                onClearGroup={(group) => ask(scopeOf(group, report.tabId))}
                onRemoveKey={siteData.removeKey}
                rules={rules}
                onShowClause={showClause}
              />
            )}
            {tab === 'story' && <StoryTab report={report} limit={limit} onShowMore={showMore} onShowRow={showRow} />}
            {tab === 'clauses' && (
              <ClausesTab
                report={report}
                openClauses={open}
                onToggle={toggle}
                onShowRow={showRow}
                onOpenPolicy={openPolicy}
              />
            )}
          </TabPanel>
        </main>
      </div>
      <div class="base" ref={base}>
        <div aria-live="polite">
          <ClearSheet clearing={clearing} flow={flow} acts={acts} />
          <SiteDataSheet state={siteData.state} flow={siteData.flow} />
        </div>
        {clearing.step === 'idle' && siteData.state.step === 'idle' && (
          <Footer
            report={report}
            inTab={deps.inTab}
            offer={offer}
            onUndo={undoEarlier}
            onClear={ask}
            onSiteData={siteData.ask}
            onOpenReport={() => deps.openReport(report.tabId)}
            onOpenOptions={deps.openOptions}
          />
        )}
      </div>
    </>
  );
}

/** Coming back to a tab comes back to the place one left; a tab not seen yet starts under the row of tabs. */
function useScrollPlaces(tab: TabName) {
  const scroller = useRef<HTMLDivElement>(null);
  const places = useRef<Partial<Record<TabName, number>>>({});
  const shown = useRef(tab);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    // Not on the first tab: measuring would make the browser lay out the page twice before it is painted.
    if (shown.current !== tab) {
      const headerHeight = element.querySelector<HTMLElement>('[role="tablist"]')?.offsetTop ?? 0;
      element.scrollTop = Math.max(places.current[tab] ?? 0, Math.min(element.scrollTop, headerHeight));
      shown.current = tab;
    }
    const remember = () => {
      places.current[tab] = element.scrollTop;
    };
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [tab]);
  return scroller;
}

/**
 * Brings a row into view once it has been made: one that was opened so far that its text can be read, one that was sought
 * to the top, with the focus on it.
 */
function useReveal(panel: { readonly current: HTMLElement | null }) {
  const wanted = useRef<{ readonly rowId: string; readonly why: 'opened' | 'sought' } | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const { rowId, why } = wanted.current;
    const row = findRow(panel.current, rowId);
    if (row === null) return;
    wanted.current = null;
    row.scrollIntoView({ block: why === 'sought' ? 'start' : 'nearest' });
    if (why === 'sought') row.querySelector('button')?.focus({ preventScroll: true });
  });
  return (rowId: string, why: 'opened' | 'sought') => {
    wanted.current = { rowId, why };
  };
}
