import type { Page } from 'puppeteer-core';
import type { Session } from './types.ts';
import { until } from './until.mjs';

export type NoticeAction =
  | 'stay'
  | 'continue'
  | 'continue-clean'
  | 'back'
  | 'silence'
  | 'policy'
  | 'statement'
  | 'options';

/** What a user sees of the notice. */
export interface SeenNotice {
  readonly heading: string;
  readonly facts: readonly string[];
  /** The policy's sentences, by clause id. */
  readonly clauses: Readonly<Record<string, string>>;
  /** Buttons and boxes in the order of the Tab key. */
  readonly actions: readonly NoticeAction[];
  readonly focused: NoticeAction | null;
  /** The small one, at the edge of the page. */
  readonly small: boolean;
  /** It has stood long enough to be left by. */
  readonly ready: boolean;
  readonly direction: string;
  readonly box: {
    /** Nothing in it has to be scrolled to sideways. */
    readonly wide: boolean;
    /** It stands within the window. */
    readonly inside: boolean;
  };
  readonly look: {
    /** The animation it came with, or `none`. */
    readonly animation: string;
    /** Widths in pixels of the edges of the box and of its first button. */
    readonly edges: readonly number[];
  };
  /** Where to click, by action. */
  readonly places: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
}

/**
 * The notice over a page, or `null`. It stands in a closed shadow root that no page can open; the extension's own rights
 * can, so it is read by a script injected with them.
 */
export async function readNotice(session: Session, tabId: number): Promise<SeenNotice | null> {
  return session.asExtension(async (id): Promise<SeenNotice | null> => {
    const [injected] = await chrome.scripting.executeScript({
      target: { tabId: id },
      injectImmediately: true,
      func: (): SeenNotice | null => {
        const host = document.querySelector('cookie-clause-notice');
        if (!(host instanceof HTMLElement)) return null;
        const root: ShadowRoot | null =
          'openOrClosedShadowRoot' in host
            ? (host.openOrClosedShadowRoot as ShadowRoot | null) // Firefox gives extensions this property
            : chrome.dom.openOrClosedShadowRoot(host);
        const dialog = root?.querySelector('dialog, [popover]');
        if (!root || !dialog) return null;
        const { left, right, top, bottom } = dialog.getBoundingClientRect();
        const controls = [...dialog.querySelectorAll('[data-action]')];
        const actionOf = (element: Element | null) =>
          (element?.getAttribute('data-action') ?? null) as NoticeAction | null;
        return {
          heading: ['#lead', '#host'].map((part) => dialog.querySelector(part)?.textContent ?? '').join(' '),
          facts: [...dialog.querySelectorAll('li')].map((item) => item.textContent ?? ''),
          clauses: Object.fromEntries(
            [...dialog.querySelectorAll('[data-clause]')].map((part) => [
              part.getAttribute('data-clause'),
              part.textContent,
            ]),
          ),
          actions: controls.flatMap((control) => actionOf(control) ?? []),
          focused: actionOf(root.activeElement),
          small: dialog.localName !== 'dialog',
          ready: dialog.hasAttribute('data-ready'),
          box: {
            wide: [dialog, ...dialog.querySelectorAll('*')].every(
              (part) => part.scrollWidth <= part.clientWidth + 1 || part.clientWidth === 0,
            ),
            inside: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
          },
          direction: getComputedStyle(dialog).direction,
          look: {
            animation: getComputedStyle(dialog).animationName,
            edges: [dialog, ...controls.slice(0, 1)].map((part) =>
              Number.parseFloat(getComputedStyle(part).borderTopWidth),
            ),
          },
          places: Object.fromEntries(
            controls.map((control) => {
              const { left, top, width, height } = control.getBoundingClientRect();
              return [control.getAttribute('data-action'), { x: left + width / 2, y: top + height / 2 }];
            }),
          ),
        };
      },
    });
    return injected?.result ?? null;
  }, tabId);
}

/** Waits for the notice and its words, which the small one gets a frame later; with `ready`, until it can be left by. */
export async function waitForNotice(session: Session, tabId: number, { ready = true } = {}): Promise<SeenNotice> {
  return until('the notice is shown', async () => {
    const notice = await readNotice(session, tabId);
    return notice !== null && notice.heading.trim() !== '' && (notice.ready || !ready) ? notice : null;
  });
}

/** Clicks one of the notice's buttons with the mouse, where it is. */
export async function clickNotice(session: Session, page: Page, tabId: number, action: NoticeAction): Promise<void> {
  const { places } = await waitForNotice(session, tabId);
  const place = places[action];
  if (!place) throw new Error(`The notice offers no "${action}".`);
  await page.mouse.click(place.x, place.y);
}

/** Waits until nothing of the notice is left in the page. */
export async function waitForNoNotice(page: Page): Promise<void> {
  await until('the notice is gone', () => page.evaluate(() => document.querySelector('cookie-clause-notice') === null));
}
