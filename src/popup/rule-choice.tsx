import { useId, useState } from 'preact/hooks';
import type { RuleEffect, RuleTarget, RuleWish } from '../core/clearing/rules.ts';
import type { CookieRow } from '../core/report/page-report.ts';
import { CookieName } from '../ui/cookie-name.tsx';
import { rich } from '../ui/rich-text.tsx';
import { t } from '../ui/text.ts';

interface Props {
  readonly effect: RuleEffect;
  readonly row: CookieRow;
  readonly onWish: (wish: RuleWish) => void;
  readonly onCancel: () => void;
}

/** What a rule is to be about: this cookie, its company, or its site; and whether only as a third party. */
export function RuleChoice({ effect, row, onWish, onCancel }: Props) {
  const name = useId();
  const targets = targetsOf(row);
  const [picked, setPicked] = useState(0);
  const [thirdPartyOnly, setThirdPartyOnly] = useState(false);
  const target = targets[picked];
  const third = row.classification.party === 'third';
  return (
    <form
      class="rule-choice"
      onSubmit={(event) => {
        event.preventDefault();
        if (target) onWish({ effect, target, thirdPartyOnly: third && thirdPartyOnly });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      <fieldset>
        <legend>{t(effect === 'allow' ? 'popup_rule_allow_what' : 'popup_rule_keep_what')}</legend>
        {targets.map((each, index) => (
          <label key={each.kind} data-target={each.kind}>
            <input type="radio" name={name} checked={index === picked} onChange={() => setPicked(index)} />
            <span>{targetWords(each, row)}</span>
          </label>
        ))}
        {third && (
          <label data-target="third-party-only">
            <input
              type="checkbox"
              checked={thirdPartyOnly}
              onChange={({ currentTarget }) => setThirdPartyOnly(currentTarget.checked)}
            />
            <span>{t('popup_rule_third_party_only')}</span>
          </label>
        )}
      </fieldset>
      <p class="small quiet">{t(effect === 'allow' ? 'popup_rule_allow_note' : 'popup_rule_keep_note')}</p>
      <div class="acts">
        <button type="submit" class="button" data-action={effect === 'allow' ? 'confirm-allow' : 'confirm-keep-clear'}>
          {t(effect === 'allow' ? 'popup_rule_allow_confirm' : 'popup_rule_keep_confirm')}
        </button>
        <button type="button" class="button" data-action="cancel" onClick={onCancel}>
          {t('popup_cancel')}
        </button>
      </div>
    </form>
  );
}

function targetsOf({ key, site, classification }: CookieRow): readonly RuleTarget[] {
  const { vendor } = classification;
  return [
    { kind: 'cookie', name: key.name, domain: key.domain },
    ...(vendor === null ? [] : [{ kind: 'vendor' as const, vendorId: vendor.id }]),
    // A rule for a site is for all that lies below its registrable domain, so that is what it is called by.
    { kind: 'site', site },
  ];
}

function targetWords(target: RuleTarget, { classification }: CookieRow) {
  switch (target.kind) {
    case 'cookie':
      return rich(
        'popup_rule_cookie',
        <CookieName key="name" name={target.name} />,
        <bdi key="domain">{target.domain}</bdi>,
      );
    case 'vendor':
      return rich('popup_rule_vendor', <bdi key="vendor">{classification.vendor?.name ?? target.vendorId}</bdi>);
    case 'site':
      return rich('popup_rule_site', <bdi key="site">{target.site}</bdi>);
  }
}
