import type {
  ClearOutcome,
  ClearPlan,
  ClearProgress,
  ClearScope,
  UndoOffer,
  UndoOutcome,
} from '../core/clearing/clearing.ts';
import type { RuleInUse, RuleWish } from '../core/clearing/rules.ts';
import type { SiteData, SiteDataKind, SiteDataOutcome, SiteDataResult } from '../core/clearing/site-data.ts';
import type { DepartureAnswer, DepartureWay, ToldArrival } from '../core/leaving/departure.ts';
import type { Survey } from '../core/policy/survey.ts';
import type { Preferences } from '../core/preferences.ts';
import type { CookieRow, DepartureNote, TabReport } from '../core/report/page-report.ts';

/** What the page eye found in its document, once it was quiet. */
export interface PageSightings {
  /** Hosts of other sites that the document loaded from, at most 500; `timing` where Server-Timing names Cloudinary. */
  readonly hosts: readonly { readonly host: string; readonly timing: boolean }[];
  /** Known identifiers found in web storage. */
  readonly storage: readonly { readonly area: 'local' | 'session'; readonly key: string }[];
  /** Addresses of other sites that it asked, at most 300. Only the second look tells this and what follows. */
  readonly urls?: readonly string[];
  /** Where the page says its privacy statement is. */
  readonly privacyLink?: { readonly url: string; readonly text: string };
  /** Hosts outside cloudinary.com that links of a page of cloudinary.com lead to, at most 3. */
  readonly linksOut?: readonly string[];
  /** One of the document's links leads to cloudinary.com, if by way of others. */
  readonly leadsToPolicySite?: boolean;
}

/** The words of a page of cloudinary.com that presents itself as a privacy or cookie policy. */
export interface PolicyText {
  readonly title: string;
  /** The first heading; empty where there is none. */
  readonly heading: string;
  /** Headings, paragraphs and list items, in order. */
  readonly blocks: readonly string[];
}

/** What the guard needs to know in its page, to decide without asking. */
export interface GuardSettings {
  readonly active: boolean;
  /** Registrable domain of the page: hosts within it are the same site. */
  readonly site: string;
}

/**
 * The one contract: who may send what, and what comes back.
 *
 * `content` is any script of ours in a page and is not trusted further than the page is; `page` is one of the
 * extension's own pages. Everything else is derived from this interface.
 */
export interface Protocol {
  'page:seen': { from: 'content'; request: PageSightings; response: null };
  'policy:read': { from: 'content'; request: PolicyText; response: null };
  'guard:settings': { from: 'content'; request: null; response: GuardSettings };
  'departure:stopped': {
    from: 'content';
    /** `untouched`: nobody has clicked or typed in the document since it came. */
    request: {
      url: string;
      way: DepartureWay;
      method: 'get' | 'post';
      untouched: boolean;
      /** What page and link say about referrers, as it is written there. */
      referrer: { meta: string | null; link: string | null };
    };
    response: DepartureAnswer;
  };
  'departure:settled': {
    from: 'content';
    request: { departureId: string; state: Exclude<DepartureNote['state'], 'asked' | 'arrived'>; silence: boolean };
    response: null;
  };
  /** Asked by the script that the background put into an arrival. */
  'arrival:get': { from: 'content'; request: null; response: ToldArrival | null };
  'arrival:settled': {
    from: 'content';
    request: { departureId: string; choice: 'stay' | 'back' | 'close'; silence: boolean };
    response: null;
  };
  /** A link of the notice: the policy, or the destination's own privacy statement, each in a tab of its own. */
  'notice:open': { from: 'content'; request: { departureId: string; page: 'policy' | 'statement' }; response: null };
  'options:open': { from: 'content' | 'page'; request: null; response: null };
  /** With `rows`, a report that has more comes with that many and says how many it leaves out. */
  'report:get': { from: 'page'; request: { tabId: number; rows?: number }; response: TabReport };
  /** The rows that follow the first `from` of a report, some at a time; `null` where that report is no longer at hand. */
  'report:rows': {
    from: 'page';
    request: { tabId: number; revision: number; from: number };
    response: readonly CookieRow[] | null;
  };
  /** Where the clauses stood on all pages seen since the browser started; of private windows only within them. */
  'policy:survey': { from: 'page'; request: { privateWindow: boolean }; response: Survey };
  'cookies:plan': { from: 'page'; request: { scope: ClearScope }; response: ClearPlan };
  /** Answers when every cookie was looked at again; `clearing:progress` tells the way there. */
  'cookies:clear': { from: 'page'; request: { planId: string }; response: ClearOutcome };
  /** The outcome as of now: a cookie may have come back since. */
  'cookies:outcome': { from: 'page'; request: { clearId: string }; response: ClearOutcome };
  /** The clear or undo of cookies of the tab's store that runs right now: answered at once. */
  'cookies:under-way': { from: 'page'; request: { tabId: number }; response: ClearProgress | null };
  /** The last clear in the tab's cookie store that can still be undone. */
  'cookies:undoable': { from: 'page'; request: { tabId: number }; response: UndoOffer | null };
  /** With `overwrite`, newer cookies of the same identity give way. */
  'cookies:undo': { from: 'page'; request: { clearId: string; overwrite: boolean }; response: UndoOutcome };
  /** Newest first. Rules of private windows are told only within them. */
  'rules:list': { from: 'page'; request: { privateWindow: boolean }; response: readonly RuleInUse[] };
  /** Made in a private window, the rule ends with it. The answer is the rule, also where there was one like it. */
  'rules:add': { from: 'page'; request: { wish: RuleWish; tabId: number | null }; response: RuleInUse };
  'rules:remove': { from: 'page'; request: { ruleId: string }; response: null };
  'site-data:count': { from: 'page'; request: { tabId: number }; response: SiteData };
  'site-data:clear': {
    from: 'page';
    /** Of the origin that was counted: the tab may show another page by now. */
    request: { tabId: number; origin: string; kinds: readonly SiteDataKind[] };
    response: SiteDataOutcome;
  };
  /** Removes one known identifier from web storage. */
  'site-data:remove-key': {
    from: 'page';
    request: { tabId: number; area: 'local' | 'session'; origin: string; storageKey: string };
    response: SiteDataResult;
  };
  'preferences:get': { from: 'page'; request: null; response: Preferences };
  'preferences:set': { from: 'page'; request: { change: Partial<Preferences> }; response: Preferences };
}

/** What the background tells those who listen; nobody has to answer. */
export interface Broadcasts {
  /** To the extension's pages. */
  'report:changed': { tabId: number };
  /** To the extension's pages. */
  'preferences:changed': Preferences;
  /** To the extension's pages. */
  'clearing:progress': ClearProgress;
  /** To the extension's pages: there is more to say of this clear than when it ended. */
  'clearing:changed': { clearId: string };
  /** To the extension's pages: rules, or what they did. */
  'rules:changed': null;
  /** To the guards in tabs. */
  'guard:changed': GuardSettings;
}

export type MessageName = keyof Protocol;
export type SenderRole = 'content' | 'page';
export type RequestOf<N extends MessageName> = Protocol[N]['request'];
export type ResponseOf<N extends MessageName> = Protocol[N]['response'];

/** Why a message was refused or failed. `unanswered`: the background was stopped, updated or removed meanwhile. */
export type FailureCode = 'unknown-message' | 'wrong-sender' | 'wrong-shape' | 'not-found' | 'failed' | 'unanswered';

export type Reply<T> = { ok: true; value: T } | { ok: false; code: FailureCode; message: string };

/** How a message travels. */
export interface Envelope<N extends MessageName = MessageName> {
  readonly type: N;
  readonly body: RequestOf<N>;
}
