/** How long the notice has to stand, on top and in one place, before it can send anybody away. */
export const STEADY_MS = 500;

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

/** Keeps the time since when the notice has been standing still on top. */
export function createSteadiness(now: () => number): {
  readonly observe: (onTop: boolean, place: string) => void;
  readonly isSteady: () => boolean;
} {
  let since = now();
  let lastPlace = '';
  return {
    observe(onTop, place) {
      if (!onTop || place !== lastPlace) since = now();
      lastPlace = place;
    },
    isSteady: () => now() - since >= STEADY_MS,
  };
}

/** Where the element is, to the pixel. */
export function placeOf(element: Element): string {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left, top, width, height].map(Math.round).join(' ');
}
