import { render } from 'preact';
import { onBroadcast, send } from '../messaging/client.ts';
import { browserLanguage, getMessage, openOptionsPage } from '../platform/pages.ts';
import { startPage } from '../ui/start-page.ts';
import { t } from '../ui/text.ts';
import { applyTheme } from '../ui/theme.ts';
import { Welcome } from './welcome.tsx';

const root = startPage(getMessage, browserLanguage());
document.title = t('extension_name');
void send('preferences:get', null).then((reply) => reply.ok && applyTheme(reply.value.theme));
onBroadcast('preferences:changed', ({ theme }) => applyTheme(theme));
render(<Welcome onOpenOptions={() => void openOptionsPage()} />, root);
