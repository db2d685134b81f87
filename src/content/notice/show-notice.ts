import type { Notice } from '../../core/leaving/departure.ts';
import type { Choice, NoticeCallbacks, NoticeEnd, OpenNotice } from '../leaving/shared-world.ts';
import { buildNoticeElements } from './build-notice.ts';
import { createHost } from './host.ts';
import { createSteadiness, isOnTop, placeOf } from './standing.ts';
import { STYLE } from './style.ts';

/** How often the notice puts itself back on top before it gives up against the page. */
const RAISES = 20;

/**
 * Shows the notice over the page, until the user chooses or the page makes it impossible.
 *
 * Only the user's own events count, and leaving only once the notice has stood on top, unmoved, for half a second: a
 * click that was meant for something else cannot leave. When it ends, nothing of it is left in the page, and focus is
 * where it was.
 *
 * @throws where the page has no place to show it
 */
export function showNotice(notice: Notice, { onEnd, onOpen }: NoticeCallbacks): OpenNotice {
  const host = createHost();
  const { dialog, stay, leave, silence } = buildNoticeElements(notice);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  host.root.adoptedStyleSheets = [sheet];
  host.root.append(dialog);
  const life = new AbortController();
  const { signal } = life;
  const steadiness = createSteadiness(() => performance.now());
  let raises = 0;
  /** Events that came by the guard's early listeners do not count a second time inside. */
  const received = new WeakSet<Event>();

  try {
    raise();
  } catch (error) {
    host.remove();
    throw error;
  }
  // The guard's listeners come first, unless the page has done away with them (`document.open()`).
  dialog.addEventListener('click', (event) => handle(event), { signal });
  dialog.addEventListener('cancel', (event) => handle(event), { signal });
  // The browser may close a dialog without asking, as for a second Esc in a row.
  dialog.addEventListener('close', () => dialog.open || end('stay'), { signal });
  // A later popover of the page is painted above, though it cannot be clicked there.
  document.addEventListener('toggle', onToggle, { capture: true, signal });
  requestAnimationFrame(watch);

  return {
    receive(event) {
      const ours = event.target === host.element;
      const isKey = event.type.startsWith('key');
      if (!ours && !isKey) return;
      event.stopImmediatePropagation();
      received.add(event);
      handle(event);
      // Focus that slipped out to the page comes back with the next key.
      if (!ours && !signal.aborted && event.type === 'keydown') takeFocus();
    },
  };

  function handle(event: Event): void {
    if (!event.isTrusted || signal.aborted) return;
    if (event.type === 'cancel' || (event.type === 'keydown' && (event as KeyboardEvent).key === 'Escape')) {
      event.preventDefault();
      end('stay');
    } else if (event.type === 'click') {
      const action = actionAt(event as MouseEvent); // a click is a MouseEvent in both browsers
      if (action === 'stay') end('stay');
      else if (action === 'options' || action === 'policy' || action === 'statement') onOpen(action);
      else if (action === 'continue' || action === 'continue-clean' || action === 'back') leaveBy(action);
    }
  }

  /** What was clicked: by place for the mouse, by focus for the keyboard. The event's own path ends at the host. */
  function actionAt({ detail, clientX, clientY }: MouseEvent): string | null {
    const hit = detail === 0 ? host.root.activeElement : host.root.elementFromPoint(clientX, clientY);
    return hit?.closest('[data-action]')?.getAttribute('data-action') ?? null;
  }

  function leaveBy(choice: Choice): void {
    observe();
    if (steadiness.isSteady()) end(choice);
  }

  function end(choice: NoticeEnd['choice']): void {
    if (signal.aborted) return;
    life.abort();
    // Closing first gives the focus back to where it was.
    dialog.close();
    host.remove();
    onEnd({ choice, silence: silence.checked });
  }

  function observe(): boolean {
    const onTop = isOnTop(host.element, dialog, [stay, ...leave]);
    steadiness.observe(onTop, placeOf(dialog));
    dialog.toggleAttribute('data-ready', steadiness.isSteady());
    return onTop;
  }

  /** Every frame: is it still there, on top and where it was? */
  function watch(): void {
    if (signal.aborted) return;
    if (!observe() && !putBack()) return;
    requestAnimationFrame(watch);
  }

  function putBack(): boolean {
    raises += 1;
    if (raises <= RAISES && host.element.isConnected) {
      raise();
      return true;
    }
    end('could-not-show');
    return false;
  }

  /** Puts the dialog on top of everything, in front of what the page has put there since. */
  function raise(): void {
    if (dialog.open) dialog.close();
    dialog.showModal();
    takeFocus();
    steadiness.observe(false, '');
  }

  /** On a small screen the destination stays in view; the keys work all the same. */
  function takeFocus(): void {
    stay.focus({ preventScroll: true });
    dialog.scrollTop = 0;
  }

  function onToggle({ target }: Event): void {
    if (target instanceof Element && target.matches(':popover-open, dialog[open]')) putBack();
  }
}
