/**
 * Stands in for the browser in a page that is not an extension: enough of `browser` for the views, answering from one
 * made-up world. It runs inside the page, so it closes over nothing.
 *
 * @param {{ messages: Record<string, { message: string }>, report: unknown, survey: unknown, preferences: unknown, language: string, stuck?: boolean, offer?: unknown, rules?: readonly unknown[] }} world
 */
export function stubBrowser(world) {
  const fill = (/** @type {string} */ id, /** @type {readonly string[]} */ args = []) =>
    (world.messages[id]?.message ?? '').replace(/\$([1-9$])/g, (_, n) =>
      n === '$' ? '$' : (args[Number(n) - 1] ?? ''),
    );
  const key = { storeId: '0', partitionKey: null, firstPartyDomain: '', hostOnly: false, path: '/', name: 'id' };
  /** @type {Record<string, (body: any) => unknown>} */
  const answers = {
    'report:get': () => world.report,
    'policy:survey': () => world.survey,
    'preferences:get': () => world.preferences,
    'preferences:set': ({ change }) => {
      world.preferences = Object.assign({}, world.preferences, change);
      return world.preferences;
    },
    'cookies:plan': () => ({
      planId: 'p',
      count: 5,
      signsOutOf: ['cloudinary.com'],
      companies: [
        { name: 'Google', count: 3 },
        { name: 'LinkedIn', count: 2 },
      ],
      allowed: 1,
      withoutAccess: ['ads.example'],
    }),
    // Under way for ever, for a picture of it.
    'cookies:clear': () =>
      world.stuck
        ? new Promise(() => undefined)
        : {
            clearId: 'c',
            undoable: true,
            counts: {
              gone: 12,
              'was-gone': 0,
              'came-back': 1,
              'set-anew': 0,
              'still-there': 0,
              'no-access': 2,
              unreadable: 0,
            },
            exceptions: [
              {
                key: { ...key, name: '_ga', domain: 'www.example.com' },
                result: 'came-back',
                after: 2000,
                setBy: { kind: 'script', host: 'www.example.com' },
              },
              { key: { ...key, domain: 'x.example' }, result: 'no-access', after: null, setBy: null },
              { key: { ...key, domain: 'x.example' }, result: 'no-access', after: null, setBy: null },
            ],
            resumed: false,
          },
    'cookies:undoable': () => world.offer ?? null,
    'cookies:undo': () => ({
      clearId: 'c',
      counts: { restored: 10, 'expired-meanwhile': 1, 'newer-kept': 1, refused: 0, 'no-access': 0, unreadable: 0 },
      exceptions: [],
      overwritable: 1,
    }),
    'rules:list': () => world.rules ?? [],
    'rules:add': () => ({}),
    'rules:remove': () => null,
    'site-data:count': () => ({
      origin: 'https://www.cloudinary.com',
      counts: { localStorage: 12, sessionStorage: 0, indexedDB: 1, cacheStorage: null, serviceWorkers: 1 },
      impossible: [],
      byBrowser: ['indexedDB', 'cacheStorage', 'serviceWorkers'],
      permitted: false,
    }),
    'site-data:clear': ({ kinds }) =>
      kinds.map((/** @type {string} */ kind, /** @type {number} */ i) => ({
        kind,
        result: ['cleared', 'came-back', 'still-there', 'unreadable'][i],
      })),
  };
  /** @type {((message: unknown) => void)[]} */
  const heard = [];
  const event = { addListener: (/** @type {any} */ listener) => void heard.push(listener), removeListener() {} };
  Object.assign(globalThis, {
    broadcast: (/** @type {string} */ broadcast, /** @type {unknown} */ body) => {
      for (const listener of heard) listener({ broadcast, body });
    },
  });
  const browser = {
    i18n: { getMessage: fill, getUILanguage: () => world.language },
    runtime: {
      id: 'stub',
      getURL: (/** @type {string} */ path) => `/${path}`,
      onMessage: event,
      openOptionsPage: async () => {},
      sendMessage: async (/** @type {{type: string, body: unknown}} */ { type, body }) =>
        type in answers
          ? { ok: true, value: await answers[type]?.(body) }
          : { ok: false, code: 'unknown-message', message: type },
    },
    tabs: { query: async () => [{ id: 7 }], create: async () => {}, reload: async () => {} },
    permissions: { request: async () => true },
    extension: { inIncognitoContext: false },
  };
  Object.assign(globalThis, { browser, chrome: browser });
}
