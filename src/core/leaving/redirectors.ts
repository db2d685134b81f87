import { isWithinDomain } from '../cookies/site.ts';
import { parseWebUrl } from './is-departure.ts';

interface Redirector {
  /** The host, or every host below it; a pattern where a company uses many country domains. */
  readonly host: string | RegExp;
  readonly path: RegExp;
  /** Query parameters that name the target, in the order in which they are tried. */
  readonly parameters: readonly string[];
}

/** Hosts that pass the visitor on, and write the final target into the link where it can be read. */
const REDIRECTORS: readonly Redirector[] = [
  { host: /^(www\.)?google\.[a-z.]{2,6}$/, path: /^\/url$/, parameters: ['q', 'url'] },
  { host: 'googleadservices.com', path: /^\/pagead\/aclk$/, parameters: ['adurl'] },
  { host: 'doubleclick.net', path: /\/(clk|click)/, parameters: ['adurl', 'ds_dest_url'] },
  { host: 'youtube.com', path: /^\/redirect$/, parameters: ['q'] },
  { host: 'facebook.com', path: /^\/l\.php$/, parameters: ['u'] },
  { host: 'instagram.com', path: /^\/$/, parameters: ['u'] },
  { host: 'threads.net', path: /^\/$/, parameters: ['u'] },
  { host: 'out.reddit.com', path: /./, parameters: ['url'] },
  { host: 't.co', path: /./, parameters: ['url'] },
  { host: 'linkedin.com', path: /^\/(redir\/redirect|safety\/go|authwall)/, parameters: ['url', 'sessionRedirect'] },
  { host: 'duckduckgo.com', path: /^\/l\/?$/, parameters: ['uddg'] },
  { host: 'vk.com', path: /^\/away(\.php)?$/, parameters: ['to'] },
  { host: 'slack-redir.net', path: /^\/link$/, parameters: ['url'] },
  { host: 'steamcommunity.com', path: /^\/linkfilter\/?$/, parameters: ['u', 'url'] },
  { host: 'safelinks.protection.outlook.com', path: /./, parameters: ['url'] },
  { host: 'awin1.com', path: /./, parameters: ['ued', 'p'] },
  { host: 'click.linksynergy.com', path: /./, parameters: ['murl'] },
  { host: 'go.skimresources.com', path: /./, parameters: ['url'] },
];

/** Redirectors may be chained; past this many the last one read is taken as the target. */
const DEPTH = 5;

/**
 * Follows a link through the known redirectors, by what is written in it; nothing is fetched.
 *
 * @returns the address of the final target, and the host of the first redirector, or `null` if there is none
 */
export function resolveRedirectors(url: URL): { readonly target: URL; readonly via: string | null } {
  let target = url;
  let via: string | null = null;
  for (let hop = 0; hop < DEPTH; hop += 1) {
    const next = targetInLink(target);
    if (next === null) break;
    via ??= target.hostname;
    target = next;
  }
  return { target, via };
}

function targetInLink(url: URL): URL | null {
  for (const { host, path, parameters } of REDIRECTORS) {
    const known = typeof host === 'string' ? isWithinDomain(url.hostname, host) : host.test(url.hostname);
    if (!known || !path.test(url.pathname)) continue;
    for (const parameter of parameters) {
      const target = parseWebUrl(url.searchParams.get(parameter) ?? '');
      if (target !== null) return target;
    }
  }
  return null;
}
