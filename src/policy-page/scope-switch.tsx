import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { HostName } from '../ui/host-name.tsx';
import { rich } from '../ui/rich-text.tsx';
import { t, tn } from '../ui/text.ts';
import { useBarHeight } from './bar-height.ts';
import type { PageView, SurveyView } from './policy-feed.ts';
import type { Scope } from './standing.ts';

interface Props {
  readonly scope: Scope;
  readonly page: PageView;
  readonly survey: SurveyView;
  readonly onPick: (scope: Scope) => void;
}

/** Whether the statuses speak of one page or of all. It stays in sight, and the date of the policy with it. */
export function ScopeSwitch({ scope, page, survey, onPick }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  useBarHeight(bar);
  const alone = page.kind !== 'ready' && page.kind !== 'loading';
  return (
    <div class="scope-bar" ref={bar}>
      {alone ? (
        <p class="scope-alone">{allWords(survey)}</p>
      ) : (
        <fieldset class="scope">
          <legend class="heard">{t('policy_scope')}</legend>
          <Way scope="page" picked={scope} onPick={onPick}>
            {page.kind === 'ready'
              ? rich('policy_scope_page', <HostName key="host" host={page.report.host} site={page.report.site} />)
              : t('policy_scope_page_coming')}
          </Way>
          <Way scope="all" picked={scope} onPick={onPick}>
            {allWords(survey)}
          </Way>
        </fieldset>
      )}
      <p class="held quiet small">{t('policy_held')}</p>
    </div>
  );
}

interface WayProps {
  readonly scope: Scope;
  readonly picked: Scope;
  readonly onPick: (scope: Scope) => void;
  readonly children: ComponentChildren;
}

function Way({ scope, picked, onPick, children }: WayProps) {
  return (
    <label class="way">
      <input type="radio" name="scope" value={scope} checked={scope === picked} onChange={() => onPick(scope)} />
      <span>{children}</span>
    </label>
  );
}

function allWords(survey: SurveyView): string {
  if (survey.kind !== 'ready') return t('policy_scope_all');
  const { pages } = survey.survey;
  return pages === 0 ? t('policy_scope_all_none') : tn('policy_scope_all_pages', pages);
}
