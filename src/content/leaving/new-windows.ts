import { addressOf, findLink, nodesAround } from './find-link.ts';
import { decideLate } from './late-decision.ts';
import { type Stopped, stoppedForm, stoppedLink } from './stopped.ts';

export interface NewWindowWatch {
  readonly leaves: (url: string) => boolean;
  readonly onStopped: (stopped: Stopped) => void;
  /** A `javascript:` link is about to run; the page's own handlers for that click have run already. */
  readonly onScriptLink: () => void;
  readonly signal: AbortSignal;
}

/**
 * Catches what the `navigate` event does not tell of: links and forms that open another window, and, on pages with an
 * opaque origin (a CSP `sandbox`), where that event is silent, those that open in the same one.
 */
export function watchNewWindows({ leaves, onStopped, onScriptLink, signal }: NewWindowWatch): void {
  const options = { capture: true, signal };
  window.addEventListener('click', onClick, options);
  window.addEventListener('auxclick', onClick, options);
  window.addEventListener('submit', onSubmit, options);

  function onClick(event: MouseEvent): void {
    // Alt-click asks for a download, the right button for a menu.
    if (event.button > 1 || event.altKey) return;
    const link = findLink(event);
    if (link === null) return;
    decideLate(event, nodesAround(link, event), () => {
      const url = addressOf(link);
      if (url?.startsWith('javascript:')) onScriptLink();
      const target = targetOf(link.getAttribute('target'));
      const modified = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
      if (url === null || !(modified || isOurs(target)) || !leaves(url)) return;
      event.preventDefault();
      onStopped(stoppedLink(url, link, target, event));
    });
  }

  function onSubmit(event: SubmitEvent): void {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    decideLate(event, nodesAround(form, event), () => {
      const { submitter } = event;
      const read = (name: string): string | null => submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name);
      const method = read('method')?.toLowerCase() === 'post' ? 'post' : 'get';
      const target = targetOf(read('target'));
      const action = read('action') || document.URL;
      if (!isOurs(target) || read('method')?.toLowerCase() === 'dialog' || !URL.canParse(action, form.baseURI)) return;
      const url = new URL(action, form.baseURI).href;
      if (!leaves(url)) return;
      event.preventDefault();
      onStopped(stoppedForm(url, method, form, submitter, target));
    });
  }
}

/** The window a link or form opens in, with the document's own default; `_self` for every name of this window. */
function targetOf(attribute: string | null): string {
  const target = attribute || document.querySelector('base[target]')?.getAttribute('target') || '_self';
  return /^_(self|top|parent)$/i.test(target) || target === window.name ? '_self' : target;
}

/** Whether this listener has to stop it: another window, or this one while the `navigate` event is silent. */
function isOurs(target: string): boolean {
  if (target === '_self') return window.origin === 'null';
  if (target.startsWith('_')) return true;
  // A name that belongs to a frame of this page opens there, and leaves the page where it is.
  return ![...document.querySelectorAll('iframe, frame, object')].some(
    (frame) => frame.getAttribute('name') === target,
  );
}
