import { beforeEach, describe, expect, it } from 'vitest';
import { createDocumentStore, type DocumentStore } from '../../src/background/document-store.ts';
import { createObservers, type Observers } from '../../src/background/observers.ts';
import { createOwnChanges, type OwnChanges } from '../../src/background/own-changes.ts';
import { createSerialQueue, type SerialQueue } from '../../src/background/serial-queue.ts';
import { createSessionWriter } from '../../src/background/session-cache.ts';
import { markOfHost } from '../../src/core/catalogue/cloudinary.ts';
import { KEY_BYTES } from '../../src/core/evidence/sharing/token-hash.ts';
import type { Commit } from '../../src/platform/navigation.ts';
import type { ResponseHead } from '../../src/platform/requests.ts';
import { cookieOf } from '../core/report/joined.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { FakeStore } from '../fakes/fake-store.ts';

let clock: FakeClock;
let store: FakeStore;
let documents: DocumentStore;
let observers: Observers;
let queue: SerialQueue;
let own: OwnChanges;
let touched: Set<number>;
let outdated: Set<number>;

function startWorker() {
  queue = createSerialQueue();
  own = createOwnChanges(clock.now);
  documents = createDocumentStore(createSessionWriter({ store, later: clock.later }), markOfHost, () =>
    new Uint8Array(KEY_BYTES).fill(1),
  );
  observers = createObservers({
    documents,
    queue,
    ownChanges: own,
    reporter: {
      touch: (tabId) => touched.add(tabId),
      outdate: (tabId) => outdated.add(tabId),
      touchConcerned: async () => {},
    },
    describeTab: async (tabId) => (tabId > 90 ? null : { tabId, storeId: '0', privateWindow: false }),
    lookAgain: async () => {},
    isAdvertisingHost: async (host) => host === 'ads.example',
    jarChanged: () => {},
    clearBadge: async () => {},
    now: clock.now,
  });
}

beforeEach(() => {
  clock = new FakeClock();
  store = new FakeStore();
  touched = new Set();
  outdated = new Set();
  startWorker();
});

const commitOf = (parts: Partial<Commit> = {}): Commit => ({
  tabId: 1,
  documentId: 'A',
  url: 'https://shop.example/',
  at: clock.time,
  active: true,
  ...parts,
});
const headOf = (parts: Partial<ResponseHead> = {}): ResponseHead => ({
  requestId: 'r1',
  tabId: 1,
  documentId: null,
  parentDocumentId: null,
  prerendered: false,
  type: 'top',
  url: 'https://shop.example/',
  at: clock.time - 10,
  setCookies: ['a=1'],
  server: null,
  ...parts,
});
const hostsOf = async (tabId: number, documentId?: string) => {
  const record = await queue.run(() => documents.record(tabId, documentId));
  return record && [...record.hosts.keys()];
};
const cookiesOf = async (tabId: number, documentId?: string) => {
  const record = await queue.run(() => documents.record(tabId, documentId));
  return record && [...record.headerCookies.values()].map((header) => `${header.host} ${header.cookie.name}`);
};

describe('the answer that a document is made of', () => {
  it('waits for its document, with the redirects before it', async () => {
    observers.response(headOf({ url: 'https://short.example/x', setCookies: ['via=1'] }));
    observers.response(headOf());
    observers.commit(commitOf({ url: 'https://shop.example/#top' }));
    expect(await cookiesOf(1)).toEqual(['short.example via', 'shop.example a']);
    expect((await queue.run(() => documents.record(1)))?.startedAt).toBe(clock.time - 10);
  });

  it('is taken in also when it is told of after the document, as Firefox may', async () => {
    observers.commit(commitOf());
    observers.response(headOf());
    expect(await cookiesOf(1)).toEqual(['shop.example a']);
    expect((await queue.run(() => documents.record(1)))?.startedAt).toBe(clock.time - 10);
  });

  it('of a reload is not the old document’s', async () => {
    observers.commit(commitOf());
    observers.response(headOf({ requestId: 'r2', at: clock.time + 50, setCookies: ['fresh=1'] }));
    expect(await cookiesOf(1)).toEqual([]);
    observers.commit(commitOf({ documentId: 'B', at: clock.time + 60 }));
    expect(await cookiesOf(1)).toEqual(['shop.example fresh']);
  });

  it('of another tab at the same address is not mixed up', async () => {
    observers.response(headOf({ requestId: 'r1', tabId: 1, setCookies: ['one=1'] }));
    observers.response(headOf({ requestId: 'r2', tabId: 2, setCookies: ['two=1'] }));
    observers.commit(commitOf({ tabId: 2, documentId: 'B' }));
    observers.commit(commitOf({ tabId: 1, documentId: 'A' }));
    expect([await cookiesOf(1), await cookiesOf(2)]).toEqual([['shop.example one'], ['shop.example two']]);
  });

  it('that never commits, as a download does, is nobody’s', async () => {
    observers.commit(commitOf());
    observers.response(headOf({ url: 'https://shop.example/file.zip', at: clock.time + 5 }));
    expect(await cookiesOf(1)).toEqual([]);
    // But it is remembered that an answer set this cookie, so that no script is said to have.
    expect([...(await queue.run(() => documents.answers())).values()]).toEqual([clock.time + 5]);
  });
});

describe('a prerendered document', () => {
  it('is not what the tab shows, and keeps what it saw for when it is', async () => {
    observers.commit(commitOf());
    observers.commit(commitOf({ documentId: 'P', url: 'https://shop.example/next', active: false }));
    observers.response(
      headOf({ type: 'resource', documentId: 'P', url: 'https://ads.example/p', setCookies: ['x=1'] }),
    );
    expect(await cookiesOf(1)).toEqual([]);
    observers.commit(commitOf({ documentId: 'P', url: 'https://shop.example/next' }));
    expect(await cookiesOf(1)).toEqual(['ads.example x']);
  });

  it('that is not known yet takes nothing from, and gives nothing to, the page in front', async () => {
    observers.commit(commitOf());
    observers.response(headOf({ type: 'resource', documentId: 'unknown', prerendered: true }));
    expect(await cookiesOf(1)).toEqual([]);
  });
});

describe('a page one goes back to', () => {
  it('is the same document with all it saw', async () => {
    observers.response(headOf());
    observers.commit(commitOf());
    observers.commit(commitOf({ documentId: 'B', url: 'https://plain.example/' }));
    expect(await hostsOf(1)).toEqual(['plain.example']);
    observers.commit(commitOf({ at: clock.time + 100 }));
    expect(await cookiesOf(1)).toEqual(['shop.example a']);
  });
});

describe('what a page says of itself', () => {
  it('belongs to the document that says it', async () => {
    observers.commit(commitOf());
    await observers.page(
      { hosts: [{ host: 'res.cloudinary.com', timing: false }], storage: [] },
      { tabId: 1, documentId: 'A', url: 'https://shop.example/', origin: 'https://shop.example' },
    );
    expect(await hostsOf(1)).toEqual(['shop.example', 'res.cloudinary.com']);
    expect([...touched]).toEqual([1]);
  });

  it('from a frame without an address of its own is of the document that made the frame', async () => {
    observers.commit(commitOf());
    const blank = { tabId: 1, documentId: 'A', url: 'about:blank' };
    const seen = { hosts: [], storage: [] };
    await observers.page({ ...seen, leadsToPolicySite: true }, { ...blank, origin: 'https://ads.example' });
    expect(await hostsOf(1)).toEqual(['shop.example', 'ads.example']);
    const record = await queue.run(() => documents.record(1));
    expect([...(record?.ads.keys() ?? [])]).toEqual(['ads.example']);
  });

  it('from a frame cut off from every origin is nobody’s', async () => {
    observers.commit(commitOf());
    const said = { hosts: [{ host: 'ads.example', timing: false }], storage: [] };
    for (const origin of ['null', null, 'file://', 'chrome-extension://id']) {
      await observers.page(said, { tabId: 1, documentId: 'A', url: 'about:srcdoc', origin });
    }
    expect(await hostsOf(1)).toEqual(['shop.example']);
  });

  it('never counts for another page that the tab shows meanwhile', async () => {
    const www = 'https://www.cloudinary.com';
    observers.commit(commitOf({ documentId: 'B', url: `${www}/` }));
    const seen = { hosts: [], storage: [], linksOut: ['partner.example'] };
    const text = { title: 'Privacy Policy', heading: '', blocks: ['One.', 'Two.', 'Three.'] };
    for (const documentId of ['gone', null]) {
      const sender = { tabId: 1, documentId, url: `${www}/privacy`, origin: www };
      await observers.page(seen, sender);
      await observers.policy(text, sender);
    }
    expect(await queue.run(() => documents.record(1))).toMatchObject({ linksOut: new Set(), policy: null });
  });

  it('is dropped where there is no such tab', async () => {
    await observers.page(
      { hosts: [], storage: [] },
      { tabId: 99, documentId: 'Z', url: 'https://shop.example/', origin: null },
    );
    expect(await hostsOf(99)).toBeNull();
  });
});

describe('what is remembered', () => {
  it('outlives the worker', async () => {
    observers.response(headOf());
    observers.commit(commitOf());
    observers.jarChange({ ...cookieOf(), at: clock.time, removed: false, cause: 'explicit' });
    await queue.run(() => {});
    await clock.pass(1000);
    startWorker();
    expect(await cookiesOf(1)).toEqual(['shop.example a']);
    expect((await documents.changesFor(['shop.example'])).size).toBe(1);
  });

  it('is known of tabs the worker has not met since it started', async () => {
    observers.commit(commitOf());
    observers.commit(commitOf({ tabId: 2, documentId: 'B', url: 'https://plain.example/' }));
    await queue.run(() => {});
    await clock.pass(1000);
    startWorker();
    expect((await documents.current()).map((record) => record.host).sort()).toEqual(['plain.example', 'shop.example']);
  });

  it('of a closed tab is forgotten', async () => {
    observers.commit(commitOf());
    observers.tabRemoved(1);
    await queue.run(() => {});
    await clock.pass(1000);
    expect(store.values.size).toBe(0);
  });

  it('of a long history in one tab stays bounded', async () => {
    for (let visit = 0; visit < 30; visit += 1) observers.commit(commitOf({ documentId: `D${visit}` }));
    await queue.run(() => {});
    await clock.pass(1000);
    expect([...store.values.keys()].filter((key) => key.startsWith('doc:')).length).toBeLessThanOrEqual(9);
  });

  it('is nothing for pages without cookies', async () => {
    observers.commit(commitOf({ url: 'chrome://settings/' }));
    expect(await hostsOf(1)).toBeNull();
  });
});

it('our own clearing is told as the user’s, a restoration as if nothing had been', async () => {
  const change = { ...cookieOf(), at: clock.time, removed: true, cause: 'expired_overwrite' as const };
  own.expect([change.key], 'removal');
  observers.jarChange(change);
  await queue.run(() => {});
  expect([...(await documents.changesFor(['shop.example'])).values()]).toMatchObject([{ cause: 'cleared-by-user' }]);
  own.expect([change.key], 'restoration');
  observers.jarChange({ ...change, removed: false, cause: 'explicit' });
  await queue.run(() => {});
  expect([...(await documents.changesFor(['shop.example'])).values()]).toMatchObject([{ removedAt: null }]);
});

describe('what a page sends', () => {
  const page = { tabId: 1, documentId: 'A', url: 'https://shop.example/', origin: 'https://shop.example' };
  const seen = { hosts: [], storage: [] };
  const record = async () => {
    const found = await queue.run(() => documents.record(1));
    if (!found) throw new Error('the page is there');
    return found;
  };
  const bodyOf = (url: string) => ({
    ...headOf({ type: 'resource', documentId: 'A', url }),
    body: { kind: 'text' as const, text: 'cid=532789421.1764000000' },
  });

  beforeEach(async () => {
    observers.commit(commitOf());
    await record();
    touched.clear();
  });

  const answer = (url: string, parts: Partial<ResponseHead> = {}) =>
    observers.response(headOf({ type: 'resource', documentId: 'A', url, setCookies: [], ...parts }));
  /** A request that is answered. */
  const send = (url: string, parts: Partial<ResponseHead> = {}) => {
    observers.body({ ...bodyOf(url), ...parts });
    answer(url, parts);
  };

  it('is kept as hashes, to be compared; views hear of it, and no badge is made for it', async () => {
    answer('https://ads.example/beacon', { requestId: 'r0' });
    await record();
    touched.clear();
    send('https://ads.example/beacon');
    const { tokens } = await record();
    expect([...tokens.values()]).toContainEqual(expect.objectContaining({ host: 'ads.example', where: 'body' }));
    expect(JSON.stringify([...tokens])).not.toContain('532789421');
    expect([[...touched], [...outdated]]).toEqual([[], [1]]);
  });

  it('says nothing where it goes to the page’s own site, or was sent by no page', async () => {
    send('https://api.shop.example/beacon');
    send('https://ads.example/beacon', { tabId: -1 });
    expect((await record()).tokens.size).toBe(0);
  });

  it('counts as sent when it is answered: one that was blocked or failed sent nothing', async () => {
    observers.body(bodyOf('https://ads.example/beacon'));
    expect((await record()).tokens.size).toBe(0);
    observers.failure('r1');
    answer('https://ads.example/beacon');
    expect((await record()).tokens.size).toBe(0);
    send('https://ads.example/beacon', { requestId: 'r2' });
    expect((await record()).tokens.size).toBeGreaterThan(0);
  });

  it('is held for the last hundred requests that wait for their answer', async () => {
    for (let n = 0; n < 101; n += 1) observers.body({ ...bodyOf('https://ads.example/beacon'), requestId: `q${n}` });
    answer('https://ads.example/beacon', { requestId: 'q0' });
    expect((await record()).tokens.size).toBe(0);
    answer('https://ads.example/beacon', { requestId: 'q1' });
    expect((await record()).tokens.size).toBeGreaterThan(0);
  });

  it('comes to light in the second look as well, with where the links lead', async () => {
    const privacyLink = { url: 'https://shop.example/privacy', text: 'Privacy' };
    const asOffered = { ...privacyLink, url: 'https://shop.example/privacy;jsessionid=0F8C1A52?gclid=1' };
    await observers.page(
      { ...seen, urls: ['https://ads.example/p?id=0f8c1a523b7e4d19'], privacyLink: asOffered },
      page,
    );
    const found = await record();
    expect(found.tokens.size).toBe(1);
    expect(found.privacyLink).toEqual(privacyLink);
  });

  it('counts a frame as an ad of Cloudinary’s only where an advertising company shows it', async () => {
    const frame = { ...page, url: 'https://friend.example/frame' };
    await observers.page({ ...seen, leadsToPolicySite: true }, frame);
    expect((await record()).ads.size).toBe(0);
    await observers.page({ ...seen, leadsToPolicySite: true }, { ...frame, url: 'https://ads.example/frame' });
    expect([...(await record()).ads.keys()]).toEqual(['ads.example']);
  });

  it('counts no frame of the page’s own site as an ad, though the site lives by advertising', async () => {
    observers.commit(commitOf({ url: 'https://www.ads.example/', documentId: 'B' }));
    await observers.page(
      { ...seen, leadsToPolicySite: true },
      { ...page, documentId: 'B', url: 'https://ads.example/f' },
    );
    expect((await record()).ads.size).toBe(0);
  });

  it('is no news where a policy page is read once more and says the same', async () => {
    const text = { title: 'Privacy Policy', heading: '', blocks: ['One.', 'Two.', 'Three.'] };
    const url = 'https://www.cloudinary.com/privacy';
    await observers.policy(text, { ...page, url });
    expect([...touched]).toEqual([1]);
    touched.clear();
    await observers.policy(text, { ...page, url });
    expect([...touched]).toEqual([]);
    await observers.policy({ ...text, blocks: [...text.blocks, 'Last updated: 6/2014'] }, { ...page, url });
    expect([...touched]).toEqual([1]);
  });

  it('takes the words of a policy from the policy owner’s site alone, and where they say to be one', async () => {
    const text = { title: 'Privacy Policy', heading: '', blocks: ['One.', 'Two.', 'Three.'] };
    for (const host of ['cloudinary.com.evil.example', 'res.cloudinary.com', 'community.cloudinary.com']) {
      await observers.policy(text, { ...page, url: `https://${host}/privacy` });
    }
    const article = { ...text, title: 'Privacy by design | Cloudinary Blog', heading: 'Privacy by design' };
    await observers.policy(article, { ...page, url: 'https://cloudinary.com/blog/privacy-by-design' });
    expect((await record()).policy).toBeNull();
    await observers.policy(text, { ...page, url: 'https://www.cloudinary.com/privacy;jsessionid=1?user=jane' });
    expect((await record()).policy).toMatchObject({ kind: 'other', url: 'https://www.cloudinary.com/privacy' });
  });

  it('outlives the worker, with the key that makes it comparable', async () => {
    send('https://ads.example/beacon');
    const before = [...(await record()).tokens.keys()];
    await clock.pass(1000);
    startWorker();
    send('https://ads.example/beacon');
    expect([...(await record()).tokens.keys()]).toEqual(before);
  });
});
