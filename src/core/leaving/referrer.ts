/** What the next site is told of where one comes from: nothing, the host, or the whole address of the page. */
export type ReferrerTold = 'nothing' | 'site' | 'page';

/** The referrer policies in force for one departure, as written; the later ones go before the earlier. */
export interface ReferrerPolicies {
  /** The `Referrer-Policy` header of the page. */
  readonly header: string | null;
  /** The page's last `<meta name="referrer">`. */
  readonly meta: string | null;
  /** The link's own `referrerpolicy`, or `no-referrer` for `rel=noreferrer`. */
  readonly link: string | null;
}

type Policy =
  | 'no-referrer'
  | 'no-referrer-when-downgrade'
  | 'same-origin'
  | 'origin'
  | 'strict-origin'
  | 'origin-when-cross-origin'
  | 'strict-origin-when-cross-origin'
  | 'unsafe-url';

/** To another origin: what is told, and what is told of an encrypted page to one that is not. */
const TELLS: Readonly<Record<Policy, readonly [ReferrerTold, ReferrerTold]>> = {
  'no-referrer': ['nothing', 'nothing'],
  'same-origin': ['nothing', 'nothing'],
  origin: ['site', 'site'],
  'origin-when-cross-origin': ['site', 'site'],
  'strict-origin': ['site', 'nothing'],
  'strict-origin-when-cross-origin': ['site', 'nothing'],
  'no-referrer-when-downgrade': ['page', 'nothing'],
  'unsafe-url': ['page', 'page'],
};

/** Names that pages may still use in a `<meta>`. */
const OLD_NAMES: Readonly<Record<string, Policy>> = {
  never: 'no-referrer',
  default: 'strict-origin-when-cross-origin',
  always: 'unsafe-url',
  'origin-when-crossorigin': 'origin-when-cross-origin',
};

/**
 * What a departure to another site tells it, by the Referrer Policy standard. A policy that is none is passed over; a
 * header may list several, of which the last that is known counts.
 */
export function referrerTold({ header, meta, link }: ReferrerPolicies, from: string, to: URL): ReferrerTold {
  const policy =
    policyOf(link) ??
    policyOf(withOldNames(meta)) ??
    (header ?? '')
      .split(',')
      .map(policyOf)
      .findLast((known) => known !== null) ??
    'strict-origin-when-cross-origin';
  const downgrade = from.startsWith('https:') && to.protocol === 'http:';
  return TELLS[policy][downgrade ? 1 : 0];
}

function policyOf(text: string | null): Policy | null {
  const name = text?.trim().toLowerCase() ?? '';
  return Object.hasOwn(TELLS, name) ? (name as Policy) : null; // the table has exactly the policies
}

function withOldNames(meta: string | null): string | null {
  const name = meta?.trim().toLowerCase() ?? '';
  return Object.hasOwn(OLD_NAMES, name) ? (OLD_NAMES[name] ?? null) : meta;
}
