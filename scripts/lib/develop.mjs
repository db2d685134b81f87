import { join } from 'node:path';
import { build } from 'vite';
import { openSession } from '../../test/e2e/support/session.mjs';
import { startWeb } from '../../test/web/web.mjs';
import { hasDisplay } from './display.mjs';
import { ROOT } from './root.mjs';

/**
 * @import { Session } from '../../test/e2e/support/types.ts'
 * @import { BrowserKind } from './find-browser.mjs'
 */

const HOME = 'https://www.cloudinary.com/';

/**
 * Builds again whenever a source changes, and loads the new build into a browser that stays open.
 *
 * Every build is a real one. Vite's own live reload would need scripts and connections from elsewhere, which the
 * extension's content security policy refuses, and rightly.
 *
 * @param {BrowserKind} browser
 */
export async function developIn(browser) {
  process.env.BROWSER = browser;
  const extensionDir = join(ROOT, 'dist', browser);
  const web = await startWeb();
  /** @type {Session[]} the one browser, once the first build is there */
  const sessions = [];

  const load = async () => {
    const [session] = sessions;
    if (session) {
      await session.driver.installExtension(extensionDir);
      const pages = await session.driver.pages();
      // A page of the old build is gone, and one in mid-navigation loads the new one by itself.
      await Promise.allSettled(pages.map((page) => page.reload()));
    } else {
      const opened = await openSession({ browser, web, extensionDir, headed: hasDisplay() });
      sessions.push(opened);
      await ((await opened.driver.pages())[0] ?? (await opened.newPage())).goto(HOME);
    }
    console.log(`  ✓ loaded into ${browser} at ${new Date().toLocaleTimeString()}`);
  };

  const watcher = await build({ root: ROOT, logLevel: 'warn', build: { watch: {} } });
  if (!('on' in watcher)) throw new Error('Vite did not watch.');
  /** Loads follow one another, never overlap. */
  let queue = Promise.resolve();
  watcher.on('event', (event) => {
    if (event.code === 'END') queue = queue.then(load).catch((error) => console.error(error));
    if (event.code === 'ERROR') console.error(event.error.message);
  });

  await new Promise((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  await watcher.close();
  await sessions[0]?.close();
  await web.close();
}
