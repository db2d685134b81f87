import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface MenuItem {
  /** Its `data-action`. */
  readonly action: string;
  readonly label: ComponentChildren;
  /** How many it is about, where that is known. */
  readonly count?: string;
  /** There is nothing to do: it is shown, can be reached and read, and does nothing. */
  readonly idle?: boolean;
  readonly onPick: () => void;
}

interface Props {
  /** `data-action` of the button. */
  readonly action: string;
  readonly label: string;
  readonly items: readonly MenuItem[];
}

/**
 * A button with a menu, as the ARIA practices have it: Enter, Space and the arrows open it, arrows, Home, End and first
 * letters move in it, Escape and Tab close it, and the focus is back on the button before anything is done.
 */
export function MenuButton({ action, label, items }: Props) {
  const [open, setOpen] = useState<'first' | 'last' | null>(null);
  const around = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const itemsOf = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];

  useLayoutEffect(() => {
    if (open !== null)
      itemsOf()
        .at(open === 'first' ? 0 : -1)
        ?.focus();
  }, [open]);
  useEffect(() => {
    if (open === null) return;
    const leave = ({ target }: Event) => {
      if (!(target instanceof Node && around.current?.contains(target))) setOpen(null);
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [open]);

  const close = () => {
    button.current?.focus({ preventScroll: true });
    setOpen(null);
  };
  const openByKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpen(event.key === 'ArrowDown' ? 'first' : 'last');
  };
  const moveByKey = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return setOpen(null);
    if (event.key === 'Escape') {
      // Unhandled, Escape would close the whole popup.
      event.preventDefault();
      return close();
    }
    const all = itemsOf();
    const next = nextItem(event, all, all.indexOf(document.activeElement as HTMLElement));
    if (next === null) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <div class="menu-place" ref={around}>
      <button
        type="button"
        class="quiet-button"
        ref={button}
        data-action={action}
        aria-haspopup="menu"
        aria-expanded={open !== null}
        aria-controls={open === null ? undefined : id}
        onClick={() => setOpen(open === null ? 'first' : null)}
        onKeyDown={openByKey}
      >
        {label}
      </button>
      {open !== null && (
        <div class="menu" role="menu" id={id} aria-label={label} ref={menu} tabIndex={-1} onKeyDown={moveByKey}>
          {items.map(({ action: name, label: says, count, idle = false, onPick }) => (
            <button
              key={name}
              type="button"
              role="menuitem"
              tabIndex={-1}
              data-action={name}
              aria-disabled={idle}
              onClick={() => {
                if (idle) return;
                close();
                onPick();
              }}
            >
              <span>{says}</span>
              {count !== undefined && <span class="menu-count">{count}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function nextItem(event: KeyboardEvent, all: readonly HTMLElement[], at: number): HTMLElement | null {
  const { key } = event;
  if (key === 'ArrowDown') return all[(at + 1) % all.length] ?? null;
  if (key === 'ArrowUp') return all[(at + all.length - 1) % all.length] ?? null;
  if (key === 'Home') return all[0] ?? null;
  if (key === 'End') return all.at(-1) ?? null;
  if (key.length !== 1 || key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return null;
  const letter = key.toLocaleLowerCase();
  const after = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return after.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(letter)) ?? null;
}
