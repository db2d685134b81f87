import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { isWithinDomain } from '../src/core/cookies/within-domain.ts';

const DATA = 'src/core/catalogue/data';
const LIST = createRequire(import.meta.url).resolve('third-party-web/dist/entities.json');

/**
 * How many domains are watched. The browser holds every request of every page against each of them, so that more would
 * cost all pages; what the others set is seen in the jar, without who set it.
 */
const MOST_WATCHED = 120;

/** A block of the catalogue's data files, as far as it is read here. */
export interface WatchedBlock {
  readonly entries: readonly { readonly purpose: string; readonly domains?: readonly string[] }[];
}

/** An entry of `third-party-web`, with how often it was met on the web. */
export interface MetEntity {
  readonly domains: readonly string[];
  readonly totalOccurrences: number;
}

/**
 * Gives the background the domains whose requests it watches as a ready list, `virtual:watched-domains`: of those on
 * which the catalogue knows advertising or analytics cookies the ones that are met most.
 *
 * Request listeners must be added in the first turn of the worker, and opening the catalogue for its domains at each
 * start would cost more than all the rest of starting.
 */
export function watchedDomains(): Plugin {
  const id = '\0watched-domains';
  return {
    name: 'cookie-clause:watched-domains',
    resolveId: (source) => (source === 'virtual:watched-domains' ? id : null),
    load(requested) {
      if (requested !== id) return null;
      const files = readdirSync(DATA).map((name) => `${DATA}/${name}`);
      for (const file of files) this.addWatchFile(file);
      // The data files' shape is held to a schema by a test of the catalogue; the list is of a pinned version.
      const blocks = files.flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as WatchedBlock[]);
      const entities = JSON.parse(readFileSync(LIST, 'utf8')) as MetEntity[];
      return `export const WATCHED_DOMAINS = ${JSON.stringify(mostMet(blocks, entities, MOST_WATCHED))};`;
    },
  };
}

/** The domains that are met most, in alphabetical order; none that lies below another of them. */
export function mostMet(blocks: readonly WatchedBlock[], entities: readonly MetEntity[], most: number): string[] {
  const domains = new Set<string>();
  for (const { purpose, domains: own = [] } of blocks.flatMap(({ entries }) => entries)) {
    if (purpose === 'advertising' || purpose === 'analytics') for (const domain of own) domains.add(domain);
  }
  const places = entities.flatMap(({ domains: hosts, totalOccurrences }) =>
    hosts.map((host) => ({ host: host.replace(/^\*\./, ''), met: totalOccurrences })),
  );
  const met = (domain: string) =>
    Math.max(0, ...places.filter(({ host }) => isWithinDomain(host, domain)).map((place) => place.met));
  return withoutCovered(domains)
    .map((domain) => ({ domain, met: met(domain) }))
    .sort((a, b) => b.met - a.met || (a.domain < b.domain ? -1 : 1))
    .slice(0, most)
    .map(({ domain }) => domain)
    .sort();
}

/** Leaves out domains below another one of the set: its pattern takes them in. */
function withoutCovered(domains: ReadonlySet<string>): string[] {
  return [...domains].filter((domain) => !parents(domain).some((parent) => domains.has(parent)));
}

function parents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(1).map((_, at) => labels.slice(at + 1).join('.'));
}
