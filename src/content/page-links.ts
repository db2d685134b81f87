import { isOfPolicyDomain, isPolicyWebsite } from '../core/catalogue/cloudinary.ts';
import { isWithinDomain } from '../core/cookies/within-domain.ts';
import type { PageSightings } from '../messaging/protocol.ts';
import { allAnchors, textIn } from './page-dom.ts';

const MOST_LINKS = 3000;
const MOST_HOSTS_OUT = 3;
const LONGEST_TEXT = 200;
const LONGEST_URL = 2048;
/** Of the address of an ad, whose goal stands in it more than once escaped. */
const LONGEST_WAY = 4 * LONGEST_URL;

/** What links to a privacy statement are called, in the languages that most of the web is written in. */
const PRIVACY_WORDS =
  /privacy|datenschutz|confidentialit|vie privée|données personnelles|privacidad|riservatezza|prywatno|integritet|personvern|privatliv|tietosuoja|adatvéd|gizlilik|osobních údaj|osobných údaj|confidențialit|απορρήτου|конфиденциальн|конфіденційн|персональных данных|プライバシー|個人情報|隐私|隱私|개인정보|الخصوصية|פרטיות/i;
const STATEMENT_WORDS =
  /policy|statement|notice|erklärung|hinweis|politique|política|politica|informativa|polityka|方針|ポリシー|政策/i;
const PRIVACY_PATH = /privacy|datenschutz|confidentialite|privacidad|privacidade|prywatnosci|integritet|tietosuoja/i;

/** The host of a web address, alone or as the value of a parameter. */
const HOSTS = /(?:^|[=?&/;,])https?:\/\/([a-z0-9.-]+)(?=[/?#:&;]|$)/gi;

type LinkFindings = Pick<PageSightings, 'privacyLink' | 'linksOut' | 'leadsToPolicySite'>;

/** Reads what a document's links tell. Nothing is followed. */
export function readLinks(): LinkFindings {
  if (window.top !== window) return { leadsToPolicySite: leadsToPolicySite() };
  const privacyLink = findPrivacyLink();
  const own = isOfPolicyDomain(location.hostname);
  return { ...(privacyLink ? { privacyLink } : {}), ...(own ? { linksOut: hostsOut() } : {}) };
}

/**
 * Where this page says its privacy policy is. One on its own site stands before any other's, as that of a form or a map
 * in it; of several the last, for at its end a page says whose it is.
 */
function findPrivacyLink(): LinkFindings['privacyLink'] | null {
  let best: { url: string; text: string; rank: number } | null = null;
  for (const link of lastLinks(LONGEST_URL)) {
    const text = textIn(link, LONGEST_TEXT);
    const said = PRIVACY_WORDS.test(text)
      ? STATEMENT_WORDS.test(text)
        ? 3
        : 2
      : PRIVACY_PATH.test(link.pathname)
        ? 1
        : 0;
    const rank = said > 0 && isOwnHost(link.hostname) ? said + 3 : said;
    if (rank > (best?.rank ?? 0) && isWebAddress(link.href)) best = { url: link.href, text, rank };
    if (rank === 6) break;
  }
  return best === null ? null : { url: best.url, text: best.text };
}

/** Whether a link of this page that says so leads to this very page. */
export function isLinkedHereAs(words: RegExp): boolean {
  const here = withoutTail(location.href);
  for (const link of lastLinks(LONGEST_URL)) {
    if (withoutTail(link.href) === here && words.test(textIn(link, LONGEST_TEXT))) return true;
  }
  return false;
}

function withoutTail(url: string): string {
  return url.replace(/[?#].*$/, '').replace(/\/$/, '');
}

/** Close enough to "same site" without the list of public suffixes: one lies within the other, `www.` aside. */
function isOwnHost(host: string): boolean {
  const [there, here] = [host, location.hostname].map((name) => name.replace(/^www\./, '')) as [string, string];
  return isWithinDomain(there, here) || isWithinDomain(here, there);
}

/** The links of the document from its end, without those whose address is longer than that. */
function* lastLinks(longest: number): Generator<HTMLAnchorElement> {
  const links = allAnchors();
  for (let at = links.length - 1; at >= Math.max(0, links.length - MOST_LINKS); at -= 1) {
    const link = links[at];
    if (link instanceof HTMLAnchorElement && (link.getAttribute('href')?.length ?? longest) < longest) yield link;
  }
}

function hostsOut(): string[] {
  const hosts = new Set<string>();
  for (const link of lastLinks(LONGEST_URL)) {
    if (isWebAddress(link.href) && !isOfPolicyDomain(link.hostname)) hosts.add(link.hostname);
    if (hosts.size >= MOST_HOSTS_OUT) break;
  }
  return [...hosts];
}

/** An ad leads where it leads by way of counting stations, with the goal in a parameter, escaped more than once. */
function leadsToPolicySite(): boolean {
  if (isOfPolicyDomain(location.hostname)) return false;
  for (const link of lastLinks(LONGEST_WAY)) {
    let address = link.href.slice(0, LONGEST_WAY);
    for (let times = 0; times < 4; times += 1) {
      for (const [, host = ''] of address.matchAll(HOSTS)) if (isPolicyWebsite(host.toLowerCase())) return true;
      const plain = unescaped(address);
      if (plain === address) break;
      address = plain;
    }
  }
  return false;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not an escaped text, or cut off
  }
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//.test(url) && url.length <= LONGEST_URL;
}
