import type { DepartureWay } from '../../core/leaving/departure.ts';
import { clickLink, type FormShape, type LinkShape, navigate, submitForm } from './recipes.ts';

/** A departure that was stopped before the page went, with all it takes to let it happen after all. */
export interface Stopped {
  readonly url: string;
  readonly way: DepartureWay;
  readonly method: 'get' | 'post';
  /** The browser says that a person did it, not a script. */
  readonly byUser: boolean;
  /** Does exactly what the page was about to do. */
  readonly go: () => void;
  /** The window in which a plain link to the same place would open. */
  readonly link: LinkShape;
}

/** Link attributes that change the request or its referrer. `ping` is left out: Chromium has sent it already. */
const LINK_ATTRIBUTES = ['rel', 'referrerpolicy', 'hreflang', 'type'];

/** Takes down a navigation of this window from its event. Everything is read now: the page may change it later. */
export function stoppedNavigation(event: NavigateEvent): Stopped {
  const { sourceElement: source, formData, navigationType } = event;
  const { url } = event.destination;
  const common = { url, byUser: event.userInitiated, link: { attributes: {}, target: '_self' } };

  if (source !== null && isLink(source)) {
    const link = linkShape(source, '_self');
    return { ...common, way: 'link', method: 'get', link, go: () => clickLink(url, link) };
  }
  if (formData !== null) {
    const form = formShape(source, '_self', [...formData]);
    const link = { attributes: relOf(form), target: '_self' };
    return { ...common, way: 'form', method: 'post', link, go: () => submitForm(url, form) };
  }
  const history = navigationType === 'replace' ? 'replace' : 'push';
  return { ...common, way: wayOf(source, history), method: 'get', go: () => navigate(url, history) };
}

/** Takes down what a link is about to open in another window, with the keys held at the click. */
export function stoppedLink(url: string, source: Element, target: string, event: MouseEvent): Stopped {
  const { ctrlKey, shiftKey, metaKey, button, isTrusted } = event;
  const middle = button === 1;
  // A middle click is told by its button, which a made-up click cannot carry: it opens a tab just as Ctrl does.
  const keys = { ctrlKey: ctrlKey || middle, shiftKey, metaKey };
  const link = linkShape(source, target, keys);
  const way = target === '_self' && !keys.ctrlKey && !shiftKey && !metaKey ? 'link' : 'new-window';
  return { url, way, method: 'get', byUser: isTrusted, link, go: () => clickLink(url, link) };
}

/** Takes down a form that is about to be sent to another window. */
export function stoppedForm(
  action: string,
  method: 'get' | 'post',
  form: HTMLFormElement,
  submitter: HTMLElement | null,
  target: string,
): Stopped {
  const entries = [...new FormData(form, submitter)];
  const shape = formShape(submitter ?? form, target, entries, method);
  const url = method === 'get' ? withQuery(action, entries) : action;
  const link = { attributes: relOf(shape), target };
  return { url, way: 'form', method, byUser: true, link, go: () => submitForm(action, shape) };
}

export function isLink(element: Element): boolean {
  return element.localName === 'a' || element.localName === 'area';
}

function linkShape(source: Element, target: string, keys?: LinkShape['keys']): LinkShape {
  const attributes: Record<string, string> = {};
  for (const name of LINK_ATTRIBUTES) {
    const value = source.getAttribute(name);
    if (value !== null) attributes[name] = value;
  }
  return keys === undefined ? { attributes, target } : { attributes, target, keys };
}

/**
 * Reads attributes, never properties: a form's fields shadow its properties, and a field named `action` is common.
 *
 * @param source the submitter, or the form itself
 */
function formShape(
  source: Element | null,
  target: string,
  entries: FormShape['entries'],
  method: 'get' | 'post' = 'post',
): FormShape {
  const form = source === null || source.localName === 'form' ? source : formOf(source);
  const read = (name: string): string | null => form?.getAttribute(name) ?? null;
  const ownEnctype = source === form ? null : (source?.getAttribute('formenctype') ?? null);
  return {
    method,
    target,
    entries,
    enctype: ownEnctype ?? read('enctype'),
    acceptCharset: read('accept-charset'),
    rel: read('rel'),
  };
}

/** All that a form says of how its referrer is told. */
function relOf({ rel }: FormShape): LinkShape['attributes'] {
  return rel === null ? {} : { rel };
}

/** The form that a submitter belongs to, which need not be around it. */
function formOf(submitter: Element): Element | null {
  return (submitter as Partial<HTMLButtonElement>).form ?? null; // buttons and inputs submit, and both have it
}

function withQuery(action: string, entries: FormShape['entries']): string {
  const url = new URL(action);
  const query = new URLSearchParams();
  for (const [name, value] of entries) query.append(name, typeof value === 'string' ? value : value.name);
  url.search = query.toString();
  return url.href;
}

/** A redirect by the page's own head looks just like `location.replace`; a page that has one is taken at its word. */
function wayOf(source: Element | null, history: 'push' | 'replace'): DepartureWay {
  if (source !== null) return 'form';
  const refreshes = history === 'replace' && document.querySelector('meta[http-equiv="refresh" i]') !== null;
  return refreshes ? 'refresh' : 'script';
}
