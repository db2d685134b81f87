import type { Notice } from '../../core/leaving/departure.ts';

/** `back`: off the page that one has arrived at. */
export type Choice = 'stay' | 'continue' | 'continue-clean' | 'back';

/** How a notice ended. `could-not-show`: the page took it away or covered it, and nothing was chosen. */
export interface NoticeEnd {
  readonly choice: Choice | 'could-not-show';
  readonly silence: boolean;
}

export interface NoticeCallbacks {
  /** Called once, after the notice is gone; for a choice, inside the user's own click or key press. */
  readonly onEnd: (end: NoticeEnd) => void;
  readonly onOpen: (page: 'options' | 'policy' | 'statement') => void;
}

export interface OpenNotice {
  /** Hands over an event that the guard's early listeners caught. The page never sees those meant for the notice. */
  receive(event: Event): void;
}

/** What our scripts in one document share. The guard is there first; the overlay's code is put in when needed. */
interface SharedWorld {
  guard?: { readonly isOn: () => boolean };
  /** An arrival is told of in this document. */
  arrival?: true;
  showNotice?: (notice: Notice, callbacks: NoticeCallbacks) => OpenNotice;
}

const KEY = Symbol.for('cookie-clause');

/**
 * The meeting place of our scripts: a property of the isolated world's global object, which no page can see. It is a
 * symbol because names could be shadowed by elements of the page with that id.
 */
export function sharedWorld(): SharedWorld {
  const world = globalThis as { [KEY]?: SharedWorld }; // nobody else knows of this property
  world[KEY] ??= {};
  return world[KEY];
}
