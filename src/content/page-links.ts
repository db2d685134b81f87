import { isOfPolicyDomain, isPolicyWebsite } from '../core/catalogue/cloudinary.ts';
import type { PageSightings } from '../messaging/protocol.ts';

const MOST_LINKS = 3000;
const MOST_HOSTS_OUT = 3;
const LONGEST_TEXT = 200;
const LONGEST_URL = 2048;

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

/** Where this page says its privacy or cookie policy is; from its end, for that is where pages say it. */
export function findPrivacyLink(words = PRIVACY_WORDS): LinkFindings['privacyLink'] | null {
  let best: { url: string; text: string; rank: number } | null = null;
  for (const link of lastLinks()) {
    const text = (link.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, LONGEST_TEXT);
    const rank = words.test(text) ? (STATEMENT_WORDS.test(text) ? 3 : 2) : PRIVACY_PATH.test(link.pathname) ? 1 : 0;
    if (rank > (best?.rank ?? 0) && isWebAddress(link.href)) best = { url: link.href, text, rank };
    if (rank === 3) break;
  }
  return best === null ? null : { url: best.url, text: best.text === '' ? best.url.slice(0, LONGEST_TEXT) : best.text };
}

function* lastLinks(): Generator<HTMLAnchorElement> {
  const { links } = document;
  for (let at = links.length - 1; at >= Math.max(0, links.length - MOST_LINKS); at -= 1) {
    const link = links[at];
    if (link instanceof HTMLAnchorElement) yield link;
  }
}

function hostsOut(): string[] {
  const hosts = new Set<string>();
  for (const link of lastLinks()) {
    if (isWebAddress(link.href) && !isOfPolicyDomain(link.hostname)) hosts.add(link.hostname);
    if (hosts.size >= MOST_HOSTS_OUT) break;
  }
  return [...hosts];
}

/** An ad leads where it leads by way of counting stations, with the goal in a parameter, escaped more than once. */
function leadsToPolicySite(): boolean {
  if (isOfPolicyDomain(location.hostname)) return false;
  for (const link of lastLinks()) {
    let address = link.href.slice(0, LONGEST_URL * 4);
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
