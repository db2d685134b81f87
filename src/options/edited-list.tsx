import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { rich } from '../ui/rich-text.tsx';
import { type MessageId, type PluralId, t, tn } from '../ui/text.ts';
import { readTypedSite, type TypedSite } from './typed-site.ts';

export interface ListItem {
  readonly id: string;
  /** What the list is searched by and what a screen reader hears of the line. */
  readonly text: string;
  readonly content: ComponentChildren;
}

interface Props {
  /** Begins the ids of the parts. */
  readonly id: string;
  readonly heading: string;
  readonly note: string;
  /** `null` until they are there: the place is kept, so that nothing moves when they come. */
  readonly items: readonly ListItem[] | null;
  /** The sites that are on the list already. */
  readonly sites: readonly string[];
  readonly onAdd: (site: string) => void;
  readonly onRemove: (id: string) => void;
  readonly found: PluralId;
  readonly notFound: MessageId;
  /** More to choose for what is added. */
  readonly children?: ComponentChildren;
}

/** From so many on, a list is searched rather than read. */
const LONG = 8;

const PROBLEMS: Record<Extract<TypedSite, { ok: false }>['problem'], MessageId> = {
  empty: 'options_quiet_empty',
  'not-a-site': 'options_quiet_not_a_site',
  'already-there': 'options_quiet_already_there',
};

/** A list that the user keeps: add a site, look for a line, remove one. */
export function EditedList({ id, heading, note, items, sites, onAdd, onRemove, found, notFound, children }: Props) {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<MessageId | null>(null);
  const [sought, setSought] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const removedAt = useRef<number | null>(null);
  const known = items ?? [];
  const long = known.length > LONG;
  const wanted = sought.trim().toLowerCase();
  const shown = known.filter(({ text }) => !long || text.toLowerCase().includes(wanted));

  // The button that was pressed is gone with its line: the next line's takes the focus, or the field.
  useLayoutEffect(() => {
    if (removedAt.current === null) return;
    const buttons = list.current?.querySelectorAll('button') ?? [];
    const next = buttons[Math.min(removedAt.current, buttons.length - 1)];
    removedAt.current = null;
    (next ?? input.current)?.focus();
  });

  const add = (event: Event) => {
    event.preventDefault();
    const read = readTypedSite(typed, sites);
    setProblem(read.ok ? null : PROBLEMS[read.problem]);
    if (read.ok) {
      onAdd(read.site);
      setTyped('');
    }
    input.current?.focus();
  };
  const remove = (item: ListItem, index: number) => {
    removedAt.current = index;
    onRemove(item.id);
  };

  return (
    <section aria-labelledby={`${id}-heading`} data-list={id}>
      <h2 id={`${id}-heading`}>{heading}</h2>
      <p class="quiet">{note}</p>
      <form class="add" onSubmit={add} noValidate>
        <label for={`${id}-site`}>{t('options_quiet_label')}</label>
        <input
          id={`${id}-site`}
          ref={input}
          type="text"
          inputMode="url"
          dir="ltr"
          autoComplete="off"
          spellcheck={false}
          value={typed}
          placeholder={t('options_quiet_placeholder')}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-problem`}
          onInput={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setProblem(null);
          }}
        />
        <button type="submit" class="button" data-action="add-site">
          {t('options_quiet_add')}
        </button>
        {children}
      </form>
      <p id={`${id}-problem`} class="problem" role="alert">
        {problem === null ? '' : t(problem)}
      </p>
      {long && (
        <label class="search">
          <span class="heard">{t('options_quiet_search')}</span>
          <input
            type="search"
            value={sought}
            placeholder={t('options_quiet_search')}
            onInput={({ currentTarget }) => setSought(currentTarget.value)}
          />
          <span class="quiet small" role="status">
            {tn(found, shown.length)}
          </span>
        </label>
      )}
      <ul class="sites" ref={list}>
        {shown.map((item, index) => (
          <li key={item.id}>
            {item.content}
            <button
              type="button"
              class="link"
              data-action="remove-site"
              aria-label={t('options_quiet_remove_label', item.text)}
              onClick={() => remove(item, index)}
            >
              {t('options_quiet_remove')}
            </button>
          </li>
        ))}
      </ul>
      {known.length === 0 && <p class="quiet none">{items === null ? '\u00a0' : t('options_quiet_none')}</p>}
      {long && shown.length === 0 && <p class="quiet none">{rich(notFound, <bdi key="sought">{sought}</bdi>)}</p>}
    </section>
  );
}
