import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Web } from '../web/types.ts';
import { ask, clearScope, counted } from './support/clearing.ts';
import { emptyJar } from './support/jar.ts';
import { reportWhen } from './support/reports.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

/*
 * Random sequences of what pages and users do, in the real jar and in a model of it that is a map: after each step both
 * hold the same cookies with the same values, and the engine has said the same as the model.
 */

const SITE = 'plain.example';
const RUNS = 12;
const SEED = Number(process.env.MODEL_SEED ?? Date.now() % 1_000_000);

/** An identity of the few that the sequences are about, so that they meet often. */
interface Identity {
  readonly name: string;
  readonly wide: boolean;
  readonly path: string;
  /** Site whose partition it lies in. */
  readonly under: string | null;
}

type Step =
  | { readonly do: 'set'; readonly cookie: Identity; readonly value: string }
  | { readonly do: 'expire'; readonly cookie: Identity }
  | { readonly do: 'clear'; readonly kind: 'site' | 'site-elsewhere' }
  | { readonly do: 'undo'; readonly overwrite: boolean }
  /** A rule that keeps a name clear on all of the site, or the end of it. */
  | { readonly do: 'keep' | 'let'; readonly name: string }
  | { readonly do: 'sleep' };

const NAMES = ['a', 'b', '__proto__'] as const;
const identity = fc.record({
  name: fc.constantFrom(...NAMES),
  wide: fc.boolean(),
  path: fc.constantFrom('/', '/deep'),
  under: fc.constantFrom(null, SITE, 'news.example'),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('set' as const),
      cookie: identity,
      value: fc.stringMatching(/^[a-z]{1,3}$/),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('expire' as const), cookie: identity }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('clear' as const),
      kind: fc.constantFrom('site' as const, 'site-elsewhere' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const), overwrite: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('keep' as const, 'let' as const), name: fc.constantFrom(...NAMES) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sleep' as const) }) },
);

/** The reference: cookies by identity, for each clear what it took, and the names that rules keep clear. */
class Model {
  readonly jar = new Map<string, string>();
  readonly #cleared: Map<string, string>[] = [];
  readonly #kept = new Set<string>();

  set(cookie: Identity, value: string): void {
    if (!this.#kept.has(cookie.name)) this.jar.set(idOf(cookie), value);
  }
  expire(cookie: Identity): void {
    this.jar.delete(idOf(cookie));
  }
  /** How many went. */
  clear(kind: 'site' | 'site-elsewhere'): number {
    const taken = new Map([...this.jar].filter(([id]) => (JSON.parse(id)[3] === 'news.example') === (kind !== 'site')));
    for (const id of taken.keys()) this.jar.delete(id);
    if (taken.size > 0) this.#cleared.push(taken);
    return taken.size;
  }
  /** Undoes the last clear that was not undone: how many are back, how many newer ones stay, how many rules keep away. */
  undo(overwrite: boolean): { readonly restored: number; readonly newer: number; readonly kept: number } | null {
    const taken = this.#cleared.pop();
    if (!taken) return null;
    let [newer, kept] = [0, 0];
    for (const [id, value] of taken) {
      if (this.jar.has(id) && !overwrite) newer += 1;
      else if (this.#kept.has(nameOf(id))) kept += 1;
      else this.jar.set(id, value);
    }
    return { restored: taken.size - newer - kept, newer, kept };
  }
  keep(name: string): void {
    this.#kept.add(name);
    for (const id of this.jar.keys()) if (nameOf(id) === name) this.jar.delete(id);
  }
  let(name: string): void {
    this.#kept.delete(name);
  }
}

const nameOf = (id: string): string => JSON.parse(id)[0];
const idOf = ({ name, wide, path, under }: Identity) => JSON.stringify([name, wide, path, under]);

describe('clearing, held against a model in chromium', () => {
  let web: Web;
  let session: Session;
  openForSuite(
    () => ({ browser: 'chromium' }),
    (opened) => ({ web, session } = opened),
  );
  afterEach(() => emptyJar(session));

  const write = ({ name, wide, path, under }: Identity, value: string, expirationDate: number) =>
    session.asExtension((details) => chrome.cookies.set(details), {
      url: `https://${SITE}/`,
      ...{ name, value, path, expirationDate, secure: true, sameSite: 'no_restriction' as const },
      ...(wide ? { domain: SITE } : {}),
      ...(under === null ? {} : { partitionKey: { topLevelSite: `https://${under}` } }),
    });

  const keep = (name: string) =>
    ask(session, 'rules:add', {
      wish: { effect: 'keep-clear', target: { kind: 'cookie', name, domain: SITE }, thirdPartyOnly: false },
      tabId: null,
    });
  async function letBe(name: string): Promise<void> {
    const rules = await ask(session, 'rules:list', { privateWindow: false });
    const rule = rules.find(({ target }) => target.kind === 'cookie' && target.name === name);
    if (rule) await ask(session, 'rules:remove', { ruleId: rule.id });
  }

  async function jar(): Promise<Map<string, string>> {
    const cookies = await session.jar();
    return new Map(
      cookies.map(({ name, hostOnly, path, partitionKey, value }) => {
        const under = partitionKey?.topLevelSite?.replace('https://', '') ?? null;
        return [idOf({ name, wide: !hostOnly, path, under }), value];
      }),
    );
  }

  /** What the server is sent at `/`: the reader that is not the extension. */
  async function sent(): Promise<string[]> {
    const from = web.requests.length;
    await session.asExtension(() => null);
    const page = await session.newPage(`https://${SITE}/`);
    await page.close();
    const request = await until('the page was asked for', () =>
      web.requestsTo(SITE, from).find(({ path }) => path === '/'),
    );
    return (request.cookie ?? '')
      .split('; ')
      .filter((pair) => pair !== '')
      .sort();
  }

  it('says and does the same, whatever is done in whatever order', { timeout: 120_000 }, async () => {
    const page = await session.newPage(`https://${SITE}/`);
    const tabId = await session.tabIdOf(page);
    await reportWhen(session, tabId, 'is there', () => true);
    const end = Date.now() / 1000 + 86_400;

    const follow = async (steps: readonly Step[]) => {
      for (const name of NAMES) await letBe(name);
      await emptyJar(session);
      const model = new Model();
      const mine: string[] = [];
      for (const step of steps) {
        if (step.do === 'set') {
          await write(step.cookie, step.value, end);
          model.set(step.cookie, step.value);
        } else if (step.do === 'expire') {
          await write(step.cookie, '', 1);
          model.expire(step.cookie);
        } else if (step.do === 'clear') {
          const { plan, outcome } = await clearScope(session, { kind: step.kind, tabId });
          const count = model.clear(step.kind);
          expect([plan.count, counted(outcome)]).toEqual([count, count > 0 ? { gone: count } : {}]);
          if (count > 0) mine.push(plan.planId);
        } else if (step.do === 'undo') {
          const clearId = mine.pop();
          const expected = model.undo(step.overwrite);
          if (!clearId || !expected) continue;
          const { counts } = await ask(session, 'cookies:undo', { clearId, overwrite: step.overwrite });
          expect({ restored: counts.restored, newer: counts['newer-kept'], kept: counts['kept-clear'] }).toEqual(
            expected,
          );
        } else if (step.do === 'keep' || step.do === 'let') {
          await (step.do === 'keep' ? keep(step.name) : letBe(step.name));
          model[step.do](step.name);
        } else {
          await session.stopWorker();
        }
        const expected = [...model.jar].sort();
        // What is kept clear goes a moment after it was set; anything else that is wrong stays so.
        await until(
          'the jar is as the model',
          async () => String([...(await jar())].sort()) === String(expected),
        ).catch(async () => expect([...(await jar())].sort()).toEqual(expected));
      }
      const visible = [...model.jar].flatMap(([id, value]) => {
        const [name, , path, under] = JSON.parse(id);
        return path === '/' && (under === null || under === SITE) ? [`${name}=${value}`] : [];
      });
      expect(await sent()).toEqual(visible.sort());
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), follow), {
      seed: SEED,
      numRuns: RUNS,
      interruptAfterTimeLimit: 40_000,
      markInterruptAsFailure: false,
    });
    console.log(`The sequences of this run: MODEL_SEED=${SEED}.`);
  });
});
