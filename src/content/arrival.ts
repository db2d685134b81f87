import { ask } from './ask.ts';
import { openPage } from './leaving/open-page.ts';
import { listenEarly } from './leaving/own-events.ts';
import { type OpenNotice, sharedWorld } from './leaving/shared-world.ts';
import { showNotice } from './notice/show-notice.ts';
import { showSmallNotice } from './notice/show-small-notice.ts';
import { warmTexts } from './notice/texts.ts';

/** Entry of the script that tells of an arrival. The background puts it in, perhaps more than once. */
const world = sharedWorld();
if (world.arrival === undefined) {
  world.arrival = true;
  void tell();
}

async function tell(): Promise<void> {
  const life = new AbortController();
  let notice: OpenNotice | null = null;
  // Before the answer, so that the page, which has hardly begun, does not come first.
  listenEarly((event) => notice?.receive(event), life.signal);
  const asked = ask('arrival:get', null);
  warmTexts();
  const reply = await asked;
  if (!reply.ok || reply.value === null) return life.abort();
  const { departureId, size, notice: facts } = reply.value;
  await rooted();
  await visible();
  const show = size === 'whole' ? showNotice : showSmallNotice;
  try {
    notice = show(facts, {
      onEnd: ({ choice, silence }) => {
        life.abort();
        const back = facts.when === 'opened' ? 'close' : 'back';
        void ask('arrival:settled', { departureId, choice: choice === 'back' ? back : 'stay', silence });
      },
      onOpen: (page) => openPage(page, departureId),
    });
  } catch {
    // A page that leaves no room for it: the popup says it all the same.
    life.abort();
  }
}

/** A document that has just committed may not have its first element yet. */
async function rooted(): Promise<void> {
  if (document.documentElement !== null) return;
  await new Promise<void>((resolve) => {
    const seen = new MutationObserver(() => {
      if (document.documentElement === null) return;
      seen.disconnect();
      resolve();
    });
    seen.observe(document, { childList: true });
  });
}

/** A tab opened behind others is told of when somebody looks at it. */
async function visible(): Promise<void> {
  if (document.visibilityState === 'visible') return;
  await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }));
}
