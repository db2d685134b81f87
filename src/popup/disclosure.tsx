import type { ComponentChildren } from 'preact';

interface Props {
  readonly id: string;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly class: string;
  /** What the button shows. */
  readonly head: ComponentChildren;
  /** What it opens; made only while open. */
  readonly children: () => ComponentChildren;
}

/** A row that is a button and opens what lies beneath it. `id` names the part that opens. */
export function Disclosure({ id, open, onToggle, class: className, head, children }: Props) {
  return (
    <>
      <button
        type="button"
        class={className}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={onToggle}
      >
        {head}
      </button>
      {open && (
        <div class="more" id={id}>
          {children()}
        </div>
      )}
    </>
  );
}
