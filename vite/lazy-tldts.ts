import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

/**
 * Serves `tldts` as a module that opens its table on first use.
 *
 * The public suffix list costs about 8 ms to set up, which every start of the background worker would pay, and a
 * service worker may not `import()`. The library's own UMD build goes into a function body that the engine skips
 * until it is called. The API and the data are the library's.
 */
export function lazyTldts(): Plugin {
  const id = '\0lazy-tldts';
  return {
    name: 'cookie-clause:lazy-tldts',
    enforce: 'pre',
    resolveId: (source) => (source === 'tldts' ? id : null),
    load(requested) {
      if (requested !== id) return null;
      const require = createRequire(import.meta.url);
      const umd = readFileSync(require.resolve('tldts/dist/index.umd.min.js'), 'utf8').replace(
        /\/\/# sourceMappingURL.*/,
        '',
      );
      return `let opened;
function open() {
  if (opened) return opened;
  const exports = {};
  const module = { exports };
  (function (exports, module) { ${umd}
  }).call(globalThis, exports, module);
  return (opened = module.exports);
}
export const getDomain = (...args) => open().getDomain(...args);
export const getPublicSuffix = (...args) => open().getPublicSuffix(...args);
`;
    },
  };
}
