import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Keeps the keyboard where it was when a live list changes under it.
 *
 * A row that moves to another company, or goes, takes the focus with it, and the next Tab would start at the top of the
 * page. Afterwards the same row gets it back, and where that is gone, the panel does.
 */
export function useKeptFocus(panel: RefObject<HTMLElement | null>): void {
  const last = useRef<{ readonly rowId: string; readonly action: string | undefined } | null>(null);

  useLayoutEffect(() => {
    const element = panel.current;
    if (element === null) return;
    const remember = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-row-id]') : null;
      const action = target instanceof HTMLElement ? target.dataset.action : undefined;
      last.current = row?.dataset.rowId === undefined ? null : { rowId: row.dataset.rowId, action };
    };
    // Losing it to nothing is a removed row; losing it to something is the user going elsewhere.
    const forget = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null) last.current = null;
    };
    element.addEventListener('focusin', remember);
    element.addEventListener('focusout', forget);
    return () => {
      element.removeEventListener('focusin', remember);
      element.removeEventListener('focusout', forget);
    };
  }, [panel]);

  useLayoutEffect(() => {
    if (last.current === null || document.activeElement !== document.body) return;
    const { rowId, action } = last.current;
    const row = findRow(panel.current, rowId);
    const again = action === undefined ? null : row?.querySelector<HTMLElement>(`[data-action="${action}"]`);
    (again ?? row?.querySelector('button') ?? panel.current)?.focus({ preventScroll: true });
  });
}

/** The element of a row, by an id that may hold any character. */
export function findRow(within: HTMLElement | null, rowId: string): HTMLElement | null {
  for (const row of within?.querySelectorAll<HTMLElement>('[data-row-id]') ?? []) {
    if (row.dataset.rowId === rowId) return row;
  }
  return null;
}
