import { siteOf } from '../cookies/site.ts';

/**
 * Says whether going from one address to another leaves the site.
 *
 * Sites are registrable domains (private suffixes count); hosts without one, such as IP addresses and `localhost`, must
 * match exactly. Scheme and port do not matter: `http` to `https` and `:8080` to `:443` stay. Only `http` and `https`
 * lead to another site at all: `mailto:` opens a program, `javascript:`, `blob:` and `data:` belong to the page.
 *
 * @returns false for anything that is not a web address, on either end
 */
export function isDeparture(from: string, to: string): boolean {
  const fromHost = webHost(from);
  const toHost = webHost(to);
  return fromHost !== null && toHost !== null && siteOf(fromHost) !== siteOf(toHost);
}

/** The host name of a web address, as the browser writes it (lower case, punycode); `null` for any other address. */
export function webHost(url: string): string | null {
  const parsed = parseWebUrl(url);
  return parsed === null ? null : parsed.hostname;
}

/** The address, if it is `http:` or `https:` and whole. */
export function parseWebUrl(url: string): URL | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed : null;
}
