import browser, { type Runtime } from 'webextension-polyfill';

/** Who sent a message, as far as the browser vouches for it. */
export interface MessageSender {
  readonly role: 'content' | 'page';
  readonly tabId: number | null;
  readonly frameId: number | null;
  readonly documentId: string | null;
  /** Address of the sending document. */
  readonly url: string | null;
  /** Its origin, also where its address is `about:blank`; `"null"` for one cut off, `null` where it is not told. */
  readonly origin: string | null;
}

/** Sends one message to the background and gives its answer. Rejects when nobody is there to answer. */
export function sendToRuntime(message: unknown): Promise<unknown> {
  return browser.runtime.sendMessage(message);
}

/** Hands every message from the rest of the extension to the listener, unanswered. Returns how to stop. */
export function listenToRuntime(listener: (message: unknown) => void): () => void {
  const heard = (message: unknown): undefined => {
    listener(message);
    return undefined;
  };
  browser.runtime.onMessage.addListener(heard);
  return () => browser.runtime.onMessage.removeListener(heard);
}

/** Answers every message with what `answer` resolves to. For the background. */
export function answerMessages(answer: (message: unknown, sender: MessageSender) => Promise<unknown>): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) =>
    answer(message, describeSender(sender)),
  );
}

/** Tells the extension's open pages something. Nobody listening is the usual case and no error. */
export async function tellPages(message: unknown): Promise<void> {
  try {
    await browser.runtime.sendMessage(message);
  } catch {
    // no page of the extension is open
  }
}

/** Calls the listener when the extension was installed or updated. */
export function onInstalled(listener: (reason: 'install' | 'update' | 'other') => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    listener(reason === 'install' || reason === 'update' ? reason : 'other');
  });
}

function describeSender(sender: Runtime.MessageSender): MessageSender {
  const more: Runtime.MessageSender & { documentId?: string; origin?: string } = sender;
  const own = browser.runtime.getURL('');
  const fromOwnPage = sender.id === browser.runtime.id && (sender.url ?? '').startsWith(own);
  return {
    role: fromOwnPage ? 'page' : 'content',
    tabId: sender.tab?.id ?? null,
    frameId: sender.frameId ?? null,
    documentId: more.documentId ?? null,
    url: sender.url ?? null,
    origin: more.origin ?? null,
  };
}

/** Calls the listener when the browser starts with the extension in it. */
export function onStartup(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener);
}

/** The text of a file of the extension itself. Nothing of it crosses a network: the content security policy sees to that. */
export async function readOwnFile(path: string): Promise<string> {
  const answer = await fetch(browser.runtime.getURL(path));
  return answer.text();
}

export async function openWelcome(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('src/welcome/index.html') });
}
