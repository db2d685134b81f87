import type { Notice } from '../../core/leaving/departure.ts';
import type { NoticeCallbacks, NoticeEnd, OpenNotice } from '../leaving/shared-world.ts';
import { buildSmallNotice } from './build-notice.ts';
import { createHost } from './host.ts';
import { STEADY_MS } from './standing.ts';
import { STYLE } from './style.ts';

/** How long it stands when nobody touches it. */
const STANDS_MS = 10_000;

/**
 * Shows the small notice at the edge of the page. It goes by itself, or with Esc, and takes no focus; under the mouse or
 * with the focus in it, it waits.
 *
 * @throws where the page has no place to show it
 */
export function showSmallNotice(notice: Notice, { onEnd, onOpen }: NoticeCallbacks): OpenNotice {
  const host = createHost();
  const { box, words } = buildSmallNotice(notice);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  host.root.adoptedStyleSheets = [sheet];
  host.root.append(box);
  const life = new AbortController();
  const { signal } = life;
  const shownAt = performance.now();
  let timer = 0;
  try {
    // Above everything, but not in the way of anything.
    box.showPopover();
  } catch (error) {
    host.remove();
    throw error;
  }
  // What comes into a live region is read out; what it was made with may not be.
  requestAnimationFrame(() => box.prepend(words));
  for (const type of ['pointerenter', 'focusin']) box.addEventListener(type, wait, { signal });
  for (const type of ['pointerleave', 'focusout']) box.addEventListener(type, goLater, { signal });
  box.addEventListener('click', handle, { signal });
  goLater();

  return {
    receive(event) {
      const ours = event.target === host.element;
      const closes = event.type === 'keydown' && (event as KeyboardEvent).key === 'Escape'; // a keydown is one
      if (!ours && !closes) return;
      // Focus has to be heard inside; it tells the page no more than that something of ours has it.
      if (event.type.startsWith('focus')) return;
      event.stopImmediatePropagation();
      handle(event);
    },
  };

  function handle(event: Event): void {
    if (!event.isTrusted || signal.aborted) return;
    if (event.type === 'keydown' && (event as KeyboardEvent).key === 'Escape') end('stay');
    // As with the notice over the page: not a click that was meant for something else.
    if (event.type !== 'click' || performance.now() - shownAt < STEADY_MS) return;
    const action = actionAt(event as MouseEvent); // a click is a MouseEvent in both browsers
    if (action === 'stay' || action === 'back') end(action);
    else if (action === 'silence') end('stay', true);
    else if (action === 'options' || action === 'policy' || action === 'statement') onOpen(action);
  }

  /** By place for the mouse, by focus for the keyboard: caught early, the event's own path ends at the host. */
  function actionAt({ detail, clientX, clientY }: MouseEvent): string | null {
    const hit = detail === 0 ? host.root.activeElement : host.root.elementFromPoint(clientX, clientY);
    return hit?.closest('[data-action]')?.getAttribute('data-action') ?? null;
  }

  function wait(): void {
    clearTimeout(timer);
  }

  function goLater(): void {
    clearTimeout(timer);
    timer = setTimeout(() => end('stay'), STANDS_MS);
  }

  function end(choice: NoticeEnd['choice'], silence = false): void {
    if (signal.aborted) return;
    life.abort();
    clearTimeout(timer);
    host.remove();
    onEnd({ choice, silence });
  }
}
