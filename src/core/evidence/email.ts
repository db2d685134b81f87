import { once } from '../once.ts';

interface Letters {
  readonly local: RegExp;
  readonly domain: RegExp;
  /** A domain as mail uses it: whole labels, the last of letters. */
  readonly mailDomain: RegExp;
}

const LATIN: Letters = {
  local: /[A-Za-z0-9._%+'-]/,
  domain: /[A-Za-z0-9.-]/,
  mailDomain: /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,59})$/,
};

/** Addresses in other scripts (RFC 6531): tried where the letters of the first mail addresses give none. */
const anyScript = once(
  (): Letters => ({
    local: /[\p{L}\p{M}\p{N}._%+'-]/u,
    domain: /[\p{L}\p{M}\p{N}.-]/u,
    mailDomain:
      /^(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,59}|(?![A-Za-z])[\p{L}\p{M}]{2,24})$/u,
  }),
);

/** Mail services whose names are numbers; any other `@18.next` is a version. */
const NUMBERED_SERVICES = new Set(['126.com', '139.com', '163.com', '188.com', '189.cn']);
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
    const email = emailAt(text, at, LATIN) ?? emailAt(text, at, anyScript());
    if (email !== null) found.push(email);
  }
  return found;
}

/** The address around an `@`, or `null`. */
function emailAt(text: string, at: number, letters: Letters): string | null {
  let start = at;
  while (start > 0 && at - start < LONGEST_LOCAL && letters.local.test(text.charAt(start - 1))) start -= 1;
  if (isHandle(text, start, at)) return null;
  let end = at + 1;
  while (end < text.length && end - at <= LONGEST_DOMAIN && letters.domain.test(text.charAt(end))) end += 1;
  const local = text.slice(start, at).replace(/^[.'%-]+/, '');
  const domain = text.slice(at + 1, end).replace(/[.-]+$/, '');
  const email = `${local}@${domain}`;
  return isLocalPart(local) && isMailDomain(domain, letters, email === text) ? email : null;
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
  return /\/\/[^\s/?#&|;,]*$/.test(before);
}

function isLocalPart(local: string): boolean {
  return local !== '' && !local.endsWith('.') && !local.includes('..');
}

/** @param alone the address is all that stands there, as a person typed it */
function isMailDomain(domain: string, { mailDomain }: Letters, alone: boolean): boolean {
  if (NUMBERED_SERVICES.has(domain.toLowerCase())) return true;
  // `pkg@1.0.0-rc.next` is a package and its version.
  if (!mailDomain.test(domain) || /^v?\d+\.\d/i.test(domain)) return false;
  const labels = domain.toLowerCase().split('.');
  const top = labels.at(-1) ?? '';
  const below = labels.at(-2) ?? '';
  if (/^\d+x$/.test(below)) return false;
  return (
    !FILE_ENDINGS.has(top) &&
    /\p{L}/u.test(below) &&
    (isCasedLikeWords(domain) || (alone && isTyped(domain))) &&
    !labels.some(mixesScripts)
  );
}

/** No registry takes a label of Latin and other letters together; random letters mix. */
function mixesScripts(label: string): boolean {
  return /\p{Script=Latin}/u.test(label) && /(?!\p{Script=Latin})\p{L}/u.test(label);
}

/** As people type a domain: `Example.Org`, `GMail.com`, `IBM.com`. Labels of one or two letters are left to chance. */
function isTyped(domain: string): boolean {
  return domain.split('.').every((label, at, { length }) => {
    if (at === length - 1) return /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)$/.test(label);
    return label === label.toLowerCase() || (label.length > 2 && /^[A-Za-z][A-Za-z-]*$/.test(label));
  });
}

/** As people and programs write a domain; a mix such as `xQDjN.MS` is what random identifiers look like. */
function isCasedLikeWords(domain: string): boolean {
  if (domain === domain.toLowerCase() || domain === domain.toUpperCase()) return true;
  const labels = domain.split('.');
  const rest = labels.map((label) => label.slice(1)).join('');
  return rest === rest.toLowerCase() && labels.at(-1) === labels.at(-1)?.toLowerCase();
}
