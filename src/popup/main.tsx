import { render } from 'preact';
import { onBroadcast, send } from '../messaging/client.ts';
import {
  activeTabId,
  browserLanguage,
  getMessage,
  openOptionsPage,
  openPolicyPage,
  openReportTab,
  reloadTab,
  requestHostAccess,
  requestSiteAccess,
  requestSiteDataAccess,
} from '../platform/pages.ts';
import { startPage } from '../ui/start-page.ts';
import { t } from '../ui/text.ts';
import { applyTheme } from '../ui/theme.ts';
import { Popup } from './popup.tsx';
import type { PopupDeps } from './popup-deps.ts';

const root = startPage(getMessage, browserLanguage());
document.title = t('extension_name');
const asked = new URLSearchParams(location.search).get('tab');
if (asked !== null) document.documentElement.classList.add('in-tab');

void send('preferences:get', null).then((reply) => reply.ok && applyTheme(reply.value.theme));
onBroadcast('preferences:changed', ({ theme }) => applyTheme(theme));

const tabId = asked === null ? await activeTabId() : tabIdOf(asked);
const deps: PopupDeps = {
  tabId,
  inTab: asked !== null,
  load: (id, rows) => send('report:get', { tabId: id, rows }),
  loadRows: (id, revision, from) => send('report:rows', { tabId: id, revision, from }),
  painted,
  onChanged: (listener) => onBroadcast('report:changed', ({ tabId: changed }) => listener(changed)),
  plan: (scope) => send('cookies:plan', { scope }),
  clear: (planId) => send('cookies:clear', { planId }),
  outcome: (clearId) => send('cookies:outcome', { clearId }),
  underWay: (id) => send('cookies:under-way', { tabId: id }),
  undoable: (id) => send('cookies:undoable', { tabId: id }),
  undo: (clearId, overwrite) => send('cookies:undo', { clearId, overwrite }),
  onProgress: (listener) => onBroadcast('clearing:progress', listener),
  onClearChanged: (listener) => onBroadcast('clearing:changed', ({ clearId }) => listener(clearId)),
  rules: (privateWindow) => send('rules:list', { privateWindow }),
  addRule: (wish, id) => send('rules:add', { wish, tabId: id }),
  removeRule: (ruleId) => send('rules:remove', { ruleId }),
  onRulesChanged: (listener) => onBroadcast('rules:changed', listener),
  countSiteData: (id) => send('site-data:count', { tabId: id }),
  clearSiteData: (id, origin, kinds) => send('site-data:clear', { tabId: id, origin, kinds }),
  removeStorageKey: (id, row) => send('site-data:remove-key', { tabId: id, ...row }),
  requestSiteDataPermission: requestSiteDataAccess,
  openReport: (id) => void openReportTab(id).then(() => window.close()),
  openPolicy: (id, clauseId) => void openPolicyPage(id, clauseId).then(() => asked === null && window.close()),
  // The popup closes by itself when the focus goes to another tab, but not in every browser.
  openOptions: () => void openOptionsPage().then(() => asked === null && window.close()),
  reload: (id) => void reloadTab(id),
  requestAccess: requestSiteAccess,
  requestHosts: requestHostAccess,
};
render(<Popup deps={deps} />, root);

/** A tab id from the address; an address that was tampered with speaks of no tab. */
function tabIdOf(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** After the next frame; a page that is not seen, as one in a tab in the back, is not painted and does not wait. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) return resolve();
    document.addEventListener('visibilitychange', () => resolve(), { once: true });
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
