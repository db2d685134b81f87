import * as v from 'valibot';
import type { SurveyedPage } from '../core/policy/survey.ts';
import type { ClauseStatusKind } from '../core/policy/verdict.ts';
import type { Codec, SessionWriter } from './session-cache.ts';

/** Pages remembered; the oldest goes first. */
const MOST_PAGES = 300;
const ALL = 'all';

/** Where every clause stood on a page: a letter a clause, in the order of the policy. */
interface Standing {
  readonly host: string;
  readonly startedAt: number;
  readonly letters: string;
}

export interface SurveyedPages {
  /** Notes where the clauses stand on a page; a page noted before is noted anew. */
  note(documentId: string, page: SurveyedPage): Promise<void>;
  pages(): Promise<readonly SurveyedPage[]>;
}

/**
 * Where the clauses stood on the pages seen since the browser started, also on those whose tabs are closed. In memory
 * like all observations, and nothing of private windows.
 *
 * @param clauseIds all clauses, in the order of the policy
 */
export function createSurveyedPages(session: SessionWriter, clauseIds: readonly string[]): SurveyedPages {
  const cache = session.cache('survey:', codec);
  return {
    async note(documentId, { host, startedAt, clauses }) {
      const kept = (await cache.get(ALL)) ?? new Map<string, Standing>();
      const statuses = new Map(clauses.map((clause) => [clause.clauseId, clause.status]));
      const letters = clauseIds.map((id) => LETTERS[statuses.get(id) ?? 'untestable']).join('');
      if (kept.get(documentId)?.letters === letters) return;
      kept.delete(documentId); // re-inserted: the oldest stay in front
      kept.set(documentId, { host, startedAt, letters });
      for (const [oldest] of kept) if (kept.size > MOST_PAGES) kept.delete(oldest);
      cache.put(ALL, kept);
    },
    async pages() {
      return [...((await cache.get(ALL)) ?? [])].map(([, { host, startedAt, letters }]) => ({
        host,
        startedAt,
        clauses: clauseIds.map((clauseId, at) => ({ clauseId, status: statusOf(letters.charAt(at)) })),
      }));
    },
  };
}

const LETTERS: Readonly<Record<ClauseStatusKind, string>> = {
  against: 'a',
  seen: 's',
  'nothing-against': 'n',
  'not-here': '-',
  untestable: 'u',
};

function statusOf(letter: string): ClauseStatusKind {
  const kinds = Object.keys(LETTERS) as ClauseStatusKind[]; // of the record above
  return kinds.find((kind) => LETTERS[kind] === letter) ?? 'untestable';
}

const shape = v.array(
  v.tuple([
    v.string(),
    v.object({ host: v.string(), startedAt: v.number(), letters: v.pipe(v.string(), v.regex(/^[asnu-]*$/)) }),
  ]),
);

const codec: Codec<Map<string, Standing>> = {
  encode: (pages) => [...pages],
  decode: (stored) => {
    const parsed = v.safeParse(shape, stored);
    return parsed.success ? new Map(parsed.output) : null;
  },
};
