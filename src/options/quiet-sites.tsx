import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { rich } from '../ui/rich-text.tsx';
import { type MessageId, t, tn } from '../ui/text.ts';
import { type QuietSite, readQuietSite } from './quiet-site.ts';

interface Props {
  readonly sites: readonly string[];
  readonly onChange: (sites: readonly string[]) => void;
}

/** From so many on, a list is searched rather than read. */
const LONG = 8;

const PROBLEMS: Record<Extract<QuietSite, { ok: false }>['problem'], MessageId> = {
  empty: 'options_quiet_empty',
  'not-a-site': 'options_quiet_not_a_site',
  'already-there': 'options_quiet_already_there',
};

/** The sites one is never asked about: add, look for, remove. */
export function QuietSites({ sites, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<MessageId | null>(null);
  const [sought, setSought] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const removedAt = useRef<number | null>(null);
  const long = sites.length > LONG;
  const shown = [...sites].sort().filter((site) => !long || site.includes(sought.trim().toLowerCase()));

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
    const read = readQuietSite(typed, sites);
    setProblem(read.ok ? null : PROBLEMS[read.problem]);
    if (read.ok) {
      onChange([...sites, read.site]);
      setTyped('');
    }
    input.current?.focus();
  };
  const remove = (site: string, index: number) => {
    removedAt.current = index;
    onChange(sites.filter((other) => other !== site));
  };

  return (
    <section aria-labelledby="quiet-heading" data-preference="quietSites">
      <h2 id="quiet-heading">{t('options_quiet')}</h2>
      <p class="quiet">{t('options_quiet_note')}</p>
      <form class="add" onSubmit={add} noValidate>
        <label for="quiet-site">{t('options_quiet_label')}</label>
        <input
          id="quiet-site"
          ref={input}
          type="text"
          inputMode="url"
          dir="ltr"
          autoComplete="off"
          spellcheck={false}
          value={typed}
          placeholder={t('options_quiet_placeholder')}
          aria-invalid={problem !== null}
          aria-describedby="quiet-problem"
          onInput={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setProblem(null);
          }}
        />
        <button type="submit" class="button" data-action="add-site">
          {t('options_quiet_add')}
        </button>
      </form>
      <p id="quiet-problem" class="problem" role="alert">
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
            {tn('options_quiet_found', shown.length)}
          </span>
        </label>
      )}
      <ul class="sites" ref={list}>
        {shown.map((site, index) => (
          <li key={site}>
            <bdi class="name" dir="ltr">
              {site}
            </bdi>
            <button
              type="button"
              class="link"
              data-action="remove-site"
              aria-label={t('options_quiet_remove_label', site)}
              onClick={() => remove(site, index)}
            >
              {t('options_quiet_remove')}
            </button>
          </li>
        ))}
      </ul>
      {sites.length === 0 && <p class="quiet none">{t('options_quiet_none')}</p>}
      {long && shown.length === 0 && (
        <p class="quiet none">{rich('options_quiet_not_found', <bdi key="sought">{sought}</bdi>)}</p>
      )}
    </section>
  );
}
