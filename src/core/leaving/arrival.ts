import { siteOf } from '../cookies/site.ts';
import { webHost } from './is-departure.ts';

/** A document that a tab has just committed, and all that tells whose wish it was. */
export interface Arrival {
  readonly url: string;
  /** `page`: what links, forms and scripts cause, and much else. `user`: the address bar said so. */
  readonly how: 'page' | 'history' | 'reload' | 'user';
  /**
   * Address or origin of the page that caused the navigation, the same through all its redirects; the word `null` for
   * one with an opaque origin. `null` where nobody did: address bar, bookmark, another program.
   */
  readonly cause: string | null;
  /** Registrable domain of the page that the tab showed before; `null` where it was none with one. */
  readonly previousSite: string | null;
  /** Registrable domain of the page that opened the window; `null` for a window the user opened. */
  readonly openedBy: string | null;
}

/**
 * The site that was left for this one by an act of its pages; `null` where nothing was left, or by the user's own wish.
 *
 * The cause alone does not say it: a frame of a third site may have sent the page away, browsers keep an old cause
 * through back, forward and reload, and a page with an opaque origin has none. A window that a site opened, such as one
 * to sign in, and that comes back to it, has not left it.
 */
export function siteLeft({ url, how, cause, previousSite, openedBy }: Arrival): string | null {
  const host = webHost(url);
  if (how !== 'page' || host === null) return null;
  const to = siteOf(host);
  const causeHost = cause === null ? null : webHost(cause);
  const isFirst = previousSite === null;
  const byPage = causeHost !== null || cause === 'null' || (isFirst && openedBy !== null);
  if (!byPage || openedBy === to) return null;
  const from = previousSite ?? openedBy ?? (causeHost === null ? null : siteOf(causeHost));
  return from === to ? null : from;
}
