import { render } from 'preact';
import { onBroadcast, send } from '../messaging/client.ts';
import { browserLanguage, getMessage, inPrivateWindow } from '../platform/pages.ts';
import { startPage } from '../ui/start-page.ts';
import { t } from '../ui/text.ts';
import { Options } from './options.tsx';
import type { PreferencesSource } from './preferences-store.ts';
import type { RulesSource } from './rules-feed.ts';

const root = startPage(getMessage, browserLanguage());
document.title = t('options_page_title');
const source: PreferencesSource = {
  load: () => send('preferences:get', null),
  save: (change) => send('preferences:set', { change }),
  onChanged: (listener) => onBroadcast('preferences:changed', listener),
};
const rules: RulesSource = {
  load: () => send('rules:list', { privateWindow: inPrivateWindow() }),
  add: (wish) => send('rules:add', { wish, tabId: null }),
  remove: (ruleId) => send('rules:remove', { ruleId }),
  onChanged: (listener) => onBroadcast('rules:changed', listener),
};
render(<Options source={source} rules={rules} />, root);
