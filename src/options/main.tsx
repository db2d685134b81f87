import { render } from 'preact';
import { onBroadcast, send } from '../messaging/client.ts';
import { browserLanguage, getMessage } from '../platform/pages.ts';
import { startPage } from '../ui/start-page.ts';
import { t } from '../ui/text.ts';
import { Options } from './options.tsx';
import type { PreferencesSource } from './preferences-store.ts';

const root = startPage(getMessage, browserLanguage());
document.title = t('options_page_title');
const source: PreferencesSource = {
  load: () => send('preferences:get', null),
  save: (change) => send('preferences:set', { change }),
  onChanged: (listener) => onBroadcast('preferences:changed', listener),
};
render(<Options source={source} />, root);
