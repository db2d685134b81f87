import { beforeEach, describe, expect, it } from 'vitest';
import {
  createGuardRegistration,
  type GuardRegistrationDependencies,
} from '../../src/background/guard-registration.ts';
import type { GuardArea, LeavePreferences } from '../../src/core/leaving/scope.ts';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences.ts';
import type { GuardSettings } from '../../src/messaging/protocol.ts';

/** A browser as far as registering scripts goes: it remembers, and refuses what the real one refuses. */
function createFakeBrowser(tabs: readonly { tabId: number; url: string }[]) {
  let registered: GuardArea | null = null;
  let onDisk = false;
  const told: { tabId: number; settings: GuardSettings }[] = [];
  const guarded: number[] = [];
  let changes = 0;
  let busy = false;
  const oneAtATime = async <T>(act: () => T): Promise<T> => {
    if (busy) throw new Error('two changes at once');
    busy = true;
    await Promise.resolve();
    busy = false;
    return act();
  };
  const deps: GuardRegistrationDependencies = {
    registered: async () => registered,
    register: (area, persist) =>
      oneAtATime(() => {
        registered = area;
        onDisk = persist;
        changes += 1;
      }),
    unregister: () =>
      oneAtATime(() => {
        registered = null;
        changes += 1;
      }),
    openTabs: async () => tabs,
    injectGuard: async (tabId) => {
      guarded.push(tabId);
    },
    tell: async (tabId, settings) => {
      if (!guarded.includes(tabId)) throw new Error('no receiver');
      told.push({ tabId, settings });
    },
  };
  return {
    deps,
    state: () => ({
      registered: registered?.matches ?? null,
      excluded: registered?.excludes,
      onDisk,
      guarded: [...guarded],
      told: [...told],
      changes,
    }),
  };
}

const chosen = (change: Partial<LeavePreferences>): LeavePreferences => ({ ...DEFAULT_PREFERENCES, ...change });

const TABS = [
  { tabId: 1, url: 'https://www.cloudinary.com/' },
  { tabId: 2, url: 'https://plain.example/' },
  { tabId: 3, url: 'about:addons' },
];

let browser: ReturnType<typeof createFakeBrowser>;
beforeEach(() => {
  browser = createFakeBrowser(TABS);
});

describe('the guard’s registration', () => {
  it('covers the policy’s site, also in tabs that are already open', async () => {
    await createGuardRegistration(browser.deps).apply(chosen({ warnScope: 'policy-site' }), []);
    expect(browser.state()).toMatchObject({
      registered: ['*://*.cloudinary.com/*'],
      onDisk: true,
      guarded: [1],
    });
  });

  it('is left alone when nothing changed', async () => {
    const registration = createGuardRegistration(browser.deps);
    await registration.apply(chosen({ warnScope: 'policy-site' }), []);
    await registration.apply(chosen({ warnScope: 'policy-site' }), ['shop.example']);
    expect(browser.state()).toMatchObject({ changes: 1, guarded: [1] });
  });

  it('reaches open tabs when the scope grows, and lets them rest when it shrinks', async () => {
    const registration = createGuardRegistration(browser.deps);
    await registration.apply(chosen({ warnScope: 'everywhere' }), []);
    expect(browser.state().guarded).toEqual([1, 2]);
    await registration.apply(chosen({ warnMode: 'off' }), []);
    expect(browser.state().registered).toBeNull();
    expect(browser.state().told.slice(-2)).toEqual([
      { tabId: 1, settings: { active: false, site: 'cloudinary.com' } },
      { tabId: 2, settings: { active: false, site: 'plain.example' } },
    ]);
  });

  it('comes to open tabs after an update, though the registration is as it was', async () => {
    const registration = createGuardRegistration(browser.deps);
    await registration.apply(chosen({ warnScope: 'policy-site' }), []);
    await registration.apply(chosen({ warnScope: 'policy-site' }), [], 'always');
    expect(browser.state()).toMatchObject({ changes: 1, guarded: [1, 1] });
  });

  it('ends at the last wish when wishes come in a burst', async () => {
    const registration = createGuardRegistration(browser.deps);
    await Promise.all([
      registration.apply(chosen({ warnScope: 'everywhere' }), []),
      registration.apply(chosen({ warnMode: 'off' }), []),
      registration.apply(chosen({ warnScope: 'seen' }), ['shop.example']),
    ]);
    // Sites seen are not written to disk.
    expect(browser.state()).toMatchObject({
      registered: ['*://*.cloudinary.com/*', '*://*.shop.example/*'],
      onDisk: false,
    });
  });

  it('leaves out a site that the user made a rule for, and comes back to it without the rule', async () => {
    const registration = createGuardRegistration(browser.deps);
    const rule = { from: 'plain.example', to: null, mode: 'tell' } as const;
    await registration.apply(chosen({ warnScope: 'everywhere', leaveRules: [rule] }), []);
    expect(browser.state()).toMatchObject({ excluded: ['*://*.plain.example/*'], guarded: [1] });
    await registration.apply(chosen({ warnScope: 'everywhere' }), []);
    expect(browser.state()).toMatchObject({ excluded: [], guarded: [1, 1, 2] });
  });

  it('goes on after a run that failed', async () => {
    let broken = true;
    const registration = createGuardRegistration({
      ...browser.deps,
      register: (...asked) => (broken ? Promise.reject(new Error('browser said no')) : browser.deps.register(...asked)),
    });
    await expect(registration.apply(chosen({ warnScope: 'policy-site' }), [])).rejects.toThrow('browser said no');
    broken = false;
    await registration.apply(chosen({ warnScope: 'policy-site' }), []);
    expect(browser.state().registered).toEqual(['*://*.cloudinary.com/*']);
  });
});
