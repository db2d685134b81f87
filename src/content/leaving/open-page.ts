import { ask } from '../ask.ts';

/** Opens a page that the notice offers, in a tab of its own. */
export function openPage(page: 'options' | 'policy' | 'statement', departureId: string): void {
  void (page === 'options' ? ask('options:open', null) : ask('notice:open', { departureId, page }));
}
