import browser from 'webextension-polyfill';

/**
 * Wakes the background at a time, also if it is stopped until then; the name's earlier time is replaced.
 *
 * @param time milliseconds since the epoch
 */
export function wakeAt(name: string, time: number): void {
  browser.alarms.create(name, { when: time });
}

/** Calls the listener when the time of this name has come. */
export function onWake(name: string, listener: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === name) listener();
  });
}
