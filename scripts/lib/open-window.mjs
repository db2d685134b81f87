import { openSession } from '../../test/e2e/support/session.mjs';
import { until } from '../../test/e2e/support/until.mjs';
import { startWeb } from '../../test/web/web.mjs';
import { step } from './progress.mjs';

/** @import { BrowserKind } from './find-browser.mjs' */

const HOME = 'https://www.cloudinary.com/';

/**
 * Opens a real window with the extension, and stays until it is closed or Ctrl-C is pressed.
 *
 * @param {{ browser: BrowserKind, address: string | null }} options no address means the small web
 */
export async function openWindow({ browser, address }) {
  const web = address === null ? await startWeb() : null;
  const session = await step(`Opening ${browser}`, async () => {
    const opened = await openSession({ browser, headed: true, ...(web && { web }) });
    const page = (await opened.driver.pages())[0] ?? (await opened.newPage());
    await page.goto(address ?? HOME);
    // The extension's welcome comes up by itself, in a tab that stays behind this one.
    await until('the welcome page is open', async () => (await opened.driver.pages()).length > 1).catch(() => null);
    await page.bringToFront();
    return opened;
  });
  console.log(`
The Cookie Clause button is beside the address bar${browser === 'firefox' ? ', behind the puzzle piece' : ''}.${
    web === null
      ? ''
      : `
This browser sees a small web on this machine and nothing else. Its pages:
  https://www.cloudinary.com/           all kinds of cookies; /leaving, /personal, /privacy, /spa
  https://shop.example/                 pictures from Cloudinary; /gallery, /video, /mixpanel, /snowplow
  https://plain.example/                nothing at all`
  }

Close the window or press Ctrl-C to end.`);
  await new Promise((done) => {
    session.driver.once('disconnected', done);
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  await session.close();
  await web?.close();
}
