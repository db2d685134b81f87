import { describe, expect, it } from 'vitest';
import type { Web } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

describe.each(BROWSERS)('the extension in %s', (browser) => {
  let web: Web;
  let session: Session;

  openForSuite(
    () => ({ browser }),
    (opened) => ({ web, session } = opened),
  );

  it('is installed, with the permissions its manifest asks for', async () => {
    const granted = await session.asExtension(() => chrome.permissions.getAll());
    expect(granted.origins).toEqual(expect.arrayContaining(['http://*/*', 'https://*/*']));
    expect(granted.permissions).toEqual(expect.arrayContaining(['cookies', 'scripting', 'storage', 'webRequest']));
  });

  it('leaves a page without cookies alone, and says nothing on its badge', async () => {
    const page = await session.newPage('https://plain.example/');
    expect(await page.$eval('h1', (heading) => heading.textContent)).toBe('A page that keeps nothing');
    expect(await session.badgeText(await session.tabIdOf(page))).toBe('');
    expect(await session.jar()).toEqual([]);
    await page.close();
  });

  it('opens its popup and its options', async () => {
    const page = await session.newPage('https://plain.example/');
    const popup = await session.openPopup(await session.tabIdOf(page));
    await until('the popup shows something', () => popup.$eval('body', (body) => body.textContent.trim()));
    const options = await session.openOptions();
    await until('the options show something', () => options.$eval('body', (body) => body.textContent.trim()));
    await Promise.all([page, popup, options].map((each) => each.close()));
  });

  it('answers after its background was stopped', async () => {
    await session.stopWorker();
    const page = await session.newPage('https://plain.example/');
    const popup = await session.openPopup(await session.tabIdOf(page));
    await until('the popup shows something', () => popup.$eval('body', (body) => body.textContent.trim()));
    await Promise.all([page, popup].map((each) => each.close()));
  });

  it('asks the web for nothing: every request is one that a page made', async () => {
    const from = web.requests.length;
    const page = await session.newPage('https://plain.example/');
    const popup = await session.openPopup(await session.tabIdOf(page));
    await until('the popup shows something', () => popup.$eval('body', (body) => body.textContent.trim()));
    expect(web.requests.slice(from).map(({ host, path }) => `${host}${path}`)).toEqual(['plain.example/']);
    await Promise.all([page, popup].map((each) => each.close()));
  });

  it('reports no error of its own', async () => {
    expect(await session.errors()).toEqual([]);
  });
});
