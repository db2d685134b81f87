import { describe, expect, it } from 'vitest';
import { guardArea, type LeavePreferences, mayAsk, modeFor } from '../../../src/core/leaving/scope.ts';
import { DEFAULT_PREFERENCES } from '../../../src/core/preferences.ts';

const SEEN = ['shop.example'];
const chosen = (change: Partial<LeavePreferences>): LeavePreferences => ({ ...DEFAULT_PREFERENCES, ...change });
const POLICY = 'cloudinary.com';
const STORE = 'store.example';

describe('what happens on the way from one site to another', () => {
  it.each([
    { from: POLICY, change: {}, mode: 'ask', why: 'it is the policy’s own site' },
    { from: POLICY, change: { warnMode: 'off' }, mode: 'off', why: 'the user wants nothing' },
    { from: POLICY, change: { warnMode: 'tell' }, mode: 'tell', why: 'the user wants to hear of it afterwards' },
    { from: 'shop.example', change: {}, mode: 'off', why: 'what was seen there does not matter in this scope' },
    { from: 'shop.example', change: { warnScope: 'seen' }, mode: 'ask', why: 'remarketing was seen there' },
    { from: POLICY, change: { warnScope: 'seen' }, mode: 'ask', why: 'the policy’s site is always part of it' },
    { from: 'plain.example', change: { warnScope: 'seen' }, mode: 'off', why: 'nothing was seen there' },
    { from: 'plain.example', change: { warnScope: 'everywhere' }, mode: 'ask', why: 'everywhere is everywhere' },
    { from: POLICY, change: { quietSites: [STORE] }, mode: 'off', why: 'the destination is quiet' },
    {
      from: POLICY,
      change: { leaveRules: [{ from: POLICY, to: null, mode: 'badge' }] },
      mode: 'badge',
      why: 'the site has a rule',
    },
    {
      from: 'plain.example',
      change: { leaveRules: [{ from: 'plain.example', to: null, mode: 'ask' }] },
      mode: 'ask',
      why: 'a rule reaches beyond the scope',
    },
    {
      from: POLICY,
      change: { leaveRules: [{ from: POLICY, to: null, mode: 'ask' }], quietSites: [STORE] },
      mode: 'off',
      why: 'a quiet destination goes before the rule for a site',
    },
    {
      from: POLICY,
      change: {
        leaveRules: [
          { from: POLICY, to: null, mode: 'off' },
          { from: POLICY, to: STORE, mode: 'tell' },
        ],
        quietSites: [STORE],
      },
      mode: 'tell',
      why: 'a rule for the pair goes before everything',
    },
    {
      from: POLICY,
      change: { leaveRules: [{ from: POLICY, to: 'other.example', mode: 'off' }] },
      mode: 'ask',
      why: 'the rule is for another pair',
    },
  ] as const)('from $from: $mode, because $why', ({ from, change, mode }) => {
    expect(modeFor(from, STORE, chosen(change), SEEN)).toBe(mode);
  });
});

describe('the guard', () => {
  const HOME = '*://*.cloudinary.com/*';
  const ASK_PLAIN = { from: 'plain.example', to: null, mode: 'ask' } as const;
  it.each([
    { change: { warnMode: 'off' }, matches: [], why: 'no guard runs at all' },
    { change: { warnMode: 'tell' }, matches: [], why: 'what is told on arrival needs none' },
    { change: {}, matches: [HOME], why: 'the pattern covers the bare domain too' },
    {
      change: { warnScope: 'seen' },
      seen: ['shop.example', 'shop.example', '192.0.2.7', '[::1]', 'localhost', 'cloudinary.com'],
      matches: [HOME, '*://*.localhost/*', '*://*.shop.example/*', '*://192.0.2.7/*'],
      why: 'each once, addresses without a wildcard, and none that a pattern cannot say',
    },
    { change: { warnScope: 'everywhere' }, matches: ['http://*/*', 'https://*/*'], why: 'web pages only' },
    { change: { warnMode: 'off', leaveRules: [ASK_PLAIN] }, matches: ['*://*.plain.example/*'], why: 'one site asks' },
    { change: { leaveRules: [{ from: POLICY, to: null, mode: 'off' }] }, matches: [], why: 'the one site is off' },
    {
      change: {
        leaveRules: [
          { from: POLICY, to: null, mode: 'off' },
          { from: POLICY, to: STORE, mode: 'ask' },
        ],
      },
      matches: [HOME],
      why: 'one pair still asks',
    },
    {
      change: {
        warnScope: 'everywhere',
        leaveRules: [ASK_PLAIN, { from: 'shop.example', to: null, mode: 'badge' }],
      },
      matches: ['http://*/*', 'https://*/*'],
      excludes: ['*://*.shop.example/*'],
      why: 'everywhere but where it has nothing to do',
    },
  ] as const)('runs on $matches: $why', ({ change, matches, ...more }) => {
    const seen = 'seen' in more ? more.seen : SEEN;
    const excludes = 'excludes' in more ? more.excludes : [];
    expect(guardArea(chosen(change), seen)).toEqual({ matches, excludes });
  });

  it('is awake on a site with a single pair to ask about, and at rest on one without', () => {
    const rules = chosen({ warnMode: 'off', leaveRules: [{ from: 'a.example', to: STORE, mode: 'ask' }] });
    expect(mayAsk('a.example', rules, [])).toBe(true);
    expect(mayAsk(POLICY, rules, [])).toBe(false);
  });
});
