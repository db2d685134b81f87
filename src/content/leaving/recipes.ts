import { createHost, XHTML } from '../notice/host.ts';

/**
 * How a stopped departure is made to happen after all, so that the other side sees no difference: method, body,
 * referrer, opener and history entry as the page had them. Each recipe is started inside the user's click, whose
 * activation it passes on. The page's own elements are not touched and its handlers do not run a second time.
 */

/** A link, as far as it matters to where and how it opens. */
export interface LinkShape {
  readonly attributes: Readonly<Record<string, string>>;
  readonly target: string;
  readonly keys?: { readonly ctrlKey: boolean; readonly shiftKey: boolean; readonly metaKey: boolean };
}

export interface FormShape {
  readonly method: 'get' | 'post';
  readonly target: string;
  readonly entries: readonly (readonly [string, FormDataEntryValue])[];
  readonly enctype: string | null;
  readonly acceptCharset: string | null;
  readonly rel: string | null;
}

/** Clicks a link that is in no document: the page sees no click. Works for HTML, SVG and image-map links alike. */
export function clickLink(url: string, { attributes, target, keys }: LinkShape): void {
  const link = element('a');
  for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
  link.target = target;
  link.href = url;
  if (keys === undefined) link.click();
  else link.dispatchEvent(new MouseEvent('click', { cancelable: true, ...keys }));
}

/** The same link, without telling where the visitor came from. */
export function clickLinkWithoutReferrer(url: string, link: LinkShape): void {
  clickLink(url, { ...link, attributes: { ...link.attributes, referrerpolicy: 'no-referrer' } });
}

/**
 * For what a script or a refresh began. Not `location`: Firefox (ESR 153) sends no `Referer` when a content script sets
 * that.
 */
export function navigate(url: string, history: 'push' | 'replace'): void {
  const { committed, finished } = window.navigation.navigate(url, { history });
  // Both end in an error whenever the navigation leaves the document, which is what is wanted here.
  committed?.catch(() => undefined);
  finished?.catch(() => undefined);
}

/**
 * Sends a form of our own with the entries of the page's: files, submitter and encoding included. It stands in a closed
 * shadow root, so its `formdata` event does not reach the page.
 */
export function submitForm(action: string, shape: FormShape): void {
  const form = element('form');
  form.setAttribute('method', shape.method);
  form.setAttribute('action', action);
  form.setAttribute('target', shape.target);
  if (shape.enctype !== null) form.setAttribute('enctype', shape.enctype);
  if (shape.acceptCharset !== null) form.setAttribute('accept-charset', shape.acceptCharset);
  if (shape.rel !== null) form.setAttribute('rel', shape.rel);
  form.addEventListener('formdata', ({ formData }) => {
    // Chromium (156) fires this twice for one submission, each time with a list of its own.
    for (const [name, value] of shape.entries) {
      if (typeof value === 'string') formData.append(name, value);
      else formData.append(name, value, value.name);
    }
  });
  const { root, remove } = createHost();
  root.append(form);
  form.submit();
  setTimeout(remove, 0);
}

function element<K extends 'a' | 'form'>(name: K): HTMLElementTagNameMap[K] {
  // In SVG and XML documents too, where `createElement` makes something else.
  return document.createElementNS(XHTML, name) as HTMLElementTagNameMap[K]; // the namespace makes it that class
}
