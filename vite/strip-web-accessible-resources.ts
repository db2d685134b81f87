import type { Plugin } from 'vite';

/**
 * Removes `web_accessible_resources` from the built manifest.
 *
 * crxjs lists every dynamically injected script there; `scripting.executeScript` does not need it, and each entry
 * would let any site find out that the extension is installed.
 */
export function stripWebAccessibleResources(): Plugin {
  return {
    name: 'cookie-clause:strip-web-accessible-resources',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const asset = bundle['manifest.json'];
        if (asset?.type !== 'asset') return;
        const manifest = JSON.parse(asset.source.toString()) as Record<string, unknown>;
        delete manifest.web_accessible_resources;
        asset.source = `${JSON.stringify(manifest, null, 2)}\n`;
      },
    },
  };
}
