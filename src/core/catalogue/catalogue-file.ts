import type { Catalogue, CatalogueEntry, StorageEntry, Vendor } from './catalogue.ts';

/** A vendor and its cookies as the data files hold them: what all its entries share is written once. */
export interface CatalogueBlock {
  readonly vendor: Vendor;
  readonly checked: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly entries: readonly (Omit<CatalogueEntry, 'domains' | 'vendor' | 'checked'> & {
    readonly domains?: readonly string[];
  })[];
  readonly storage?: readonly Omit<StorageEntry, 'vendor' | 'checked'>[];
}

/** Reads the file that the build makes of the data files and the list of companies (`vite/catalogue-file.ts`). */
export function readCatalogueFile(text: string): { readonly catalogue: Catalogue; readonly companies: string } {
  // Our own file, of this very build.
  const { blocks, companies } = JSON.parse(text) as { blocks: readonly CatalogueBlock[]; companies: string };
  return { catalogue: catalogueOf(blocks), companies };
}

/** Puts blocks together whose shape a test has checked. */
export function catalogueOf(blocks: readonly CatalogueBlock[]): Catalogue {
  return {
    vendors: blocks.map(({ vendor }) => vendor),
    entries: blocks.flatMap((block) =>
      block.entries.map((entry) => ({ ...entry, domains: entry.domains ?? [], ...common(block, entry) })),
    ),
    storage: blocks.flatMap((block) => (block.storage ?? []).map((entry) => ({ ...entry, ...common(block, entry) }))),
  };
}

function common({ vendor, checked, sources }: CatalogueBlock, entry: { readonly source: string }) {
  const source = sources[entry.source];
  if (source === undefined)
    throw new Error(`Vendor "${vendor.id}" has no source "${entry.source}"; add it to "sources"`);
  return { vendor: vendor.id, checked, source };
}
