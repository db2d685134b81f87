import { readCatalogueFile } from '../core/catalogue/catalogue-file.ts';
import { type CatalogueLookup, createLookup } from '../core/catalogue/lookup.ts';

/**
 * Gives the look-up, once its file has been read: at the first question, for the worker starts often and is seldom
 * asked. A reading that failed is tried again at the next question.
 */
export function createCatalogueSource(readFile: () => Promise<string>): () => Promise<CatalogueLookup> {
  let made: Promise<CatalogueLookup> | null = null;
  return () => {
    made ??= readFile().then(
      (text) => {
        const { catalogue, companies } = readCatalogueFile(text);
        return createLookup(
          () => catalogue,
          () => companies,
        );
      },
      (error: unknown) => {
        made = null;
        throw error;
      },
    );
    return made;
  };
}
