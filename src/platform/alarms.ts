import browser from 'webextension-polyfill';

/**
 * Wakes the background at a time, also if it is stopped until then; the name's earlier time is replaced.
 *
 * @param time milliseconds since the epoch; `null` for never
 */
export function wakeAt(name: string, time: number | null): void {
  if (time === null) void browser.alarms.clear(name);
  else browser.alarms.create(name, { when: time });
}

/** Calls the listener when the time of this name has come. */
export function onWake(name: string, listener: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === name) listener();
  });
}
