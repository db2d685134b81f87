import { ClauseMark } from '../ui/clause-mark.tsx';
import { CLAUSE_STATUS_ORDER } from '../ui/clause-words.ts';
import { formatNumber, type MessageId, t } from '../ui/text.ts';
import type { SurveyView } from './policy-feed.ts';
import { kindIn, type Scope, type Standing } from './standing.ts';
import { statusWords } from './status-words.ts';

interface Props {
  readonly scope: Scope;
  readonly survey: SurveyView;
  readonly standings: ReadonlyMap<string, Standing>;
}

/** What the statuses speak of, and how many of the sentences stand where. */
export function ScopeSummary({ scope, survey, standings }: Props) {
  const kinds = [...standings.values()].map((standing) => kindIn(scope, standing));
  const counts = CLAUSE_STATUS_ORDER.map((kind) => ({ kind, count: kinds.filter((each) => each === kind).length }));
  return (
    <div class="summary">
      <p class="about quiet small">{t(aboutOf(scope, survey))}</p>
      <ul class="clause-counts">
        {counts
          .filter(({ count }) => count > 0)
          .map(({ kind, count }) => (
            <li key={kind} class={`clause-${kind}`}>
              <ClauseMark kind={kind} />
              <span>
                <b class="tally">{formatNumber(count)}</b> {statusWords(scope, kind)}
              </span>
            </li>
          ))}
      </ul>
    </div>
  );
}

function aboutOf(scope: Scope, survey: SurveyView): MessageId {
  if (scope === 'page') return 'policy_about_page';
  return survey.kind === 'ready' && survey.survey.pages === 0 ? 'policy_about_none' : 'policy_about_all';
}
