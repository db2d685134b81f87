import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openSession } from '../../test/e2e/support/session.mjs';
import { startWeb } from '../../test/web/web.mjs';
import { step } from './progress.mjs';
import { ROOT } from './root.mjs';
import { showClearing, showDeparture } from './tour-acts.mjs';
import { takePictures } from './tour-pictures.mjs';
import { printReport } from './tour-report.mjs';

/**
 * @import { Session } from '../../test/e2e/support/types.ts'
 * @import { Web } from '../../test/web/types.ts'
 * @import { BrowserKind } from './find-browser.mjs'
 */

/**
 * What one sees, in the order in which one would come by. Cookies stay from page to page, as they do.
 *
 * @type {readonly { url: string, why: string }[]}
 */
const PAGES = [
  { url: 'https://plain.example/', why: 'a page without any cookie: nothing may be found' },
  { url: 'https://www.cloudinary.com/', why: "the policy's own site, with other companies' tags" },
  { url: 'https://www.cloudinary.com/personal', why: 'a cookie that holds an e-mail address' },
  { url: 'https://www.cloudinary.com/evidence', why: 'identifiers that go to other companies' },
  { url: 'https://www.cloudinary.com/refused', why: 'cookies that the browser does not take' },
  { url: 'https://shop.example/', why: 'pictures from Cloudinary: its cookies are sent along' },
  { url: 'https://shop.example/gallery', why: "the same behind the shop's own name" },
  { url: 'https://shop.example/video', why: "Cloudinary's real video player: an identifier that is no cookie" },
  { url: 'https://shop.example/mixpanel', why: 'the real client of Mixpanel' },
  { url: 'https://shop.example/snowplow', why: 'the real client of Snowplow' },
  { url: 'https://bad.example/', why: 'cookies as wrong as they come' },
];

/**
 * Shows the whole job without a window: every page's report as a table, a departure that is caught, a clearing that is
 * proved, and pictures under `out/`.
 *
 * @param {{ browser: BrowserKind, address: string | null }} options an address is visited alone, on the real web
 */
export async function takeTour({ browser, address }) {
  const out = join(ROOT, 'out', browser);
  mkdirSync(out, { recursive: true });
  const web = address === null ? await startWeb() : null;
  const session = await step(`Starting ${browser}, without a window`, () =>
    openSession({ browser, ...(web && { web }) }),
  );
  try {
    if (address !== null) await printReport(session, { url: address, why: 'the address you gave' });
    if (web) await showEverything(session, web);
    const errors = await session.errors();
    for (const error of errors) console.error(`The extension reported an error: ${error}`);
    if (errors.length > 0) process.exitCode = 1;
  } finally {
    await session.close();
    await web?.close();
  }
  if (web) {
    await step('Taking pictures', () => takePictures(browser, out));
    console.log(`\nPictures are in ${relative(process.cwd(), out)}/.`);
  }
}

/** @param {Session} session @param {Web} web */
async function showEverything(session, web) {
  for (const page of PAGES) await printReport(session, page);
  await showDeparture(session, web);
  await showClearing(session, web);
}
