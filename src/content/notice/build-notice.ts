import type { Notice } from '../../core/leaving/departure.ts';
import { XHTML } from './host.ts';
import { around, countText, listNodes, slot, text } from './texts.ts';

export interface NoticeElements {
  readonly dialog: HTMLDialogElement;
  readonly stay: HTMLButtonElement;
  /** Continue, and Continue without identifiers if there are any; on arrival, the way back. */
  readonly leave: readonly HTMLButtonElement[];
  readonly silence: HTMLInputElement;
}

/** Builds the notice out of elements alone: pages with Trusted Types or without inline styles have no say in it. */
export function buildNoticeElements(notice: Notice): NoticeElements {
  const stay = button('stay', text('notice_stay'), 'main');
  const leave = leaveButtons(notice);
  const silence = make('input', { type: 'checkbox', 'data-action': 'silence' });

  const dialog = make(
    'dialog',
    {
      role: 'alertdialog',
      'aria-labelledby': 'lead host',
      'aria-describedby': 'facts words',
      dir: text('ui_direction') || 'ltr',
      'data-theme': notice.theme,
    },
    make(
      'p',
      { id: 'lead', class: 'lead' },
      text(notice.when === 'before' ? 'notice_lead' : 'notice_lead_arrived', notice.fromSite),
    ),
    make('h1', { id: 'host', class: 'host', dir: 'ltr' }, ...hostNodes(notice)),
    make('div', { class: 'body' }, make('ul', { id: 'facts' }, ...facts(notice)), words(notice)),
    make('div', { class: 'acts' }, stay, ...leave),
    make(
      'div',
      { class: 'foot' },
      make('label', {}, silence, make('span', {}, text('notice_silence', notice.destination.site))),
      ...links(notice),
    ),
  );
  return { dialog, stay, leave, silence };
}

/** What the small notice is made of: the box, and the words that are put into it once it is there. */
export function buildSmallNotice(notice: Notice): { readonly box: HTMLElement; readonly words: HTMLElement } {
  const box = make(
    'div',
    {
      popover: 'manual',
      role: 'status',
      class: 'small',
      dir: text('ui_direction') || 'ltr',
      'data-theme': notice.theme,
    },
    make(
      'div',
      { class: 'foot' },
      button('stay', text('notice_close')),
      button('back', text(notice.when === 'opened' ? 'notice_close_tab' : 'notice_back')),
      button('silence', text('notice_silence_told', notice.destination.site)),
      ...links(notice),
    ),
  );
  const said = make(
    'div',
    {},
    make('p', { id: 'lead', class: 'lead' }, text('notice_lead_arrived', notice.fromSite)),
    make('p', { id: 'host', class: 'host', dir: 'ltr' }, ...hostNodes(notice)),
    words({ clauses: notice.clauses.slice(0, 1) }),
  );
  return { box, words: said };
}

/** Ways on, each into a tab of its own: the policy that was quoted, the other site's statement, the options. */
function links({ clauses, hasStatement, destination }: Notice): readonly HTMLButtonElement[] {
  return [
    ...(clauses.length > 0 ? [button('policy', text('notice_policy'))] : []),
    ...(hasStatement ? [button('statement', text('notice_statement', destination.site))] : []),
    button('options', text('notice_preferences')),
  ];
}

function leaveButtons({ when, cleanUrl }: Notice): readonly HTMLButtonElement[] {
  if (when !== 'before') return [button('back', text(when === 'opened' ? 'notice_close_tab' : 'notice_back'), 'later')];
  const go = button('continue', text('notice_continue'), 'later');
  return cleanUrl === null ? [go] : [go, button('continue-clean', text('notice_continue_clean'), 'later')];
}

/** The host, with the part that has an owner standing out. */
function hostNodes({ destination: { host, site } }: Notice): readonly (Node | string)[] {
  return [host.slice(0, Math.max(0, host.length - site.length)), make('b', {}, site)];
}

function facts(notice: Notice): readonly Node[] {
  const { when, destination, identifiers, carried, cookiesThere, way, referrer } = notice;
  const lines: Node[] = [];
  const say = (...content: readonly (Node | string)[]): void => void lines.push(make('li', {}, line(...content)));
  const warn = (content: string): void => void lines.push(make('li', { class: 'warn' }, line(content)));

  if (destination.lookAlike) warn(text('notice_look_alike'));
  if (destination.insecure) warn(text('notice_insecure'));
  if (destination.via !== null) say(text('notice_via', destination.via));
  if (identifiers.length > 0) {
    const names = listNodes(identifiers, (name) => make('code', { dir: 'ltr' }, name));
    say(...around(countText('notice_identifiers', identifiers.length, slot()), names));
  }
  if (carried.length > 0) {
    const names = listNodes(carried, (name) => make('code', { dir: 'ltr' }, name));
    say(...around(countText('notice_carried', carried.length, slot()), names));
  }
  if (way === 'form') say(text('notice_form'));
  if (referrer !== null) say(text(`notice_referrer_${referrer}`, notice.fromSite));
  // On arrival it has had its chance already: what it keeps is no news of the way there.
  if (when === 'before') say(cookiesText(cookiesThere));
  return lines;
}

function cookiesText(there: Notice['cookiesThere']): string {
  if (there === null) return text('notice_cookies_unknown');
  const { total, advertising, allowed } = there;
  if (total === 0) return text(allowed > 0 ? 'notice_cookies_only_allowed' : 'notice_cookies_none');
  return [
    total === 1 && advertising === 1 ? text('notice_cookies_only_advertising') : countText('notice_cookies', total),
    ...(advertising > 0 && total > 1 ? [countText('notice_cookies_advertising', advertising)] : []),
    ...(allowed > 0 ? [text('notice_cookies_without_allowed')] : []),
  ].join(' ');
}

/** The policy's own sentences, or, on sites it does not speak of, one of ours. */
function words({ clauses }: Pick<Notice, 'clauses'>): HTMLElement {
  if (clauses.length === 0) return make('p', { id: 'words', class: 'lead' }, text('notice_no_clause'));
  const numbers = clauses.map(({ id }) => id.slice(id.lastIndexOf('.') + 1));
  const cite = around(
    text(clauses.length === 1 ? 'notice_cite_one' : 'notice_cite_other', slot()),
    listNodes(numbers, (number) => document.createTextNode(number)),
  );
  const sentences = clauses.flatMap(({ id, text: sentence }, index) => [
    ...(index === 0 ? [] : [' ']),
    make('span', { 'data-clause': id }, sentence),
  ]);
  return make(
    'figure',
    { id: 'words' },
    // The policy was written in English, whatever the reader's language is.
    make('blockquote', { lang: 'en', dir: 'ltr' }, ...sentences),
    make('figcaption', {}, ...cite),
  );
}

function line(...content: readonly (Node | string)[]): HTMLElement {
  return make('span', {}, ...content);
}

function button(action: string, label: string, className = ''): HTMLButtonElement {
  return make('button', { type: 'button', 'data-action': action, class: className }, label);
}

function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElementNS(XHTML, name) as HTMLElementTagNameMap[K]; // the namespace makes it that class
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}
