import { buildExtensions } from './lib/build.mjs';
import { giveUp } from './lib/progress.mjs';

await buildExtensions().catch((error) => giveUp(error.message));
console.log('Built dist/chromium and dist/firefox.');
