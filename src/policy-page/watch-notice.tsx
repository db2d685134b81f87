import type { PolicyComparison } from '../core/policy/policy-comparison.ts';
import { formatList } from '../ui/format.ts';
import { HostName } from '../ui/host-name.tsx';
import { rich } from '../ui/rich-text.tsx';
import { type MessageId, t, tn } from '../ui/text.ts';

interface Props {
  readonly comparison: PolicyComparison;
  readonly host: string;
  readonly site: string;
  readonly showDiff: boolean;
  readonly onShowDiff: (show: boolean) => void;
}

const SAID: Record<PolicyComparison['kind'], MessageId> = {
  changed: 'policy_watch_changed',
  other: 'policy_watch_other',
  same: 'policy_watch_same',
};

/** How the policy that the reader has open elsewhere stands to the one quoted here. A change is news, and no breach. */
export function WatchNotice({ comparison, host, site, showDiff, onShowDiff }: Props) {
  const { kind, statedDate } = comparison;
  const differences = differencesIn(comparison);
  return (
    <div class="watch" data-policy-watch={kind}>
      <p class="watch-said">{rich(SAID[kind], <HostName key="host" host={host} site={site} />)}</p>
      {kind !== 'same' && (
        <p class="watch-more">
          {statedDate !== null && <>{rich('policy_watch_dated', <bdi key="date">{statedDate}</bdi>)} </>}
          {differences.length > 0 && <>{t('policy_watch_compared', formatList(differences))} </>}
          {t('policy_watch_still')}
        </p>
      )}
      {kind === 'changed' && (
        <label class="watch-switch">
          <input
            type="checkbox"
            name="show-diff"
            checked={showDiff}
            onChange={({ currentTarget }) => onShowDiff(currentTarget.checked)}
          />
          <span>{t('policy_watch_show')}</span>
        </label>
      )}
    </div>
  );
}

/** What differs, in numbers: each kind that there is. Of another text altogether nothing is counted. */
function differencesIn({ kind, clauses, added, addedLeftOut }: PolicyComparison): readonly string[] {
  if (kind !== 'changed') return [];
  const count = (what: 'changed' | 'gone') => clauses.filter((clause) => clause.kind === what).length;
  const counted = [
    { id: 'policy_watch_reworded', n: count('changed') },
    { id: 'policy_watch_gone', n: count('gone') },
    { id: 'policy_watch_added', n: added.length + addedLeftOut },
  ] as const;
  return counted.filter(({ n }) => n > 0).map(({ id, n }) => tn(id, n));
}
