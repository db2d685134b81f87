import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { LeaveRule, WarnMode } from '../core/preferences.ts';
import { rich } from '../ui/rich-text.tsx';
import { type MessageId, t } from '../ui/text.ts';
import { type LeaveRuleProblem, readLeaveRule } from './leave-rule.ts';

interface Props {
  readonly rules: readonly LeaveRule[];
  readonly onChange: (rules: readonly LeaveRule[]) => void;
}

const MODES: Record<WarnMode, MessageId> = {
  ask: 'options_mode_ask',
  tell: 'options_mode_tell',
  badge: 'options_mode_badge',
  off: 'options_mode_off',
};
const PROBLEMS: Record<LeaveRuleProblem, MessageId> = {
  empty: 'options_quiet_empty',
  'not-a-site': 'options_quiet_not_a_site',
  'same-site': 'options_leave_rules_same_site',
};

/** What holds for leaving one site, or for one pair of sites: add, replace, remove. */
export function LeaveRules({ rules, onChange }: Props) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [mode, setMode] = useState<WarnMode>('off');
  const [problem, setProblem] = useState<LeaveRuleProblem | null>(null);
  const first = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const removedAt = useRef<number | null>(null);

  // The button that was pressed is gone with its line: the next line's takes the focus, or the field.
  useLayoutEffect(() => {
    if (removedAt.current === null) return;
    const buttons = list.current?.querySelectorAll('button') ?? [];
    const next = buttons[Math.min(removedAt.current, buttons.length - 1)];
    removedAt.current = null;
    (next ?? first.current)?.focus();
  });

  const add = (event: Event) => {
    event.preventDefault();
    const read = readLeaveRule(from, to, mode);
    setProblem(read.ok ? null : read.problem);
    first.current?.focus();
    if (!read.ok) return;
    // One rule for a site or pair: the newer one holds.
    onChange([...rules.filter((rule) => rule.from !== read.rule.from || rule.to !== read.rule.to), read.rule]);
    setFrom('');
    setTo('');
  };
  const remove = (index: number) => {
    removedAt.current = index;
    onChange(rules.filter((_, other) => other !== index));
  };
  const field = (id: string, label: MessageId, value: string, set: (text: string) => void) => (
    <>
      <label for={id}>{t(label)}</label>
      <input
        id={id}
        ref={id === 'rule-from' ? first : null}
        type="text"
        inputMode="url"
        dir="ltr"
        autoComplete="off"
        spellcheck={false}
        value={value}
        placeholder={t(id === 'rule-from' ? 'options_quiet_placeholder' : 'options_leave_rules_anywhere')}
        aria-invalid={problem !== null}
        aria-describedby="rule-problem"
        onInput={({ currentTarget }) => {
          set(currentTarget.value);
          setProblem(null);
        }}
      />
    </>
  );

  return (
    <section aria-labelledby="rules-heading" data-preference="leaveRules">
      <h2 id="rules-heading">{t('options_leave_rules')}</h2>
      <p class="quiet">{t('options_leave_rules_note')}</p>
      <form class="add leave-rule" onSubmit={add} noValidate>
        {field('rule-from', 'options_leave_rules_from', from, setFrom)}
        {field('rule-to', 'options_leave_rules_to', to, setTo)}
        <label for="rule-mode">{t('options_leave_rules_mode')}</label>
        <select id="rule-mode" value={mode} onChange={({ currentTarget }) => setMode(modeOf(currentTarget.value))}>
          {Object.entries(MODES).map(([value, label]) => (
            <option key={value} value={value}>
              {t(label)}
            </option>
          ))}
        </select>
        <button type="submit" class="button" data-action="add-rule">
          {t('options_quiet_add')}
        </button>
      </form>
      <p id="rule-problem" class="problem" role="alert">
        {problem === null ? '' : t(PROBLEMS[problem])}
      </p>
      <ul class="sites leave-rules" ref={list}>
        {rules.map((rule, index) => (
          <li key={`${rule.from} ${rule.to}`}>
            <span>
              {rule.to === null
                ? rich('options_leave_rules_site', name(rule.from))
                : rich('options_leave_rules_pair', name(rule.from), name(rule.to))}{' '}
              <span class="quiet">{t(MODES[rule.mode])}</span>
            </span>
            <button
              type="button"
              class="link"
              data-action="remove-rule"
              aria-label={t('options_quiet_remove_label', rule.to === null ? rule.from : `${rule.from} → ${rule.to}`)}
              onClick={() => remove(index)}
            >
              {t('options_quiet_remove')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function name(site: string) {
  return (
    <bdi key={site} class="name" dir="ltr">
      {site}
    </bdi>
  );
}

function modeOf(value: string): WarnMode {
  return Object.hasOwn(MODES, value) ? (value as WarnMode) : 'off'; // the table has exactly the modes
}
