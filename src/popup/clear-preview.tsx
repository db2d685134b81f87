import type { ClearPlan, ClearScope } from '../core/clearing/clearing.ts';
import { rich } from '../ui/rich-text.tsx';
import { formatNumber, t, tn } from '../ui/text.ts';
import type { ClearingFlow } from './clearing-flow.ts';
import { HostList, NameList } from './name-list.tsx';
import { CloseButton, type SheetActs } from './sheet-parts.tsx';

interface Props {
  readonly plan: ClearPlan;
  readonly scope: ClearScope;
  readonly flow: ClearingFlow;
  readonly acts: SheetActs;
}

/** How many, of whom, what it costs, and what stays: before anything is done. */
export function Preview({ plan, scope, flow, acts }: Props) {
  const { count, allowed } = plan;
  return (
    <>
      {count > 0 ? <Cost plan={plan} /> : <p class="sheet-what">{t('popup_clear_nothing')}</p>}
      {allowed > 0 && <p data-note="allowed">{tn('popup_clear_allowed_stay', allowed)}</p>}
      <WithoutAccess plan={plan} scope={scope} acts={acts} />
      <div class="sheet-acts">
        {count > 0 && (
          <>
            <button type="button" class="button primary" data-action="confirm" data-next onClick={flow.confirm}>
              {tn('popup_clear_confirm', count)}
            </button>
            <button type="button" class="button" data-action="cancel" onClick={flow.close}>
              {t('popup_cancel')}
            </button>
          </>
        )}
        {count === 0 && <CloseButton onClose={flow.close} next />}
      </div>
    </>
  );
}

function Cost({ plan }: { plan: ClearPlan }) {
  const { companies, count, signsOutOf } = plan;
  return (
    <>
      <p class="sheet-what">
        {rich(
          'popup_clear_preview',
          <b key="count">{tn('popup_cookies', count)}</b>,
          <NameList
            key="companies"
            items={companies.map(({ name, count: n }) =>
              companies.length === 1 ? <bdi key={name}>{name}</bdi> : <CompanyCount key={name} name={name} count={n} />,
            )}
          />,
        )}
      </p>
      <p class="sheet-cost">
        {signsOutOf.length > 0
          ? rich('popup_clear_signs_out', <HostList key="sites" hosts={signsOutOf} />)
          : tn('popup_clear_no_sign_out', count)}
      </p>
    </>
  );
}

function CompanyCount({ name, count }: { name: string; count: number }) {
  return <>{rich('popup_company_count', <bdi key="name">{name}</bdi>, formatNumber(count))}</>;
}

/** Whose cookies cannot even be looked at, and the one click that changes that. */
function WithoutAccess({ plan, scope, acts }: Pick<Props, 'plan' | 'scope' | 'acts'>) {
  const hosts = plan.withoutAccess;
  if (hosts.length === 0) return null;
  const grant = () =>
    void acts.grant(hosts).then(
      (granted) => granted && acts.again(scope),
      () => undefined,
    );
  return (
    <p data-note="no-access">
      {rich('popup_clear_without_access', <HostList key="hosts" hosts={hosts} />)}{' '}
      <button type="button" class="link" data-action="grant" onClick={grant}>
        {t('popup_grant')}
      </button>
    </p>
  );
}
