import { siteOf } from '../cookies/site.ts';
import { singlesOut } from '../evidence/identifier.ts';
import { cleanUrl } from '../leaving/identifiers.ts';
import type { PrivacyLink } from './page-report.ts';

/** Sessions that servers write into a path, where a browser takes no cookies. */
const SESSION_IN_PATH = /(?:;|%3b)(?:jsessionid|phpsessid|sessionid|session|sid|cfid|cftoken)(?:=|%3d)[^/;]*/gi;
const SESSION_NAME = /^(?:jsessionid|phpsessid|asp\.net_sessionid|session_?id|session|sid|token|e?mail|user_?id|uid)$/i;

/** The name of a place in a page, and no message or number for one visitor. */
const ANCHOR = /^#[a-z][a-z_.-]{0,60}$/i;

/** What is kept of the address of a page: where it lies. A query and parameters of the path may say who looked. */
export function addressOfPage(url: string): string {
  if (!URL.canParse(url)) return '';
  const { origin, pathname } = new URL(url);
  return origin === 'null' ? '' : origin + pathname.replace(/(?:;|%3b)[^/]*/gi, '');
}

/**
 * What is kept of a link that a page offers as its privacy policy: where it leads, without what may say whose link it
 * is. `null` for an address that is none of the web's. A link without words is told by where it leads; one to
 * another site than the page's names its host besides.
 */
export function keptPrivacyLink({ url, text }: PrivacyLink, pageHost: string): PrivacyLink | null {
  if (!URL.canParse(url)) return null;
  const { protocol, origin, hostname, pathname, search, hash } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  const link = new URL(origin + pathname.replace(SESSION_IN_PATH, ''));
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => !isTelling(pair));
  link.search = kept.join('&');
  if (ANCHOR.test(hash) && !singlesOut(hash)) link.hash = hash;
  const address = cleanUrl(link);
  if (text === '' || /https?:\/\//i.test(text)) return { url: address, text: addressOfPage(address) };
  return { url: address, text: siteOf(hostname) === siteOf(pageHost) ? text : `${text} (${hostname})` };
}

function isTelling(pair: string): boolean {
  const [name = '', value = ''] = [...new URLSearchParams(pair)][0] ?? [];
  return SESSION_NAME.test(name) || value.includes('@') || singlesOut(value) || singlesOut(name);
}
