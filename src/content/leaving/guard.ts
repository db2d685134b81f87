import { isOfPolicyDomain, POLICY_DOMAIN } from '../../core/catalogue/cloudinary.ts';
import { isWithinDomain } from '../../core/cookies/within-domain.ts';
import type { DepartureAnswer } from '../../core/leaving/departure.ts';
import type { GuardSettings } from '../../messaging/protocol.ts';
import { isAlive, onMessage } from '../../platform/content.ts';
import { ask } from '../ask.ts';
import { watchNewWindows } from './new-windows.ts';
import { openPage } from './open-page.ts';
import { listenEarly } from './own-events.ts';
import { clickLinkWithoutReferrer } from './recipes.ts';
import { referrerPoliciesFor } from './referrer-policies.ts';
import { type NoticeEnd, type OpenNotice, sharedWorld } from './shared-world.ts';
import { type Stopped, stoppedNavigation } from './stopped.ts';

/**
 * How long the background may think, in ms. Then the departure goes on: nobody is held by a fault of ours. It is counted
 * in steps, and a step that ends late is not counted: then it is the page that is busy, and the answer may wait behind it.
 */
const PATIENCE = { step: 500, late: 250, steps: 3, most: 20 };
/** How long Continue waits for the background to hear of it. */
const TELL_MS = 200;
/** How long after our own Continue a navigation to that address passes. */
const PASS_MS = 1000;
/** How long after the click a `javascript:` link may start its navigation. */
const SCRIPT_LINK_MS = 500;
/** Longer addresses are asked about by their origin alone; they carry on whole. */
const LONGEST_URL = 100_000;

/**
 * Watches one top document for departures: stops them, asks the background, shows the notice, and does what the user
 * chose.
 *
 * It runs from the document's first moment, so that its listeners come before the page's. Everything it keeps hangs on
 * one AbortController; a guard left behind by an update of the extension ends at its next event and lets all go.
 */
export function startGuard(): { readonly isOn: () => boolean } {
  const life = new AbortController();
  const { signal } = life;
  let settings: GuardSettings | null = isOfPolicyDomain(location.hostname)
    ? { active: true, site: POLICY_DOMAIN }
    : null;
  let pending: Stopped | null = null;
  let notice: OpenNotice | null = null;
  /** The user chose to stay, or could not be asked, and has not touched the page since: it may not leave by itself. */
  let held = false;
  let pass = { url: '', until: 0 };
  let scriptLinkUntil = 0;

  listenEarly((event) => {
    if (notice !== null) notice.receive(event);
    else if (event.isTrusted && (event.type === 'pointerdown' || event.type === 'keydown')) {
      held = false;
      scriptLinkUntil = 0; // what comes now is of this click
    }
  }, signal);
  watchNewWindows({
    leaves,
    onStopped: consider,
    onScriptLink: () => {
      scriptLinkUntil = performance.now() + SCRIPT_LINK_MS;
    },
    signal,
  });
  window.navigation?.addEventListener('navigate', onNavigate, { signal });
  onMessage((message) => {
    if (isGuardChange(message)) settings = message.body;
  }, signal);
  if (settings === null) void learnSettings();

  return { isOn: () => !signal.aborted && isAlive() };

  async function learnSettings(): Promise<void> {
    const reply = await ask('guard:settings', null);
    if (reply.ok) settings ??= reply.value;
  }

  /** Decides at once, without asking. Where the site is not known yet, every other host counts: the background knows. */
  function leaves(url: string): boolean {
    if (!isAlive()) {
      life.abort();
      return false;
    }
    if (settings?.active === false || !/^https?:/i.test(url) || !URL.canParse(url)) return false;
    const host = new URL(url).hostname.replace(/\.$/, '');
    return host !== location.hostname && !isWithinDomain(host, settings?.site ?? location.hostname);
  }

  function onNavigate(event: NavigateEvent): void {
    const { cancelable, defaultPrevented, downloadRequest, navigationType, destination } = event;
    if (!cancelable || defaultPrevented || downloadRequest !== null || destination.sameDocument) return;
    if (navigationType === 'reload' || navigationType === 'traverse' || !leaves(destination.url)) return;
    const now = performance.now();
    if (destination.url === pass.url && now < pass.until) return;
    // Stopped, a `javascript:` link would replace the document by its own result, the address as text.
    if (now < scriptLinkUntil) return;
    event.preventDefault();
    if (pending === null) consider(stoppedNavigation(event));
  }

  /** One question at a time: what else tries to leave meanwhile stays stopped. */
  function consider(stopped: Stopped): void {
    if (pending !== null || (held && !stopped.byUser)) return;
    pending = stopped;
    void decide(stopped);
  }

  async function decide(stopped: Stopped): Promise<void> {
    const answer = await answerTo(stopped);
    if (answer === null || answer.decision === 'let-go') {
      goOn(stopped.url, stopped.go);
      return;
    }
    const end = ({ choice, silence }: NoticeEnd): void => {
      notice = null;
      const goesOn = choice === 'continue' || choice === 'continue-clean';
      held = !goesOn;
      const state = goesOn ? 'continued' : choice === 'stay' ? 'stayed' : 'could-not-show';
      const told = ask('departure:settled', { departureId: answer.departureId, state, silence });
      if (!goesOn) {
        pending = null;
        return;
      }
      const clean = choice === 'continue-clean' ? answer.notice.cleanUrl : null;
      // The background hears of the choice before the browser tells it of the navigation; the user's click still counts.
      void Promise.race([told, after(TELL_MS)]).then(() => {
        if (clean === null) goOn(stopped.url, stopped.go);
        else goOn(clean, () => clickLinkWithoutReferrer(clean, stopped.link));
      });
    };
    try {
      const show = sharedWorld().showNotice;
      if (show === undefined) throw new Error('the overlay is not in this document');
      notice = show(answer.notice, { onEnd: end, onOpen: (page) => openPage(page, answer.departureId) });
    } catch {
      // The page made showing impossible: the navigation stays stopped, and the popup says why.
      end({ choice: 'could-not-show', silence: false });
    }
  }

  async function answerTo({ url, way, method, link }: Stopped): Promise<DepartureAnswer | null> {
    const asked = url.length > LONGEST_URL ? `${new URL(url).origin}/` : url;
    const untouched = !navigator.userActivation.hasBeenActive;
    const request = { url: asked, way, method, untouched, referrer: referrerPoliciesFor(link) };
    const reply = await Promise.race([ask('departure:stopped', request), patience()]);
    return reply?.ok ? reply.value : null;
  }

  function goOn(url: string, go: () => void): void {
    pending = null;
    pass = { url, until: performance.now() + PASS_MS };
    go();
  }
}

async function patience(): Promise<null> {
  for (let counted = 0, all = 0; counted < PATIENCE.steps && all < PATIENCE.most; all += 1) {
    const begun = performance.now();
    await after(PATIENCE.step);
    if (performance.now() - begun < PATIENCE.step + PATIENCE.late) counted += 1;
  }
  return null;
}

function after(milliseconds: number): Promise<null> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, null));
}

function isGuardChange(message: unknown): message is { readonly body: GuardSettings } {
  return (
    typeof message === 'object' && message !== null && 'broadcast' in message && message.broadcast === 'guard:changed'
  );
}
