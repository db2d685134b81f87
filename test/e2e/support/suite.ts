import { afterAll, beforeAll, expect } from 'vitest';
import type { Web } from '../../web/types.ts';
import { startWeb } from '../../web/web.mjs';
import { openSession } from './session.mjs';
import type { Session, SessionOptions } from './types.ts';

/**
 * Starts the small web and one browser for all tests of the suite it is called in, and closes both after them. Browsers
 * start slowly, so tests share one. A suite in which the extension logged or threw an error has failed.
 *
 * @param options asked for when the suite begins, so that what they name may be made before it
 */
export function openForSuite(
  options: () => Omit<SessionOptions, 'web'>,
  take: (opened: { web: Web; session: Session }) => void,
): void {
  let web: Web;
  let session: Session;
  beforeAll(async () => {
    web = await startWeb();
    session = await openSession({ ...options(), web });
    take({ web, session });
  });
  afterAll(async () => {
    const errors = await session.errors();
    await session.close();
    await web.close();
    expect(errors).toEqual([]);
  });
}
