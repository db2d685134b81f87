import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ClearScope, UndoOffer } from '../core/clearing/clearing.ts';
import type { CookieKey } from '../core/cookies/cookie-key.ts';
import { type Clearing, type ClearingFlow, createClearingFlow } from './clearing-flow.ts';
import type { PopupDeps } from './popup-deps.ts';
import type { SheetActs } from './sheet-parts.tsx';
import { createSiteDataFlow, type SiteDataStep, type StorageKey } from './site-data-flow.ts';

type Panel = RefObject<HTMLElement | null>;

/**
 * The clearing of one tab, with what the background tells of it meanwhile.
 *
 * @param free whether there is room on the screen for a clear that was begun elsewhere
 */
export function useClearing(deps: PopupDeps, tabId: number, panel: Panel, free: boolean) {
  const [clearing, setClearing] = useState<Clearing>({ step: 'idle' });
  const flow = useMemo(() => createClearingFlow(deps, setClearing), [deps]);
  const begin = useWayBack(clearing.step === 'idle', panel);
  useEffect(() => {
    if (free) void joinIfHere(deps, tabId, flow);
    const stopProgress = deps.onProgress((progress) => {
      flow.progress(progress);
      if (free) void joinIfHere(deps, tabId, flow);
    });
    const stopChanged = deps.onClearChanged((clearId) => void flow.changed(clearId));
    return () => {
      stopProgress();
      stopChanged();
    };
  }, [deps, flow, tabId, free]);
  return {
    clearing,
    flow,
    ask(scope: ClearScope) {
      begin();
      flow.ask(scope);
    },
    undoEarlier(clearId: string) {
      begin();
      flow.undoEarlier(clearId);
    },
  };
}

/** A clear that another view began is shown where it is of this tab's cookies: a private window's is shown only there. */
async function joinIfHere(deps: PopupDeps, tabId: number, flow: ClearingFlow): Promise<void> {
  if (!flow.isIdle()) return;
  const reply = await deps.underWay(tabId);
  if (reply.ok && reply.value) flow.join(reply.value);
}

/** What the site keeps besides cookies. */
export function useSiteData(deps: PopupDeps, tabId: number, panel: Panel) {
  const [state, setState] = useState<SiteDataStep>({ step: 'idle' });
  const flow = useMemo(() => createSiteDataFlow(deps, tabId, setState), [deps, tabId]);
  const begin = useWayBack(state.step === 'idle', panel);
  return {
    state,
    flow,
    ask() {
      begin();
      flow.ask();
    },
    removeKey(row: StorageKey) {
      begin();
      flow.removeKey(row);
    },
  };
}

/** Where the focus goes when a sheet closes: to the button that began it, or to the list where that is gone. */
function useWayBack(idle: boolean, panel: Panel): () => void {
  const begunAt = useRef<{ readonly element: Element | null; readonly action: string | undefined } | null>(null);
  useLayoutEffect(() => {
    if (!idle || begunAt.current === null) return;
    const { element, action } = begunAt.current;
    begunAt.current = null;
    const button = element?.isConnected
      ? element
      : document.querySelector(`.foot [data-action="${action ?? 'options'}"]`);
    const target = button ?? panel.current;
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  }, [idle, panel]);
  return () => {
    const element = document.activeElement;
    begunAt.current = { element, action: element instanceof HTMLElement ? element.dataset.action : undefined };
  };
}

/**
 * What can still be undone, asked for whenever no clearing is on the screen, since a popup closes at a click beside it;
 * and again when a clear or an undo was made elsewhere. It goes when its time is over.
 */
export function useUndoOffer(deps: PopupDeps, tabId: number, idle: boolean): UndoOffer | null {
  const [offer, setOffer] = useState<UndoOffer | null>(null);
  useEffect(() => {
    if (!idle) return;
    let wanted = true;
    let over: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const reply = await deps.undoable(tabId);
      if (!wanted) return;
      // An offer that cannot be had is none; the clearing itself would say what is wrong.
      const next = reply.ok ? reply.value : null;
      setOffer(next);
      clearTimeout(over);
      if (next) over = setTimeout(() => setOffer(null), next.until - Date.now());
    };
    void ask();
    const stop = deps.onClearChanged(() => void ask());
    return () => {
      wanted = false;
      clearTimeout(over);
      stop();
    };
  }, [deps, tabId, idle]);
  return offer;
}

/** What the clearing's sheet can have done besides the clearing. */
export function useSheetActs(deps: PopupDeps, tabId: number, flow: ClearingFlow): SheetActs {
  return useMemo(
    () => ({
      grant: deps.requestHosts,
      again: flow.ask,
      clearThese: (keys) => flow.ask({ kind: 'cookies', tabId, keys }),
      async keepClear(keys) {
        let all = true;
        for (const { name, domain } of distinct(keys)) {
          const target = { kind: 'cookie', name, domain } as const;
          all = (await deps.addRule({ effect: 'keep-clear', target, thirdPartyOnly: false }, tabId)).ok && all;
        }
        return all;
      },
    }),
    [deps, tabId, flow],
  );
}

/** A rule speaks of a name on a domain, whatever else tells cookies apart. */
function distinct(keys: readonly CookieKey[]): readonly CookieKey[] {
  return [...new Map(keys.map((key) => [JSON.stringify([key.name, key.domain]), key])).values()];
}
