import * as v from 'valibot';
import { compileRules, normaliseTarget, type RuleMatcher, sameTarget } from '../core/clearing/match-rules.ts';
import type { Rule, RuleWish } from '../core/clearing/rules.ts';
import { ruleWish } from '../messaging/schemas.ts';
import type { KeyValueStore } from '../platform/storage.ts';
import type { SerialQueue } from './serial-queue.ts';
import type { SessionWriter } from './session-cache.ts';

const KEY = 'rules';
const ALL = 'all';
const MOST_RULES = 2000;

/** A rule, and where it holds: everywhere, or in the cookie store of the private window it was made in. */
export interface HeldRule {
  readonly rule: Rule;
  readonly storeId: string | null;
}

export interface RulesStore {
  /** Oldest first. Rejects, as all of these do, where the store cannot be read. */
  list(): Promise<readonly HeldRule[]>;
  /**
   * Adds a rule, or gives the one that says the same.
   *
   * @param storeId the private store it is for; `null` for one that is kept on disk
   * @returns `null` where there is no room for another. Rejects, and changes nothing, when it cannot be written.
   */
  add(wish: RuleWish, storeId: string | null): Promise<{ readonly held: HeldRule; readonly isNew: boolean } | null>;
  /** Resolves to whether there was such a rule. */
  remove(id: string): Promise<boolean>;
  /** The rules that hold in a cookie store. */
  matcher(storeId: string): Promise<RuleMatcher>;
  /** A private store is gone, and its rules with it. */
  endStore(storeId: string): Promise<void>;
}

export interface RulesStoreDeps {
  readonly store: KeyValueStore;
  readonly session: SessionWriter;
  readonly queue: SerialQueue;
  readonly newId: () => string;
  readonly now: () => number;
}

/** Rules as the user made them, on disk; those of private windows in memory alone. One change after the other. */
export function createRulesStore({ store, session, queue, newId, now }: RulesStoreDeps): RulesStore {
  const privateRules = session.cache<readonly HeldRule[]>('private-rules:', {
    encode: (rules) => rules,
    decode: (stored) => (v.is(v.array(heldRule), stored) ? stored : null),
  });
  let onDisk: Promise<readonly Rule[]> | null = null;
  /** By store; made anew after each change. */
  const matchers = new Map<string, Promise<RuleMatcher>>();

  function kept(): Promise<readonly Rule[]> {
    onDisk ??= store.get(KEY).then(parseRules, (error: unknown) => {
      onDisk = null; // to be tried again: taken for none, the rules would be overwritten with the next one made
      throw error;
    });
    return onDisk;
  }
  const inPrivate = async () => (await privateRules.get(ALL)) ?? [];

  async function list(): Promise<readonly HeldRule[]> {
    return [...(await kept()).map((rule) => ({ rule, storeId: null })), ...(await inPrivate())];
  }

  async function writeKept(rules: readonly Rule[]): Promise<void> {
    await store.set(KEY, rules);
    onDisk = Promise.resolve(rules);
    matchers.clear();
  }

  function writePrivate(rules: readonly HeldRule[]): void {
    if (rules.length === 0) privateRules.remove(ALL);
    else privateRules.put(ALL, rules);
    matchers.clear();
  }

  async function compile(storeId: string): Promise<RuleMatcher> {
    const here = (await list()).filter((held) => held.storeId === null || held.storeId === storeId);
    return compileRules(here.map(({ rule }) => rule));
  }

  return {
    list,
    add: (asked, storeId) =>
      queue.run(async () => {
        const wish = { ...asked, target: normaliseTarget(asked.target) };
        const all = await list();
        const alike = all.find((held) => held.storeId === storeId && saysTheSame(held.rule, wish));
        if (alike) return { held: alike, isNew: false };
        if (all.length >= MOST_RULES) return null;
        const held = { rule: { ...wish, id: newId(), madeAt: now() }, storeId };
        if (storeId === null) await writeKept([...(await kept()), held.rule]);
        else writePrivate([...(await inPrivate()), held]);
        return { held, isNew: true };
      }),
    remove: (id) =>
      queue.run(async () => {
        const found = (await list()).find(({ rule }) => rule.id === id);
        if (!found) return false;
        if (found.storeId === null) await writeKept((await kept()).filter((rule) => rule.id !== id));
        else writePrivate((await inPrivate()).filter(({ rule }) => rule.id !== id));
        return true;
      }),
    matcher(storeId) {
      let matcher = matchers.get(storeId);
      if (matcher === undefined) {
        const made = compile(storeId);
        made.catch(() => matchers.delete(storeId));
        matchers.set(storeId, made);
        matcher = made;
      }
      return matcher;
    },
    endStore: (storeId) =>
      queue.run(async () => {
        const before = await inPrivate();
        const after = before.filter((held) => held.storeId !== storeId);
        if (after.length < before.length) writePrivate(after);
      }),
  };
}

function saysTheSame(rule: Rule, wish: RuleWish): boolean {
  return (
    rule.effect === wish.effect && rule.thirdPartyOnly === wish.thirdPartyOnly && sameTarget(rule.target, wish.target)
  );
}

const rule = v.strictObject({
  ...ruleWish.entries,
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  madeAt: v.number(),
});
const heldRule = v.object({ rule, storeId: v.nullable(v.string()) });

/** Takes what is good of what is stored, rule by rule: a spoilt one does not cost the others. */
export function parseRules(stored: unknown): readonly Rule[] {
  if (!Array.isArray(stored)) return [];
  const rules = new Map<string, Rule>();
  for (const each of stored) {
    const parsed = v.safeParse(rule, each);
    if (parsed.success && !rules.has(parsed.output.id)) rules.set(parsed.output.id, parsed.output);
    if (rules.size >= MOST_RULES) break;
  }
  return [...rules.values()];
}
