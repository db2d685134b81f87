/**
 * Runs `decide` as late in an event's dispatch as can be: after the page's own handlers, before the browser acts.
 *
 * A page often takes over a click or a submission itself (a light box, a form sent in the background); whether it did
 * is known only at the end. So a listener is added behind those of every node on the way, and the first that sees the
 * event stopped there, or the last one, decides. An event that the page cancelled is not decided on at all. What
 * `stopImmediatePropagation` hides is out of reach here.
 */
export function decideLate(event: Event, nodes: readonly EventTarget[], decide: () => void): void {
  const listening = new AbortController();
  const end = (): void => {
    if (listening.signal.aborted) return;
    listening.abort();
    if (!event.defaultPrevented) decide();
  };
  const check = (seen: Event): void => {
    if (seen === event && seen.cancelBubble) end();
  };
  for (const node of nodes) {
    node.addEventListener(event.type, check, { capture: true, signal: listening.signal });
    node.addEventListener(event.type, check, { signal: listening.signal });
  }
  window.addEventListener(event.type, end, { signal: listening.signal });
  setTimeout(() => listening.abort(), 0);
}
