import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  readonly label: string;
  /** Names the step for tests and tools; with each new one the focus goes to what is to be pressed next. */
  readonly step: string;
  readonly onEscape: () => void;
  readonly children: ComponentChildren;
}

/**
 * The sheet over the foot of the popup. Each step puts the focus on its `data-next` button, and a screen reader hears the
 * text from the live region around it. Escape steps back without doing anything.
 */
export function Sheet({ label, step, onEscape, children }: Props) {
  const sheet = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const next = sheet.current?.querySelector<HTMLElement>('[data-next]');
    const target = next ?? sheet.current;
    target?.focus({ preventScroll: true });
    // At 200 % zoom the whole popup scrolls, and what is to be pressed may lie below.
    target?.scrollIntoView({ block: 'nearest' });
  }, [step]);
  const stepBack = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // Unhandled, Escape would close the whole popup.
    event.preventDefault();
    onEscape();
  };
  return (
    <section class="sheet" ref={sheet} tabIndex={-1} aria-label={label} data-step={step} onKeyDown={stepBack}>
      {children}
    </section>
  );
}
