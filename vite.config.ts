import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import { catalogueFile } from './vite/catalogue-file.ts';
import { lazyTldts } from './vite/lazy-tldts.ts';
import { pseudoLocalePlugin } from './vite/pseudo-locale.ts';
import { singleFileBackground } from './vite/single-file-background.ts';
import { stripWebAccessibleResources } from './vite/strip-web-accessible-resources.ts';
import { watchedDomains } from './vite/watched-domains.ts';

const browser = process.env.BROWSER === 'firefox' ? 'firefox' : 'chrome';
const outDir = process.env.OUT_DIR ?? `dist/${browser === 'firefox' ? 'firefox' : 'chromium'}`;

function manifestFor(target: 'chrome' | 'firefox') {
  if (target === 'chrome') return manifest;
  const { minimum_chrome_version: _chromeOnly, background, ...shared } = manifest;
  return {
    ...shared,
    background: { scripts: [background.service_worker], type: background.type },
    browser_specific_settings: {
      gecko: {
        id: 'cookie-clause@cookie-clause.example',
        strict_min_version: '147.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  };
}

export default defineConfig({
  plugins: [
    lazyTldts(),
    catalogueFile(),
    watchedDomains(),
    crx({ manifest: manifestFor(browser) as unknown as ManifestV3Export, browser }),
    stripWebAccessibleResources(),
    singleFileBackground(outDir),
    pseudoLocalePlugin(process.env.PSEUDO_LOCALE),
  ],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2023',
    // The oldest browsers of the manifest know light-dark() and nesting; without this they would be rewritten.
    cssTarget: ['chrome130', 'firefox147'],
    // Preload links let the pages fetch their modules at once, about 15 ms sooner; every browser here knows them.
    modulePreload: { polyfill: false },
    rollupOptions: { input: { welcome: 'src/welcome/index.html', 'policy-page': 'src/policy-page/index.html' } },
  },
});
