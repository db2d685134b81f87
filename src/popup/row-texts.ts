import type { Basis } from '../core/catalogue/classification.ts';
import type { SameSite } from '../core/cookies/cookie.ts';
import type { PersonalDataKind } from '../core/evidence/personal-data.ts';
import type { CitationRole } from '../core/policy/verdict.ts';
import type { CookieRow } from '../core/report/page-report.ts';
import { formatSpan } from '../ui/format.ts';
import { type MessageId, t } from '../ui/text.ts';

/** The last word of a row: how long the cookie will stay, or why it is not there. */
export function lifetimeWords({ status, attributes }: CookieRow, now: number): string {
  if (status === 'refused') return t('popup_life_refused');
  if (status === 'removed') return t('popup_life_removed');
  return attributes.expiresAt === null ? t('popup_life_session') : formatSpan(attributes.expiresAt - now);
}

/** The lifetime that the vendor declares, as the catalogue has it in seconds. */
export function declaredWords(declared: number | 'session'): string {
  return declared === 'session' ? t('popup_life_session') : formatSpan(declared * 1000);
}

export const BASIS_WORDS: Record<Basis, MessageId> = {
  'domain-name': 'popup_basis_domain_name',
  'domain-pattern': 'popup_basis_domain_pattern',
  name: 'popup_basis_name',
  pattern: 'popup_basis_pattern',
  'vendor-domain': 'popup_basis_vendor_domain',
  none: 'popup_basis_none',
};

/** What a sentence of the policy does for a cookie, or for an identifier that is none. */
export const ROLE_WORDS: Record<'cookie' | 'storage', Record<CitationRole, MessageId>> = {
  cookie: {
    names: 'popup_role_names',
    covers: 'popup_role_covers',
    contradicts: 'popup_role_contradicts',
    kind: 'popup_role_kind',
  },
  storage: {
    names: 'popup_role_names',
    covers: 'popup_role_covers_storage',
    contradicts: 'popup_role_contradicts',
    kind: 'popup_role_kind_storage',
  },
};

export const SAME_SITE_WORDS: Record<SameSite, MessageId> = {
  strict: 'popup_same_site_strict',
  lax: 'popup_same_site_lax',
  none: 'popup_same_site_none',
  unspecified: 'popup_same_site_unspecified',
};

export const PERSONAL_WORDS: Record<PersonalDataKind, MessageId> = {
  email: 'popup_personal_email',
  name: 'popup_personal_name',
  phone: 'popup_personal_phone',
  'ip-address': 'popup_personal_ip_address',
  coordinates: 'popup_personal_coordinates',
  'hashed-email': 'popup_personal_hashed_email',
};
