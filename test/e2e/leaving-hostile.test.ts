import type { Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Web } from '../web/types.ts';
import { BROWSERS } from './support/browsers.ts';
import { ASK_ALWAYS, clickOn, LEAVING, prefer, STORE } from './support/leaving.ts';
import { clickNotice, readNotice, waitForNoNotice, waitForNotice } from './support/notice.ts';
import { openForSuite } from './support/suite.ts';
import type { Session } from './support/types.ts';
import { until } from './support/until.mjs';

describe.each(BROWSERS)('a hostile page in %s', (browser) => {
  let web: Web;
  let session: Session;
  let page: Page;
  let tabId: number;

  openForSuite(
    () => ({ browser }),
    (opened) => ({ web, session } = opened),
  );
  beforeAll(() => prefer(session, ASK_ALWAYS));
  beforeEach(async () => {
    page = await session.newPage(LEAVING);
    tabId = await session.tabIdOf(page);
  });
  afterEach(async () => {
    await page.close();
    await session.asExtension(() =>
      chrome.runtime.sendMessage({ type: 'preferences:set', body: { change: { quietSites: [] } } }),
    );
  });

  /** Runs in the page, once the notice is there. */
  const attack = async (act: () => void) => {
    await clickOn(page, '#link');
    await waitForNotice(session, tabId);
    await page.evaluate(act);
  };
  const stayed = async (from: number) => {
    expect(page.url()).toBe(LEAVING);
    expect(web.requestsTo(STORE, from)).toEqual([]);
  };
  /** What the tab's report, and so the popup, says of the last departure. */
  const lastDeparture = async (): Promise<unknown> => {
    const reply = await session.asExtension(
      (id) => chrome.runtime.sendMessage({ type: 'report:get', body: { tabId: id } }),
      tabId,
    );
    return reply.value.report?.departures.at(-1)?.state;
  };
  const quietSites = async (): Promise<readonly string[]> => {
    const reply = await session.asExtension(() => chrome.runtime.sendMessage({ type: 'preferences:get', body: null }));
    return reply.value.quietSites;
  };
  const couldNotShow = () => until('the report says so', async () => (await lastDeparture()) === 'could-not-show');

  it('cannot click Continue itself', async () => {
    const from = web.requests.length;
    const { places } = await (async () => {
      await clickOn(page, '#link');
      return waitForNotice(session, tabId);
    })();
    await page.evaluate((place) => {
      const host = document.querySelector('cookie-clause-notice');
      for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click']) {
        const where = { bubbles: true, composed: true, clientX: place?.x ?? 0, clientY: place?.y ?? 0, detail: 1 };
        host?.dispatchEvent(new MouseEvent(type, where));
      }
      host?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    }, places.continue);
    expect(await readNotice(session, tabId)).not.toBeNull();
    await stayed(from);
  });

  it('cannot see the notice’s own clicks and keys', async () => {
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const type of ['keydown', 'pointerdown', 'mousedown', 'click']) {
        window.addEventListener(
          type,
          (event) => void (event.target instanceof HTMLAnchorElement || heard.push(type)),
          true,
        );
      }
    });
    await clickOn(page, '#link');
    await waitForNotice(session, tabId);
    await page.keyboard.press('Tab');
    await clickNotice(session, page, tabId, 'silence');
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);
    expect(await page.evaluate(() => ('heard' in window ? window.heard : null))).toEqual([]);
    // What was ticked is kept before it is forgotten again: the next test asks for the same site.
    await until('the site is silenced', async () => (await quietSites()).includes(STORE));
  });

  it('that takes the keys away does not get those of the notice', async () => {
    await page.evaluate(() => {
      const swallow = (event: Event) => {
        event.stopImmediatePropagation();
        event.preventDefault();
      };
      window.addEventListener('keydown', swallow, true);
      window.addEventListener('keyup', swallow, true);
    });
    await clickOn(page, '#link');
    await waitForNotice(session, tabId);
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);
  });

  it('that removes the notice stays where it is', async () => {
    const from = web.requests.length;
    await attack(() => document.querySelector('cookie-clause-notice')?.remove());
    await waitForNoNotice(page);
    await couldNotShow();
    await stayed(from);
  });

  it('that hides the notice hides nothing', async () => {
    await attack(() => {
      const sheet = document.createElement('style');
      sheet.textContent =
        'cookie-clause-notice{display:none!important;opacity:0!important;visibility:hidden!important;transform:scale(0)!important}';
      document.head.append(sheet);
    });
    await clickNotice(session, page, tabId, 'stay');
    await waitForNoNotice(page);
  });

  it.each([
    { what: 'its attributes', act: () => document.querySelector('cookie-clause-notice')?.setAttribute('hidden', '') },
    {
      what: 'its own style',
      act: () =>
        document
          .querySelector('cookie-clause-notice')
          ?.setAttribute(
            'style',
            'display:none!important;clip-path:inset(50%)!important;content-visibility:hidden!important',
          ),
    },
    { what: 'inert on itself', act: () => document.querySelector('cookie-clause-notice')?.setAttribute('inert', '') },
    { what: 'inert on the page', act: () => document.documentElement.setAttribute('inert', '') },
    {
      what: 'a filter on the page',
      act: () => document.documentElement.setAttribute('style', 'filter:opacity(0);opacity:0!important'),
    },
  ])('that hides the notice by $what finds it seen and clicked all the same', async ({ act }) => {
    await attack(act);
    await clickNotice(session, page, tabId, 'stay');
    await waitForNoNotice(page);
  });

  it('that takes the notice elsewhere in the page loses it, and stays where it is', async () => {
    const from = web.requests.length;
    await attack(() => {
      const notice = document.querySelector('cookie-clause-notice');
      const box = document.createElement('div');
      box.style.cssText = 'position:fixed;top:-2000px';
      document.body.append(box);
      const away = () => {
        if (!notice?.isConnected) return;
        if (notice.parentNode !== box) box.append(notice);
        else document.body.append(notice);
        requestAnimationFrame(away);
      };
      away();
    });
    await waitForNoNotice(page);
    await couldNotShow();
    await stayed(from);
  });

  it('that cannot be asked about: the button and the popup say so', async () => {
    await attack(() => document.querySelector('cookie-clause-notice')?.remove());
    await until('the button says so', async () => (await session.badgeText(tabId)) === '!');
    const popup = await session.openPopup(tabId);
    const said = await popup.waitForSelector('.notices > *');
    expect(await said?.evaluate((notice) => notice.textContent)).toBe(
      `A way to ${STORE} was stopped, but the question could not be shown on the page.`,
    );
    await popup.close();
  });

  it('that takes the clicks away does not get those of the notice', async () => {
    await page.evaluate(() => {
      for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click']) {
        window.addEventListener(
          type,
          (event) => {
            if (event.target instanceof HTMLAnchorElement) return;
            event.stopImmediatePropagation();
            event.preventDefault();
          },
          true,
        );
      }
    });
    await clickOn(page, '#link');
    await clickNotice(session, page, tabId, 'continue');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/`);
  });

  it('that has the notice come up under the pointer, unpainted, gets no click on Continue', async () => {
    const from = web.requests.length;
    await clickOn(page, '#link');
    const { places } = await waitForNotice(session, tabId);
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);
    const { x = 0, y = 0 } = places.continue ?? {};
    await page.evaluate((url) => {
      // Frames so long that the first few of the notice outlast the time for which it has to stand.
      const keepBusy = () => {
        for (const end = performance.now() + 600; performance.now() < end; );
        if (!document.body.hasAttribute('data-idle')) requestAnimationFrame(keepBusy);
      };
      new MutationObserver(() => requestAnimationFrame(keepBusy)).observe(document.documentElement, {
        childList: true,
      });
      window.addEventListener('mousedown', () => location.assign(url), { once: true });
    }, `https://${STORE}/under`);
    await page.mouse.click(x, y);
    await until('the notice is there', () =>
      page.evaluate(() => document.querySelector('cookie-clause-notice') !== null),
    );
    await page.mouse.click(x, y);
    await page.evaluate(() => document.body.setAttribute('data-idle', ''));
    await waitForNotice(session, tabId);
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);
    await stayed(from);
  });

  it('that shows a notice of its own gets nothing by it, and ours stands before it', async () => {
    const from = web.requests.length;
    await page.evaluate(() => {
      const fake = document.createElement('cookie-clause-notice');
      fake.id = 'fake';
      fake.attachShadow({ mode: 'open' }).innerHTML =
        '<dialog style="width:90vw;height:90vh"><button data-action="continue" style="position:absolute;inset:0;width:100%">Continue</button></dialog>';
      document.body.append(fake);
      fake.shadowRoot?.querySelector('dialog')?.showModal();
    });
    await page.mouse.click(400, 300);
    await stayed(from);
    await page.evaluate((url) => location.assign(url), `https://${STORE}/fake`);
    await until('there is one more', () =>
      page.evaluate(() => document.querySelectorAll('cookie-clause-notice').length === 2),
    );
    expect(await page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.id)).not.toBe('fake');
    await page.keyboard.press('Escape');
    await until('ours is gone, and its own is there', () =>
      page.evaluate(
        () =>
          document.querySelectorAll('cookie-clause-notice').length === 1 &&
          document.querySelector('#fake')?.shadowRoot?.querySelector('dialog')?.open === true,
      ),
    );
    await stayed(from);
  });

  it('that opens a dialog over the notice finds it on top again', async () => {
    await attack(() => {
      const cover = document.createElement('dialog');
      cover.style.cssText = 'width:100vw;height:100vh;max-width:none;max-height:none';
      cover.textContent = 'You have won';
      document.body.append(cover);
      cover.showModal();
    });
    await clickNotice(session, page, tabId, 'stay');
    await waitForNoNotice(page);
    expect(await page.evaluate(() => document.querySelector('dialog')?.open)).toBe(true);
  });

  it('that covers the notice again and again loses it, and stays where it is', async () => {
    const from = web.requests.length;
    await attack(() => {
      const cover = document.createElement('dialog');
      cover.style.cssText = 'width:100vw;height:100vh;max-width:none;max-height:none';
      document.body.append(cover);
      const again = () => {
        if (!document.querySelector('cookie-clause-notice')) return;
        if (cover.open) cover.close();
        cover.showModal();
        requestAnimationFrame(again);
      };
      again();
    });
    await waitForNoNotice(page);
    await couldNotShow();
    await stayed(from);
  });

  it('that keeps opening things over the notice gets no click on Continue', async () => {
    const from = web.requests.length;
    await clickOn(page, '#link');
    const { places } = await waitForNotice(session, tabId);
    await page.evaluate(() => {
      const toast = document.createElement('div');
      toast.popover = 'manual';
      document.body.append(toast);
      const again = () => {
        toast.togglePopover();
        if (document.querySelector('cookie-clause-notice')) setTimeout(again, 100);
      };
      again();
    });
    await until('the notice is not ready', async () => (await readNotice(session, tabId))?.ready === false);
    for (let i = 0; i < 3; i += 1) await page.mouse.click(places.continue?.x ?? 0, places.continue?.y ?? 0);
    await couldNotShow();
    await stayed(from);
  });

  it('that tries to leave a thousand times, and is busy while it is asked about, asks once and stays', async () => {
    const from = web.requests.length;
    await page.evaluate((url) => {
      for (let i = 0; i < 1000; i += 1) location.href = `${url}?${i}`;
      // Longer than the guard has patience with the background.
      let left = 4;
      const keepBusy = () => {
        for (const end = performance.now() + 800; performance.now() < end; );
        left -= 1;
        if (left > 0) setTimeout(keepBusy);
      };
      keepBusy();
    }, `https://${STORE}/`);
    expect((await waitForNotice(session, tabId)).actions).toContain('continue');
    await page.keyboard.press('Escape');
    await waitForNoNotice(page);
    await page.evaluate((url) => {
      location.href = url;
    }, `https://${STORE}/again`);
    await stayed(from);
    // Had it been asked about, that question would stand first.
    await clickOn(page, '#link');
    await clickNotice(session, page, tabId, 'continue');
    await until('the store’s page is there', () => page.url() === `https://${STORE}/`);
  });
});
