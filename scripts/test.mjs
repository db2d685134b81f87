import { setUpBrowser, setUpDependencies } from './lib/set-up.mjs';

// Nothing may be installed yet: what needs a package is imported after the set-up.
await setUpDependencies();
const { STAGES, runStages } = await import('./lib/stages.mjs');
const { giveUp } = await import('./lib/progress.mjs');

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !STAGES.some((stage) => stage.name === name));
if (unknown.length > 0) {
  giveUp(`No stage is called ${unknown.join(', ')}. There are: ${STAGES.map((stage) => stage.name).join(', ')}.`);
}
const stages = STAGES.filter((stage) => asked.length === 0 || asked.includes(stage.name));

if (stages.some((stage) => stage.name === 'e2e')) {
  await setUpBrowser(['chromium']);
  await setUpBrowser(['firefox']);
}
const { passed, failed } = await runStages(stages);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
