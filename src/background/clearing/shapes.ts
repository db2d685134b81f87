import * as v from 'valibot';
import { storedCookieKey } from '../stored-shapes.ts';

/** What the journal of clearing writes to the session store. What is read back is held to the same shapes. */

const count = v.number();
const setBy = v.nullable(v.object({ kind: v.picklist(['header', 'script']), host: v.string() }));

const tally = v.object({
  counts: v.object({
    gone: count,
    'was-gone': count,
    'came-back': count,
    'set-anew': count,
    'still-there': count,
    'no-access': count,
    unreadable: count,
  }),
  exceptions: v.array(
    v.object({
      key: storedCookieKey,
      result: v.picklist(['came-back', 'set-anew', 'still-there', 'no-access', 'unreadable']),
      after: v.nullable(v.number()),
      setBy,
    }),
  ),
});

const operation = v.object({
  /** That of the plan it carried out. */
  id: v.string(),
  /** When it began, in milliseconds since the epoch. */
  at: v.number(),
  /** When all were looked at again; `null` until then. */
  clearedAt: v.nullable(v.number()),
  /** How long what undo needs is kept, once the clear is over. */
  until: v.number(),
  /** The user asked for it, and may want it undone before any other. */
  byHand: v.boolean(),
  storeIds: v.array(v.string()),
  privateWindow: v.boolean(),
  /** `clearing` and `undoing` are under way: found by a background that starts, they were cut off. */
  state: v.picklist(['clearing', 'cleared', 'undoing']),
  resumed: v.boolean(),
  /** While it clears, only of what it need not or may not touch. */
  tally,
  /** Cookies kept for undo. */
  kept: v.number(),
  /** Which of those kept never went, which were set anew and left alone, and which came back, by their place. */
  still: v.array(v.number()),
  anew: v.array(v.number()),
  back: v.array(v.number()),
  /** The undo under way: what was there when it began, by its place among those kept. */
  undoing: v.nullable(v.object({ overwrite: v.boolean(), there: v.array(v.number()) })),
  /** What undo is done with, so that their copies are gone, and how many of those kept it is worth another try for. */
  undone: v.nullable(
    v.object({ restored: count, expired: count, again: count, expiredKeys: v.array(storedCookieKey) }),
  ),
});

export const operationsShape = v.array(operation);

/** A clear, from its beginning until its undo is over. It holds no values; those stand apart, in a record of their own. */
export type Operation = v.InferOutput<typeof operation>;
