import { useLayoutEffect, useState } from 'preact/hooks';
import type { ClearOnLeave, Preferences, Theme, WarnMode, WarnScope } from '../core/preferences.ts';
import { t } from '../ui/text.ts';
import { applyTheme } from '../ui/theme.ts';
import { Choice, type Option, Words } from './choice.tsx';
import { LeaveRules } from './leave-rules.tsx';
import { createPreferencesStore, type OptionsView, type PreferencesSource } from './preferences-store.ts';
import { QuietSites } from './quiet-sites.tsx';
import { Rules } from './rules.tsx';
import type { RulesSource } from './rules-feed.ts';

/** The options page: each choice takes effect at once, and says so. */
export function Options({ source, rules }: { source: PreferencesSource; rules: RulesSource }) {
  const [view, setView] = useState<OptionsView>({ kind: 'loading' });
  const [store, setStore] = useState<ReturnType<typeof createPreferencesStore>>();
  useLayoutEffect(() => {
    const made = createPreferencesStore(source, setView);
    setStore(made);
    return made.stop;
  }, [source]);
  const theme = view.kind === 'ready' ? view.preferences.theme : null;
  useLayoutEffect(() => {
    if (theme !== null) applyTheme(theme);
  }, [theme]);

  return (
    <main>
      <header>
        <h1>{t('options_title')}</h1>
        <Saved view={view} />
      </header>
      {view.kind === 'failed' && (
        <p class="problem">
          {t('options_failed', view.message)}{' '}
          <button type="button" class="link" onClick={() => void store?.load()}>
            {t('options_retry')}
          </button>
        </p>
      )}
      {view.kind === 'ready' && store !== undefined && (
        <Preferred preferences={view.preferences} onChange={store.change} rules={rules} />
      )}
    </main>
  );
}

/** Always there, so that a screen reader hears its text change. */
function Saved({ view }: { view: OptionsView }) {
  const saved = view.kind === 'ready' ? view.saved : { state: 'untouched' as const };
  return (
    <p class={`saved ${saved.state}`} role="status" data-saved={saved.state}>
      {saved.state === 'saved' && <span key={view.kind === 'ready' ? view.saves : 0}>{t('options_saved')}</span>}
      {saved.state === 'refused' && <span>{t('options_refused', saved.message)}</span>}
    </p>
  );
}

interface PreferredProps {
  readonly preferences: Preferences;
  readonly onChange: (change: Partial<Preferences>) => void;
  readonly rules: RulesSource;
}

function Preferred({ preferences, onChange, rules }: PreferredProps) {
  return (
    <>
      <Choice
        name="warnMode"
        legend={t('options_mode')}
        options={warnModes()}
        value={preferences.warnMode}
        onPick={(warnMode) => onChange({ warnMode })}
      />
      <Choice
        name="warnScope"
        legend={t('options_warn')}
        options={warnScopes()}
        value={preferences.warnScope}
        onPick={(warnScope) => onChange({ warnScope })}
      />
      <section aria-labelledby="often-heading" data-preference="warnOften">
        <h2 id="often-heading">{t('options_often')}</h2>
        <label class="option">
          <input
            type="checkbox"
            name="warnOften"
            checked={preferences.warnOften === 'once-a-day'}
            onChange={({ currentTarget }) => onChange({ warnOften: currentTarget.checked ? 'once-a-day' : 'always' })}
          />
          <Words label={t('options_often_label')}>{t('options_often_note')}</Words>
        </label>
      </section>
      <QuietSites sites={preferences.quietSites} onChange={(quietSites) => onChange({ quietSites })} />
      <LeaveRules rules={preferences.leaveRules} onChange={(leaveRules) => onChange({ leaveRules })} />
      <Rules source={rules} />
      <Choice
        name="clearOnLeave"
        legend={t('options_leave')}
        options={clearOnLeave()}
        value={preferences.clearOnLeave}
        onPick={(choice) => onChange({ clearOnLeave: choice })}
      />
      <Choice
        name="theme"
        legend={t('options_theme')}
        options={themes()}
        value={preferences.theme}
        onPick={(theme) => onChange({ theme })}
        inline
      />
      <section aria-labelledby="badge-heading" data-preference="badge">
        <h2 id="badge-heading">{t('options_badge')}</h2>
        <label class="option">
          <input
            type="checkbox"
            name="badge"
            checked={preferences.badge}
            onChange={({ currentTarget }) => onChange({ badge: currentTarget.checked })}
          />
          <Words label={t('options_badge_label')}>{t('options_badge_note')}</Words>
        </label>
      </section>
      <p class="quiet small kept">{t('options_kept')}</p>
    </>
  );
}

function warnModes(): readonly Option<WarnMode>[] {
  return [
    { value: 'ask', label: t('options_mode_ask'), note: t('options_mode_ask_note') },
    { value: 'tell', label: t('options_mode_tell'), note: t('options_mode_tell_note') },
    { value: 'badge', label: t('options_mode_badge'), note: t('options_mode_badge_note') },
    { value: 'off', label: t('options_mode_off') },
  ];
}

function warnScopes(): readonly Option<WarnScope>[] {
  return [
    { value: 'policy-site', label: t('options_warn_policy_site'), note: t('options_warn_policy_site_note') },
    { value: 'seen', label: t('options_warn_seen'), note: t('options_warn_seen_note') },
    { value: 'everywhere', label: t('options_warn_everywhere'), note: t('options_warn_everywhere_note') },
  ];
}

function clearOnLeave(): readonly Option<ClearOnLeave>[] {
  return [
    { value: 'off', label: t('options_leave_off') },
    { value: 'remarketing', label: t('options_leave_remarketing'), note: t('options_leave_remarketing_note') },
  ];
}

function themes(): readonly Option<Theme>[] {
  return [
    { value: 'system', label: t('options_theme_system') },
    { value: 'light', label: t('options_theme_light') },
    { value: 'dark', label: t('options_theme_dark') },
  ];
}
