/** Events of a notice that the page must not see, or take away from it. */
const NOTICE_EVENTS = [
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'focusin', 'focusout'],
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'auxclick', 'dblclick', 'contextmenu'],
];

/** Listens as early as this script runs, before the page if it is there from the document's first moment. */
export function listenEarly(receive: (event: Event) => void, signal: AbortSignal): void {
  for (const type of NOTICE_EVENTS) window.addEventListener(type, receive, { capture: true, signal });
}
