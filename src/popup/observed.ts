import type { RemovalCause, Sighting } from '../core/cookies/sighting.ts';
import type { CookieRow } from '../core/report/page-report.ts';
import { formatSince } from '../ui/format.ts';
import type { Line, Part } from '../ui/rich-text.tsx';
import { type MessageId, t } from '../ui/text.ts';

/**
 * What was observed of a cookie's coming and going, as sentences: who put it there, how and when. Only what was seen is
 * said; where the hand was not seen, that is said too.
 */
export function observedLines(row: CookieRow, startedAt: number): readonly Line[] {
  const setSeen = wasSetHere(row);
  const lines = row.sightings
    // Whose setting was seen needs no second mention for lying in the jar afterwards.
    .filter(({ kind, since }) => !(setSeen && kind === 'present' && since !== 'before'))
    .map((sighting) => sightingLine(sighting, setSeen, startedAt));
  if (row.key.partitionKey !== null) {
    lines.push({ id: 'popup_seen_partitioned', parts: [{ data: hostOfOrigin(row.key.partitionKey.topLevelSite) }] });
  }
  return lines;
}

/** When something happened, as it ends a sentence: `0.4 s after the page began`. */
export function whenPhrase(at: number, startedAt: number): string {
  const since = at - startedAt;
  return since < 50 ? t('popup_when_at_start') : t('popup_when_after', formatSince(since));
}

export function causePhrase(cause: RemovalCause | undefined): string {
  return t(cause === undefined ? 'popup_cause_unseen' : CAUSES[cause]);
}

const CAUSES: Record<RemovalCause, MessageId> = {
  evicted: 'popup_cause_evicted',
  expired: 'popup_cause_expired',
  explicit: 'popup_cause_explicit',
  expired_overwrite: 'popup_cause_expired_overwrite',
  overwrite: 'popup_cause_overwrite',
  'cleared-by-user': 'popup_cause_cleared',
};

function sightingLine(sighting: Sighting, setSeen: boolean, startedAt: number): Line {
  const when = whenPhrase(sighting.at, startedAt);
  const who: Part = sighting.host === null ? t('popup_someone') : { data: sighting.host };
  switch (sighting.kind) {
    case 'set-by-header':
      return { id: 'popup_seen_header', parts: [who, when] };
    case 'set-by-script':
      return { id: 'popup_seen_script', parts: [who, when] };
    case 'present':
      return { id: sighting.since === 'before' ? 'popup_seen_before' : 'popup_seen_during', parts: [when] };
    case 'sent':
      return { id: setSeen ? 'popup_seen_sent' : 'popup_seen_sent_only', parts: [who, when] };
    case 'refused':
      return { id: 'popup_seen_refused', parts: [who, when] };
    case 'removed':
      return { id: 'popup_seen_removed', parts: [when, causePhrase(sighting.cause)] };
  }
}

/** Whether the extension saw how the cookie came, by header or by script. */
export function wasSetHere(row: CookieRow): boolean {
  return row.sightings.some(({ kind }) => kind === 'set-by-header' || kind === 'set-by-script');
}

function hostOfOrigin(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}
