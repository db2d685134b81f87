import { beforeEach, describe, expect, it } from 'vitest';
import type { Keeper, Sweep } from '../../src/background/keeper.ts';
import { createKeeperLog, type KeeperLog } from '../../src/background/keeper-log.ts';
import { createRuleHandlers } from '../../src/background/rule-handlers.ts';
import { createRulesStore } from '../../src/background/rules-store.ts';
import { createSerialQueue } from '../../src/background/serial-queue.ts';
import { createSessionWriter } from '../../src/background/session-cache.ts';
import type { RuleTarget } from '../../src/core/clearing/rules.ts';
import type { MessageSender } from '../../src/platform/runtime.ts';
import { keyOf } from '../core/report/joined.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { FakeStore } from '../fakes/fake-store.ts';

const popup: MessageSender = { role: 'page', tabId: null, frameId: null, documentId: null, url: null, origin: null };
/** Tab 1 is in a normal window, tab 2 in a private one; there is no other. */
const TABS = [
  { tabId: 1, storeId: '0', privateWindow: false },
  { tabId: 2, storeId: '1', privateWindow: true },
];

let disk: FakeStore;
let clock: FakeClock;
let log: KeeperLog;
let sweeps: (Sweep | undefined)[];
let handlers: ReturnType<typeof createRuleHandlers>;

beforeEach(() => {
  disk = new FakeStore();
  clock = new FakeClock();
  sweeps = [];
  let ids = 0;
  const session = createSessionWriter({ store: new FakeStore(), later: clock.later });
  log = createKeeperLog(session);
  const keeper: Keeper = {
    jarChange() {},
    rulesChanged() {},
    forgetStore: async () => {},
    sweep: async (wanted) => void sweeps.push(wanted),
    resume: async () => {},
  };
  handlers = createRuleHandlers({
    rules: createRulesStore({
      store: disk,
      session,
      queue: createSerialQueue(),
      newId: () => `rule-${++ids}`,
      now: () => (clock.time += 1),
    }),
    keeper,
    log,
    describeTab: async (tabId) => TABS.find((tab) => tab.tabId === tabId) ?? null,
    isPrivateStore: (storeId) => storeId === '1',
    vendorName: async (id) => (id === 'google' ? 'Google' : null),
    changed: () => {},
    now: clock.now,
  });
});

const site = (name: string): RuleTarget => ({ kind: 'site', site: name });
const add = (target: RuleTarget, tabId: number | null = 1, sender = popup) =>
  handlers['rules:add']({ wish: { effect: 'keep-clear', target, thirdPartyOnly: false }, tabId }, sender);
const list = async (privateWindow = false) => handlers['rules:list']({ privateWindow }, popup);
const labels = async (privateWindow = false) => (await list(privateWindow)).map(({ label }) => label);

describe('a rule that is made', () => {
  it('is heeded at once where its cookies can lie, and again where it is made again', async () => {
    await add(site('www.shop.example'));
    await add(site('shop.example'));
    await add({ kind: 'vendor', vendorId: 'google' }, null);
    expect(sweeps).toEqual([
      { domains: ['shop.example'], usedIn: '0' },
      { domains: ['shop.example'], usedIn: '0' },
      { domains: null, usedIn: null },
    ]);
  });

  it('in a private window is told only there, and not on disk', async () => {
    await add(site('shop.example'), 2);
    expect([await labels(), await labels(true), disk.values.size]).toEqual([[], ['shop.example'], 0]);
  });

  it('by a page of ours that is itself in a private window is one of that window', async () => {
    await add(site('shop.example'), null, { ...popup, tabId: 2 });
    expect(disk.values.size).toBe(0);
  });

  it('for a tab that is gone is refused: it may have been a private one', async () => {
    await expect(add(site('shop.example'), 3)).rejects.toThrow('the tab is gone');
    expect(await list(true)).toEqual([]);
  });

  it.each(['', ' ', '.', 'a b.example', 'https://shop.example', 'shop.example/path', '..'])(
    'for "%s" is refused, which is no site',
    async (name) => {
      await expect(add(site(name))).rejects.toThrow('not the name of a site');
      expect(await list()).toEqual([]);
    },
  );

  it('is refused in plain words when it cannot be saved', async () => {
    disk.full = true;
    await expect(add(site('shop.example'))).rejects.toThrow('could not be saved');
  });
});

describe('the list', () => {
  it('has the newest first, each by the name that people know', async () => {
    await add(site('shop.example'));
    await add({ kind: 'vendor', vendorId: 'google' });
    await add({ kind: 'cookie', name: 'a', domain: '.shop.example' });
    expect(await labels()).toEqual(['a · shop.example', 'Google', 'shop.example']);
  });

  it('tells what was done in private windows only within them', async () => {
    const { id } = await add(site('shop.example'));
    log.removed(keyOf(), id, clock.time);
    log.removed(keyOf({ storeId: '1' }), id, clock.time);
    log.refused(keyOf({ storeId: '1', name: 'b' }), id, clock.time);
    expect((await list())[0]).toMatchObject({ removed: 1, refused: 0 });
    expect((await list(true))[0]).toMatchObject({ removed: 2, refused: 1 });
  });

  it('loses a rule that is removed, with what it did', async () => {
    const { id } = await add(site('shop.example'));
    log.removed(keyOf(), id, clock.time);
    await handlers['rules:remove']({ ruleId: id }, popup);
    expect(await list()).toEqual([]);
    expect((await log.deeds(id, () => true, clock.time)).removed).toBe(0);
    await expect(handlers['rules:remove']({ ruleId: id }, popup)).rejects.toThrow('no such rule');
  });
});
