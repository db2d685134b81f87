/// <reference path="./raw.d.ts" />
import type { Catalogue, CatalogueEntry, StorageEntry, Vendor } from './catalogue.ts';
import advertising from './data/advertising.json?raw';
import analytics from './data/analytics.json?raw';
import bidders from './data/bidders.json?raw';
import cloudinary from './data/cloudinary.json?raw';
import consent from './data/consent.json?raw';
import dataProviders from './data/data-providers.json?raw';
import exchanges from './data/exchanges.json?raw';
import experience from './data/experience.json?raw';
import google from './data/google.json?raw';
import measurement from './data/measurement.json?raw';
import microsoft from './data/microsoft.json?raw';
import servers from './data/servers.json?raw';
import shops from './data/shops.json?raw';
import sites from './data/sites.json?raw';
import social from './data/social.json?raw';

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

/** The data files as text, by name: a start of the worker carries them and does not open them. */
export const CATALOGUE_FILES: Readonly<Record<string, string>> = {
  advertising,
  analytics,
  bidders,
  cloudinary,
  consent,
  'data-providers': dataProviders,
  exchanges,
  experience,
  google,
  measurement,
  microsoft,
  servers,
  shops,
  sites,
  social,
};

let opened: Catalogue | null = null;

/** The catalogue, opened once, at the first question. */
export function openCatalogue(): Catalogue {
  opened ??= readCatalogue(Object.values(CATALOGUE_FILES));
  return opened;
}

/** Reads data files whose shape a test has checked. */
export function readCatalogue(texts: readonly string[]): Catalogue {
  // The files are part of the build; test/core/catalogue/data.test.ts holds them against the schema.
  const blocks = texts.flatMap((text) => JSON.parse(text) as readonly CatalogueBlock[]);
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
