// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { provideMessages } from '../../src/ui/text.ts';
import { NO_SURVEY, POLICY_REPORTS } from '../gallery/policy-pages.ts';
import { pseudo } from '../ui/messages.ts';
import { unwrappedTexts } from '../ui/unwrapped.ts';
import { click, createWorld, showPolicyPage } from './world.tsx';

beforeEach(() => provideMessages(pseudo));

async function openAll(page: HTMLElement): Promise<void> {
  await act(async () => {
    for (const button of page.querySelectorAll<HTMLElement>('[aria-expanded="false"]')) button.click();
  });
}

describe.each(['cloudinary', 'shop', 'hostile', 'changed', 'other', 'same'] as const)('on the page "%s"', (name) => {
  it.each(['page', 'all'])('every text comes from the messages (%s)', async (scope) => {
    const page = await showPolicyPage(createWorld({ page: POLICY_REPORTS[name] }));
    await click(page, `input[value="${scope}"]`);
    await openAll(page);
    expect(page.querySelectorAll('.more')).toHaveLength(33);
    expect(unwrappedTexts(page)).toEqual([]);
  });
});

it.each([
  { state: 'gone' } as const,
  { state: 'no-page' } as const,
  { state: 'no-access', host: 'www.shop.example' } as const,
])('every text comes from the messages: $state', async (value) => {
  const page = await showPolicyPage(createWorld({ page: { ok: true, value } }));
  expect(unwrappedTexts(page)).toEqual([]);
});

it('every text comes from the messages where nothing could be read', async () => {
  const failed = { ok: false, code: 'failed', message: '∅' } as const;
  expect(unwrappedTexts(await showPolicyPage(createWorld({ page: failed, survey: failed })))).toEqual([]);
  expect(unwrappedTexts(await showPolicyPage(createWorld({ tabId: null, survey: failed })))).toEqual([]);
});

it('every text comes from the messages where nothing was seen', async () => {
  const page = await showPolicyPage(createWorld({ tabId: null, survey: NO_SURVEY }));
  await openAll(page);
  expect(unwrappedTexts(page)).toEqual([]);
});
