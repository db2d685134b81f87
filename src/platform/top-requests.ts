import browser, { type WebRequest } from 'webextension-polyfill';

const TOP_DOCUMENTS: WebRequest.RequestFilter = { urls: ['http://*/*', 'https://*/*'], types: ['main_frame'] };

/** What Chromium sends beyond the types of the polyfill. */
interface ChromiumDetails {
  readonly initiator?: string;
  readonly documentId?: string;
  readonly documentLifecycle?: string;
}

/** A request for a document that a tab is to show, or one hop of it. */
export interface TopRequest {
  readonly requestId: string;
  readonly tabId: number;
  readonly url: string;
  /**
   * Address (Firefox) or origin (Chromium) of the page that caused it, the word `null` for an opaque one in Chromium;
   * `null` where no page did.
   */
  readonly cause: string | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Calls the listener for every request for a top document, and again for each redirect on its way. */
export function onTopRequest(listener: (request: TopRequest) => void): void {
  browser.webRequest.onBeforeRequest.addListener((details) => {
    const more: WebRequest.OnBeforeRequestDetailsType & ChromiumDetails = details;
    // What is fetched ahead, or prerendered, is not shown.
    if (more.documentId !== undefined || more.documentLifecycle === 'prerender' || details.tabId < 0) return undefined;
    const cause = more.initiator ?? more.originUrl ?? null;
    listener({ requestId: details.requestId, tabId: details.tabId, url: details.url, cause, at: details.timeStamp });
    return undefined;
  }, TOP_DOCUMENTS);
}

/** The head of an answer that a top document may be made of. */
export interface TopResponse {
  readonly tabId: number;
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Its `Referrer-Policy`, if it has one; several headers joined by commas. */
  readonly policy: string | null;
}

/** Calls the listener for every answer to a request for a top document. */
export function onTopResponse(listener: (response: TopResponse) => void): void {
  browser.webRequest.onHeadersReceived.addListener(
    ({ tabId, url, timeStamp, responseHeaders = [] }) => {
      const policies = responseHeaders.flatMap(({ name, value }) =>
        value !== undefined && name.toLowerCase() === 'referrer-policy' ? [value] : [],
      );
      listener({ tabId, url, at: timeStamp, policy: policies.length > 0 ? policies.join(',') : null });
      return undefined;
    },
    TOP_DOCUMENTS,
    ['responseHeaders'],
  );
}
