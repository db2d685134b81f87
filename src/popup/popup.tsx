import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { OtherState } from './other-states.tsx';
import type { PopupDeps } from './popup-deps.ts';
import { createReportFeed, type View } from './report-feed.ts';
import { ReportView } from './report-view.tsx';

/** The popup is a function of one view: loading, a report, or the reason why there is none. */
export function Popup({ deps }: { deps: PopupDeps }) {
  const [view, setView] = useState<View>({ kind: 'loading' });
  const [feed, setFeed] = useState<ReturnType<typeof createReportFeed>>();
  useLayoutEffect(() => {
    const made = createReportFeed(deps, setView);
    setFeed(made);
    return made.stop;
  }, [deps]);
  // One page of one tab: another document is another report view, with nothing left open from the last.
  const documentId = view.kind === 'ready' ? view.report.documentId : '';
  return useMemo(() => {
    if (view.kind === 'ready') {
      return <ReportView key={documentId} report={view.report} stale={view.stale} deps={deps} />;
    }
    return (
      <OtherState
        view={view}
        onRetry={() => void feed?.refresh()}
        onRequestAccess={() => void deps.requestAccess().then(() => feed?.refresh())}
        onOpenOptions={deps.openOptions}
      />
    );
  }, [view, documentId, deps, feed]);
}
