import * as v from 'valibot';
import type { CookieKey } from '../../core/cookies/cookie-key.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import { cookieKeysCodec } from '../packed.ts';

const PLANS = 'clearing:plans';
/** Plans kept, and keys in all of them: one popup shows one plan at a time. */
const MOST_PLANS = 4;
const MOST_KEYS = 20_000;
const KEPT_FOR = 10 * 60 * 1000;

/** What a user was shown and may confirm. */
export interface KeptPlan {
  readonly planId: string;
  readonly at: number;
  readonly privateWindow: boolean;
  readonly keys: readonly CookieKey[];
}

export interface Plans {
  add(plan: KeptPlan): Promise<void>;
  /** `null` once it is too old or was carried out. */
  get(planId: string): Promise<KeptPlan | null>;
  remove(which: (plan: KeptPlan) => boolean): Promise<void>;
  /** Makes room in the store: the plans are good as long as this background runs. */
  leaveStore(): Promise<void>;
}

/** Keeps what was shown until it is confirmed, also over the sleep of the background. */
export function createPlans(store: KeyValueStore, now: () => number): Plans {
  let loading: Promise<KeptPlan[]> | null = null;
  const load = () => {
    loading ??= store.get(PLANS).then(decode, (error: unknown) => {
      loading = null; // tried again with the next question
      throw error;
    });
    return loading;
  };

  async function put(plans: KeptPlan[]): Promise<void> {
    loading = Promise.resolve(plans);
    // A full store: the plan is good as long as this background runs, and then it is asked for anew.
    await store.set(PLANS, encode(plans)).catch(() => store.remove([PLANS]));
  }

  return {
    async add(plan) {
      const kept = (await load()).filter(({ at }) => now() - at <= KEPT_FOR);
      const next: KeptPlan[] = [plan];
      let keys = plan.keys.length;
      for (const older of kept.toReversed()) {
        keys += older.keys.length;
        if (next.length < MOST_PLANS && keys <= MOST_KEYS) next.unshift(older);
      }
      await put(next);
    },
    async get(planId) {
      const plan = (await load()).find((each) => each.planId === planId);
      return plan && now() - plan.at <= KEPT_FOR ? plan : null;
    },
    async remove(which) {
      const plans = await load();
      const left = plans.filter((plan) => !which(plan));
      if (left.length < plans.length) await put(left);
    },
    leaveStore: () => store.remove([PLANS]),
  };
}

const plansShape = v.array(
  v.object({ planId: v.string(), at: v.number(), privateWindow: v.boolean(), keys: v.unknown() }),
);

function encode(plans: readonly KeptPlan[]): v.InferOutput<typeof plansShape> {
  return plans.map((plan) => ({ ...plan, keys: cookieKeysCodec.encode(plan.keys) }));
}

function decode(stored: unknown): KeptPlan[] {
  if (!v.is(plansShape, stored)) return [];
  return stored.flatMap(({ keys, ...plan }) => {
    const unpacked = cookieKeysCodec.decode(keys);
    return unpacked ? [{ ...plan, keys: unpacked }] : [];
  });
}
