import { render } from 'preact';
import { onBroadcast, send } from '../messaging/client.ts';
import { browserLanguage, getMessage } from '../platform/pages.ts';
import { startPage } from '../ui/start-page.ts';
import { t } from '../ui/text.ts';
import { applyTheme } from '../ui/theme.ts';
import { PolicyPage, type PolicyPageDeps } from './policy-page.tsx';

const root = startPage(getMessage, browserLanguage());
document.title = t('policy_page_title');

void send('preferences:get', null).then((reply) => reply.ok && applyTheme(reply.value.theme));
onBroadcast('preferences:changed', ({ theme }) => applyTheme(theme));

const deps: PolicyPageDeps = {
  tabId: tabIdOf(new URLSearchParams(location.search).get('tab')),
  loadReport: (tabId) => send('report:get', { tabId }),
  loadSurvey: (privateWindow) => send('policy:survey', { privateWindow }),
  onChanged: (listener) => onBroadcast('report:changed', ({ tabId }) => listener(tabId)),
  hash: () => location.hash,
  onHashChanged(listener) {
    addEventListener('hashchange', listener);
    return () => removeEventListener('hashchange', listener);
  },
};
render(<PolicyPage deps={deps} />, root);

/** A tab id from the address; an address that was tampered with speaks of no tab. */
function tabIdOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
