import type { Sighting } from '../core/cookies/sighting.ts';
import type { CookieRow, PageReport } from '../core/report/page-report.ts';
import type { MessageId } from '../ui/text.ts';
import { wasSetHere } from './observed.ts';

/** One thing that happened on the page: one hand, one deed, at one moment, to one or more cookies. */
export interface Chapter {
  /** Stable while the report grows. */
  readonly id: string;
  readonly kind: Exclude<Sighting['kind'], 'present'> | 'came';
  readonly at: number;
  readonly host: string | null;
  readonly cause: Sighting['cause'];
  readonly rows: readonly CookieRow[];
}

export interface Story {
  /** Cookies that were there before the page began. */
  readonly before: readonly CookieRow[];
  readonly chapters: readonly Chapter[];
}

/** Deeds of one hand closer together than this read as one. */
const TOGETHER = 250;

/** What happened on the page, in the order of time. */
export function storyOf(report: PageReport): Story {
  const before: CookieRow[] = [];
  const events: { sighting: Sighting; row: CookieRow }[] = [];
  for (const row of report.rows) {
    for (const sighting of row.sightings) {
      if (sighting.kind === 'present' && sighting.since === 'before') before.push(row);
      // A cookie whose setting was seen needs no second mention for lying in the jar afterwards.
      else if (sighting.kind !== 'present' || !wasSetHere(row)) events.push({ sighting, row });
    }
  }
  events.sort((a, b) => a.sighting.at - b.sighting.at);
  return { before, chapters: chaptersOf(events) };
}

function chaptersOf(events: readonly { sighting: Sighting; row: CookieRow }[]): readonly Chapter[] {
  const chapters: (Chapter & { rows: CookieRow[] })[] = [];
  for (const { sighting, row } of events) {
    const kind = sighting.kind === 'present' ? 'came' : sighting.kind;
    const last = chapters.at(-1);
    const joins =
      last !== undefined &&
      last.kind === kind &&
      last.host === sighting.host &&
      last.cause === sighting.cause &&
      sighting.at - last.at < TOGETHER;
    if (joins) last.rows.push(row);
    else {
      const id = `${sighting.at} ${kind} ${row.id}`;
      chapters.push({ id, kind, at: sighting.at, host: sighting.host, cause: sighting.cause, rows: [row] });
    }
  }
  return chapters;
}

/** The sentence of a chapter: `$1` is the host, `$2` the cookies, `$3` the cause. */
export const CHAPTER_SENTENCES: Record<Chapter['kind'], MessageId> = {
  'set-by-header': 'popup_story_header',
  'set-by-script': 'popup_story_script',
  sent: 'popup_story_sent',
  refused: 'popup_story_refused',
  removed: 'popup_story_removed',
  came: 'popup_story_came',
};
