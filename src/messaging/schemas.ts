import * as v from 'valibot';
import type { MessageName, RequestOf } from './protocol.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const host = v.pipe(v.string(), v.maxLength(255));
const referrerPolicy = v.pipe(v.string(), v.maxLength(100));
/** Two host names and a time. */
const departureId = v.pipe(v.string(), v.minLength(1), v.maxLength(600));
const tabId = v.pipe(v.number(), v.integer());
const nothing = v.null();

const cookieKey = v.strictObject({
  storeId: v.pipe(v.string(), v.maxLength(200)),
  partitionKey: v.nullable(
    v.strictObject({
      topLevelSite: v.pipe(v.string(), v.maxLength(1000)),
      hasCrossSiteAncestor: v.nullable(v.boolean()),
    }),
  ),
  firstPartyDomain: host,
  domain: host,
  hostOnly: v.boolean(),
  path: v.pipe(v.string(), v.maxLength(4096)),
  name: v.pipe(v.string(), v.maxLength(4096)),
});

/** More keys than any jar holds of one site; a larger request is not one of ours. */
const cookieKeys = v.pipe(v.array(cookieKey), v.maxLength(20_000));

const clearScope = v.variant('kind', [
  v.strictObject({ kind: v.literal('cookies'), tabId, keys: cookieKeys }),
  v.strictObject({ kind: v.literal('vendor'), tabId, vendorId: id }),
  v.strictObject({ kind: v.literal('remarketing'), tabId }),
  v.strictObject({ kind: v.literal('cloudinary'), tabId }),
  v.strictObject({ kind: v.literal('site'), tabId }),
  v.strictObject({ kind: v.literal('embeds-here'), tabId, site: v.exactOptional(host) }),
  v.strictObject({ kind: v.literal('site-elsewhere'), tabId, site: v.exactOptional(host) }),
  v.strictObject({ kind: v.literal('everything'), tabId }),
]);

const site = v.pipe(v.string(), v.minLength(1), v.maxLength(253));
const warnMode = v.picklist(['ask', 'tell', 'badge', 'off']);

/** A rule as it may come over a message; what is stored of it is held to the same. */
export const ruleWish = v.strictObject({
  effect: v.picklist(['keep-clear', 'allow']),
  target: v.variant('kind', [
    v.strictObject({ kind: v.literal('cookie'), name: v.pipe(v.string(), v.maxLength(4096)), domain: host }),
    v.strictObject({ kind: v.literal('vendor'), vendorId: id }),
    v.strictObject({ kind: v.literal('site'), site: host }),
  ]),
  thirdPartyOnly: v.boolean(),
});

const siteDataKind = v.picklist(['localStorage', 'sessionStorage', 'indexedDB', 'cacheStorage', 'serviceWorkers']);

/** A choice of the user, as it may come over a message or out of storage. */
export const preferencesChange = v.strictObject({
  warnMode: v.exactOptional(warnMode),
  warnScope: v.exactOptional(v.picklist(['policy-site', 'seen', 'everywhere'])),
  warnOften: v.exactOptional(v.picklist(['once-a-day', 'always'])),
  leaveRules: v.exactOptional(
    v.pipe(
      v.array(v.strictObject({ from: site, to: v.nullable(site), mode: warnMode })),
      v.maxLength(1000),
      v.check((rules) => new Set(rules.map(({ from, to }) => `${from} ${to}`)).size === rules.length),
    ),
  ),
  quietSites: v.exactOptional(v.pipe(v.array(site), v.maxLength(5000))),
  theme: v.exactOptional(v.picklist(['system', 'light', 'dark'])),
  badge: v.exactOptional(v.boolean()),
  clearOnLeave: v.exactOptional(v.picklist(['off', 'remarketing'])),
});

/**
 * What each message has to look like. Everything that arrives is parsed with these before a handler sees it; a message
 * from a content script is as trustworthy as the page it runs in.
 */
export const requestSchemas: {
  readonly [N in MessageName]: v.GenericSchema<unknown, RequestOf<N>>;
} = {
  'page:seen': v.strictObject({
    hosts: v.pipe(v.array(v.strictObject({ host, timing: v.boolean() })), v.maxLength(500)),
    storage: v.pipe(
      v.array(v.strictObject({ area: v.picklist(['local', 'session']), key: v.pipe(v.string(), v.maxLength(256)) })),
      v.maxLength(50),
    ),
    urls: v.exactOptional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(4096))), v.maxLength(300))),
    privacyLink: v.exactOptional(
      v.strictObject({
        url: v.pipe(v.string(), v.regex(/^https?:\/\//), v.maxLength(2048)),
        text: v.pipe(v.string(), v.maxLength(200)),
      }),
    ),
    linksOut: v.exactOptional(v.pipe(v.array(host), v.maxLength(3))),
    leadsToPolicySite: v.exactOptional(v.boolean()),
  }),
  'policy:read': v.strictObject({
    title: v.pipe(v.string(), v.maxLength(300)),
    heading: v.pipe(v.string(), v.maxLength(300)),
    blocks: v.pipe(
      v.array(v.pipe(v.string(), v.maxLength(10_000))),
      v.maxLength(2000),
      v.check((blocks) => blocks.reduce((sum, { length }) => sum + length, 0) <= 300_000, 'at most 300,000 characters'),
    ),
  }),
  'guard:settings': nothing,
  'departure:stopped': v.strictObject({
    url: v.pipe(v.string(), v.maxLength(100_000)),
    way: v.picklist(['link', 'form', 'script', 'new-window', 'refresh']),
    method: v.picklist(['get', 'post']),
    untouched: v.boolean(),
    referrer: v.strictObject({ meta: v.nullable(referrerPolicy), link: v.nullable(referrerPolicy) }),
  }),
  'departure:settled': v.strictObject({
    departureId,
    state: v.picklist(['stayed', 'continued', 'could-not-show']),
    silence: v.boolean(),
  }),
  'arrival:get': nothing,
  'arrival:settled': v.strictObject({
    departureId,
    choice: v.picklist(['stay', 'back', 'close']),
    silence: v.boolean(),
  }),
  'notice:open': v.strictObject({ departureId, page: v.picklist(['policy', 'statement']) }),
  'options:open': nothing,
  'report:get': v.strictObject({ tabId, rows: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))) }),
  'report:rows': v.strictObject({
    tabId,
    revision: v.pipe(v.number(), v.integer()),
    from: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  'policy:survey': v.strictObject({ privateWindow: v.boolean() }),
  'cookies:plan': v.strictObject({ scope: clearScope }),
  'cookies:clear': v.strictObject({ planId: id }),
  'cookies:outcome': v.strictObject({ clearId: id }),
  'cookies:under-way': v.strictObject({ tabId }),
  'cookies:undoable': v.strictObject({ tabId }),
  'cookies:undo': v.strictObject({ clearId: id, overwrite: v.boolean() }),
  'rules:list': v.strictObject({ privateWindow: v.boolean() }),
  'rules:add': v.strictObject({ wish: ruleWish, tabId: v.nullable(tabId) }),
  'rules:remove': v.strictObject({ ruleId: id }),
  'site-data:count': v.strictObject({ tabId }),
  'site-data:clear': v.strictObject({
    tabId,
    origin: v.pipe(v.string(), v.maxLength(300)),
    kinds: v.pipe(v.array(siteDataKind), v.maxLength(5)),
  }),
  'site-data:remove-key': v.strictObject({
    tabId,
    area: v.picklist(['local', 'session']),
    origin: v.pipe(v.string(), v.maxLength(300)),
    storageKey: v.pipe(v.string(), v.maxLength(256)),
  }),
  'preferences:get': nothing,
  'preferences:set': v.strictObject({ change: preferencesChange }),
};
