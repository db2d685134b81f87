import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const DATA = 'src/core/catalogue/data';

/** A block of the catalogue's data files, as far as it is read here. */
interface Block {
  readonly vendor: { readonly domains: readonly string[] };
  readonly entries: readonly { readonly domains?: readonly string[] }[];
}

/**
 * Gives the background the domains of the catalogue as a ready list, `virtual:watched-domains`.
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
      const domains = new Set<string>();
      for (const name of readdirSync(DATA)) {
        this.addWatchFile(`${DATA}/${name}`);
        // The data files' shape is held to a schema by a test of the catalogue.
        for (const block of JSON.parse(readFileSync(`${DATA}/${name}`, 'utf8')) as readonly Block[]) {
          for (const domain of [...block.vendor.domains, ...block.entries.flatMap((entry) => entry.domains ?? [])]) {
            domains.add(domain);
          }
        }
      }
      return `export const WATCHED_DOMAINS = ${JSON.stringify(withoutCovered(domains))};`;
    },
  };
}

/** Leaves out domains below another one of the set: its pattern takes them in. */
function withoutCovered(domains: ReadonlySet<string>): string[] {
  return [...domains].filter((domain) => !parents(domain).some((parent) => domains.has(parent))).sort();
}

function parents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(1).map((_, at) => labels.slice(at + 1).join('.'));
}
