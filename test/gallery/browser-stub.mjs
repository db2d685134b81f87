/**
 * Stands in for the browser in a page that is not an extension: enough of `browser` for the views, answering from one
 * made-up world. It runs inside the page, so it closes over nothing.
 *
 * @param {{ messages: Record<string, { message: string }>, report: unknown, survey: unknown, preferences: unknown, language: string }} world
 */
export function stubBrowser(world) {
  const fill = (/** @type {string} */ id, /** @type {readonly string[]} */ args = []) =>
    (world.messages[id]?.message ?? '').replace(/\$([1-9$])/g, (_, n) =>
      n === '$' ? '$' : (args[Number(n) - 1] ?? ''),
    );
  const keysOf = (/** @type {any} */ scope) =>
    scope.keys ??
    /** @type {any} */ (world.report).report.rows
      .filter((/** @type {any} */ row) => row.status === 'stored')
      .map((/** @type {any} */ row) => row.key);
  /** @type {Record<string, (body: any) => unknown>} */
  const answers = {
    'report:get': () => world.report,
    'policy:survey': () => world.survey,
    'preferences:get': () => world.preferences,
    'preferences:set': ({ change }) => {
      world.preferences = Object.assign({}, world.preferences, change);
      return world.preferences;
    },
    'cookies:plan': ({ scope }) => ({
      keys: keysOf(scope),
      signsOutOf: ['cloudinary.com'],
      companies: [
        { name: 'Google', count: 3 },
        { name: 'LinkedIn', count: 2 },
      ],
    }),
    'cookies:clear': ({ keys }) => ({
      undoId: 'u',
      results: keys.map((/** @type {unknown} */ key, /** @type {number} */ i) => ({
        key,
        result: i === 1 ? 'set-again' : 'gone',
      })),
    }),
    'cookies:undo': () => ({ results: [] }),
  };
  const event = { addListener() {}, removeListener() {} };
  const browser = {
    i18n: { getMessage: fill, getUILanguage: () => world.language },
    runtime: {
      id: 'stub',
      getURL: (/** @type {string} */ path) => `/${path}`,
      onMessage: event,
      openOptionsPage: async () => {},
      sendMessage: async (/** @type {{type: string, body: unknown}} */ { type, body }) =>
        type in answers
          ? { ok: true, value: answers[type]?.(body) }
          : { ok: false, code: 'unknown-message', message: type },
    },
    tabs: { query: async () => [{ id: 7 }], create: async () => {}, reload: async () => {} },
    permissions: { request: async () => true },
  };
  Object.assign(globalThis, { browser, chrome: browser });
}
