import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RuleEffect, RuleInUse, RuleWish } from '../core/clearing/rules.ts';
import type { CookieRow } from '../core/report/page-report.ts';
import { t } from '../ui/text.ts';
import { RuleChoice } from './rule-choice.tsx';
import { RuleDeeds } from './rule-deeds.tsx';

export interface RowRuleActs {
  readonly rules: readonly RuleInUse[];
  /** Both say whether it was done. */
  readonly onWish: (wish: RuleWish) => Promise<boolean>;
  readonly onRemoveRule: (ruleId: string) => Promise<boolean>;
}

interface Props extends RowRuleActs {
  readonly row: CookieRow;
  readonly onClear: (row: CookieRow) => void;
}

/** What can be done about one cookie, and what its rule has done. */
export function RowActs({ row, rules, onClear, onWish, onRemoveRule }: Props) {
  const [choosing, setChoosing] = useState<RuleEffect | null>(null);
  const [failed, setFailed] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const cameFrom = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (choosing !== null) return place.current?.querySelector<HTMLElement>('input')?.focus();
    if (cameFrom.current === null) return;
    const back = place.current?.querySelector<HTMLElement>(`[data-action="${cameFrom.current}"]`);
    (back ?? place.current?.querySelector<HTMLElement>('[data-action]'))?.focus();
    cameFrom.current = null;
  }, [choosing, row.rule?.id]);

  const choose = (effect: RuleEffect) => {
    cameFrom.current = effect;
    setFailed(false);
    setChoosing(effect);
  };
  const wish = (made: RuleWish) => {
    setChoosing(null);
    void onWish(made).then((done) => setFailed(!done));
  };
  const remove = (ruleId: string) => {
    setFailed(false);
    cameFrom.current = 'keep-clear';
    void onRemoveRule(ruleId).then((done) => setFailed(!done));
  };
  const inUse = rules.find(({ id }) => id === row.rule?.id);
  return (
    <div class="row-acts" ref={place}>
      {row.rule !== null && (
        <div class="rule" data-rule={row.rule.effect}>
          <RuleDeeds effect={row.rule.effect} inUse={inUse} row={row} />
        </div>
      )}
      {choosing === null ? (
        <div class="acts">
          {row.status === 'stored' && (
            <button type="button" class="button" data-action="clear" onClick={() => onClear(row)}>
              {t('popup_clear')}
            </button>
          )}
          {row.rule === null ? (
            <>
              <button type="button" class="button" data-action="keep-clear" onClick={() => choose('keep-clear')}>
                {t('popup_keep_clear')}
              </button>
              <button type="button" class="button" data-action="allow" onClick={() => choose('allow')}>
                {t('popup_allow')}
              </button>
            </>
          ) : (
            <button
              type="button"
              class="button"
              data-action="remove-rule"
              onClick={() => row.rule && remove(row.rule.id)}
            >
              {t(row.rule.effect === 'allow' ? 'popup_rule_remove_allow' : 'popup_rule_remove_keep')}
            </button>
          )}
        </div>
      ) : (
        <RuleChoice effect={choosing} row={row} onWish={wish} onCancel={() => setChoosing(null)} />
      )}
      {failed && <p role="alert">{t('popup_rule_failed')}</p>}
    </div>
  );
}
