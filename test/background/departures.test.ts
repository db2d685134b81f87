import { beforeEach, describe, expect, it } from 'vitest';
import { createDepartures, type DepartureDependencies } from '../../src/background/departures.ts';
import { createLeavingWishes } from '../../src/background/leaving-wishes.ts';
import { departureId } from '../../src/core/leaving/departure-id.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/core/preferences.ts';
import type { DepartureNote } from '../../src/core/report/page-report.ts';

const NOW = 1_795_000_000_000;
const HOME = { tabId: 7, url: 'https://www.cloudinary.com/pricing', documentId: 'd' };
const LINK = {
  url: 'https://shop.partner.example/?gclid=x',
  way: 'link',
  method: 'get',
  untouched: false,
  referrer: { meta: null, link: null },
} as const;

let preferences: Preferences;
let notes: { tabId: number; note: DepartureNote }[];
let silenced: string[];
let told: string[];
let allowed: { tabId: number; hosts: readonly string[] }[];
let overlays: number[];
let opened: string[];
let deps: DepartureDependencies;

beforeEach(() => {
  preferences = DEFAULT_PREFERENCES;
  notes = [];
  silenced = [];
  told = [];
  allowed = [];
  overlays = [];
  opened = [];
  deps = {
    wishes: createLeavingWishes({
      preferences: async () => preferences,
      seenSites: async () => ['shop.example'],
      toldToday: async (site) => told.includes(site),
      noteTold: async (site) => {
        told.push(site);
      },
    }),
    isOnTheWay: async () => false,
    allow: (tabId, hosts) => {
      allowed.push({ tabId, hosts });
    },
    countCookies: async (site) =>
      site === 'partner.example' ? { total: 4, advertising: 2, allowed: 0 } : { total: 0, advertising: 0, allowed: 0 },
    cookiesHere: async () => [{ name: 'uid', value: 'a81f0c4477d24f5e9b' }],
    privacyStatement: async (site) => (site === 'partner.example' ? 'https://partner.example/privacy' : null),
    referrerPolicy: async (documentId) => (documentId === 'd' ? 'no-referrer' : null),
    openTab: async (url) => void opened.push(url),
    openPolicy: async (clauseId) => void opened.push(clauseId),
    injectOverlay: async (tabId) => {
      overlays.push(tabId);
    },
    noteDeparture: (tabId, note) => {
      notes.push({ tabId, note });
    },
    silence: async (site) => {
      silenced.push(site);
    },
    clauseText: (id) => `the words of ${id}`,
    now: () => NOW,
  };
});

describe('a stopped departure', () => {
  it('is asked about, with the overlay in place before the answer and a line in the report', async () => {
    const answer = await createDepartures(deps).stopped(LINK, HOME);
    expect(answer).toMatchObject({
      decision: 'ask',
      departureId: departureId({ at: NOW, host: 'shop.partner.example', first: 'shop.partner.example' }),
      notice: {
        fromSite: 'cloudinary.com',
        destination: { host: 'shop.partner.example', site: 'partner.example' },
        identifiers: ['gclid'],
        cleanUrl: 'https://shop.partner.example/',
        cookiesThere: { total: 4, advertising: 2, allowed: 0 },
        referrer: 'nothing',
        hasStatement: true,
      },
    });
    expect(overlays).toEqual([7]);
    expect(notes).toEqual([{ tabId: 7, note: { at: NOW, destinationHost: 'shop.partner.example', state: 'asked' } }]);
  });

  it.each([
    { why: 'it stays on the site', url: 'https://res.cloudinary.com/', from: HOME, change: {} },
    { why: 'the user silenced that site', url: LINK.url, from: HOME, change: { quietSites: ['partner.example'] } },
    { why: 'the user wants no questions', url: LINK.url, from: HOME, change: { warnMode: 'off' } },
    { why: 'the user wants to be told afterwards', url: LINK.url, from: HOME, change: { warnMode: 'tell' } },
    { why: 'the page is out of scope', url: LINK.url, from: { ...HOME, url: 'https://plain.example/' }, change: {} },
    { why: 'it is no web address', url: 'mailto:a@b.example', from: HOME, change: {} },
    { why: 'it is no address at all', url: 'https://', from: HOME, change: {} },
    { why: 'the sender is in no tab', url: LINK.url, from: { ...HOME, tabId: null }, change: {} },
    { why: 'the sender has no address', url: LINK.url, from: { ...HOME, url: null }, change: {} },
  ] as const)('is let go, without a trace, because $why', async ({ url, from, change }) => {
    preferences = { ...DEFAULT_PREFERENCES, ...change };
    const answer = await createDepartures(deps).stopped({ ...LINK, url }, from);
    expect(answer.decision).toBe('let-go');
    expect(overlays).toEqual([]);
    expect(notes).toEqual([]);
  });

  it('is let go as a step of a way that is followed already', async () => {
    const steps: unknown[] = [];
    deps = {
      ...deps,
      isOnTheWay: async (step) => {
        steps.push(step);
        return true;
      },
    };
    expect((await createDepartures(deps).stopped({ ...LINK, untouched: true }, HOME)).decision).toBe('let-go');
    expect(steps).toEqual([
      { tabId: 7, from: 'www.cloudinary.com', to: 'partner.example', first: 'shop.partner.example', untouched: true },
    ]);
  });

  it('is asked about once a day, if the user goes there, and each time if the user wishes so', async () => {
    const departures = createDepartures(deps);
    const answer = await departures.stopped(LINK, HOME);
    await departures.settled({ departureId: answer.departureId, state: 'stayed', silence: false }, HOME);
    expect((await departures.stopped(LINK, HOME)).decision).toBe('ask');
    await departures.settled({ departureId: answer.departureId, state: 'continued', silence: false }, HOME);
    expect((await departures.stopped(LINK, HOME)).decision).toBe('let-go');
    preferences = { ...DEFAULT_PREFERENCES, warnOften: 'always' };
    expect((await departures.stopped(LINK, HOME)).decision).toBe('ask');
  });

  it('is judged by the page the browser names, and silenced by the final target of a redirector', async () => {
    preferences = { ...DEFAULT_PREFERENCES, quietSites: ['partner.example'] };
    const url = `https://l.facebook.com/l.php?u=${encodeURIComponent(LINK.url)}`;
    expect((await createDepartures(deps).stopped({ ...LINK, url }, HOME)).decision).toBe('let-go');
  });

  it.each([
    { scope: 'seen', url: 'https://www.shop.example/', asked: 'ask' },
    { scope: 'seen', url: 'https://plain.example/', asked: 'let-go' },
    { scope: 'everywhere', url: 'https://plain.example/', asked: 'ask' },
  ] as const)('from $url in scope $scope: $asked', async ({ scope, url, asked }) => {
    preferences = { ...DEFAULT_PREFERENCES, warnScope: scope };
    expect((await createDepartures(deps).stopped(LINK, { ...HOME, url })).decision).toBe(asked);
  });

  it('is let go where the overlay cannot be put in, because nobody is held by a fault of ours', async () => {
    deps = { ...deps, injectOverlay: () => Promise.reject(new Error('no access')) };
    expect((await createDepartures(deps).stopped(LINK, HOME)).decision).toBe('let-go');
    expect(notes).toEqual([]);
  });

  it.each([
    { jar: 'cannot be read', countCookies: () => Promise.reject(new Error('no jar')) },
    { jar: 'does not answer in time', countCookies: () => new Promise<never>(() => {}) },
  ])('is asked about without a count when the jar $jar', async ({ countCookies }) => {
    const answer = await createDepartures({ ...deps, countCookies }).stopped(LINK, HOME);
    expect(answer).toMatchObject({ decision: 'ask', notice: { cookiesThere: null } });
  });
});

describe('an answered question', () => {
  const asked = departureId({ at: NOW, host: 'shop.partner.example', first: 'shop.partner.example' });

  it('is noted under the time it was asked, by a background that remembers nothing of it', async () => {
    await createDepartures(deps).settled({ departureId: asked, state: 'stayed', silence: false }, HOME);
    expect(notes).toEqual([{ tabId: 7, note: { at: NOW, destinationHost: 'shop.partner.example', state: 'stayed' } }]);
    expect(silenced).toEqual([]);
  });

  it('is no surprise on arrival, be it at the redirector or at its target', async () => {
    const url = `https://l.facebook.com/l.php?u=${encodeURIComponent(LINK.url)}`;
    const answer = await createDepartures(deps).stopped({ ...LINK, url }, HOME);
    await createDepartures(deps).settled({ departureId: answer.departureId, state: 'continued', silence: false }, HOME);
    expect(allowed).toEqual([{ tabId: 7, hosts: ['l.facebook.com', 'shop.partner.example'] }]);
  });

  it('silences the whole registrable domain', async () => {
    await createDepartures(deps).settled({ departureId: asked, state: 'continued', silence: true }, HOME);
    expect(silenced).toEqual(['partner.example']);
  });

  it.each(['', 'nonsense', '0.https://x/', 'zz.UPPER.example'])('with the id "%s" changes nothing', async (id) => {
    await createDepartures(deps).settled({ departureId: id, state: 'continued', silence: true }, HOME);
    expect(notes).toEqual([]);
    expect(silenced).toEqual([]);
  });
});

describe('a link of the notice', () => {
  it.each([
    { page: 'policy', host: 'shop.partner.example', opens: ['third-party.2'] },
    { page: 'statement', host: 'shop.partner.example', opens: ['https://partner.example/privacy'] },
    { page: 'statement', host: 'unseen.example', opens: [] },
  ] as const)('to the $page of $host opens $opens', async ({ page, host, opens }) => {
    await createDepartures(deps).open({ departureId: departureId({ at: NOW, host, first: host }), page }, HOME);
    expect(opened).toEqual(opens);
  });
});

describe('a guard that asks for its settings', () => {
  it.each([
    { url: 'https://www.cloudinary.com/', settings: { active: true, site: 'cloudinary.com' } },
    { url: 'https://www.shop.example/', settings: { active: false, site: 'shop.example' } },
    { url: 'about:blank', settings: { active: false, site: '' } },
  ])('on $url hears $settings', async ({ url, settings }) => {
    expect(await createDepartures(deps).settings({ ...HOME, url })).toEqual(settings);
  });
});
