/**
 * Marks that stand inside every cookie value the small web sets. A test that finds one of them in storage, a message,
 * a page, an export or a log has found a leak.
 */
export const CANARY = 'canary7f3a9e';

/** For formats that allow digits only, such as `_ga`. */
export const CANARY_NUMBER = '7319082465';

/** A person's address, in one cookie of `/personal`. */
export const CANARY_EMAIL = `ada.${CANARY}@mail.example`;

/** `/personal` packs the address into JSON and base64, where no mark above shows. */
export const PERSONAL_VALUE = Buffer.from(JSON.stringify({ email: CANARY_EMAIL, plan: 'free' })).toString('base64');

export const CANARIES = [CANARY, CANARY_NUMBER, PERSONAL_VALUE];
