import browser, { type WebNavigation } from 'webextension-polyfill';

/** A committed document, whatever its kind. */
export interface Commit {
  readonly tabId: number;
  readonly documentId: string;
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The document is what the tab shows; false while it is only prerendered. */
  readonly active: boolean;
}

/** A commit, with how it came to be. */
export interface TopCommit extends Commit {
  /** `page`: what links, forms and scripts cause, and much else. `user`: the address bar said so. */
  readonly how: 'page' | 'history' | 'reload' | 'user';
  /** The page before sent the tab on by itself. Firefox 153 says so of refreshes only. */
  readonly clientRedirect: boolean;
}

/** What both browsers send beyond the types of the polyfill. */
interface DocumentDetails {
  readonly documentId?: string;
  readonly documentLifecycle?: string;
  readonly frameType?: string;
  readonly parentFrameId?: number;
}

/** Calls the listener for each top-level document that commits, is activated after prerendering, or is restored. */
export function onTopCommit(listener: (commit: TopCommit) => void): void {
  browser.webNavigation.onCommitted.addListener((details) => {
    const more: DocumentDetails = details;
    const prerendered = more.documentLifecycle === 'prerender' && more.frameType === 'outermost_frame';
    if (details.frameId !== 0 && !prerendered) return;
    listener({
      tabId: details.tabId,
      documentId: more.documentId ?? fallbackId(details.tabId, details.url),
      url: details.url,
      at: details.timeStamp,
      active: !prerendered,
      how: howOf(details),
      clientRedirect: details.transitionQualifiers.includes('client_redirect'),
    });
  });
}

/** Calls the listener when a page opens another tab or window, by whatever means, before that one commits. */
export function onWindowOpened(listener: (opened: { tabId: number; sourceTabId: number }) => void): void {
  browser.webNavigation.onCreatedNavigationTarget.addListener(({ tabId, sourceTabId }) =>
    listener({ tabId, sourceTabId }),
  );
}

function howOf({ transitionType, transitionQualifiers }: WebNavigation.OnCommittedDetailsType): TopCommit['how'] {
  if (transitionQualifiers.includes('forward_back')) return 'history';
  if (transitionType === 'reload') return 'reload';
  return transitionQualifiers.includes('from_address_bar') ? 'user' : 'page';
}

/** The document a tab shows now. `null` when the tab is gone. */
export async function topDocument(tabId: number): Promise<{ documentId: string; url: string } | null> {
  try {
    const frame = await browser.webNavigation.getFrame({ tabId, frameId: 0 });
    if (!frame) return null;
    const more: WebNavigation.GetFrameCallbackDetailsType & DocumentDetails = frame;
    return { documentId: more.documentId ?? fallbackId(tabId, frame.url), url: frame.url };
  } catch {
    return null; // Chromium rejects for a tab that is gone
  }
}

/**
 * The top-level document that a frame's document is part of now; `null` where that frame has gone with its page. What a
 * frame says may arrive after the tab shows another page.
 *
 * @param documentId the frame's own, as its message came with it; `null` where the browser does not tell
 */
export async function documentOfFrame(
  tabId: number,
  frameId: number,
  documentId: string | null,
): Promise<{ documentId: string; url: string } | null> {
  // The page first: a frame that is still there afterwards was there with it.
  const page = await topDocument(tabId);
  try {
    const frame: DocumentDetails | null = await browser.webNavigation.getFrame({ tabId, frameId });
    const same = frame !== null && (documentId === null || frame.documentId === documentId);
    return same ? page : null;
  } catch {
    return null; // Chromium rejects for a frame that is gone
  }
}

function fallbackId(tabId: number, url: string): string {
  return `${tabId}:${url}`;
}
