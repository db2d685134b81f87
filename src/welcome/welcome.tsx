import { t } from '../ui/text.ts';
import { CookieAndClause } from './picture.tsx';

/** What the extension does, what it never does, and how to begin. Shown once, after it was installed. */
export function Welcome({ onOpenOptions }: { onOpenOptions: () => void }) {
  return (
    <main>
      <div class="opening">
        <div>
          <p class="quiet name-of-it">{t('extension_name')}</p>
          <h1>{t('extension_description')}</h1>
          <p class="lead">{t('welcome_lead')}</p>
        </div>
        <CookieAndClause />
      </div>
      <section aria-labelledby="does">
        <h2 id="does">{t('welcome_does')}</h2>
        <ul>
          <li>{t('welcome_does_show')}</li>
          <li>{t('welcome_does_clear')}</li>
          <li>{t('welcome_does_warn')}</li>
        </ul>
      </section>
      <section aria-labelledby="never">
        <h2 id="never">{t('welcome_never')}</h2>
        <ul>
          <li>{t('welcome_never_send')}</li>
          <li>{t('welcome_never_keep')}</li>
          <li>{t('welcome_never_guess')}</li>
        </ul>
      </section>
      <section class="begin" aria-labelledby="begin">
        <h2 id="begin">{t('welcome_begin')}</h2>
        <p>{t('welcome_begin_how')}</p>
        <p>
          <button type="button" class="button" data-action="options" onClick={onOpenOptions}>
            {t('welcome_options')}
          </button>
        </p>
      </section>
    </main>
  );
}
