import { setUpBrowser, setUpDependencies } from './lib/set-up.mjs';

await setUpDependencies();
const browser = await setUpBrowser(process.argv.includes('--browser=firefox') ? ['firefox'] : ['chromium', 'firefox']);
const { developIn } = await import('./lib/develop.mjs');
await developIn(browser);
