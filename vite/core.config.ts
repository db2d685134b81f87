import { defineConfig } from 'vite';
import { companies } from './companies.ts';

/** The core on its own, as `scripts/lib/bundle-core.mjs` bundles it for Node. */
export default defineConfig({ plugins: [companies()] });
