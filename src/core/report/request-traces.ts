import { siteOf } from '../cookies/site.ts';
import { remarketingSignsOf } from '../evidence/remarketing.ts';
import type { SeenToken, TokenIndex } from '../evidence/sharing/find-sharing.ts';
import { type RequestBody, tokensOfBody, tokensOfUrl } from '../evidence/sharing/request-tokens.ts';
import type { TokenHash } from '../evidence/sharing/token-hash.ts';
import type { RemarketingSign } from './page-report.ts';

/** Bounds of one document. What goes over is not kept, identifiers in it are not found, and the report says so. */
const MAX_TOKENS = 2000;
const MAX_SIGNS = 50;

const DIGEST = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i;

/** What is kept of a document's requests to other sites. */
export interface RequestTraces {
  /** Registrable domain of the page. */
  readonly site: string;
  /** Texts that may be identifiers, by keyed hash and host. */
  readonly tokens: Map<string, SeenToken>;
  /** One of the texts has the look of a digest, so identifiers are looked for as digests too. */
  digests: boolean;
  readonly signs: Map<string, RemarketingSign>;
  /** Requests of which not everything was read or kept. */
  cut: number;
}

/**
 * Notes what a request to another site carried: texts that may be identifiers, as keyed hashes, and the signs of
 * remarketing. Requests to the page's own site say nothing about others.
 *
 * @returns whether it told anything new
 */
export function noteRequest(
  record: RequestTraces,
  url: { readonly hostname: string; readonly pathname: string; readonly search: string },
  body: RequestBody | null,
  at: number,
  hash: TokenHash,
): boolean {
  const host = url.hostname;
  if (siteOf(host) === record.site) return false;
  let changed = false;
  let cut = false;
  for (const kind of remarketingSignsOf(url)) {
    const id = `${kind} ${host}`;
    if (record.signs.has(id)) continue;
    if (record.signs.size >= MAX_SIGNS) {
      cut = true;
      continue;
    }
    record.signs.set(id, { kind, host, firstAt: at });
    changed = true;
  }
  // Nothing is looked for that could not be kept.
  const read =
    record.tokens.size >= MAX_TOKENS ? [] : [tokensOfUrl(url), ...(body === null ? [] : [tokensOfBody(body)])];
  if (read.length === 0 || read.some((tokens) => tokens.cut)) cut = true;
  for (const { text, where, parameter } of read.flatMap(({ list }) => list)) {
    const id = `${hash(text)} ${host}`;
    if (record.tokens.has(id)) continue;
    if (record.tokens.size >= MAX_TOKENS) {
      cut = true;
      break;
    }
    record.tokens.set(id, { host, where, parameter, firstAt: at });
    record.digests ||= DIGEST.test(text);
    changed = true;
  }
  if (!cut) return changed;
  record.cut += 1;
  return changed || record.cut === 1;
}

/** The tokens of a document by their hash. */
export function indexTokens(record: Pick<RequestTraces, 'tokens'>): TokenIndex {
  const index = new Map<string, SeenToken[]>();
  for (const [id, token] of record.tokens) {
    const hash = id.slice(0, id.indexOf(' '));
    const same = index.get(hash);
    if (same) same.push(token);
    else index.set(hash, [token]);
  }
  return index;
}
