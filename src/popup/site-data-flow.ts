import type { SiteData, SiteDataKind, SiteDataOutcome } from '../core/clearing/site-data.ts';
import type { Reply, ResponseOf } from '../messaging/protocol.ts';

/** An entry of web storage. */
export interface StorageKey {
  readonly area: 'local' | 'session';
  readonly origin: string;
  readonly storageKey: string;
}

type KeyResult = ResponseOf<'site-data:remove-key'>;
type During = 'counting' | 'clearing';

/** Where the clearing of what a site keeps besides cookies stands. */
export type SiteDataStep =
  | { readonly step: 'idle' }
  | { readonly step: 'counting' }
  | { readonly step: 'choosing'; readonly data: SiteData }
  | { readonly step: 'clearing' }
  | { readonly step: 'cleared'; readonly outcome: SiteDataOutcome; readonly origin: string }
  | { readonly step: 'key-removed'; readonly row: StorageKey; readonly result: KeyResult }
  | { readonly step: 'failed'; readonly during: During; readonly message: string };

export interface SiteDataSource {
  countSiteData(tabId: number): Promise<Reply<SiteData>>;
  clearSiteData(tabId: number, origin: string, kinds: readonly SiteDataKind[]): Promise<Reply<SiteDataOutcome>>;
  removeStorageKey(tabId: number, row: StorageKey): Promise<Reply<KeyResult>>;
  /** Has to be called straight from a click. */
  requestSiteDataPermission(): Promise<boolean>;
}

/** Counted, chosen, confirmed, looked at again: each step only from the one before it. */
export function createSiteDataFlow(source: SiteDataSource, tabId: number, show: (step: SiteDataStep) => void) {
  let now: SiteDataStep = { step: 'idle' };
  let turn = 0;

  function move(next: SiteDataStep): void {
    now = next;
    show(next);
  }

  async function take<T>(during: During, asked: Promise<Reply<T>>, next: (value: T) => SiteDataStep): Promise<void> {
    turn += 1;
    const mine = turn;
    const reply = await asked;
    if (mine !== turn) return;
    move(reply.ok ? next(reply.value) : { step: 'failed', during, message: reply.message });
  }

  return {
    ask(): void {
      if (now.step === 'clearing') return;
      move({ step: 'counting' });
      void take('counting', source.countSiteData(tabId), (data) => ({ step: 'choosing', data }));
    },
    /** What the user answers about the permission decides how thoroughly it can be done, not whether it is. */
    async confirm(kinds: readonly SiteDataKind[]): Promise<void> {
      if (now.step !== 'choosing' || kinds.length === 0) return;
      const { permitted, origin, byBrowser } = now.data;
      const needed = !permitted && kinds.some((kind) => byBrowser.includes(kind));
      // Before anything else: a browser takes the question only straight from the click.
      const answered = needed ? source.requestSiteDataPermission() : null;
      move({ step: 'clearing' });
      await answered?.catch(() => false);
      await take('clearing', source.clearSiteData(tabId, origin, kinds), (outcome) => ({
        step: 'cleared',
        outcome,
        origin,
      }));
    },
    removeKey(row: StorageKey): void {
      if (now.step === 'clearing') return;
      move({ step: 'clearing' });
      void take('clearing', source.removeStorageKey(tabId, row), (result) => ({ step: 'key-removed', row, result }));
    },
    close(): void {
      if (now.step === 'clearing') return;
      turn += 1;
      move({ step: 'idle' });
    },
  };
}

export type SiteDataFlow = ReturnType<typeof createSiteDataFlow>;
