import { isWithinDomain } from '../cookies/within-domain.ts';

/**
 * What a request tells of remarketing at work, in Google's own requests.
 *
 * - `analytics-to-doubleclick`: an Analytics hit, or its script, at DoubleClick's host for the display features
 * - `audience`: the visit is told to Google's lists of whom to show ads to
 * - `conversion`: a step of the visit is told as the success of an ad
 * - `ad-click`: the request carries the mark of the conversion linker (`auid`, the value of `_gcl_au`)
 * - `ad-asked`: an ad is asked for, to be shown on the page
 *
 * Hosts and paths: https://developers.google.com/tag-platform/security/guides/csp (what pages must allow for them) and
 * https://support.google.com/analytics/answer/7532985 (remarketing audiences).
 */
export type RemarketingSignKind = 'analytics-to-doubleclick' | 'audience' | 'conversion' | 'ad-click' | 'ad-asked';

interface Rule {
  readonly kind: RemarketingSignKind;
  /** Exactly these hosts; `google.*` stands for Google's search host in any country. */
  readonly hosts: readonly string[];
  readonly path: RegExp;
}

const RULES: readonly Rule[] = [
  {
    kind: 'analytics-to-doubleclick',
    hosts: ['stats.g.doubleclick.net'],
    path: /^\/(?:[a-z]\/collect|collect|dc\.js)$/,
  },
  { kind: 'audience', hosts: ['google.*'], path: /^\/(?:ads\/ga-audiences|pagead\/1p-user-list\/\d+\/?)$/ },
  { kind: 'audience', hosts: ['googleads.g.doubleclick.net'], path: /^\/pagead\/viewthroughconversion\/\d+\/?$/ },
  {
    kind: 'conversion',
    hosts: ['www.googleadservices.com', 'googleads.g.doubleclick.net', 'google.*'],
    path: /^\/pagead\/(?:1p-)?conversion\/\d+\/?$/,
  },
  { kind: 'ad-asked', hosts: ['securepubads.g.doubleclick.net', 'pubads.g.doubleclick.net'], path: /^\/gampad\/ads$/ },
  {
    kind: 'ad-asked',
    hosts: ['googleads.g.doubleclick.net', 'pagead2.googlesyndication.com'],
    path: /^\/pagead\/ads$/,
  },
];

const GOOGLE_SEARCH = /^www\.google\.(?:com|[a-z]{2,3}|com?\.[a-z]{2})$/;

/** What an address tells of remarketing, or nothing: for most addresses one comparison of the host. */
export function remarketingSignsOf(url: {
  readonly hostname: string;
  readonly pathname: string;
  readonly search: string;
}): readonly RemarketingSignKind[] {
  const { hostname, pathname, search } = url;
  if (!isAdvertisingHost(hostname)) return [];
  const kinds = RULES.filter(
    ({ hosts, path }) =>
      path.test(pathname) &&
      hosts.some((host) => (host === 'google.*' ? GOOGLE_SEARCH.test(hostname) : host === hostname)),
  ).map(({ kind }) => kind);
  if (kinds.length > 0 && /[?&]auid=[^&]/.test(search)) kinds.push('ad-click');
  return kinds;
}

function isAdvertisingHost(host: string): boolean {
  return (
    isWithinDomain(host, 'doubleclick.net') ||
    host === 'www.googleadservices.com' ||
    host === 'pagead2.googlesyndication.com' ||
    GOOGLE_SEARCH.test(host)
  );
}
