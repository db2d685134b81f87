import browser, { type WebRequest } from 'webextension-polyfill';
import { LONGEST_BODY, type RequestBody } from '../core/evidence/sharing/request-tokens.ts';
import { isFirefox } from './quirks.ts';

/** A response whose head was read. */
export interface ResponseHead {
  readonly requestId: string;
  readonly tabId: number;
  /** `null` where the browser does not tell, and for the request of a top-level document itself. */
  readonly documentId: string | null;
  readonly parentDocumentId: string | null;
  readonly prerendered: boolean;
  readonly type: 'top' | 'frame' | 'resource';
  readonly url: string;
  readonly at: number;
  readonly setCookies: readonly string[];
  readonly server: string | null;
}

/** A request to Cloudinary that carried cookies. */
export interface SentCookies extends Omit<ResponseHead, 'setCookies' | 'server'> {
  readonly cookieHeader: string;
}

/** A request that has something to send. */
export interface SentBody extends Omit<ResponseHead, 'setCookies' | 'server'> {
  readonly body: RequestBody;
}

export interface RequestFilter {
  /** Match patterns. */
  readonly urls: readonly string[];
  readonly types?: readonly WebRequest.ResourceType[];
}

/** What both browsers send beyond the types of the polyfill. */
interface DocumentDetails {
  readonly documentId?: string;
  readonly parentDocumentId?: string;
  readonly documentLifecycle?: string;
}

/** Chromium hides both cookie headers from listeners that do not ask for this. */
const extraHeaders = isFirefox ? [] : ['extraHeaders'];

/** Calls the listener with the head of every response that the filter takes in and that has something to tell. */
export function onResponse(filter: RequestFilter, listener: (head: ResponseHead) => void): void {
  browser.webRequest.onHeadersReceived.addListener(
    (details) => {
      const setCookies: string[] = [];
      let server: string | null = null;
      for (const { name, value } of details.responseHeaders ?? []) {
        if (value === undefined) continue;
        if (equalsIgnoringCase(name, 'set-cookie')) setCookies.push(...setCookieLines(value));
        else if (equalsIgnoringCase(name, 'server')) server = value;
      }
      listener({ ...commonParts(details), setCookies, server });
      return undefined;
    },
    toBrowserFilter(filter),
    ['responseHeaders', ...extraHeaders] as WebRequest.OnHeadersReceivedOptions[], // the types lack Chromium's option
  );
}

/** Calls the listener for every request within the filter that carries a Cookie header. */
export function onCookiesSent(filter: RequestFilter, listener: (sent: SentCookies) => void): void {
  browser.webRequest.onSendHeaders.addListener(
    (details) => {
      const cookieHeader = details.requestHeaders?.find(({ name }) => equalsIgnoringCase(name, 'cookie'))?.value;
      if (cookieHeader) listener({ ...commonParts(details), cookieHeader });
    },
    toBrowserFilter(filter),
    ['requestHeaders', ...extraHeaders] as WebRequest.OnSendHeadersOptions[], // as above
  );
}

/**
 * Calls the listener for every request within the filter that would send something the browser shows. It may be blocked
 * or fail yet.
 */
export function onBodyBegun(filter: RequestFilter, listener: (sent: SentBody) => void): void {
  browser.webRequest.onBeforeRequest.addListener(
    (details) => {
      const body = details.requestBody ? toRequestBody(details.requestBody) : null;
      if (body) listener({ ...commonParts(details), body });
      return undefined;
    },
    toBrowserFilter(filter),
    ['requestBody'],
  );
}

/** Calls the listener with the id of every request within the filter that got no answer: blocked, failed or given up. */
export function onFailure(filter: RequestFilter, listener: (requestId: string) => void): void {
  browser.webRequest.onErrorOccurred.addListener(({ requestId }) => listener(requestId), toBrowserFilter(filter));
}

function toRequestBody({ formData, raw }: WebRequest.OnBeforeRequestDetailsTypeRequestBodyType): RequestBody | null {
  // The types leave the values open; both browsers give lists of strings.
  if (formData) return { kind: 'form', fields: formData as unknown as Record<string, string[]> };
  let text = '';
  const decoder = new TextDecoder();
  for (const { bytes } of raw ?? []) {
    if (!(bytes instanceof ArrayBuffer)) continue; // a file of the user's: its content is not shown, and not wanted
    text += decoder.decode(bytes.slice(0, LONGEST_BODY - text.length));
    if (text.length >= LONGEST_BODY) break;
  }
  return text === '' ? null : { kind: 'text', text };
}

/** Firefox tells some requests apart that Chromium does not. */
const SPLIT: Partial<Record<WebRequest.ResourceType, WebRequest.ResourceType[]>> = {
  image: ['image', 'imageset'],
  ping: ['ping', 'beacon'],
};

/**
 * Firefox joins the lines of one response by newlines, and takes a line without an equals sign for a name without a
 * value; the standard and Chromium take it for a value without a name.
 */
function setCookieLines(value: string): string[] {
  if (!isFirefox) return [value];
  return value.split('\n').map((line) => line.replace(/^[^=;]+(?=;|$)/, '$&='));
}

const KINDS: Partial<Record<WebRequest.ResourceType, ResponseHead['type']>> = { main_frame: 'top', sub_frame: 'frame' };

function commonParts(details: {
  requestId: string;
  tabId: number;
  type: WebRequest.ResourceType;
  url: string;
  timeStamp: number;
}): Omit<ResponseHead, 'setCookies' | 'server'> {
  const more: DocumentDetails = details as DocumentDetails; // see above: sent, but not in the types
  const ahead = details.type === 'main_frame' && more.documentId !== undefined;
  // What Chromium fetches ahead for a page is told as a document's request, with the asking page for its document.
  const type = ahead ? 'resource' : (KINDS[details.type] ?? 'resource');
  return {
    requestId: details.requestId,
    tabId: details.tabId,
    documentId: type === 'resource' ? (more.documentId ?? null) : null,
    parentDocumentId: more.parentDocumentId ?? null,
    prerendered: more.documentLifecycle === 'prerender',
    type,
    url: details.url,
    at: details.timeStamp,
  };
}

function toBrowserFilter(filter: RequestFilter): WebRequest.RequestFilter {
  const { urls, types } = filter;
  return {
    urls: [...urls],
    ...(types ? { types: types.flatMap((type) => (isFirefox ? (SPLIT[type] ?? type) : type)) } : {}),
  };
}

function equalsIgnoringCase(name: string, lower: string): boolean {
  return name.length === lower.length && name.toLowerCase() === lower;
}
