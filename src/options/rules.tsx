import { useLayoutEffect, useState } from 'preact/hooks';
import type { RuleEffect, RuleInUse } from '../core/clearing/rules.ts';
import { rich } from '../ui/rich-text.tsx';
import { formatNumber, type MessageId, type PluralId, pluralForm, t, tn } from '../ui/text.ts';
import { Words } from './choice.tsx';
import { EditedList } from './edited-list.tsx';
import { createRulesFeed, type RulesSource, type RulesView } from './rules-feed.ts';

/** What is kept clear, and what is allowed: each rule takes effect at once. */
export function Rules({ source }: { source: RulesSource }) {
  const [view, setView] = useState<RulesView>({ rules: null, problem: null });
  const [feed, setFeed] = useState<ReturnType<typeof createRulesFeed>>();
  useLayoutEffect(() => {
    const made = createRulesFeed(source, setView);
    setFeed(made);
    return made.stop;
  }, [source]);
  const { rules, problem } = view;
  return (
    <>
      <p class={`problem${problem === null ? ' none' : ''}`} role="alert" data-rules-problem>
        {problem !== null && t(problem.id, problem.message)}
      </p>
      {feed !== undefined && (
        <>
          <RuleList effect="keep-clear" rules={rules} feed={feed} />
          <RuleList effect="allow" rules={rules} feed={feed} />
        </>
      )}
    </>
  );
}

interface ListProps {
  readonly effect: RuleEffect;
  readonly rules: readonly RuleInUse[] | null;
  readonly feed: ReturnType<typeof createRulesFeed>;
}

const TEXTS: Readonly<Record<RuleEffect, { readonly heading: MessageId; readonly note: MessageId }>> = {
  'keep-clear': { heading: 'options_rules_clear', note: 'options_rules_clear_note' },
  allow: { heading: 'options_rules_allow', note: 'options_rules_allow_note' },
};

function RuleList({ effect, rules, feed }: ListProps) {
  const [thirdPartyOnly, setThirdPartyOnly] = useState(false);
  const own = rules?.filter((rule) => rule.effect === effect) ?? null;
  return (
    <EditedList
      id={effect}
      heading={t(TEXTS[effect].heading)}
      note={t(TEXTS[effect].note)}
      items={own?.map((rule) => ({ id: rule.id, text: textOf(rule), content: <Line rule={rule} /> })) ?? null}
      sites={(own ?? []).flatMap((rule) =>
        rule.target.kind === 'site' && rule.thirdPartyOnly === thirdPartyOnly ? [rule.target.site] : [],
      )}
      onAdd={(site) => feed.add({ effect, target: { kind: 'site', site }, thirdPartyOnly })}
      onRemove={feed.remove}
      found="options_rules_found"
      notFound="options_rules_not_found"
    >
      <label class="option third">
        <input
          type="checkbox"
          name={`${effect}-third`}
          checked={thirdPartyOnly}
          onChange={({ currentTarget }) => setThirdPartyOnly(currentTarget.checked)}
        />
        <Words label={t('options_rules_third')} />
      </label>
    </EditedList>
  );
}

function textOf({ target, label }: RuleInUse): string {
  return target.kind === 'cookie' ? t('options_rule_cookie', target.name, target.domain) : label;
}

function Line({ rule }: { rule: RuleInUse }) {
  const { target, label, removed, refused, comingBack } = rule;
  return (
    <span class="rule" data-rule={rule.id} data-removed={removed}>
      <span>
        {target.kind === 'cookie' ? (
          rich(
            'options_rule_cookie',
            <Data key="name" text={target.name} />,
            <Data key="domain" text={target.domain} />,
          )
        ) : (
          <Data text={label} />
        )}
        {rule.thirdPartyOnly && <span class="quiet small mark">{t('options_rules_third_mark')}</span>}
      </span>
      {removed > 0 && <span class="quiet small">{tn('options_rule_removed', removed)}</span>}
      {refused > 0 && <span class="quiet small">{tn('options_rule_refused', refused)}</span>}
      {comingBack.map((cookie) => (
        <span key={`${cookie.domain} ${cookie.name}`} class="quiet small" data-coming-back={cookie.name}>
          {comesBack(cookie)}
        </span>
      ))}
    </span>
  );
}

function comesBack({ name, domain, times, setBy }: RuleInUse['comingBack'][number]) {
  const ids: Record<'header' | 'script' | 'unseen', PluralId> = {
    header: 'options_rule_back_header',
    script: 'options_rule_back_script',
    unseen: 'options_rule_back_unseen',
  };
  const form = pluralForm(ids[setBy?.kind ?? 'unseen'], times) as MessageId; // of the three above
  const host = setBy === null ? [] : [<Data key="host" text={setBy.host} />];
  return rich(form, formatNumber(times), <Data key="name" text={name} />, <Data key="domain" text={domain} />, ...host);
}

function Data({ text }: { text: string }) {
  return (
    <bdi class="name" dir="ltr">
      {text}
    </bdi>
  );
}
