import { beforeEach, describe, expect, it } from 'vitest';
import { createRulesStore, type RulesStore } from '../../src/background/rules-store.ts';
import { createSerialQueue } from '../../src/background/serial-queue.ts';
import { createSessionWriter } from '../../src/background/session-cache.ts';
import type { RuleWish } from '../../src/core/clearing/rules.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { FakeStore } from '../fakes/fake-store.ts';

let disk: FakeStore;
let memory: FakeStore;
let clock: FakeClock;
let ids: number;

/** A worker that starts: it knows nothing but what is in the stores. */
function start(): RulesStore {
  return createRulesStore({
    store: disk,
    session: createSessionWriter({ store: memory, later: clock.later }),
    queue: createSerialQueue(),
    newId: () => `rule-${++ids}`,
    now: clock.now,
  });
}

const site = (name: string, parts: Partial<RuleWish> = {}): RuleWish => ({
  effect: 'keep-clear',
  target: { kind: 'site', site: name },
  thirdPartyOnly: false,
  ...parts,
});
const idsOf = async (rules: RulesStore) => (await rules.list()).map((held) => held.rule.id);
const subject = (domain: string) => ({ name: 'a', domain, vendorId: null, thirdParty: false });

beforeEach(() => {
  disk = new FakeStore();
  memory = new FakeStore();
  clock = new FakeClock();
  ids = 0;
});

describe('rules', () => {
  it('are kept on disk for the next worker, and hold in every store', async () => {
    await start().add(site('www.shop.example'), null);
    const next = start();
    expect(await next.list()).toEqual([
      {
        storeId: null,
        rule: { ...site('shop.example'), id: 'rule-1', madeAt: clock.time },
      },
    ]);
    for (const store of ['0', '1', 'firefox-container-2']) {
      expect((await next.matcher(store)).match(subject('www.shop.example'))?.rule.id).toBe('rule-1');
    }
  });

  it('are made once: the same wish again gives the rule that is there', async () => {
    const rules = start();
    const [first, again] = await Promise.all([
      rules.add(site('shop.example'), null),
      rules.add(site('Shop.example'), null),
    ]);
    expect([first?.isNew, again?.isNew, again?.held.rule.id]).toEqual([true, false, 'rule-1']);
    expect(await idsOf(rules)).toEqual(['rule-1']);
    await rules.add(site('shop.example', { thirdPartyOnly: true }), null);
    await rules.add(site('shop.example', { effect: 'allow' }), null);
    expect(await idsOf(rules)).toEqual(['rule-1', 'rule-2', 'rule-3']);
  });

  it('all stay when many are made at once', async () => {
    const rules = start();
    await Promise.all(Array.from({ length: 50 }, (_, n) => rules.add(site(`s${n}.example`), null)));
    expect(await idsOf(start())).toHaveLength(50);
  });

  it('can be removed, and then mean nothing any more', async () => {
    const rules = start();
    await rules.add(site('shop.example'), null);
    expect((await rules.matcher('0')).match(subject('shop.example'))).not.toBeNull();
    expect([await rules.remove('rule-1'), await rules.remove('rule-1')]).toEqual([true, false]);
    expect((await rules.matcher('0')).match(subject('shop.example'))).toBeNull();
    expect(await idsOf(start())).toEqual([]);
  });

  it('change nothing when they cannot be written', async () => {
    const rules = start();
    disk.full = true;
    await expect(rules.add(site('shop.example'), null)).rejects.toThrow('quota');
    expect(await rules.list()).toEqual([]);
    disk.full = false;
    expect(await rules.add(site('shop.example'), null)).toMatchObject({ isNew: true });
  });

  it('have a bound', async () => {
    const full = Array.from({ length: 2000 }, (_, n) => ({ ...site(`s${n}.example`), id: `id-${n}`, madeAt: 0 }));
    await disk.set('rules', full);
    expect(await start().add(site('one-more.example'), null)).toBeNull();
    await disk.set('rules', [...full, ...full.map((rule) => ({ ...rule, id: `${rule.id}-again` }))]);
    expect(await start().list()).toHaveLength(2000);
  });

  it('are read one by one: a spoilt one does not cost the others', async () => {
    const good = { ...site('shop.example'), id: 'good', madeAt: 1 };
    const spoilt = [
      null,
      7,
      'rule',
      {},
      { ...good, id: 'a', effect: 'delete-all' },
      { ...good, id: 'b', target: { kind: 'everything' } },
      { ...good, id: 'c', target: { kind: 'site', site: 5 } },
      { ...good, id: 'd', thirdPartyOnly: 'no' },
      { ...good, id: 'e', extra: true },
      { ...good, id: '' },
      good, // the same id once more
    ];
    await disk.set('rules', [...spoilt.slice(0, 5), good, ...spoilt.slice(5)]);
    expect(await idsOf(start())).toEqual(['good']);
  });

  it.each([null, 7, 'rules', { 0: {} }])('are none where the store holds %j', async (stored) => {
    await disk.set('rules', stored);
    expect(await start().list()).toEqual([]);
  });
});

it('a store that cannot be read costs no rules', async () => {
  await start().add(site('shop.example'), null);
  const rules = start();
  disk.unreadable = true;
  await expect(rules.matcher('0')).rejects.toThrow('cannot be read');
  await expect(rules.add(site('other.example'), null)).rejects.toThrow('cannot be read');
  disk.unreadable = false;
  await rules.add(site('other.example'), null);
  expect(await idsOf(rules)).toEqual(['rule-1', 'rule-2']);
  expect((await rules.matcher('0')).match(subject('shop.example'))).not.toBeNull();
});

describe('rules of a private window', () => {
  it('never reach the disk, hold in its store alone, and outlive the worker', async () => {
    await start().add(site('shop.example'), '1');
    await clock.pass(1000);
    expect(disk.values.size).toBe(0);
    const next = start();
    expect((await next.matcher('1')).match(subject('shop.example'))).not.toBeNull();
    expect((await next.matcher('0')).match(subject('shop.example'))).toBeNull();
  });

  it('are others than those on disk, and end with the window', async () => {
    const rules = start();
    await rules.add(site('shop.example'), null);
    expect(await rules.add(site('shop.example'), '1')).toMatchObject({ isNew: true });
    await rules.endStore('1');
    await clock.pass(1000);
    expect(await idsOf(start())).toEqual(['rule-1']);
    expect([...memory.values.keys()]).toEqual([]);
  });
});
