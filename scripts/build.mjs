import { buildExtensions } from './lib/build.mjs';

await buildExtensions();
console.log('Built dist/chromium and dist/firefox.');
