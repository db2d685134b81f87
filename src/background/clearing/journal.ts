import * as v from 'valibot';
import type { StoredCookie } from '../../core/cookies/cookie.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import { cookiesCodec } from '../packed.ts';
import { type Operation, operationsShape } from './shapes.ts';

const OPERATIONS = 'clearing:operations';
const cookiesOf = (id: string) => `clearing:undo:${id}`;

/** Clears remembered; those go first that have nothing to undo, then those nobody asked for, then the oldest. */
const MOST_OPERATIONS = 20;
/** How long what undo needs is kept after a clear, in ms. */
export const UNDO_KEPT = 30 * 60 * 1000;

/**
 * What was begun, how far it got, and what it takes to undo it. Every step is written down before the next is taken, so
 * that a background that was stopped in between knows where it was.
 */
export interface Journal {
  /** Oldest first. Read from the store once. */
  all(): Promise<readonly Operation[]>;
  find(id: string): Promise<Operation | null>;
  /** The cookies kept for undo, with their values, always from the store: they are in memory only while needed. */
  cookies(id: string): Promise<readonly StoredCookie[]>;
  /**
   * Writes an operation and its cookies in one go. Where the store has no room, clears before it give up their undo,
   * those of least worth first. Rejects where that is not enough; then nothing is kept, and no undo given up.
   */
  begin(operation: Operation, cookies: readonly StoredCookie[]): Promise<void>;
  /**
   * Notes how far an operation is; `cookies` replaces those kept for undo. Resolves to whether the store took it: where
   * it is full, memory is right, and a background that starts anew looks into the jar anew.
   */
  note(operation: Operation, cookies?: readonly StoredCookie[]): Promise<boolean>;
  /** Forgets operations, values and all. */
  drop(which: (operation: Operation) => boolean): Promise<void>;
}

/** Of clears of the same worth the oldest is dropped first. */
function worth({ kept, byHand }: Operation): number {
  return kept === 0 ? 0 : byHand ? 2 : 1;
}

export interface JournalDeps {
  readonly store: KeyValueStore;
  /** Gives up what others keep in the store and can have again. */
  readonly makeRoom: () => Promise<void>;
  /** Hears of every change. */
  readonly changed: (operations: readonly Operation[]) => void;
}

export function createJournal({ store, makeRoom, changed }: JournalDeps): Journal {
  let loading: Promise<Operation[]> | null = null;
  const load = () => {
    loading ??= store.get(OPERATIONS).then(
      (stored) => (v.is(operationsShape, stored) ? stored : []),
      (error: unknown) => {
        loading = null; // tried again with the next question
        throw error;
      },
    );
    return loading;
  };

  function remember(operations: Operation[]): void {
    loading = Promise.resolve(operations);
    changed(operations);
  }

  async function drop(which: (operation: Operation) => boolean): Promise<void> {
    const operations = await load();
    const left = operations.filter((operation) => !which(operation));
    if (left.length === operations.length) return;
    remember(left);
    // The values first: cut off in between, an operation without them is one that cannot be undone.
    await store.remove(operations.filter(which).map(({ id }) => cookiesOf(id)));
    if (left.length === 0) await store.remove([OPERATIONS]);
    else await store.set(OPERATIONS, left);
  }

  /** One after the other, until the entries fit. Resolves to the clears that made room. */
  async function writeInsteadOf(others: readonly Operation[], entries: Record<string, unknown>): Promise<Operation[]> {
    const given: Operation[] = [];
    const copies: Record<string, unknown> = {};
    for (const operation of others) {
      const key = cookiesOf(operation.id);
      copies[key] = await store.get(key);
      await store.remove([key]);
      given.push(operation);
      if (await fits(entries)) return given;
    }
    await store.setMany(copies).catch(() => undefined);
    throw new Error('the store has no room');
  }

  const fits = (entries: Record<string, unknown>) =>
    store.setMany(entries).then(
      () => true,
      () => false,
    );

  return {
    all: load,
    find: async (id) => (await load()).find((operation) => operation.id === id) ?? null,

    async cookies(id) {
      return cookiesCodec.decode(await store.get(cookiesOf(id))) ?? [];
    },

    async begin(operation, cookies) {
      const operations = [...(await load()), operation];
      const entries = {
        [OPERATIONS]: operations,
        ...(cookies.length > 0 ? { [cookiesOf(operation.id)]: cookiesCodec.encode(cookies) } : {}),
      };
      const before = operations.slice(0, -1).toSorted((a, b) => worth(a) - worth(b));
      const tooMany = new Set(before.slice(0, -(MOST_OPERATIONS - 1)));
      if (!(await fits(entries)) && !(await makeRoom().then(() => fits(entries)))) {
        const withCopies = before.filter(({ state, kept }) => state === 'cleared' && kept > 0);
        for (const given of await writeInsteadOf(withCopies, entries)) tooMany.add(given);
      }
      remember(operations);
      if (tooMany.size > 0) await drop((each) => tooMany.has(each));
    },

    async note(operation, cookies) {
      const operations = (await load()).map((each) => (each.id === operation.id ? operation : each));
      remember(operations);
      if (cookies?.length === 0) await store.remove([cookiesOf(operation.id)]);
      const entries = {
        [OPERATIONS]: operations,
        ...(cookies?.length ? { [cookiesOf(operation.id)]: cookiesCodec.encode(cookies) } : {}),
      };
      return fits(entries);
    },

    drop,
  };
}
