import type { RuleEffect, RuleInUse } from '../core/clearing/rules.ts';
import type { CookieRow } from '../core/report/page-report.ts';
import { rich, richCount } from '../ui/rich-text.tsx';
import { t } from '../ui/text.ts';

const BACK = {
  script: 'popup_rule_back_script',
  header: 'popup_rule_back_header',
  unseen: 'popup_rule_back_unseen',
} as const;

interface Props {
  readonly effect: RuleEffect;
  /** `undefined` until it is known what the rule has done. */
  readonly inUse: RuleInUse | undefined;
  readonly row: CookieRow;
}

/** Which rule speaks of a cookie, and calmly, what it has done about it. */
export function RuleDeeds({ effect, inUse, row }: Props) {
  if (effect === 'allow') {
    return (
      <p>
        {inUse === undefined
          ? t('popup_rule_allowed')
          : rich('popup_rule_allowed_by', <RuleName key="label" rule={inUse} />)}
      </p>
    );
  }
  if (inUse === undefined) return <p>{t('popup_rule_kept')}</p>;
  const back = inUse.comingBack.filter(({ name, domain }) => name === row.key.name && domain === row.key.domain);
  return (
    <>
      <p>
        {inUse.removed > 0
          ? richCount('popup_rule_removed', inUse.removed, <RuleName key="label" rule={inUse} />)
          : rich('popup_rule_kept_by', <RuleName key="label" rule={inUse} />)}
      </p>
      {back.map(({ times, setBy }) => (
        <p key={setBy?.host ?? ''} data-note="coming-back">
          {richCount(BACK[setBy?.kind ?? 'unseen'], times, <bdi key="host">{setBy?.host}</bdi>)}
        </p>
      ))}
      {inUse.refused > 0 && <p>{richCount('popup_rule_refused', inUse.refused)}</p>}
    </>
  );
}

function RuleName({ rule }: { rule: RuleInUse }) {
  return <bdi class="rule-name">{rule.label}</bdi>;
}
