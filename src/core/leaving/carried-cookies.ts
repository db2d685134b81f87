import { formsOfIdentifier } from '../evidence/sharing/identifier-forms.ts';
import { tokensOfUrl } from '../evidence/sharing/request-tokens.ts';

/** A cookie of the page, read for this one comparison. */
export interface CookieHere {
  readonly name: string;
  readonly value: string;
}

/** A cookie whose value, or an identifying part of it, stands in a link. */
export interface CarriedCookie {
  readonly name: string;
  /** The query parameters it stands in; empty where it stands in the path. */
  readonly parameters: readonly string[];
}

/** Cookies compared at most: a notice does not wait for more. */
const MOST_COOKIES = 300;
const DIGEST = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;

/**
 * Finds the cookies whose identifiers a link carries along, plain or in a form by which they are known again (base64,
 * and the digests that companies match people by).
 *
 * @param links the link, and the target that a redirector is told to pass on to
 */
export function carriedCookies(links: readonly URL[], cookies: readonly CookieHere[]): readonly CarriedCookie[] {
  const tokens = new Map<string, string | null>();
  for (const link of links) {
    for (const { text, parameter } of tokensOfUrl(link).list)
      tokens.set(DIGEST.test(text) ? text.toLowerCase() : text, parameter);
  }
  if (tokens.size === 0) return [];
  const digests = [...tokens.keys()].some((text) => DIGEST.test(text));
  const found = new Map<string, Set<string>>();
  for (const { name, value } of cookies.slice(0, MOST_COOKIES)) {
    for (const { text } of formsOfIdentifier(value, digests)) {
      const parameter = tokens.get(DIGEST.test(text) ? text.toLowerCase() : text);
      if (parameter === undefined) continue;
      const parameters = found.get(name) ?? new Set();
      if (parameter !== null) parameters.add(parameter);
      found.set(name, parameters);
    }
  }
  return [...found].map(([name, parameters]) => ({ name, parameters: [...parameters] }));
}
