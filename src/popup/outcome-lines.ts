import type {
  ClearException,
  ClearOutcome,
  ClearResult,
  SetBy,
  UndoOutcome,
  UndoResult,
} from '../core/clearing/clearing.ts';
import type { CookieKey } from '../core/cookies/cookie-key.ts';
import { formatSince } from '../ui/format.ts';
import type { PluralId } from '../ui/text.ts';

/** A sentence about `n` cookies; `hosts` and `after` fill the places after the number, as the message has them. */
export interface OutcomeLine<Result extends string> {
  readonly result: Result;
  readonly id: PluralId;
  readonly n: number;
  readonly after?: string;
  readonly hosts?: readonly string[];
}

/**
 * What became of a clear, one sentence for each thing that happened: what is gone first, then what is not, and why.
 * Every planned cookie is in exactly one of them. Nothing planned gives no sentence.
 */
export function clearLines({ counts, exceptions }: ClearOutcome): readonly OutcomeLine<ClearResult>[] {
  const of = (result: ClearException['result']) => exceptions.filter((exception) => exception.result === result);
  return [
    ...counted('gone', 'popup_clear_gone', counts.gone),
    ...counted('was-gone', 'popup_clear_was_gone', counts['was-gone']),
    ...cameBack(of('came-back'), counts['came-back']),
    ...counted('set-anew', 'popup_set_anew', counts['set-anew']),
    ...counted('still-there', 'popup_still_there', counts['still-there']),
    ...noAccess(of('no-access'), counts['no-access']),
    ...counted('unreadable', 'popup_clear_unreadable', counts.unreadable),
  ];
}

export function undoLines({ counts }: UndoOutcome): readonly OutcomeLine<UndoResult>[] {
  return UNDO_ORDER.flatMap(([result, id]) => counted(result, id, counts[result]));
}

const UNDO_ORDER: readonly (readonly [UndoResult, PluralId])[] = [
  ['restored', 'popup_undo_restored'],
  ['newer-kept', 'popup_undo_newer_kept'],
  ['expired-meanwhile', 'popup_undo_expired'],
  ['kept-clear', 'popup_undo_kept_clear'],
  ['refused', 'popup_undo_refused'],
  ['no-access', 'popup_undo_no_access'],
  ['unreadable', 'popup_undo_unreadable'],
];

/** The domains of cookies, each once. */
export function domainsOf(keys: readonly CookieKey[]): readonly string[] {
  return [...new Set(keys.map(({ domain }) => domain))].sort();
}

const CAME_BACK = {
  script: 'popup_came_back_script',
  header: 'popup_came_back_header',
  unseen: 'popup_came_back_unseen',
} as const;

function cameBack(known: readonly ClearException[], count: number): readonly OutcomeLine<ClearResult>[] {
  const timed = known.filter(({ after }) => after !== null);
  const lines = bySetter(timed).map(
    ({ setBy, them }): OutcomeLine<ClearResult> => ({
      result: 'came-back',
      id: CAME_BACK[setBy?.kind ?? 'unseen'],
      n: them.length,
      after: formatSince(Math.max(...them.map(({ after }) => after ?? 0))),
      ...(setBy === null ? {} : { hosts: [setBy.host] }),
    }),
  );
  const rest = lines.length > 0 ? 'popup_came_back_more' : 'popup_came_back';
  return [...lines, ...counted('came-back' as const, rest, count - timed.length)];
}

function noAccess(known: readonly ClearException[], count: number): readonly OutcomeLine<ClearResult>[] {
  const hosts = domainsOf(known.map(({ key }) => key));
  return count === 0 ? [] : [{ result: 'no-access', id: 'popup_clear_no_access', n: count, hosts }];
}

function counted<Result extends string>(result: Result, id: PluralId, n: number): readonly OutcomeLine<Result>[] {
  return n > 0 ? [{ result, id, n }] : [];
}

function bySetter(exceptions: readonly ClearException[]) {
  const groups = new Map<string, { readonly setBy: SetBy | null; readonly them: ClearException[] }>();
  for (const exception of exceptions) {
    const { setBy } = exception;
    const id = setBy === null ? '' : `${setBy.kind} ${setBy.host}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { setBy, them: [exception] });
    else group.them.push(exception);
  }
  return [...groups.values()];
}
