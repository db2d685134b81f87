/**
 * The few browser calls of content scripts, without the polyfill: they run in every page and pay for each kilobyte.
 *
 * `chrome` is taken in both browsers. Firefox (MV3) gives promises there too, and in Chromium `browser` may be an
 * element of the page with that id, because named elements show up on the global object of isolated worlds.
 */
interface ContentApi {
  readonly runtime: {
    readonly id?: string;
    sendMessage(message: unknown): Promise<unknown>;
    readonly onMessage: {
      addListener(listener: (message: unknown) => void): void;
      removeListener(listener: (message: unknown) => void): void;
    };
  };
  /** Chromium only. */
  readonly dom?: { openOrClosedShadowRoot(element: object): object | null };
  readonly i18n: {
    getMessage(id: string, args?: readonly string[]): string;
    getUILanguage(): string;
  };
}

declare const chrome: ContentApi;

/** False once the extension was updated, switched off or removed while this script went on in its page. */
export function isAlive(): boolean {
  return chrome.runtime?.id !== undefined;
}

/** Sends one message to the background. Rejects when nobody is there to answer. */
export async function send(message: { readonly type: string; readonly body: unknown }): Promise<unknown> {
  return chrome.runtime.sendMessage(message);
}

/** Calls `listener` for each message of the background to this tab, until `signal` is aborted. */
export function onMessage(listener: (message: unknown) => void, signal: AbortSignal): void {
  // The listener answers nothing: a returned value would keep the channel open.
  const receive = (message: unknown): void => listener(message);
  chrome.runtime.onMessage.addListener(receive);
  signal.addEventListener('abort', () => {
    // After an update the old script's API is gone, and its listeners with it.
    if (isAlive()) chrome.runtime.onMessage.removeListener(receive);
  });
}

/** A text of `_locales`. */
export function getMessage(id: string, ...args: readonly string[]): string {
  return chrome.i18n.getMessage(id, args);
}

/** The language the texts come in, for numbers. */
export function uiLanguage(): string {
  return chrome.i18n.getUILanguage();
}

/**
 * The shadow root of an HTML element, a closed one too; `null` where there is none. Elements are objects here, because
 * this folder is also compiled for the background, which has no DOM.
 */
export function openShadowRoot(element: object): unknown {
  // Firefox gives extensions a property of the element instead.
  if ('openOrClosedShadowRoot' in element) return element.openOrClosedShadowRoot;
  return chrome.dom?.openOrClosedShadowRoot(element) ?? null;
}
