import { startGuard } from './leaving/guard.ts';
import { sharedWorld } from './leaving/shared-world.ts';

/**
 * Entry of the guard. It is registered for the sites in scope, and put into tabs that were open before: a document that
 * has one already keeps it.
 */
const world = sharedWorld();
if (!world.guard?.isOn()) world.guard = startGuard();
