import { readPolicy } from './read-policy.ts';

/**
 * On the policy owner's own site only: where the page is its privacy or cookie policy, its words are compared with the
 * bundled ones, in the browser. It begins when the document is idle.
 */
requestIdleCallback(() => readPolicy(), { timeout: 2000 });
