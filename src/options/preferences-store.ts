import type { Preferences } from '../core/preferences.ts';
import type { Reply } from '../messaging/protocol.ts';

/** What the options page shows. */
export type OptionsView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | {
      readonly kind: 'ready';
      readonly preferences: Preferences;
      /** How the last change ended; `saves` grows with each, so that each can be announced. */
      readonly saved:
        | { readonly state: 'untouched' | 'saving' | 'saved' }
        | { readonly state: 'refused'; readonly message: string };
      readonly saves: number;
    };

export interface PreferencesSource {
  load(): Promise<Reply<Preferences>>;
  save(change: Partial<Preferences>): Promise<Reply<Preferences>>;
  /** Calls back when another page or the notice changed them; gives the function that stops it. */
  onChanged(listener: (preferences: Preferences) => void): () => void;
}

/**
 * Shows a choice at once, saves it, and takes it back with the reason when it was refused. Changes are saved one after
 * the other, so that the last one wins on the screen and in the store alike.
 */
export function createPreferencesStore(source: PreferencesSource, show: (view: OptionsView) => void) {
  let view: OptionsView = { kind: 'loading' };
  let confirmed: Preferences | null = null;
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;

  function publish(next: OptionsView): void {
    view = next;
    show(next);
  }

  async function load(): Promise<void> {
    publish({ kind: 'loading' });
    const reply = await source.load();
    if (!reply.ok) return publish({ kind: 'failed', message: reply.message });
    confirmed = reply.value;
    publish({ kind: 'ready', preferences: reply.value, saved: { state: 'untouched' }, saves: 0 });
  }

  async function save(change: Partial<Preferences>): Promise<void> {
    const reply = await source.save(change);
    waiting -= 1;
    if (reply.ok) confirmed = reply.value;
    if (view.kind !== 'ready' || confirmed === null) return;
    const saves = view.saves + 1;
    if (!reply.ok) {
      publish({ kind: 'ready', preferences: confirmed, saved: { state: 'refused', message: reply.message }, saves });
    } else if (waiting === 0) {
      publish({ kind: 'ready', preferences: confirmed, saved: { state: 'saved' }, saves });
    }
  }

  const stop = source.onChanged((preferences) => {
    confirmed = preferences;
    // A change of ours that is still on its way is newer than what was announced.
    if (view.kind === 'ready' && waiting === 0) publish({ ...view, preferences });
  });
  void load();

  return {
    load,
    stop,
    change(change: Partial<Preferences>): void {
      if (view.kind !== 'ready') return;
      publish({ ...view, preferences: { ...view.preferences, ...change }, saved: { state: 'saving' } });
      waiting += 1;
      queue = queue.then(() => save(change));
    },
  };
}
