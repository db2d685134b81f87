import browser from 'webextension-polyfill';

/**
 * Where the browsers differ in a way no feature test can ask about. Each use names the difference.
 *
 * Firefox wants `firstPartyDomain` in cookie calls and Chromium throws on it; Chromium hands out `Cookie` and
 * `Set-Cookie` only to listeners that ask for `extraHeaders`, which Firefox does not know.
 */
export const isFirefox = browser.runtime.getURL('').startsWith('moz-extension:');
