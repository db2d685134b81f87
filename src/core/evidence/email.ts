const LOCAL = /[A-Za-z0-9._%+'-]/;
const DOMAIN = /[A-Za-z0-9.-]/;
/** A domain as mail uses it: whole labels, the last of letters, the one before it not of digits alone. */
const MAIL_DOMAIN = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/;
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 253;

/** What stands at the end of a file name, as in `logo@2x.png`, and is no top-level domain. */
const FILE_ENDINGS = new Set([
  'png',
  'jpg',
  'jpeg',
  'gif',
  'svg',
  'webp',
  'ico',
  'css',
  'js',
  'mjs',
  'json',
  'html',
  'avif',
  'heic',
  'bmp',
  'tif',
  'tiff',
  'pdf',
  'woff',
  'woff2',
  'webm',
]);

/** The e-mail addresses in a text, in a time that grows with its length. */
export function emailsIn(text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < LONGEST_LOCAL && LOCAL.test(text.charAt(start - 1))) start -= 1;
    if (isHandle(text, start, at)) continue;
    let end = at + 1;
    while (end < text.length && end - at <= LONGEST_DOMAIN && DOMAIN.test(text.charAt(end))) end += 1;
    const local = text.slice(start, at).replace(/^[.'%-]+/, '');
    const domain = text.slice(at + 1, end).replace(/[.-]+$/, '');
    if (isLocalPart(local) && isMailDomain(domain)) found.push(`${local}@${domain}`);
  }
  return found;
}

/** The address as it may be shown: `j…@e….org`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  return `${email.charAt(0)}…@${domain.charAt(0)}….${domain.slice(domain.lastIndexOf('.') + 1)}`;
}

/** The `user:password@` of an address such as `https://key@host.example`, or `@user@host` of a social network. */
function isHandle(text: string, start: number, at: number): boolean {
  if (text.charAt(start - 1) === '@') return true;
  const before = text.slice(Math.max(0, start - LONGEST_LOCAL), at);
  return /\/\/[^\s/?#]*$/.test(before);
}

function isLocalPart(local: string): boolean {
  return local !== '' && !local.endsWith('.') && !local.includes('..');
}

function isMailDomain(domain: string): boolean {
  if (!MAIL_DOMAIN.test(domain)) return false;
  const labels = domain.toLowerCase().split('.');
  const top = labels.at(-1) ?? '';
  const below = labels.at(-2) ?? '';
  if (/^\d+x$/.test(below)) return false;
  return !FILE_ENDINGS.has(top) && /[a-z]/.test(below) && isCasedLikeWords(domain);
}

/** As people and programs write a domain; a mix such as `xQDjN.MS` is what random identifiers look like. */
function isCasedLikeWords(domain: string): boolean {
  if (domain === domain.toLowerCase() || domain === domain.toUpperCase()) return true;
  const labels = domain.split('.');
  const rest = labels.map((label) => label.slice(1)).join('');
  return rest === rest.toLowerCase() && labels.at(-1) === labels.at(-1)?.toLowerCase();
}
