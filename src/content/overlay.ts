import { sharedWorld } from './leaving/shared-world.ts';
import { showNotice } from './notice/show-notice.ts';

/** Entry of the overlay: put in by the background when a departure was stopped, and shown by the guard. */
sharedWorld().showNotice = showNotice;
