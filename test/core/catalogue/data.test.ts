import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import texts from '../../../src/_locales/en/catalogue.json' with { type: 'json' };
import type { CatalogueEntry } from '../../../src/core/catalogue/catalogue.ts';
import type { NameRule } from '../../../src/core/catalogue/name-index.ts';
import { CATALOGUE_FILES, openCatalogue } from '../../../src/core/catalogue/open-catalogue.ts';
import { isKnownStorageKey } from '../../../src/core/catalogue/storage-keys.ts';
import { normaliseHost, siteOf } from '../../../src/core/cookies/site.ts';

const id = v.pipe(v.string(), v.regex(/^[a-z0-9_]+$/));
const text = v.pipe(v.string(), v.minLength(1));
const domain = v.pipe(
  v.string(),
  v.check((host) => host === normaliseHost(host) && host.includes('.'), 'lower case, no dot at either end'),
);
/** Pieces that a rest may be made of: each takes a bounded number of characters, none holds a repetition within one. */
const rest = v.pipe(v.string(), v.regex(/^(?:[A-Za-z0-9_%@.|:?()-]|\[[^\]]+\]|\{[0-9]+(?:,[0-9]+)?\})*$/));
const name = v.union([v.pipe(text, v.regex(/^[^\s;=]+$/)), v.strictObject({ prefix: text, rest })]);
const purpose = v.picklist(['security', 'functional', 'consent', 'analytics', 'advertising']);
const identifies = v.exactOptional(v.picklist(['visitor', 'session']));

const blocks = v.array(
  v.strictObject({
    vendor: v.strictObject({
      id,
      name: text,
      domains: v.pipe(v.array(domain), v.minLength(1)),
      policyUrl: v.nullable(v.pipe(v.string(), v.url(), v.startsWith('https://'))),
    }),
    checked: v.pipe(v.string(), v.isoDate()),
    sources: v.record(id, v.pipe(v.string(), v.includes('.'), v.minLength(12))),
    entries: v.array(
      v.strictObject({
        id,
        name,
        domains: v.exactOptional(v.pipe(v.array(domain), v.minLength(1))),
        purpose,
        lifetime: v.nullable(v.union([v.literal('session'), v.pipe(v.number(), v.integer(), v.minValue(1))])),
        httpOnly: v.exactOptional(v.boolean()),
        secure: v.exactOptional(v.boolean()),
        era: v.pipe(v.array(v.picklist(['2013', 'today'])), v.minLength(1)),
        policyClass: v.exactOptional(v.picklist(['ga', 'doubleclick'])),
        identifies,
        source: id,
      }),
    ),
    storage: v.exactOptional(
      v.array(
        v.strictObject({ id, key: name, area: v.picklist(['local', 'session']), purpose, identifies, source: id }),
      ),
    ),
  }),
);

const explanations: Readonly<Record<string, string | undefined>> = texts;
const catalogue = openCatalogue();

describe('the data files', () => {
  it.each(Object.entries(CATALOGUE_FILES))('%s.json has the shape of the schema', (_file, json) => {
    expect(v.safeParse(blocks, JSON.parse(json)).issues ?? []).toEqual([]);
  });

  it('names each source that it lists, and lists each that it names', () => {
    for (const json of Object.values(CATALOGUE_FILES)) {
      for (const block of v.parse(blocks, JSON.parse(json))) {
        const used = new Set([...block.entries, ...(block.storage ?? [])].map(({ source }) => source));
        expect(Object.keys(block.sources).sort(), block.vendor.id).toEqual([...used].sort());
      }
    }
  });

  it.each([
    ['vendors', catalogue.vendors],
    ['entries', [...catalogue.entries, ...catalogue.storage]],
  ])('gives %s ids of their own', (_what, items) => {
    const ids = items.map((item) => item.id);
    expect(ids.filter((one, at) => ids.indexOf(one) !== at)).toEqual([]);
  });

  it('gives no domain to two vendors', () => {
    const domains = catalogue.vendors.flatMap((vendor) => vendor.domains);
    expect(domains.filter((one, at) => domains.indexOf(one) !== at)).toEqual([]);
  });

  it('names vendors by whole sites, so that what lies beside one is not taken for it', () => {
    const domains = catalogue.vendors.flatMap((vendor) => vendor.domains);
    expect(domains.filter((one) => siteOf(one) !== one)).toEqual([]);
  });

  it('explains each entry in one sentence of plain words', () => {
    const wanted = [
      ...catalogue.entries.map((entry) => `cookie_${entry.id}`),
      ...catalogue.storage.map((entry) => `storage_${entry.id}`),
    ];
    expect(wanted.filter((key) => !/^[^$<>]{20,200}\.$/.test(explanations[key] ?? ''))).toEqual([]);
    // And none of a cookie that it does not list.
    expect(Object.keys(explanations).sort()).toEqual(wanted.sort());
  });

  it('is wide: hundreds of cookies of more than a hundred companies', () => {
    expect(catalogue.entries.length).toBeGreaterThanOrEqual(450);
    expect(catalogue.vendors.length).toBeGreaterThanOrEqual(120);
  });

  it('lists no name twice on one domain, and no name that a pattern on that domain takes too', () => {
    const clashes = scopesOf(catalogue.entries).flatMap(([scope, entries]) => {
      const names = new Map<string, CatalogueEntry>();
      const patterns = entries.filter((entry) => typeof entry.name !== 'string');
      return entries.flatMap((entry) => {
        if (typeof entry.name !== 'string') return [];
        const { name: exact } = entry;
        const same = names.get(exact);
        names.set(exact, entry);
        const takers = patterns.filter((pattern) => takes(pattern.name, exact));
        return [...(same ? [same] : []), ...takers].map((other) => `${scope}: ${entry.id} and ${other.id}`);
      });
    });
    expect(clashes).toEqual([]);
  });

  it('has no two patterns on one domain of which one takes what the other is for', () => {
    const clashes = scopesOf(catalogue.entries).flatMap(([scope, entries]) => {
      const patterns = entries.flatMap((entry) =>
        typeof entry.name === 'string' ? [] : [{ ...entry, name: entry.name }],
      );
      return patterns.flatMap((one, at) =>
        patterns
          .slice(at + 1)
          .filter(
            ({ name: other }) => other.prefix.startsWith(one.name.prefix) || one.name.prefix.startsWith(other.prefix),
          )
          .filter(
            (other) =>
              samplesOf(one.name).some((name) => takes(other.name, name)) ||
              samplesOf(other.name).some((name) => takes(one.name, name)),
          )
          .map((other) => `${scope}: ${one.id} and ${other.id}`),
      );
    });
    expect(clashes).toEqual([]);
  });

  it('has no bare prefix under four characters', () => {
    const patterns = catalogue.entries.flatMap(({ name: rule }) => (typeof rule === 'string' ? [] : [rule]));
    const short = patterns.filter(({ prefix, rest: tail }) => prefix.length < 4 && !/_[a-z]{4,}$/.test(tail));
    expect(short).toEqual([]);
  });

  it('keeps names of one to three characters to domains of their own', () => {
    const loose = catalogue.entries.filter(
      ({ name: rule, domains }) => typeof rule === 'string' && domains.length === 0 && rule.length < 3,
    );
    expect(loose).toEqual([]);
  });
});

describe('the storage keys that the page eye carries', () => {
  it('are those of the catalogue', () => {
    const samples = { mp_each_local: 'mp_0123abc_mixpanel', sp_id_each_local: '_sp_id.1fff' };
    for (const entry of catalogue.storage) {
      const key = typeof entry.key === 'string' ? entry.key : samples[entry.id as keyof typeof samples]; // The two patterns.
      expect(isKnownStorageKey(entry.area, key ?? ''), entry.id).toBe(true);
    }
  });

  it.each(['cld-analytics-user-ids', 'mp__mixpanel', '_sp_id.', 'theme', '__proto__'])('do not hold %s', (key) => {
    expect(isKnownStorageKey('local', key)).toBe(false);
    expect(isKnownStorageKey('session', key)).toBe(false);
  });
});

/** The entries that meet on a domain, by that domain; those of the visited site itself together. */
function scopesOf(entries: readonly CatalogueEntry[]): readonly (readonly [string, readonly CatalogueEntry[]])[] {
  const scopes = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) {
    for (const scope of entry.domains.length === 0 ? ['anywhere'] : entry.domains) {
      scopes.set(scope, [...(scopes.get(scope) ?? []), entry]);
    }
  }
  return [...scopes];
}

const samples = new Map<string, readonly string[]>();

/** Names that a pattern is for. */
function samplesOf({ prefix, rest: tail }: Exclude<NameRule, string>): readonly string[] {
  const key = `${prefix} ${tail}`;
  const known = samples.get(key);
  if (known) return known;
  const made = fc.sample(fc.stringMatching(new RegExp(`^(?:${tail})$`)), { numRuns: 30, seed: 1 });
  const names = made.map((text) => prefix + text);
  samples.set(key, names);
  return names;
}

function takes(rule: NameRule, candidate: string): boolean {
  if (typeof rule === 'string') return rule === candidate;
  return (
    candidate.startsWith(rule.prefix) && new RegExp(`^(?:${rule.rest})$`).test(candidate.slice(rule.prefix.length))
  );
}

describe('the explanations', () => {
  it.each(Object.entries<string>(texts))('%s names the site by what it did, in typographic marks', (_id, text) => {
    // An explanation is read on whichever page, and without one.
    expect(text).not.toMatch(/\bthis site\b/i);
    expect(text).not.toMatch(/['"]/);
  });
});
