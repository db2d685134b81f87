import { POLICY_DOMAIN } from '../catalogue/cloudinary.ts';
import type { Theme } from '../preferences.ts';
import { type CookieHere, carriedCookies } from './carried-cookies.ts';
import type { DepartureWay, Notice } from './departure.ts';
import type { ResolvedDestination } from './destination.ts';
import { cleanUrl, identifiersIn } from './identifiers.ts';

/** The two sentences of the policy that speak of leaving: who is not responsible, and what the reader should do. */
export const NOTICE_CLAUSES: readonly string[] = ['third-party.2', 'third-party.3'];

export interface NoticeFacts {
  readonly when: Notice['when'];
  readonly fromSite: string;
  /** The address the page was about to open. */
  readonly url: URL;
  readonly destination: ResolvedDestination;
  readonly way: DepartureWay;
  readonly method: 'get' | 'post';
  /** `null` where the jar could not be read. */
  readonly cookiesThere: Notice['cookiesThere'];
  /** `null` where they could not be read: then nothing is said of them. */
  readonly cookiesHere: readonly CookieHere[] | null;
  readonly referrer: Notice['referrer'];
  readonly hasStatement: boolean;
  /** Clause id to its sentence; `undefined` where the id is unknown. */
  readonly clauseText: (id: string) => string | undefined;
  readonly theme: Theme;
}

/**
 * Puts together what the notice shows.
 *
 * The policy is quoted only on its own site: elsewhere it says nothing about leaving. Identifiers are looked for in the
 * link and in the target a redirector is told to pass on to; without them the link goes to that target directly. A
 * form by POST has no clean link: its address alone would not be what was sent. On arrival there is nothing to clean.
 */
export function buildNotice(facts: NoticeFacts): Notice {
  const { when, fromSite, url, destination, way, method, cookiesThere, clauseText, theme, referrer, hasStatement } =
    facts;
  const identifiers = [...new Set([...identifiersIn(url), ...identifiersIn(destination.url)])];
  const carried = carriedCookies([url, destination.url], facts.cookiesHere ?? []);
  const parameters = carried.flatMap((cookie) => cookie.parameters);
  const clean = cleanUrl(destination.url, parameters);
  const carries = identifiers.length > 0 || carried.length > 0;
  const clauses = fromSite === POLICY_DOMAIN ? NOTICE_CLAUSES : [];
  return {
    when,
    fromSite,
    destination: destination.shown,
    way,
    identifiers,
    carried: carried.map(({ name }) => name),
    cleanUrl: !carries || clean === url.href || method === 'post' || when !== 'before' ? null : clean,
    referrer,
    hasStatement,
    cookiesThere,
    clauses: clauses.flatMap((id) => {
      const text = clauseText(id);
      return text === undefined ? [] : [{ id, text }];
    }),
    theme,
  };
}
