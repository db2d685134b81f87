/** @import { Browser } from 'puppeteer-core' */

/**
 * Puppeteer's connection, for what WebDriver BiDi and Firefox know and Puppeteer has no call for.
 *
 * @param {Browser} driver
 * @returns {{ send(method: string, params: object): Promise<any> }}
 */
export function bidiOf(driver) {
  // Puppeteer 24 has this getter on its Firefox driver, and leaves it out of its types.
  return /** @type {{ connection: ReturnType<typeof bidiOf> }} */ (/** @type {unknown} */ (driver)).connection;
}

/**
 * A way to run code in Firefox's own window, with its rights.
 *
 * @param {Browser} driver
 */
export async function openChromeScope(driver) {
  const connection = bidiOf(driver);
  const { result: tree } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const { context } = tree.contexts[0];

  /**
   * @template {string | null | undefined} A
   * @param {(argument: A) => unknown} work runs in Firefox's window
   * @param {A} [argument]
   * @returns {Promise<string>} what `work` returns, if that is a string
   */
  return async (work, argument) => {
    const { result } = await connection.send('script.callFunction', {
      functionDeclaration: String(work),
      arguments: [argument === undefined || argument === null ? { type: 'null' } : { type: 'string', value: argument }],
      target: { context },
      awaitPromise: true,
    });
    if (result.type !== 'success') throw new Error(`In Firefox's window: ${result.exceptionDetails.text}`);
    return String(result.result.value ?? '');
  };
}

/**
 * Runs in Firefox's window: keeps what the extension's code throws, in whichever process it runs.
 *
 * @param {string} origin
 */
export function collectErrors(origin) {
  /** @type {string[]} */
  const errors = [];
  // Globals of Firefox's own window, which no type describes.
  const window = /** @type {any} */ (globalThis);
  window.collectedErrors = errors;
  window.Services.console.registerListener({
    /** @param {any} message */
    observe(message) {
      if (
        !(message instanceof window.Ci.nsIScriptError) ||
        (message.flags & window.Ci.nsIScriptError.warningFlag) !== 0
      )
        return;
      // Firefox says this of every message that is under way while its page closes; no script can catch it.
      if (
        /^Promise (?:rejected|resolved) (?:after context unloaded|while context is inactive)/.test(message.errorMessage)
      )
        return;
      if (message.sourceName.startsWith(origin))
        errors.push(`${message.errorMessage} (${message.sourceName}:${message.lineNumber})`);
    },
  });
}

/**
 * Runs in Firefox's window: opens a tab in a container, always the same.
 *
 * @param {string} url
 */
export function openContainerTab(url) {
  const { ChromeUtils, gBrowser, Services } = /** @type {any} */ (globalThis);
  const { ContextualIdentityService } = ChromeUtils.importESModule(
    'resource://gre/modules/ContextualIdentityService.sys.mjs',
  );
  const known = ContextualIdentityService.getPublicIdentities();
  const { userContextId } =
    known.find((/** @type {{ name?: string }} */ { name }) => name === 'Tested') ??
    ContextualIdentityService.create('Tested', 'briefcase', 'blue');
  gBrowser.addTab(url, { userContextId, triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal() });
}

/**
 * Runs in Firefox's window: gives the extension access to these sites alone, as its page in the add-ons manager does.
 *
 * @param {string} request JSON: the extension's id, and match patterns or `all`
 */
export async function allowSites(request) {
  const [extensionId, sites] = JSON.parse(request);
  const { ChromeUtils, WebExtensionPolicy } = /** @type {any} */ (globalThis);
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const { extension } = WebExtensionPolicy.getByID(extensionId);
  const asked = extension.originPermissions ?? extension.manifest.host_permissions;
  const origins = sites === 'all' ? asked : sites;
  const withdrawn = [...extension.allowedOrigins.patterns].map(({ pattern }) => pattern);
  await ExtensionPermissions.remove(extensionId, { permissions: [], origins: withdrawn }, extension);
  if (origins.length > 0) await ExtensionPermissions.add(extensionId, { permissions: [], origins }, extension);
}
