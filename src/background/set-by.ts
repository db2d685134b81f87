import type { SetBy } from '../core/clearing/clearing.ts';
import { type Setting, setterOf } from '../core/clearing/set-by.ts';
import type { DocumentStore } from './document-store.ts';
import type { SerialQueue } from './serial-queue.ts';

/** Finds out who set a cookie, from all that was observed until now. */
export function createSetterSearch(
  documents: Pick<DocumentStore, 'all' | 'current' | 'answers'>,
  queue: SerialQueue,
): (setting: Setting) => Promise<SetBy | null> {
  return (setting) =>
    queue.run(async () =>
      setterOf(setting, {
        documents: await documents.all(),
        shown: await documents.current(),
        answers: await documents.answers(),
      }),
    );
}
