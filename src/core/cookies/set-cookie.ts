import type { CookieAttributes, SameSite } from './cookie.ts';
import { normaliseHost } from './site.ts';

/** What a `Set-Cookie` header asks for. The value is not kept. */
export interface HeaderCookie {
  readonly name: string;
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly attributes: CookieAttributes;
  /** The `Partitioned` attribute was there. Browsers may partition without it. */
  readonly partitioned: boolean;
  /** The header takes the cookie away: its expiry lies in the past. */
  readonly deletes: boolean;
}

/** The request whose response carried the header. */
export interface HeaderRequest {
  readonly host: string;
  readonly path: string;
}

/**
 * Reads one `Set-Cookie` header as browsers do (RFC 6265bis, section 5.6), without judging whether they will store
 * the cookie: a wrong domain, a missing `Secure` and the like are told by the jar.
 *
 * @param now milliseconds since the epoch, for `Max-Age`
 * @returns `null` where no browser would see a cookie: control characters, or neither name nor value
 */
export function parseSetCookie(header: string, request: HeaderRequest, now: number): HeaderCookie | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the standard drops a header for exactly these
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(header)) return null;
  const [pair = '', ...rest] = header.split(';');
  const equals = pair.indexOf('=');
  const name = equals < 0 ? '' : pair.slice(0, equals).trim();
  const hasValue = pair.slice(equals + 1).trim() !== '';
  if (name === '' && !hasValue) return null;

  let domain = '';
  let path = '';
  let maxAge: number | null = null;
  let expires: number | null = null;
  let sameSite: SameSite = 'unspecified';
  let secure = false;
  let httpOnly = false;
  let partitioned = false;
  for (const part of rest) {
    const at = part.indexOf('=');
    const key = (at < 0 ? part : part.slice(0, at)).trim().toLowerCase();
    const value = at < 0 ? '' : part.slice(at + 1).trim();
    switch (key) {
      case 'domain':
        domain = normaliseHost(value);
        break;
      case 'path':
        path = value;
        break;
      case 'max-age':
        if (/^-?\d+$/.test(value)) maxAge = Number(value);
        break;
      case 'expires': {
        const at = Date.parse(value);
        if (!Number.isNaN(at)) expires = at;
        break;
      }
      case 'samesite':
        sameSite = parseSameSite(value);
        break;
      case 'secure':
        secure = true;
        break;
      case 'httponly':
        httpOnly = true;
        break;
      case 'partitioned':
        partitioned = true;
        break;
    }
  }
  const expiresAt = maxAge !== null ? (maxAge <= 0 ? 0 : now + maxAge * 1000) : expires;
  return {
    name,
    domain: domain || request.host,
    hostOnly: domain === '',
    path: path.startsWith('/') ? path : defaultPath(request.path),
    attributes: { httpOnly, secure, sameSite, expiresAt },
    partitioned,
    deletes: expiresAt !== null && expiresAt <= now,
  };
}

/** The directory of the request's path (RFC 6265, section 5.1.4): what a cookie without `Path` gets. */
export function defaultPath(requestPath: string): string {
  const end = requestPath.lastIndexOf('/');
  return requestPath.startsWith('/') && end > 0 ? requestPath.slice(0, end) : '/';
}

/** The names in a `Cookie` request header. Values are dropped here; a nameless cookie gives an empty name. */
export function cookieHeaderNames(header: string): string[] {
  if (header.trim() === '') return [];
  return header.split(';').map((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0 ? '' : pair.slice(0, equals).trim();
  });
}

function parseSameSite(value: string): SameSite {
  const lower = value.toLowerCase();
  return lower === 'strict' || lower === 'lax' || lower === 'none' ? lower : 'unspecified';
}
