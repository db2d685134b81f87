// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { provideMessages } from '../../src/ui/text.ts';
import { REPORTS } from '../gallery/reports.ts';
import { pseudo } from '../ui/messages.ts';
import { unwrappedTexts } from '../ui/unwrapped.ts';
import { click, createWorld, showPopup } from './world.tsx';

beforeEach(() => provideMessages(pseudo));

/** Opens everything that opens in the tab that is shown. */
async function openAll(popup: HTMLElement): Promise<void> {
  await act(async () => {
    for (const button of popup.querySelectorAll<HTMLElement>('[role="tabpanel"] [aria-expanded="false"]'))
      button.click();
  });
}

describe.each(['cloudinary', 'shop', 'empty', 'hostile'] as const)('the popup on the page "%s"', (name) => {
  it.each(['cookies', 'story', 'clauses'])('takes every text of the tab "%s" from the messages', async (tab) => {
    const popup = await showPopup(createWorld(REPORTS[name]));
    await click(popup, `#tab-${tab}`);
    await openAll(popup);
    expect(unwrappedTexts(popup)).toEqual([]);
  });
});

it('takes every text of clearing from the messages', async () => {
  const popup = await showPopup(createWorld(REPORTS.cloudinary));
  await click(popup, '[data-action="clear-remarketing"]');
  expect(unwrappedTexts(popup)).toEqual([]);
  await click(popup, '[data-action="confirm"]');
  expect(unwrappedTexts(popup)).toEqual([]);
  await click(popup, '[data-action="undo"]');
  expect(unwrappedTexts(popup)).toEqual([]);
});

it.each(['no-page', 'gone'] as const)('takes every text of the state "%s" from the messages', async (state) => {
  const popup = await showPopup(createWorld({ ok: true, value: { state } }));
  expect(unwrappedTexts(popup)).toEqual([]);
});
