import { beforeEach, expect, it } from 'vitest';
import { createReferrerPolicies, type ReferrerPolicies } from '../../src/background/referrer-policies.ts';
import { createSessionWriter } from '../../src/background/session-cache.ts';
import { FakeStore } from '../fakes/fake-store.ts';

const PAGE = 'https://a.example/page';
const commit = (documentId: string, url = PAGE, at = 10) =>
  ({ tabId: 1, documentId, url, at, active: true, how: 'page', clientRedirect: false }) as const;
const answer = (policy: string | null, url = PAGE, at = 5) => ({ tabId: 1, url, at, policy });

let store: FakeStore;
let policies: ReferrerPolicies;
const start = () => createReferrerPolicies(createSessionWriter({ store, later: (task) => task() }));
beforeEach(() => {
  store = new FakeStore();
  policies = start();
});

it('knows what a document came with, also after a restart and when gone back to', async () => {
  policies.response(answer('no-referrer'));
  policies.commit(commit('one', `${PAGE}#part`));
  policies.response(answer(null, 'https://a.example/next', 20));
  policies.commit(commit('two', 'https://a.example/next', 30));
  policies.commit(commit('one', PAGE, 40));
  expect(await policies.of('one')).toBe('no-referrer');
  expect(await policies.of('two')).toBeNull();
  expect(await start().of('one')).toBe('no-referrer');
});

it('takes an answer that is told after its document, and none that is of no document', async () => {
  policies.commit(commit('one'));
  policies.response(answer('no-referrer'));
  expect(await policies.of('one')).toBe('no-referrer');
  policies.response(answer('unsafe-url', 'https://a.example/report.csv', 50));
  policies.commit(commit('two', 'https://a.example/next', 60));
  expect(await policies.of('one')).toBe('no-referrer');
  expect(await policies.of('two')).toBeNull();
  expect(await policies.of(null)).toBeNull();
});
