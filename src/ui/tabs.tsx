import type { ComponentChildren, RefObject } from 'preact';

interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
}

interface Props<Id extends string> {
  readonly tabs: readonly Tab<Id>[];
  readonly current: Id;
  readonly onPick: (id: Id) => void;
  readonly label: string;
}

/**
 * A row of tabs: one stop in the tab order, arrows move within it and open what they reach, Home and End go to the ends.
 * In a right-to-left page the arrows follow the eye.
 */
export function TabRow<Id extends string>({ tabs, current, onPick, label }: Props<Id>) {
  const move = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    const target = tabAt(
      event,
      tabs.length,
      tabs.findIndex(({ id }) => id === current),
    );
    const next = target === null ? undefined : tabs[target];
    if (next === undefined) return;
    event.preventDefault();
    onPick(next.id);
    document.getElementById(tabId(next.id))?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map(({ id, label: name }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={tabId(id)}
          aria-selected={id === current}
          aria-controls={panelId(id)}
          tabIndex={id === current ? 0 : -1}
          onClick={() => onPick(id)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

interface PanelProps {
  readonly id: string;
  readonly panelRef: RefObject<HTMLDivElement | null>;
  readonly children: ComponentChildren;
}

/** What the picked tab shows. It can be focused, so that a keyboard can land in it and scroll. */
export function TabPanel({ id, panelRef, children }: PanelProps) {
  return (
    <div
      class="panel"
      role="tabpanel"
      id={panelId(id)}
      aria-labelledby={tabId(id)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling panel has to be reachable by keyboard
      tabIndex={0}
      ref={panelRef}
    >
      {children}
    </div>
  );
}

const tabId = (id: string) => `tab-${id}`;
const panelId = (id: string) => `panel-${id}`;

function tabAt(event: KeyboardEvent & { currentTarget: HTMLElement }, count: number, at: number): number | null {
  const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  if (event.key === forward) return (at + 1) % count;
  if (event.key === backward) return (at + count - 1) % count;
  if (event.key === 'Home') return 0;
  return event.key === 'End' ? count - 1 : null;
}
