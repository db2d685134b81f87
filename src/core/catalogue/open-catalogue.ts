/// <reference path="./raw.d.ts" />
import type { Catalogue } from './catalogue.ts';
import { type CatalogueBlock, catalogueOf } from './catalogue-file.ts';
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

/** The data files as text, by name. */
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

/**
 * The catalogue of the data files, opened once: for Node and for tests. The extension reads the one file that the build
 * makes of them.
 */
export function openCatalogue(): Catalogue {
  opened ??= catalogueOf(
    // The files are part of the repository; test/core/catalogue/data.test.ts holds them against the schema.
    Object.values(CATALOGUE_FILES).flatMap((text) => JSON.parse(text) as readonly CatalogueBlock[]),
  );
  return opened;
}
