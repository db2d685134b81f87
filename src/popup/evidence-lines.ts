import { mayKeepSignedIn } from '../core/clearing/sign-in.ts';
import { readersOf } from '../core/evidence/readers.ts';
import type { SharedIdentifier } from '../core/evidence/sharing/find-sharing.ts';
import type { CookieRow } from '../core/report/page-report.ts';
import { formatSpan } from '../ui/format.ts';
import type { Line } from '../ui/rich-text.tsx';
import { t } from '../ui/text.ts';
import { whenPhrase } from './observed.ts';
import { declaredWords } from './row-texts.ts';

/** What was seen of a cookie itself: whether it identifies, how long it stays, who else reads it. */
export function evidenceLines(row: CookieRow, now: number): readonly Line[] {
  return [...identifierLines(row), ...lifetimeLines(row, now), ...(row.status === 'refused' ? [] : readerLines(row))];
}

/** What the user can do about it, and what that costs. */
export function adviceLines(row: CookieRow): readonly Line[] {
  const { classification, key, status } = row;
  if (status === 'refused') return [{ id: 'popup_do_refused' }];
  if (status === 'removed') return [{ id: 'popup_do_removed' }];
  if (mayKeepSignedIn(row)) return [{ id: 'popup_do_clear_sign_out', parts: [{ data: key.domain }] }];
  const { purpose, party, vendor } = classification;
  if (purpose === 'consent') return [{ id: 'popup_do_clear_consent' }];
  if (purpose !== 'advertising' && purpose !== 'analytics') return [{ id: 'popup_do_clear' }];
  return party === 'first'
    ? [{ id: 'popup_do_clear_first' }]
    : [{ id: 'popup_do_clear_third', parts: [{ data: vendor?.name ?? key.domain }] }];
}

function identifierLines({ identifier }: CookieRow): Line[] {
  if (identifier === null) return [];
  if (!identifier.singlesOut) return [{ id: 'popup_saw_identifies_not' }];
  return [{ id: identifier.lasts ? 'popup_saw_identifies_lasting' : 'popup_saw_identifies_session' }];
}

function lifetimeLines({ lifetime, attributes, classification }: CookieRow, now: number): Line[] {
  const { declaredLifetime, declaredBy } = classification;
  if (lifetime !== 'outlives' || attributes.expiresAt === null || declaredLifetime === null) return [];
  const left = formatSpan(attributes.expiresAt - now);
  if (declaredLifetime === 'session') return [{ id: 'popup_saw_outlives_session', parts: [left] }];
  const declared = declaredWords(declaredLifetime);
  return [
    { id: declaredBy === 'vendor' ? 'popup_saw_outlives_vendor' : 'popup_saw_outlives_list', parts: [left, declared] },
  ];
}

function readerLines(row: CookieRow): Line[] {
  const readers = readersOf(row);
  const domain = { data: row.key.domain };
  const lines: Line[] = [
    readers.includes('scripts') ? { id: 'popup_seen_readable', parts: [domain] } : { id: 'popup_seen_not_readable' },
  ];
  if (readers.includes('sub-domains')) lines.push({ id: 'popup_saw_sub_domains', parts: [domain] });
  if (readers.includes('across-sites')) lines.push({ id: 'popup_saw_across_sites', parts: [domain] });
  if (readers.includes('network')) lines.push({ id: 'popup_saw_network' });
  return lines;
}

/** The requests to other sites that its value, or a part of it, was seen to go along with. */
export function sharingLines({ sharedWith }: CookieRow, startedAt: number): readonly Line[] {
  return sharedWith.map((shared) => {
    const parts = [{ data: hostAndCompany(shared) }, whatWent(shared), whenPhrase(shared.firstAt, startedAt)];
    const field = shared.parameter === null ? [] : [{ data: shared.parameter }];
    return {
      id: SHARING_WORDS[shared.where][shared.parameter === null ? 'bare' : 'named'],
      parts: [...parts, ...field],
    };
  });
}

const SHARING_WORDS = {
  path: { bare: 'popup_saw_shared_path', named: 'popup_saw_shared_path' },
  query: { bare: 'popup_saw_shared_query_bare', named: 'popup_saw_shared_query' },
  body: { bare: 'popup_saw_shared_body', named: 'popup_saw_shared_body_field' },
} as const;

function hostAndCompany({ host, company }: SharedIdentifier): string {
  return company === null ? host : t('popup_host_of', host, company.name);
}

const HASH_NAMES = { md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256' } as const;

function whatWent({ part, form }: SharedIdentifier): string {
  const what = t(part ? 'popup_shared_part' : 'popup_shared_whole');
  if (form === 'plain') return what;
  return form === 'base64' ? t('popup_shared_base64', what) : t('popup_shared_hash', what, HASH_NAMES[form]);
}
