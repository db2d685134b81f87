/** How long the notice has to stand, on top and in one place, before it can send anybody away. */
export const STEADY_MS = 500;
/** The longest frame that counts whole. */
const MOST_PER_LOOK_MS = 50;

/**
 * Says whether the user can see what is being clicked: the dialog is modal, in one place, and the topmost thing at its
 * corners, its middle and its buttons.
 *
 * Hit tests, not flags: `open` stays true for a dialog that a page has moved out of the top layer.
 */
export function isOnTop(host: Element, dialog: HTMLDialogElement, buttons: readonly Element[]): boolean {
  if (!host.isConnected || !dialog.matches(':modal')) return false;
  return [dialog, ...buttons].every((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const x = left + width / 2;
    const y = top + height / 2;
    // Scrolled out of the dialog on a small screen: then nobody can click it either.
    if (x < 0 || y < 0 || x >= window.innerWidth || y >= window.innerHeight) return true;
    return document.elementFromPoint(x, y) === host;
  });
}

/**
 * Counts for how long the notice has been standing still on top. A look counts for a frame at the most: a page that keeps
 * the browser from painting must not make the notice old before anybody could see it.
 */
export function createSteadiness(now: () => number): {
  readonly observe: (onTop: boolean, place: string) => void;
  readonly isSteady: () => boolean;
} {
  let stood = 0;
  let lastLook = now();
  let lastPlace = '';
  return {
    observe(onTop, place) {
      const at = now();
      stood = onTop && place === lastPlace ? stood + Math.min(at - lastLook, MOST_PER_LOOK_MS) : 0;
      lastLook = at;
      lastPlace = place;
    },
    isSteady: () => stood >= STEADY_MS,
  };
}

/** Where the element is, to the pixel. */
export function placeOf(element: Element): string {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left, top, width, height].map(Math.round).join(' ');
}
